"""What an import would do, value by value, for a spreadsheet, which must not run any of it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from macros.exports.cells import harmless
from macros.filing import put
from macros.imports.incoming import Cell, Haul
from macros.imports.plans import Edit, Outcome, Plan, Planned
from macros.imports.withdrawing import Shown
from macros.problems import visible

COLUMNS = ("file", "row", "column", "outcome", "record", "field", "old", "new", "reason")
Row = tuple[object, ...]


def write_report(haul: Haul, plan: Plan, found: Sequence[Shown], path: Path) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in _rows(haul, plan, found):
        writer.writerow(_safe(row))
    put(path, "\ufeff" + text.getvalue())


def _rows(haul: Haul, plan: Plan, found: Iterable[Shown]) -> Iterator[Row]:
    for one in found:
        yield *_place(one.withheld.cell), "secret now", one.there.record.id, "", "", "", one
    for planned in plan.of(Outcome.NEW, Outcome.CHANGED, Outcome.KEPT):
        yield from _of_record(planned)
    kept = {(one.cell, one.reason) for one in plan.of(Outcome.KEPT)}
    for refusal in sorted({*haul.refusals, *plan.refusals}):
        if (refusal.cell, refusal.reason) not in kept:
            yield *_place(refusal.cell), "refused", "", "", "", "", refusal.reason
    for left in haul.leftovers:
        reason = f"{left.reason}; {left.count} such values"
        yield left.file, "", left.column, "no field", "", "", "", left.example, reason
    for key in plan.gone:
        yield "", "", "", "gone from the source", key, "", "", "", "it stays in the guide"


def _of_record(one: Planned) -> Iterator[Row]:
    cells = one.incoming.cells
    for edit in one.edits or (Edit("", "", ""),):
        cell = cells.get((edit.field,), one.cell)
        what = one.outcome.value, one.id, edit.field, edit.old, edit.new, one.reason
        yield *_place(cell), *what


def _place(cell: Cell) -> Row:
    return cell.file, cell.row or "", cell.column


def _safe(cells: Iterable[object]) -> list[str]:
    """Without what starts a formula, and without what steers a terminal."""
    return [harmless("\n".join(map(visible, str(cell).split("\n")))) for cell in cells]
