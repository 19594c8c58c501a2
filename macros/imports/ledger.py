"""The books of one import: each cell that was read is in a record, refused, or left over."""

from collections import Counter
from collections.abc import Iterable

from macros.imports.incoming import Cell, Haul, Leftover, Refusal, Withheld
from macros.imports.rows import Place, Row, Said, is_key

NO_FIELD = "this guide has no field for it"
NOT_KEPT = "it found no place in a record"
KEY = "it only joins the tables of that directory"
SAID_BY_US = "an attribute of the guide's own says it, and exactly"
NO_LOSS = (KEY, SAID_BY_US)
"""Reasons for which nothing is lost."""


class Ledger:
    """Accounts for each cell once."""

    def __init__(self, scheme: str = "") -> None:
        self.haul, self.scheme = Haul(), scheme
        self.not_kept = NOT_KEPT
        """Why a cell that was taken is in no record."""
        self._counted: Counter[str] = Counter()
        self._refused: set[Place] = set()
        self._with_refusal: set[Row] = set()
        self._left: dict[tuple[str, str, str], tuple[int, str]] = {}

    def refuse(self, row: Row, reason: str) -> None:
        """Refuse a whole row, or all cells of a part of one."""
        if row.refused:
            return
        row.refused = True
        self._with_refusal.add(row.origin)
        columns = [""] if row.origin is row else list(row.read)
        self.haul.refusals += [Refusal(row.cell(column), reason) for column in columns]
        row.cells.clear()

    def refuse_value(self, value: Said, reason: str) -> None:
        for row, column in value.places:
            if not row.refused:
                self.refuse_cell(row, column, reason)

    def refuse_cell(self, row: Row, column: str, reason: str) -> None:
        self._refused.add((row, column))
        self._with_refusal.add(row.origin)
        self.haul.refusals.append(Refusal(row.cell(column), reason))

    def withhold(
        self, table: str, name: str, cell: Cell, id: str = "", place: str | None = None
    ) -> None:
        """Note what the source keeps secret: a whole record or service, or only its `place`."""
        ids = ((self.scheme, id),) if id else ()
        one = Withheld(table, name, ids, place is None, cell, place or "")
        if one not in self.haul.withheld:
            self.haul.withheld.append(one)

    def count(self, notice: str, by: int = 1) -> None:
        """Count something done to values; `notice` has a place, `{}`, where any count may stand."""
        self._counted[notice] += by

    def close(self, rows: Iterable[Row], taken: Iterable[Place], made: Iterable[Row]) -> Haul:
        """Settle the books: `taken` are the cells that records hold, `made` the rows in them."""
        haul, origins, kept = self.haul, {row.origin for row in made}, set(taken)
        haul.refusals = sorted(set(haul.refusals))
        haul.withheld.sort()
        for row in rows:
            self._leave(row, kept)
            if row.origin is row:
                self._count_row(row, row in origins)
        haul.leftovers = sorted(
            Leftover(file, column, count, shown, reason)
            for (file, column, reason), (count, shown) in self._left.items()
        )
        haul.notices += [words.format(n) for words, n in sorted(self._counted.items())]
        return haul

    def _count_row(self, row: Row, is_made: bool) -> None:
        haul = self.haul
        _up(haul.rows_read, row.table)
        if is_made and not row.refused:
            _up(haul.rows_taken, row.table)
        elif not row.refused and row not in self._with_refusal:
            _up(haul.rows_left, row.table)

    def _leave(self, row: Row, kept: set[Place]) -> None:
        """Whatever of a row is in no record and was not refused is left over."""
        for name, value in row.read.items():
            place = row, name
            if row.refused or place in self._refused or (place in kept and name not in row.cells):
                continue
            is_gone = name not in row.cells and name not in row.reasons
            self._leave_cell(row, name, value, self.not_kept if is_gone else "")

    def _leave_cell(self, row: Row, name: str, value: str, reason: str) -> None:
        reason = reason or row.reasons.get(name) or (KEY if is_key(name) else NO_FIELD)
        shown = row.names.get(name, name)
        place = (row.file, shown if row.number else f"{row.table}.{shown}", reason)
        count, example = self._left.get(place, (0, value))
        self._left[place] = count + 1, min(example, value)


def _up(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1
