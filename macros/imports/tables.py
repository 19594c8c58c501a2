"""Files with headings → rows of cells."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from macros.imports import decoding, notes, workbook
from macros.imports.files import Source
from macros.imports.incoming import Unreadable
from macros.imports.ledger import Ledger
from macros.imports.rows import Row, Said
from macros.problems import quoted

Progress = Callable[[int], None]
TITLES = 20
"""How many rows may stand above the headings of a plain list."""
STEP = 200
"""Rows between two reports of progress."""


def of_text(source: Source, ledger: Ledger) -> Iterator[list[str]]:
    encoding = decoding.encoding_of(source)
    if not encoding.startswith("utf"):
        ledger.haul.notices.append(
            f"{source.name} is not UTF-8; it was read as {encoding}. Look at words with accents."
        )
    return decoding.rows_of(source, encoding)


def of_workbook(path: Path, sheet: str, ledger: Ledger | None = None) -> Iterator[list[str]]:
    return workbook.rows_of(path, sheet, ledger.haul.notices if ledger else None)


def table(
    name: str,
    source: Source,
    ledger: Ledger,
    progress: Progress,
    renamed: Callable[[str], str] = lambda heading: heading,
) -> list[Row]:
    """The rows of a table whose first row holds the headings."""
    lines = of_text(source, ledger)
    headings = next(lines, [])
    if not any(headings):
        raise Unreadable(f"{source.name} is empty: it has no headings")
    return read_rows(name, source.name, [renamed(h) for h in headings], lines, ledger, progress)


def read_rows(
    name: str,
    file: str,
    headings: list[str],
    lines: Iterable[list[str]],
    ledger: Ledger,
    progress: Progress,
    first: int = 2,
) -> list[Row]:
    """The rows below the headings; `first` is the number of the first of them."""
    columns = distinct(headings)
    rows = []
    for number, cells in enumerate(lines, first):
        if number % STEP == 0:
            progress(STEP)
        if any(cells):
            rows.append(_row(name, file, columns, cells, number, ledger))
    progress(len(rows) % STEP)
    return rows


def _row(
    name: str, file: str, columns: list[str], cells: list[str], number: int, ledger: Ledger
) -> Row:
    row = Row(name, file, {c: v for c, v in zip(columns, cells, strict=False) if v}, number)
    for column, value in list(row.cells.items()):
        if value.startswith(workbook.ERROR):
            shown = row.cells.pop(column).removeprefix(workbook.ERROR)
            ledger.refuse_cell(row, column, f"the spreadsheet shows {quoted(shown)}, not a value")
            continue
        row.cells[column] = row.read[column] = notes.with_breaks(value, ledger)
        if decoding.GARBLED.search(value):
            ledger.count(GARBLED_TEXT)
    for extra, value in enumerate(cells[len(columns) :], len(columns) + 1):
        if value:
            ledger.refuse_cell(
                row, f"column {extra}", f"{quoted(value)} stands where no heading is"
            )
    return row


GARBLED_TEXT = (
    "Cells with signs such as «�» or «â€™»: {}. Their text was damaged before it came here, and "
    "stays as it is; mend it by hand."
)


def distinct(headings: Iterable[str]) -> list[str]:
    """The headings, each once: a second «Phone» becomes «Phone (2)», an empty one its number."""
    seen: Counter[str] = Counter()
    names = []
    for number, heading in enumerate(headings, 1):
        name = " ".join(heading.removeprefix(workbook.ERROR).split()) or f"column {number}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def single(value: Said, *between: str) -> list[Said]:
    """The values of a cell that holds several, on lines of their own or `between` marks."""
    words = str(value)
    for mark in between:
        words = words.replace(mark, "\n")
    return [value.saying(part) for part in map(str.strip, words.split("\n")) if part]
