"""What an import did or would do, in words and numbers that add up."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from macros.exports.cells import harmless
from macros.filing import put
from macros.imports.incoming import Haul, Match, Refusal
from macros.imports.plans import Outcome, Plan
from macros.problems import visible

SHOWN = 20
"""How many refusals and changes the screen shows; the report has all."""
LONG = 160
QUOTED = re.compile(r"'[^']*'|\b\d+\b")
FOLLOWS = "which is refused"
FORMATS = {
    "list": "a list, one organization a row",
    "sheet": "a sheet that this guide wrote",
    "hsds-csv": "open data in HSDS tables",
    "hsds-json": "open data in HSDS JSON",
    "ohana": "tables of the Ohana API",
    "airs": "an export of 211 software (AIRS)",
}
NEXT = """\
  1. uv run guide check        finds what is wrong, and says what could be better
  2. uv run mkdocs serve       shows the guide; look at what came in
  3. commit the files in data/local/ with git, or upload that folder on the web page"""


def counted(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def headings(matches: Iterable[Match]) -> Table:
    table = _table("Heading", "taken for", "how sure")
    for match in matches:
        sure = "not taken" if not match.field else "sure" if match.sure >= 90 else "a guess"
        table.add_row(escape(match.heading), escape(match.field) or "-", sure)
    return table


def show(haul: Haul, plan: Plan, console: Console) -> None:
    console.print(_rows(haul))
    console.print(_outcomes(haul, plan))
    for notice in haul.notices:
        console.print(f"Note: {escape(notice)}")
    _show_changes(plan, console)
    _show_refusals(sorted({*haul.refusals, *plan.refusals}), console)
    _show_leftovers(haul, console)
    if plan.gone:
        console.print(
            f"\nGone from the source: {counted(len(plan.gone), 'record')}; they stay in the guide. "
            "Look whether they still exist:"
        )
        _listed(plan.gone, console)


def _rows(haul: Haul) -> Table:
    table = _table("Table", "rows read", "taken", "not needed", "refused")
    for name, read in haul.rows_read.items():
        taken, left = haul.rows_taken.get(name, 0), haul.rows_left.get(name, 0)
        table.add_row(escape(name), *(f"{n:,}" for n in (read, taken, left, read - taken - left)))
    return table


def _outcomes(haul: Haul, plan: Plan) -> Table:
    table = _table("Records", *(outcome.value for outcome in Outcome), "all")
    for kind in sorted({one.incoming.kind.kind for one in plan.records}):
        ours = [one for one in plan.records if one.incoming.kind.kind == kind]
        counts = [sum(one.outcome is outcome for one in ours) for outcome in Outcome]
        table.add_row(kind, *(f"{n:,}" for n in (*counts, len(ours))))
    return table


def _show_changes(plan: Plan, console: Console) -> None:
    changed = plan.of(Outcome.CHANGED)
    if changed:
        console.print("\nChanges:")
        _listed((f"{one.id}: {', '.join(one.fields)}" for one in changed), console)


def _show_refusals(refusals: Sequence[Refusal], console: Console) -> None:
    """Like ones together: a thousand rows often have one reason."""
    if not refusals:
        return
    alike: dict[tuple[str, str, str], list[Refusal]] = {}
    for one in refusals:
        reason = QUOTED.sub("'…'", one.reason)
        alike.setdefault((one.cell.file, one.cell.column, reason), []).append(one)
    # What follows from another refusal comes last, and the many before the few.
    order = sorted(alike.values(), key=lambda ones: (FOLLOWS in ones[0].reason, -len(ones)))
    console.print(f"\nNot taken, {counted(len(refusals), 'time')}:")
    _listed((_told(ones) for ones in order), console)


def _told(ones: Sequence[Refusal]) -> str:
    more = f" (and {len(ones) - 1:,} more like it)" if len(ones) > 1 else ""
    return f"{ones[0].cell}: {ones[0].reason}{more}"


def _show_leftovers(haul: Haul, console: Console) -> None:
    if haul.leftovers:
        console.print("\nThe guide has no place for:")
        _listed(
            (
                f"{one.file}{f', {one.column}' if one.column else ''}: "
                f"{counted(one.count, 'value')}, such as '{one.example[:60]}' ({one.reason})"
                for one in haul.leftovers
            ),
            console,
        )


def _listed(lines: Iterable[str], console: Console) -> None:
    found = list(lines)
    for line in found[:SHOWN]:
        shown = visible(line)
        console.print(
            f"  {shown[:LONG] + '…' if len(shown) > LONG else shown}", markup=False, soft_wrap=True
        )
    if len(found) > SHOWN:
        console.print(f"  … and {len(found) - SHOWN:,} more; --report FILE.csv lists all")


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="right" if number and heading != "taken for" else "left")
    return table


# --- the report -----------------------------------------------------------------


def write_report(haul: Haul, plan: Plan, path: Path) -> None:
    """Everything that is not taken, for a spreadsheet, which must not run any of it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("what", "file", "row", "column", "reason", "count", "example"))
    for one in sorted({*haul.refusals, *plan.refusals}):
        cell = one.cell
        writer.writerow(_safe(("refused", cell.file, cell.row or "", cell.column, one.reason)))
    for left in haul.leftovers:
        row = ("no field", left.file, "", left.column, left.reason, left.count, left.example)
        writer.writerow(_safe(row))
    for key in plan.gone:
        writer.writerow(_safe(("gone from the source", key)))
    put(path, "\ufeff" + text.getvalue())


def _safe(cells: Iterable[object]) -> list[str]:
    return [harmless(str(cell)) for cell in cells]
