"""What the model says about itself: its parts, their fields, the ids they refer to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, EmailStr
from pydantic.fields import FieldInfo

from macros.model import RECORDS, Checked, Part, Record, Site
from macros.tree import Location
from macros.values import OnlyPrivate, PhoneNumber, Ref, Shorthand
from macros.words import Text


class Reference(NamedTuple):
    """An id in a record that must exist elsewhere; `location` is its place in the record."""

    location: Location
    ref: Ref
    id: str

    @property
    def field(self) -> str:
        return next(str(step) for step in reversed(self.location) if isinstance(step, str))

    @property
    def key(self) -> str:
        return f"{self.ref.kind}/{self.id}"


def references(part: Part, location: Location = ()) -> Iterator[Reference]:
    """Every id that `part`, and whatever it holds, refers to."""
    for name, refs in fields_that_refer(type(part)):
        if value := getattr(part, name):
            yield from _references(value, refs, (*location, name))


@cache
def fields_that_refer(part: type[Part]) -> list[tuple[str, list[Ref]]]:
    """The fields that hold ids, or parts that may hold some; thousands of records ask this."""
    fields = part.model_fields.items()
    asked = [(name, _refs_of(info), part_in(info.annotation)) for name, info in fields]
    return [(name, refs) for name, refs, inner in asked if refs or inner]


def _references(value: object, refs: list[Ref], location: Location) -> Iterator[Reference]:
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _references(item, refs, (*location, number))
    elif isinstance(value, Part):
        yield from references(value, location)
    elif refs and isinstance(value, str):
        yield Reference(location, refs[0], value)


def _refs_of(info: FieldInfo) -> list[Ref]:
    return [mark for mark in _marks(info) if isinstance(mark, Ref)]


def ref_of(info: FieldInfo) -> Ref | None:
    """What the ids in a field refer to."""
    return next(iter(_refs_of(info)), None)


def shorthand_of(info: FieldInfo) -> str:
    """The field that a bare value stands for, where one may stand instead of a part."""
    calls = (getattr(mark, "func", None) for mark in _marks(info))
    return next((call.field for call in calls if isinstance(call, Shorthand)), "")


def _marks(info: FieldInfo) -> list[object]:
    return [*info.metadata, *_metadata(info.annotation)]


def _metadata(annotation: Any) -> Iterator[object]:
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    for argument in get_args(annotation):
        yield from _metadata(argument)


def part_in(annotation: Any) -> type[Part] | None:
    """The part that a field of this annotation holds, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if issubclass(annotation, Part) else None
    return next(filter(None, map(part_in, get_args(annotation))), None)


def part_at(part: type[Part], location: Location) -> type[Part]:
    """The part that stands at `location` inside `part`."""
    for step in location:
        if isinstance(step, str) and step in part.model_fields:
            part = part_in(part.model_fields[step].annotation) or part
    return part


def parts() -> list[type[Part]]:
    """Every part of the model: the site, the records, then what they are made of."""
    found: list[type[Part]] = [Site, *RECORDS]
    for part in found:
        for info in part.model_fields.values():
            inner = part_in(info.annotation)
            if inner and inner not in found:
                found.append(inner)
    return found


@cache
def only_private(part: type[Part]) -> tuple[str, ...]:
    """The fields that may never be public."""
    fields = part.model_fields.items()
    return tuple(
        name for name, info in fields if any(isinstance(m, OnlyPrivate) for m in info.metadata)
    )


def choices(annotation: Any) -> tuple[str, ...]:
    """The words of a closed choice; nothing for other fields."""
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    if get_origin(annotation) in (Union, UnionType, tuple, Annotated):
        return next(filter(None, map(choices, get_args(annotation))), ())
    return ()


def example(part: type[Part], name: str) -> str:
    """A short example of the field, or nothing where only a longer one would help."""
    return example_of(part.model_fields[name])


def example_of(info: FieldInfo) -> str:
    given = (info.examples or [""])[0]
    while isinstance(given, list):
        given = given[0] if given else ""
    return str(given) if isinstance(given, str | int | bool) else ""


@dataclass(frozen=True)
class DescribedField:
    """A field as the page of fields shows it."""

    name: str
    holds: str
    required: bool
    description: str
    example: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class DescribedPart:
    """A part as the page of fields shows it; `file` is where its records stand."""

    name: str
    description: str
    file: str
    fields: tuple[DescribedField, ...]


def in_order(part: type[Part]) -> list[str]:
    """Its fields as files have them: its own, those it shares with others, who checked it."""
    own = [name for name in part.__annotations__ if name in part.model_fields]
    shared = [name for name in part.model_fields if name not in Checked.model_fields]
    ids = [name for name in shared if name == "id"]
    return list(dict.fromkeys([*ids, *own, *shared, *part.model_fields]))


def described_parts() -> list[DescribedPart]:
    return [
        DescribedPart(
            readable_name(part),
            (part.__doc__ or "").strip(),
            file_of(part),
            tuple(
                _described(part, name, part.model_fields[name])
                for name in in_order(part)
                if not (issubclass(part, Record) and name == "vocabulary")
            ),
        )
        for part in parts()
    ]


def readable_name(part: type[Part]) -> str:
    """`ChecklistItem` → `Checklist item`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", part.__name__.lstrip("_"))
    return words.capitalize()


def file_of(part: type[Part]) -> str:
    if part is Site:
        return "data/site.yml"
    if not issubclass(part, Record):
        return ""
    if part.kind == "terms":
        return "data/taxonomy.yml"
    return f"data/{part.kind}/ID.yml or data/{part.kind}.yml"


def _described(part: type[Part], name: str, info: FieldInfo) -> DescribedField:
    return DescribedField(
        name,
        holds(info),
        info.is_required(),
        info.description or "",
        example(part, name),
        choices(info.annotation),
    )


def holds(info: FieldInfo) -> str:
    """What a field holds, in the words of someone who fills it in."""
    annotation = info.annotation
    several = get_origin(annotation) is tuple
    if inner := part_in(annotation):
        name = readable_name(inner).lower()
        return f"list: {name}" if several else name
    if refs := _refs_of(info):
        one = f"id ({refs[0].label})"
    elif choices(annotation):
        one = "one of"
    else:
        one = kind_of_value(info)
    return f"list: {one}" if several else one


def kind_of_value(info: FieldInfo) -> str:
    """What one value of a field is, in the words of `VALUES` and `KINDS`."""
    names = [getattr(getattr(mark, "func", None), "__name__", "") for mark in _marks(info)]
    known = next((VALUES[name] for name in names if name in VALUES), "")
    return known or next(
        (word for kind, word in KINDS.items() if kind in _types(info.annotation)), "text"
    )


def is_for_readers(info: FieldInfo) -> bool:
    """Whether a value is words that people read, once a language if need be."""
    return Text in _types(info.annotation)


def _types(annotation: Any) -> set[Any]:
    inner = get_args(annotation)
    return {annotation}.union(*map(_types, inner)) if inner else {annotation}


VALUES = {
    "_plain": "name (one line, plain)",
    "_prose": "text",
    "_kebab": "id",
    "_key": "kind and id",
    "_web_address": "web address",
    "secure_address": "https address",
    "_old_address": "address in this guide",
    "_new_address": "address in this guide, or https address",
    "_language": "language code",
    "_us_state": "state",
    "_iso_date": "date",
    "_interval": "length of time",
    "_hex_colour": "color",
}
KINDS = {
    bool: "yes or no",
    int: "number",
    float: "decimal number",
    PhoneNumber: "phone number",
    EmailStr: "e-mail address",
}
