"""A workbook to edit records in: a tab for each kind and for each list in them, all of it text."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from macros.exports.reading_aid import ABOUT, READ_ME
from macros.fields import choices, in_order, only_private, part_in
from macros.filing import put
from macros.guide import Guide
from macros.loading import Entry
from macros.model import Part, Partner, Record, Resource
from macros.values import Ref
from macros.words import Text

KINDS: tuple[type[Record], ...] = (Partner, Resource)
ID, RECORD, INSIDE, NUMBER = "id", "record", "inside", "number of"
KEYS = (RECORD, INSIDE, NUMBER)
ALLOWED = "Allowed values"
HEAD_ROWS = 2
ROOM = 500
"""Rows below the last one that offer the allowed values, too."""
WIDE, NARROW = 48, 18
GREY, HEAD = PatternFill("solid", fgColor="EFEFEF"), Font(bold=True)


@dataclass(frozen=True)
class Column:
    """A column of a tab: a field, or its text in one language."""

    field: str
    language: str
    """Nothing for a text in the guide's first language."""
    main: str
    is_list: bool
    is_text: bool
    description: str
    allowed: str
    """The name of the list of values that it may hold, or nothing."""
    default: str

    @property
    def name(self) -> str:
        return f"{self.field}.{self.language}" if self.language else self.field


@cache
def columns(part: type[Part], languages: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of a tab, a text's further languages beside it."""
    hidden = {*only_private(part), *((ID,) if issubclass(part, Record) else ())}
    fields = [name for name in in_order(part) if name not in hidden]
    return tuple(
        column
        for name in fields
        if not part_in(part.model_fields[name].annotation)
        for column in _columns_of(part, name, languages)
    )


def _columns_of(part: type[Part], name: str, languages: Sequence[str]) -> Iterator[Column]:
    info = part.model_fields[name]
    is_list = get_origin(info.annotation) is tuple
    is_text = _is_text(info.annotation) and not is_list
    default = info.default if isinstance(info.default, str) else ""
    for language in ("", *languages[1:]) if is_text else ("",):
        allowed = f"{part.__name__}.{name}" if choices(info.annotation) else _vocabulary(info)
        words = f"{info.description} ({language})" if language else str(info.description)
        yield Column(name, language, languages[0], is_list, is_text, words, allowed, default)


@cache
def lists(part: type[Part]) -> dict[str, type[Part]]:
    """The parts that a part holds lists of; each has a tab of that name."""
    held = {name: part_in(info.annotation) for name, info in part.model_fields.items()}
    return {name: inner for name, inner in held.items() if inner}


def tabs() -> dict[str, type[Part]]:
    """Every tab: the kinds of records, then what they hold."""
    found: dict[str, type[Part]] = {kind.kind: kind for kind in KINDS}
    waiting: list[type[Part]] = list(KINDS)
    while waiting:
        inner = lists(waiting.pop(0))
        waiting += [part for name, part in inner.items() if name not in found]
        found |= {name: part for name, part in inner.items() if name not in found}
    return found


def _is_text(annotation: Any) -> bool:
    if isinstance(annotation, type):
        return issubclass(annotation, Text)
    return any(map(_is_text, get_args(annotation)))


def _vocabulary(info: Any) -> str:
    refs = [mark for mark in _marks(info.annotation, info.metadata) if isinstance(mark, Ref)]
    return refs[0].label if refs else ""


def _marks(annotation: Any, metadata: Iterable[object] = ()) -> Iterator[object]:
    yield from metadata
    yield from getattr(annotation, "__metadata__", ())
    for argument in get_args(annotation):
        yield from _marks(argument)


# --- cells ----------------------------------------------------------------------


def cell(value: Any, column: Column) -> str:
    """What stands in the cell of a field with this value."""
    if value is None:
        return "" if column.language else column.default
    if isinstance(value, dict):
        return str(value.get(column.language or column.main, ""))
    if column.language:
        return ""
    if isinstance(value, list):
        plain = all(isinstance(item, str) and "\n" not in item for item in value)
        starts = value and isinstance(value[0], str) and value[0].startswith("[")
        return "\n".join(value) if plain and not starts else json.dumps(value, ensure_ascii=False)
    return str(value)


@dataclass
class _Rows:
    """The rows of all tabs."""

    languages: tuple[str, ...]
    of: dict[str, list[list[str]]] = field(default_factory=lambda: {name: [] for name in tabs()})

    def add(self, part: type[Part], tab: str, keys: list[str], value: Mapping[str, Any]) -> None:
        cells = [cell(value.get(c.field), c) for c in columns(part, self.languages)]
        self.of[tab].append([*keys, *cells])

    def add_parts(self, part: type[Part], key: str, inside: str, value: Mapping[str, Any]) -> None:
        for name, inner in lists(part).items():
            for number, item in enumerate(value.get(name, ()), 1):
                self.add(inner, name, [key, inside, str(number)], item)
                place = ".".join(filter(None, (inside, name, str(number))))
                self.add_parts(inner, key, place, item)


def rows(guide: Guide) -> dict[str, list[list[str]]]:
    found = _Rows(guide.site.languages)
    for kind in KINDS:
        for record in guide.records[kind.kind].values():
            value = record.model_dump(mode="json", exclude_defaults=True)
            found.add(kind, kind.kind, [record.id], value)
            found.add_parts(kind, record.key, "", value)
    return found.of


# --- the workbook -----------------------------------------------------------------


def write(guide: Guide, entries: Sequence[Entry], path: Path) -> None:
    """Write the guide's partners and resources to `path`."""
    book = Workbook()
    book.remove(book.worksheets[0])
    allowed = _allowed(guide)
    letters = {name: get_column_letter(n) for n, name in enumerate(allowed, 1)}
    for name, found in rows(guide).items():
        part = tabs()[name]
        keys = (ID,) if issubclass(part, Record) else KEYS
        sheet = book.create_sheet(name)
        known = columns(part, guide.site.languages)
        _fill(sheet, [[*keys, *(c.name for c in known)], _words(keys, known), *found])
        _dress(sheet, len(keys), known)
        for number, column in enumerate(known, len(keys) + 1):
            if letter := letters.get(column.allowed):
                count = len(allowed[column.allowed])
                source = f"'{ALLOWED}'!${letter}$2:${letter}${count + 1}"
                _offer(sheet, number, len(found), source, column.is_list)
    _fill(book.create_sheet(ALLOWED), _side_by_side(allowed))
    about = book.create_sheet("Read me")
    _fill(about, [[line] for line in READ_ME])
    about.column_dimensions["A"].width = 100
    book.active = about
    written = io.BytesIO()
    book.save(written)
    put(path, written.getvalue())


def _words(keys: Sequence[str], known: Sequence[Column]) -> list[str]:
    several = "One a line. "
    return [
        *(ABOUT[key] for key in keys),
        *(f"{several if column.is_list else ''}{column.description}" for column in known),
    ]


def _allowed(guide: Guide) -> dict[str, list[str]]:
    """Each list of values that some column may hold, by its name."""
    found: dict[str, list[str]] = {}
    for part in tabs().values():
        for column in columns(part, ("en",)):
            if column.allowed:
                closed = choices(part.model_fields[column.field].annotation)
                found[column.allowed] = list(closed) or _ids(guide, column.allowed)
    return found


def _ids(guide: Guide, label: str) -> list[str]:
    return [*guide.records.get(label, {})] or [term.id for term in guide.vocabulary(label)]


def _side_by_side(lists: Mapping[str, list[str]]) -> list[list[str]]:
    longest = max(map(len, lists.values()), default=0)
    rows = [[v[n] if n < len(v) else "" for v in lists.values()] for n in range(longest)]
    return [[*lists], *rows]


def _fill(sheet: Worksheet, lines: Iterable[Sequence[str]]) -> None:
    """Every cell is text: none is run, whatever it starts with."""
    for row, line in enumerate(lines, 1):
        for number, text in enumerate(line, 1):
            if not text:
                continue
            one = sheet.cell(row, number)
            one.value = text
            one.data_type = "s"
            one.number_format = "@"
            if text.startswith(("=", "+", "-", "@", "\t")):
                one.quotePrefix = True


def _dress(sheet: Worksheet, keys: int, known: Sequence[Column]) -> None:
    sheet.freeze_panes = sheet.cell(HEAD_ROWS + 1, keys + 1).coordinate
    for number in range(1, keys + len(known) + 1):
        column = known[number - keys - 1] if number > keys else None
        is_wide = column is not None and column.is_text and not column.allowed
        sheet.column_dimensions[get_column_letter(number)].width = WIDE if is_wide else NARROW
        sheet.cell(1, number).font = HEAD
        sheet.cell(2, number).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(2, number).fill = GREY


def _offer(sheet: Worksheet, number: int, count: int, source: str, is_list: bool) -> None:
    """A list to choose from; where several values may stand, others are let through."""
    offered = DataValidation("list", formula1=source, allow_blank=True)
    offered.showErrorMessage = not is_list
    offered.error = f"Only a value of the tab “{ALLOWED}” fits here."
    letter = get_column_letter(number)
    offered.add(f"{letter}{HEAD_ROWS + 1}:{letter}{HEAD_ROWS + count + ROOM}")
    sheet.add_data_validation(offered)
