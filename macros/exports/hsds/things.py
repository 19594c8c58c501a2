"""Things of HSDS: what they are called, and what the standard has no place for."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha1
from typing import Any, TypeVar
from uuid import UUID

from macros.exports.plain import public_fields
from macros.model import OWN_SCHEME, Part
from macros.words import Text

P = TypeVar("P", bound=Part)
Thing = dict[str, Any]
OURS = f"{OWN_SCHEME}:"
"""Starts the type of links that are ours alone."""
NAMESPACE = UUID("8a0c0e0e-6e0b-5b0c-9a3b-6d1b7a3e3f52").bytes
"""Guides that share a record share its identifiers."""
VALUES = json.JSONEncoder(ensure_ascii=False)
VARIANTS = "89ab"
"""The digits that may begin the fourth part of a UUID."""


def uuid_of(key: str) -> str:
    """As `uuid.uuid5` says it, which takes five times as long for hundreds of thousands."""
    digest = sha1(NAMESPACE + key.encode(), usedforsecurity=False).hexdigest()
    variant = VARIANTS[int(digest[16], 16) % len(VARIANTS)]
    start = f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}"
    return f"{start}-{variant}{digest[17:20]}-{digest[20:32]}"


class Making:
    """A thing in the making; fields that it does not hold exactly end up in its attributes."""

    def __init__(self, part: Part, entity: str, key: str) -> None:
        self.part = part
        self.entity = entity
        self.key = key
        self.thing: Thing = {"id": uuid_of(f"{entity} {key}")}
        self._held: set[str] = set()
        self._terms: list[Thing] = []
        self._said: set[str] = set()

    def copy(self, *fields: str) -> None:
        """Fields that HSDS has under the same name."""
        for name in fields:
            value = getattr(self.part, name)
            if value is not None:
                self.hold(name, **{name: worded(value)})

    def hold(self, field: str, **properties: Any) -> None:
        """`properties` say all that `field` says, except in further languages."""
        self.thing |= properties
        if not _speaks(getattr(self.part, field)):
            self._held.add(field)

    def children(self, field: str, name: str, things: list[Thing]) -> None:
        """What `field` holds, as things of their own; they tell other languages themselves."""
        if things:
            self.thing[name] = things
        self._held.add(field)

    def say(self, field: str) -> None:
        """What `field` holds goes among the attributes, even if that is nothing."""
        self._said.add(field)

    def link(self, link_type: str, term: Thing) -> None:
        self._terms.append(self._attribute(link_type, term["id"]) | {"taxonomy_term": term})

    def made(self) -> Thing:
        attributes = [*self._terms, *self._leftover()]
        return self.thing | ({"attributes": attributes} if attributes else {})

    def _leftover(self) -> Iterator[Thing]:
        names = [name for name in public_fields(type(self.part)) if self._is_left(name)]
        if not names:
            return
        given = self.part.model_dump(mode="json", include={*names}, exclude_defaults=True)
        for name in names:
            if name in self._said or name in given:
                text = VALUES.encode(given.get(name))
                field = {"taxonomy_term_id": field_id(self.entity, name)}
                yield self._attribute(f"{OURS}{name}", name) | field | {"value": text}

    def _is_left(self, name: str) -> bool:
        """Few fields are, and what each of them holds need not be written out to see that."""
        is_given = getattr(self.part, name) not in (None, ())
        return name in self._said or (is_given and name not in self._held)

    def _attribute(self, link_type: str, key: str) -> Thing:
        id = uuid_of(f"attribute {self.entity} {self.key} {link_type} {key}")
        return {"id": id, "link_type": link_type, "link_entity": self.entity}


NAMED_BY = ("id", "number", "extension", "name", "title", "address_1", "city")
"""What tells parts of one list apart, whatever else of them changes."""


def keyed(making: Making, parts: Sequence[P]) -> Iterator[tuple[str, P]]:
    """`parts` with a key for each that stays while others come and go."""
    seen: Counter[str] = Counter()
    for part in parts:
        found = (vars(part).get(name) for name in NAMED_BY)
        name = " ".join(str(value) for value in found if value)
        seen[name] += 1
        # A service and a contact may share a name: their phones must not share a key.
        key = f"{making.entity} {making.key}/{name}"
        yield key + f" {seen[name]}" * (seen[name] > 1), part


@cache
def field_id(entity: str, name: str) -> str:
    """Of the term that stands for a field."""
    return uuid_of(f"taxonomy_term field {entity}.{name}")


def term(id: str, code: str, name: str, about: str, taxonomy: str) -> Thing:
    return {
        "id": id,
        "code": code,
        "name": name,
        "description": about,
        "taxonomy": taxonomy,
        "taxonomy_id": uuid_of(f"taxonomy {taxonomy}"),
    }


def worded(value: Any) -> Any:
    """As HSDS holds it: a text in the first language, a number as a number."""
    return value if isinstance(value, float) else str(value)


def _speaks(value: Any) -> bool:
    """Whether it says something that one text cannot hold."""
    if isinstance(value, tuple):
        return any(map(_speaks, value))
    if isinstance(value, Part):
        return any(_speaks(getattr(value, name)) for name in type(value).model_fields)
    return isinstance(value, Text) and bool(value.translations)
