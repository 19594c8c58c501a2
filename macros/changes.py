"""Changes of values: what differs, and what comes out when it is changed."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from macros.tree import Location, Value


class Gone(Enum):
    """Stands where a value is taken away."""

    GONE = "gone"


GONE: Final = Gone.GONE
Changes = Mapping[Location, Value | Gone]
"""By their places in what is changed; the number after a list's last adds an item to it."""


def changed(value: Value, changes: Changes) -> Value:
    """`value` with the changes made."""
    if () in changes:
        whole = changes[()]
        return None if isinstance(whole, Gone) else whole
    if not changes:
        return value
    if isinstance(value, dict):
        names = dict.fromkeys([*value, *(str(place[0]) for place in changes)])
        return {
            name: changed(value.get(name), below(changes, name))
            for name in names
            if changes.get((name,)) is not GONE
        }
    if isinstance(value, list):
        count = max(len(value), *(int(place[0]) + 1 for place in changes))
        items = [*value, *[None] * (count - len(value))]
        return [
            changed(item, below(changes, number))
            for number, item in enumerate(items)
            if changes.get((number,)) is not GONE
        ]
    raise ValueError("a single value holds no others")


def below(changes: Changes, step: str | int) -> Changes:
    return {place[1:]: value for place, value in changes.items() if place[:1] == (step,)}


def by_field(value: Value, changes: Changes) -> Changes:
    """The same changes, each of a whole field."""
    new = changed(value, changes)
    if not isinstance(new, dict):
        return {(): new}
    return {place[:1]: new.get(str(place[0]), GONE) for place in changes}


def differences(old: Value, new: Value, place: Location = ()) -> Changes:
    """The fewest changes that make `new` of `old`, for lists as far as they keep their order."""
    if old == new:
        return {}
    if old and new and isinstance(old, dict) and isinstance(new, dict):
        gone: Changes = {(*place, name): GONE for name in old if name not in new}
        return _merged([gone, *(_field(old, name, new[name], (*place, name)) for name in new)])
    if old and new and isinstance(old, list) and isinstance(new, list):
        return _items(old, new, place)
    return {place: new}


def _field(old: Mapping[str, Value], name: str, new: Value, place: Location) -> Changes:
    return differences(old[name], new, place) if name in old else {place: new}


def _items(old: list[Value], new: list[Value], place: Location) -> Changes:
    """Items that were only taken away leave the others alone; the rest find each other by place."""
    if [item for item in old if item in new] == new:
        return {(*place, n): GONE for n, item in enumerate(old) if item not in new}
    both = zip(old, new, strict=False)
    found = [differences(ours, theirs, (*place, n)) for n, (ours, theirs) in enumerate(both)]
    found.append({(*place, n): GONE for n in range(len(new), len(old))})
    found.append({(*place, n): new[n] for n in range(len(old), len(new))})
    return _merged(found)


def _merged(parts: Iterable[Changes]) -> Changes:
    return {place: value for part in parts for place, value in part.items()}
