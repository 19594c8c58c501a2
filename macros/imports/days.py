"""Days as people in the US write them, month first → as the guide does."""

import re
from collections.abc import Iterable

from macros.imports.ledger import Ledger
from macros.imports.rows import Row
from macros.problems import quoted

SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")


def iso(day: str) -> str:
    if american := SLASHED.match(day):
        month, number, year = american.groups()
        return f"{year}-{month:0>2}-{number:0>2}"
    return re.sub(r"[T ].*", "", day)


def read_days(rows: Iterable[Row], columns: Iterable[str], ledger: Ledger) -> None:
    """Turn the days of a list round, where it shows which number is the month."""
    for column in columns:
        dated = [row for row in rows if SLASHED.fullmatch(row.peek(column))]
        is_american = _is_american([row.peek(column) for row in dated])
        for row in dated:
            _read(row, column, is_american, ledger)


def _read(row: Row, column: str, is_american: bool, ledger: Ledger) -> None:
    first, second = _numbers(row.peek(column))
    if second > 12 or first == second or (is_american and first <= 12):
        row.cells[column] = iso(row.peek(column))
    elif first <= 12:
        day = row.cells.pop(column)
        reason = f"{quoted(day)}: which is the month? Write {iso(day)} if it is the first number"
        ledger.refuse_cell(row, column, reason)


def _is_american(days: Iterable[str]) -> bool:
    """Whether some day can only be read month first, and none the other way."""
    pairs = [_numbers(day) for day in days]
    return any(second > 12 for _, second in pairs) and all(first <= 12 for first, _ in pairs)


def _numbers(day: str) -> tuple[int, int]:
    first, second, _ = day.split("/")
    return int(first), int(second)
