"""A workbook (.xlsx) → rows of text, as a person sees them; nothing in it is run."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from macros.imports.decoding import LONGEST_CELL, check_width, plain
from macros.imports.files import opened, unharmed
from macros.imports.incoming import Unreadable
from macros.problems import allowed, quoted

ERROR = "\x00error "
"""Stands before what a cell shows instead of a value, such as #REF!."""
EMPTY_ROWS = 5_000
"""After so many the rest is not read: a stray cell may stand a million rows below."""

MALFORMED = (InvalidFileException, SyntaxError, LookupError, ValueError, TypeError, AttributeError)
"""What a workbook that is not as it should be may end in, besides what an archive does."""


def rows_of(path: Path, sheet: str, notices: list[str] | None = None) -> Iterator[list[str]]:
    """The rows of a sheet; what is not read to its end is told in `notices`."""
    with _opened(path) as book:
        name = _chosen(path, book.sheetnames, sheet)
        yield from _rows(book[name], f"{path.name}, {name}", [] if notices is None else notices)


def others(path: Path, sheet: str) -> dict[str, int]:
    """How many rows hold something in each of the other sheets."""
    with _opened(path) as book:
        chosen = _chosen(path, book.sheetnames, sheet)
        counts = {
            name: sum(map(any, _rows(book[name], name, [])))
            for name in book.sheetnames
            if name != chosen and hasattr(book[name], "iter_rows")
        }
    return {name: count for name, count in counts.items() if count}


def sheets(path: Path) -> list[str]:
    """The names of the sheets."""
    with _opened(path) as book:
        return list(book.sheetnames)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    _refuse_entities(path)
    try:
        with unharmed(path), closing(load_workbook(path, read_only=True, keep_links=False)) as book:
            yield book
    except MALFORMED:
        raise Unreadable(f"{path.name} is damaged: it cannot be read as a workbook") from None


def _refuse_entities(path: Path) -> None:
    """A workbook needs no DOCTYPE; one that has it may be a bomb."""
    with opened(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                with archive.open(name) as file:
                    head = file.read(4_096).replace(b"\x00", b"").upper()
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise Unreadable(f"{path.name} holds {quoted(name)}, which no workbook needs")


def _chosen(path: Path, names: list[str], wanted: str) -> str:
    if not wanted:
        return names[0]
    if wanted not in names:
        raise Unreadable(f"{path.name} has no sheet {quoted(wanted)}{allowed(wanted, names)}")
    return wanted


def _rows(sheet: Any, name: str, notices: list[str]) -> Iterator[list[str]]:
    sheet.reset_dimensions()
    empty = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_shown(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        check_width(cells, f"{name}, row {number}")
        empty = 0 if cells else empty + 1
        if empty > EMPTY_ROWS:
            notices.append(
                f"{name}: after row {number - empty} come more than {EMPTY_ROWS:,} empty rows; "
                "what stands below them, if anything, was not read."
            )
            return
        yield cells


def _shown(cell: Any) -> str:
    if cell.value is None:
        return ""
    if cell.data_type == "e":
        return f"{ERROR}{cell.value}"
    return plain(_words(cell.value, getattr(cell, "number_format", "") or ""))


def _words(value: object, format: str) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case int() | float():
            return _number(value, format)
    text = str(getattr(value, "text", value))
    if len(text) > LONGEST_CELL:
        raise Unreadable(f"a cell holds more than {LONGEST_CELL:,} characters")
    return text


def _number(value: int | float, format: str) -> str:
    """A number without the noise of its storage: ZIP codes with zeros, percents as percents."""
    if re.fullmatch(r"0+", format) and value == int(value):
        return str(int(value)).zfill(len(format))
    if format.endswith("%"):
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    return str(int(value)) if value == int(value) else repr(value)
