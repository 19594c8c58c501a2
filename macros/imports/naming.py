"""Ids for what is new: from its name, told apart by its place or by what others call it.

Which row comes first changes nothing.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import Any, TypeVar

from macros.imports.standing import names_of
from macros.tree import Value
from macros.values import ID_LIMIT, kebab

K = TypeVar("K", bound=Hashable)
LIST_PAGE = "index"


def new_ids(
    things: Mapping[K, Mapping[str, Any]], taken: Collection[str], one: str
) -> dict[K, str]:
    """An id for each of `things` by its key; those that would share one all get a longer one."""
    left, ids, used = dict(things), dict[K, str](), set(taken) | {LIST_PAGE}
    for name in (_name, _with_city, _with_number, _with_content):
        wanted = defaultdict(list)
        for key, value in left.items():
            wanted[name(value, one)].append(key)
        found = {keys[0]: id for id, keys in wanted.items() if len(keys) == 1 and id not in used}
        ids |= {key: id for key, id in found.items() if id}
        used |= set(wanted)
        left = {key: value for key, value in left.items() if key not in ids}
    # What is left says the same, word for word; which is which means nothing.
    return ids | {
        key: _joined(value, one, f"{_digest(value)}-{number}")
        for number, (key, value) in enumerate(left.items(), 1)
    }


def _name(value: Mapping[str, Any], one: str) -> str:
    return kebab(_text(value.get("name") or value.get("title")))


def _with_city(value: Mapping[str, Any], one: str) -> str:
    return _joined(value, one, next(_cities(value), ""))


def _with_number(value: Mapping[str, Any], one: str) -> str:
    return _joined(value, one, next((name for _, name in sorted(names_of(value))), ""))


def _with_content(value: Mapping[str, Any], one: str) -> str:
    return _joined(value, one, _digest(value))


def _digest(value: Mapping[str, Any]) -> str:
    said = json.dumps(value, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def _joined(value: Mapping[str, Any], one: str, tail: str) -> str:
    """The name and `tail`, or nothing where there is none."""
    end = kebab(tail)
    start = (_name(value, one) or one)[: ID_LIMIT - 1 - len(end)].strip("-")
    return f"{start}-{end}" if end else ""


def _cities(value: Mapping[str, Any]) -> Iterator[str]:
    for holder in (value, *(value.get("services") or ())):
        for location in (
            (holder.get("locations") or ()) if isinstance(holder, dict | Mapping) else ()
        ):
            if isinstance(location, dict) and location.get("city"):
                yield _text(location["city"])


def _text(value: Value) -> str:
    """A text, in its first language."""
    return str(next(iter(value.values()), "")) if isinstance(value, dict) else str(value or "")
