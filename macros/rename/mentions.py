"""Ids in the values of files, before any check: where each stands, and what it refers to."""

from collections.abc import Iterator
from typing import NamedTuple

from pydantic.fields import FieldInfo

from macros.fields import fields_that_refer, part_in, ref_of, shorthand_of
from macros.joining import HIDES, NAMED_BY
from macros.model import Part
from macros.overlay import CHANGES, Draft
from macros.tree import Location, Value
from macros.values import Ref


class Mention(NamedTuple):
    """`key` is named at `location` in its file; `id` is what stands there."""

    location: Location
    key: str
    id: str


def mentions(draft: Draft) -> Iterator[Mention]:
    """Every id that a record refers to, and the one that it changes or hides."""
    for name in (CHANGES, HIDES):
        if isinstance(id := draft.value.get(name), str):
            yield Mention((*draft.place, name), f"{draft.kind.kind}/{id}", id)
    yield from _in_part(draft.kind, draft.whole, draft.place)


def _in_part(part: type[Part], value: Value, place: Location) -> Iterator[Mention]:
    if not isinstance(value, dict):
        return
    for name, _ in fields_that_refer(part):
        info = part.model_fields[name]
        yield from _in_field(info, value.get(name), (*place, name))
        if name in NAMED_BY and (ref := ref_of(info)):
            yield from _named(ref, value.get(HIDES), (*place, HIDES))


def _in_field(info: FieldInfo, value: Value, place: Location) -> Iterator[Mention]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _in_field(info, item, (*place, number))
        return
    inner = part_in(info.annotation)
    if inner and isinstance(value, dict):
        yield from _in_part(inner, value, place)
    elif ref := ref_of(_bare(info, inner)):
        yield from _named(ref, value, place)


def _bare(info: FieldInfo, inner: type[Part] | None) -> FieldInfo:
    """What a bare value stands for, where it may stand instead of a part."""
    field = shorthand_of(info)
    return inner.model_fields[field] if inner and field else info


def _named(ref: Ref, id: Value, place: Location) -> Iterator[Mention]:
    if isinstance(id, str):
        yield Mention(place, f"{ref.kind}/{id}", id)
