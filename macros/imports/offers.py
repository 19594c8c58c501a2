"""What an import says of services, places and identifiers, joined to what stands there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from macros.imports.doors import LOCATIONS, with_doors
from macros.imports.merging import paired
from macros.imports.naming import new_ids
from macros.tree import Value

SERVICES, IDENTIFIERS = "services", "identifiers"


def joined_lists(old: Mapping[str, Any], new: Mapping[str, Value]) -> dict[str, Value]:
    joined: dict[str, Value] = {}
    if numbers := new.get(IDENTIFIERS):
        joined[IDENTIFIERS] = _all_numbers(old.get(IDENTIFIERS, []), numbers)
    if services := new.get(SERVICES):
        joined[SERVICES] = _joined_services(old.get(SERVICES, []), services)
    if places := new.get(LOCATIONS):
        joined[LOCATIONS] = with_doors(as_text(old.get(LOCATIONS)), places)
    return joined


def _all_numbers(old: Sequence[Any], new: Any) -> list[Value]:
    """What every directory calls it; none forgets the others."""
    return [*map(as_text, old), *(item for item in new if item not in old)]


def _joined_services(old: Sequence[Any], new: Any) -> list[Value]:
    """Those that stand there, changed by what is known of them, and then what is new."""
    pairs = paired(old, new)
    joined: list[Any] = [as_text(item) for item in old]
    for number, known in pairs.items():
        item = new[number]
        fields = {name: value for name, value in item.items() if name != "id"}
        if IDENTIFIERS in fields:
            fields[IDENTIFIERS] = _all_numbers(
                joined[known].get(IDENTIFIERS, []), fields[IDENTIFIERS]
            )
        if places := fields.get(LOCATIONS):
            fields[LOCATIONS] = with_doors(joined[known].get(LOCATIONS), places)
        both = {**joined[known], **fields}
        joined[known] = {name: value for name, value in both.items() if value is not None}
    fresh = [item for number, item in enumerate(new) if number not in pairs]
    taken = [str(item["id"]) for item in joined if item.get("id")]
    return [*joined, *with_ids(fresh, taken)]


def with_ids(services: Any, taken: Iterable[str]) -> list[Value]:
    """Each service with an id of its own, so that it can be changed one by one."""
    items = {n: item for n, item in enumerate(services) if isinstance(item, dict)}
    ids = {n: str(item["id"]) for n, item in items.items() if item.get("id")}
    unnamed = {n: item for n, item in items.items() if n not in ids}
    ids |= new_ids(unnamed, {*taken, *ids.values()}, "service")
    return [
        {"id": ids[n], **{name: v for name, v in item.items() if v is not None and name != "id"}}
        for n, item in items.items()
    ]


def as_text(value: Any) -> Value:
    """A compared value as files hold it."""
    if isinstance(value, dict):
        return {str(name): as_text(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_text(item) for item in value]
    return value if value is None or isinstance(value, str) else str(value)
