"""The model's parts → JSON Schema, as a file of one layer of data may hold them.

Our own data holds whole records. Those of `data/local/` and `data/private/` may change one of ours
and then say only what differs; a local one may hide it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_origin

from pydantic.fields import FieldInfo

from macros.editions import Layer
from macros.fields import (
    choices,
    example_of,
    is_for_readers,
    kind_of_value,
    only_private,
    part_in,
    ref_of,
    shorthand_of,
)
from macros.joining import HIDES, NAMED_BY, REASON
from macros.known import Known
from macros.model import BY_KIND, VOCABULARIES, Part, Record, Site, Term
from macros.overlay import CHANGES
from macros.schemas.values import TEXT, VALUES, WORDS, Schema, in_languages, nullable, one_of
from macros.values import Ref

DEFINITIONS = "definitions"
LIMITS = {
    "ge": "minimum",
    "le": "maximum",
    "min_length": "minItems",
    "pattern": "pattern",
}
"""What the model calls a limit, and what JSON Schema calls it."""


@dataclass(frozen=True)
class Shapes:
    """The schemas of one layer, with the ids and languages of one guide."""

    known: Known
    layer: Layer

    # --- files ---

    def record(self, kind: type[Record], in_list: bool = False) -> Schema:
        """A record in a file of its own, or in a list, where its `id` stands with it."""
        left_out = () if in_list else ("id",)
        whole = self._part(kind, left_out=left_out)
        if not self.layer.is_overlay:
            return whole
        whole["properties"] |= self._addresses(kind, whole=True)
        part = self._part(kind, partial=True, left_out=("id",))
        part["properties"] |= self._addresses(kind)
        part["required"] = [CHANGES]
        schema = _where(CHANGES, part, whole)
        if self.layer is not Layer.LOCAL:
            return schema
        return _where(HIDES, _closed(_hiding(self._key(kind)), (HIDES, REASON)), schema)

    def records(self, kind: type[Record]) -> Schema:
        """A list file."""
        return {"type": "array", "items": self.record(kind, in_list=True)}

    def list_of(self, part: type[Part]) -> Schema:
        """A file that holds a list of something, but no records."""
        return {"type": "array", "items": self._part(part)}

    def site(self) -> Schema:
        return self._part(Site, partial=self.layer.is_overlay)

    def taxonomy(self) -> Schema:
        terms = nullable(self.records(Term))
        return _closed(dict.fromkeys(VOCABULARIES, terms))

    def _addresses(self, kind: type[Record], whole: bool = False) -> dict[str, Schema]:
        """What says which record of ours is meant; offered where neither stands yet."""
        changes = {CHANGES: _described(self._key(kind), "The id of the record that this changes.")}
        return changes | (_hiding(self._key(kind)) if whole and self.layer is Layer.LOCAL else {})

    def _key(self, kind: type[Record]) -> Schema:
        return self._id(Ref(kind.kind))

    # --- parts and fields ---

    def _part(
        self, part: type[Part], partial: bool = False, left_out: tuple[str, ...] = ()
    ) -> Schema:
        names = [name for name in part.model_fields if self._stands(part, name, left_out)]
        required = [name for name in names if part.model_fields[name].is_required()]
        properties = {name: self._field(part, name, partial) for name in names}
        return _closed(properties, () if partial else required)

    def _stands(self, part: type[Part], name: str, left_out: tuple[str, ...]) -> bool:
        if (part is Term and name == "vocabulary") or part.model_fields[name].exclude:
            return False
        hidden = self.layer is not Layer.PRIVATE and name in only_private(part)
        return name not in left_out and not hidden

    def _field(self, part: type[Part], name: str, partial: bool) -> Schema:
        info = part.model_fields[name]
        schema = self._list(info, partial) if _is_list(info) else self._one(info, partial)
        if not (info.is_required() or partial):
            schema = nullable(schema)
        return _described(schema, _told(info))

    def _list(self, info: FieldInfo, partial: bool) -> Schema:
        inner = part_in(info.annotation)
        named = inner is not None and not set(NAMED_BY).isdisjoint(inner.model_fields)
        items = self._one(info, partial and named)
        if inner and partial and named and self.layer is Layer.LOCAL:
            items = _where(HIDES, _closed(_hiding(self._name(inner)), (HIDES, REASON)), items)
        return {"type": "array", "items": items, **_limits(info)}

    def _name(self, part: type[Part]) -> Schema:
        """What an item of a list is known by."""
        named = next((name for name in NAMED_BY if name in part.model_fields), "id")
        return VALUES["id"] if named == "id" else self._value(part.model_fields[named])

    def _one(self, info: FieldInfo, partial: bool) -> Schema:
        inner = part_in(info.annotation)
        if not inner:
            return self._value(info)
        schema = self._part(inner, partial)
        if bare := shorthand_of(info):
            return {"anyOf": [self._value(inner.model_fields[bare]), schema]}
        return schema

    def _value(self, info: FieldInfo) -> Schema:
        if ref := ref_of(info):
            return self._id(ref)
        if words := choices(info.annotation):
            return one_of(words)
        kind = kind_of_value(info)
        if is_for_readers(info):
            return in_languages(WORDS[kind], self.known.languages)
        return VALUES.get(kind, TEXT) | _limits(info)

    def _id(self, ref: Ref) -> Schema:
        return {"$ref": f"#/{DEFINITIONS}/{ref.label}"} if self._choice(ref) else VALUES["id"]

    def _choice(self, ref: Ref) -> Schema:
        """The known ids; staff may name a record of their own, which stands in no schema."""
        words = self.known.words(ref)
        if not words:
            return {}
        choice = one_of(words, words.values())
        return {"anyOf": [choice, VALUES["id"]]} if self.layer is Layer.PRIVATE else choice

    def definitions(self) -> dict[str, Schema]:
        """What `_id` points to; thousands of ids need to stand in a schema only once."""
        refs = [*map(Ref, BY_KIND), *(Ref(Term.kind, name) for name in VOCABULARIES)]
        return {ref.label: choice for ref in refs if (choice := self._choice(ref))}


def _is_list(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple


def _limits(info: FieldInfo) -> Schema:
    given = ((ours, getattr(mark, ours, None)) for mark in info.metadata for ours in LIMITS)
    return {LIMITS[ours]: limit for ours, limit in given if limit is not None}


def _told(info: FieldInfo) -> str:
    """The description of a field, with an example where a short one helps."""
    shown = example_of(info)
    return f"{info.description} Such as: {shown}" if shown else str(info.description)


def _described(schema: Schema, description: str) -> Schema:
    return {"description": description, **schema}


def _closed(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """A group of fields that holds no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _hiding(id: Schema) -> dict[str, Schema]:
    return {
        HIDES: _described(id, "The id of what this takes away from the guide."),
        REASON: _described(TEXT, "Why it is taken away; readers do not see it."),
    }


def _where(name: str, then: Schema, otherwise: Schema) -> Schema:
    """One shape where `name` stands, and another where it does not."""
    return {"type": "object", "if": {"required": [name]}, "then": then, "else": otherwise}
