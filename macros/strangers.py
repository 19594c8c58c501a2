"""Items that a change adds to a list of ours: new ones, or some of ours under a wrong id."""

import re
from collections.abc import Mapping

from macros.model import Part
from macros.problems import nearest, quoted
from macros.tree import Value

NUMBERS = re.compile(r"-?\d+")
LISTED = 26
SLIP = 2
"""So few letters tell a slip from an id of its own."""


def stranger_complaint(
    item: Mapping[str, Value], known: Mapping[str, str], part: type[Part] | None
) -> str:
    """What is wrong with an item that is not among the `known`, or nothing if it is a new one.

    `known` says by id where each item of ours stands.
    """
    id = item.get("id")
    if not isinstance(id, str) or not known:
        return ""
    near = nearest(id, known, sure=True)
    lacking = _lacking(item, part) if part else []
    if not lacking and not _is_slip(id, near):
        return ""
    how = f"needs {', '.join(map(quoted, lacking))}" if lacking else "needs an id that differs more"
    return f"id: no item {quoted(id)} here{_instead(near, known)} A new one {how}"


def _instead(near: str, known: Mapping[str, str]) -> str:
    if near:
        return f", did you mean '{near}' ({known[near]})?"
    return f"; ours: {', '.join(known)}." if len(known) <= LISTED else "."


def _lacking(item: Mapping[str, Value], part: type[Part]) -> list[str]:
    """The fields that a new item would need; none where one of them may be misspelt."""
    fields = part.model_fields
    if not item.keys() <= fields.keys():
        return []
    return [name for name, info in fields.items() if info.is_required() and name not in item]


def _is_slip(id: str, near: str) -> bool:
    """Whether `id` was meant to be `near`; numbers tell `visit-1` from `visit-2`."""
    if not near or NUMBERS.sub("", id) == NUMBERS.sub("", near):
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(id.lower(), near.lower()) <= SLIP
