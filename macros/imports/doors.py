"""Streets that a person wrote in and called public, which an import leaves out."""

from collections.abc import Mapping
from typing import Any

from macros.shelters import TELLING
from macros.tree import Value

LOCATIONS, IS_PUBLIC = "locations", "address_is_public"
TOLD_BY = ("name", "city", "state_province")


def with_doors(old: Any, new: Any) -> list[Value]:
    """The `new` places, each with the street of the `old` one that it is."""
    public = [place for place in old or () if place.get(IS_PUBLIC) == str(True)]
    joined: list[Value] = []
    for place in new:
        known = next((one for one in public if _is_same(one, place)), None)
        public = [one for one in public if one is not known]
        joined.append({**_door(known), **place} if known else place)
    return joined


def _is_same(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    street = new.get(TELLING[0])
    is_there = not street or street == old.get(TELLING[0])
    return is_there and all(old.get(name) == new.get(name) for name in TOLD_BY)


def _door(place: Mapping[str, Any]) -> dict[str, Value]:
    return {name: place[name] for name in TELLING if name in place} | {IS_PUBLIC: "yes"}
