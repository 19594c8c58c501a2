"""Samples: records that show how one looks, made from the model's own examples.

They hold nothing that is true of anybody: no known address, no number in use, no day of a check.
"""

from typing import get_origin

from pydantic.fields import FieldInfo

from macros.drafting import as_text
from macros.fields import kind_of_value, only_private, part_in, ref_of
from macros.known import Known
from macros.model import Part, Record
from macros.tree import Value

MADE_UP = {
    "web address": "https://www.example.org/",
    "https address": "https://www.example.org/",
    "phone number": "202-555-0143",
}
LEFT_OUT = (
    *("id", "vocabulary", "address_evidence", "address_match", "identifiers"),
    *("former_ids", "assured_date", "assured_by", "review_every"),
)
"""What addresses a record, and what only a person can know."""


def sample(kind: type[Record], name: str, known: Known) -> dict[str, Value]:
    """A whole record called `name`, with the words of a guide."""
    left_out = {*LEFT_OUT, *only_private(kind), kind.named_by}
    names = [name for name in kind.model_fields if name not in left_out]
    found = {name: _of_field(kind.model_fields[name], known) for name in names}
    filled: dict[str, Value] = {name: value for name, value in found.items() if value}
    return {kind.named_by: name, **filled}


def _of_field(info: FieldInfo, known: Known) -> Value:
    given = as_text((info.examples or [None])[0])
    if get_origin(info.annotation) is not tuple or not isinstance(given, list):
        return _one(info, given, known)
    items = [_one(info, item, known) for item in given]
    return [item for item in items if item]


def _one(info: FieldInfo, given: Value, known: Known) -> Value:
    """The example, with what is true of somebody replaced; nothing where it cannot be."""
    inner = part_in(info.annotation)
    if inner:
        return _part(inner, given, known) if isinstance(given, dict) else None
    if ref := ref_of(info):
        is_term = ref.kind == "terms"
        return next(iter(known.words(ref)), None) if is_term else None
    return MADE_UP.get(kind_of_value(info), given)


def _part(part: type[Part], given: dict[str, Value], known: Known) -> Value:
    fields = part.model_fields
    values = {name: _again(fields[name], value, known) for name, value in given.items()}
    lacking = [name for name, info in fields.items() if info.is_required() and not values.get(name)]
    return None if lacking else {name: value for name, value in values.items() if value}


def _again(info: FieldInfo, given: Value, known: Known) -> Value:
    if isinstance(given, list):
        return [item for item in (_one(info, one, known) for one in given) if item]
    return _one(info, given, known)
