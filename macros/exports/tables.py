"""CSV for spreadsheets: a table for each kind of record, and one for each list of parts in it.

A row of `partners-services.csv` names its partner in `record` and counts in `services_number`.
Several values of a field stand in one cell, each on its line; a text in a further language has a
column of its own, `name.es`.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, get_args

from macros.exports.cells import harmless
from macros.exports.packing import Files, Table
from macros.exports.plain import address, has_page, public_fields
from macros.fields import part_in
from macros.guide import Guide
from macros.model import Figure, GlossaryEntry, Part, Partner, Record, Resource, Source, Term
from macros.words import Text

KINDS: tuple[type[Record], ...] = (Partner, Resource, Term, GlossaryEntry, Source, Figure)
"""What fits tables; stories and forms are in the JSON files."""
Row = list[str]


def files(guide: Guide, kinds: Sequence[type[Record]] = KINDS) -> Files:
    """Tables that hold something."""
    found = (table for kind in kinds for table in Tables(kind, guide).fill().items())
    return Files({f"{name}.csv": table.data for name, table in found})


class Tables:
    """The tables of one kind, by name."""

    def __init__(self, kind: type[Record], guide: Guide) -> None:
        self._kind = kind
        self._guide = guide
        self._further = guide.site.languages[1:]
        self._tables: dict[str, Table] = {}

    def fill(self) -> dict[str, Table]:
        for record in self._guide.records[self._kind.kind].values():
            page = [address(record, self._guide.site)] if has_page(self._kind) else []
            self._add(record, self._kind.kind, ["id", *["page"] * len(page)], [record.id, *page])
        return self._tables

    def _add(self, part: Part, name: str, keys: Row, place: Row) -> None:
        columns, lists = _fields(type(part), is_record=isinstance(part, Record))
        if name not in self._tables:
            self._tables[name] = Table([*keys, *self._headings(columns)], mark=True)
        self._tables[name].add(map(harmless, [*place, *self._cells(part, columns)]))
        inner_keys = ["record" if key == "id" else key for key in keys if key != "page"]
        inner_place = [cell for key, cell in zip(keys, place, strict=True) if key != "page"]
        for field in lists:
            for number, inner in enumerate(getattr(part, field), 1):
                keyed, placed = [*inner_keys, f"{field}_number"], [*inner_place, str(number)]
                self._add(inner, f"{name}-{field}", keyed, placed)

    def _headings(self, columns: dict[str, bool]) -> Iterator[str]:
        for name, is_text in columns.items():
            yield name
            if is_text:
                yield from (f"{name}.{language}" for language in self._further)

    def _cells(self, part: Part, columns: dict[str, bool]) -> Iterator[str]:
        for name, is_text in columns.items():
            value = getattr(part, name)
            yield _cell(value)
            if is_text:
                yield from (_cell(value, language) for language in self._further)


@cache
def _fields(part: type[Part], is_record: bool) -> tuple[dict[str, bool], list[str]]:
    """The fields that fit a cell, with whether they are texts; those that are lists of parts."""
    fields = {name: part.model_fields[name].annotation for name in public_fields(part)}
    if is_record:
        fields.pop("id")
    lists = [name for name, held in fields.items() if part_in(held)]
    return {name: _is_text(held) for name, held in fields.items() if name not in lists}, lists


def _is_text(annotation: Any) -> bool:
    if isinstance(annotation, type):
        return issubclass(annotation, Text)
    return any(map(_is_text, get_args(annotation)))


def _cell(value: Any, language: str = "") -> str:
    """`value` as text; in a further language only what is said in it."""
    match value:
        case None:
            return ""
        case tuple():
            cells = [_cell(item, language) for item in value]
            return "\n".join(cells) if any(cells) else ""
        case Text() if language:
            return value.translations.get(language, "")
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
    return str(value)
