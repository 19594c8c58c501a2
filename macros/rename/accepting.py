"""What a local guide wrote before a release renamed a record: it counts by the new id, with advice.

So taking a release breaks nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace

from macros.changes import changed
from macros.joining import HIDES
from macros.overlay import CHANGES, Draft
from macros.problems import Problem, quoted
from macros.rename.mentions import Mention, mentions
from macros.tree import Location, Value

FIELD = "former_ids"
OVERLAYING = {CHANGES, HIDES}


def accepted(
    drafts: Sequence[Draft], below: Iterable[Draft]
) -> tuple[Sequence[Draft], list[Problem]]:
    """`drafts` with the ids that the records `below` have now, and what to write there."""
    own = {draft.key for draft in drafts if not is_overlay(draft)}
    moved = dict(_moved(below, own))
    advice: list[Problem] = []
    if not moved:
        return drafts, advice
    return [_accepted(draft, moved, advice) for draft in drafts], advice


def is_overlay(draft: Draft) -> bool:
    """Whether it says something of a record that stands elsewhere."""
    return bool(OVERLAYING & draft.value.keys())


def former(draft: Draft) -> list[str]:
    """The ids that it had, as far as they can be read."""
    given = draft.value.get(FIELD)
    return [id for id in given if isinstance(id, str)] if isinstance(given, list) else []


def _moved(below: Iterable[Draft], own: set[str]) -> Iterator[tuple[str, str]]:
    """The ids by the keys that they replace; what is there itself was not renamed."""
    by_kind: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in below:
        by_kind[draft.kind.kind].append(draft)
    for kind, drafts in by_kind.items():
        renamed = [(old, draft) for draft in drafts for old in former(draft)]
        ids = {draft.id for draft in drafts} if renamed else set()
        for old, draft in renamed:
            if old not in ids and f"{kind}/{old}" not in own:
                yield f"{kind}/{old}", draft.id


def _accepted(draft: Draft, moved: dict[str, str], advice: list[Problem]) -> Draft:
    found = {one: moved[one.key] for one in mentions(draft) if one.key in moved}
    advice += [_advice(draft, one, new) for one, new in found.items()]
    if not found:
        return draft
    depth = len(draft.place)
    new: dict[Location, Value] = {one.location[depth:]: id for one, id in found.items()}
    value = changed(draft.whole, new)
    # As another tree it is checked anew, though its file is as it was.
    tree = copy(draft.tree)
    return replace(draft, value=value, tree=tree) if isinstance(value, dict) else draft


def _advice(draft: Draft, one: Mention, new: str) -> Problem:
    message = f"{quoted(one.id)} is called {quoted(new)} now: write that here"
    return draft.tree.at(one.location, message)
