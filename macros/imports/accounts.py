"""What an import did or would do, in words and numbers that add up."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from os.path import commonprefix
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from macros.imports.incoming import Haul, Match, Refusal
from macros.imports.ledger import NO_LOSS
from macros.imports.plans import Edit, Outcome, Plan, Planned, heading
from macros.model import Source
from macros.problems import quoted, visible

if TYPE_CHECKING:
    from macros.imports.withdrawing import Shown, Withdrawal

SHOWN = 20
"""How many refusals and changes the screen shows; the report has all."""
LONG = 160
SHORT = 30
"""How much of an old or a new value the screen shows."""
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
SOURCE = (
    "Note: new records name {name} as their source, in {file}. Readers see that name: "
    '--source "NAME" gives a better one.'
)
NEXT = """\
  1. uv run guide check        finds what is wrong, and says what could be better
  2. uv run mkdocs serve       shows the guide; look at what came in
  3. commit the files in data/local/ with git, or upload that folder on the web page
     (that folder only: a web page does not ask git, so never upload data/private/)"""
STOP = "STOP. The guide still shows what its source keeps secret now:"
WAY_OUT = """\
With --write it goes out of data/local/ and into data/private/, which git leaves out and only the
staff edition reads."""
HISTORY = """\
What was public stays in the history of git and in copies of the site. What to do about that stands
in docs/adapt/never-public.md."""
PUBLISH = """\
Publish the guide now: until then the old pages are public. If you upload files by hand, delete
there what went out here."""


def counted(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def stop(found: "Sequence[Shown]", made: "Withdrawal", console: Console) -> None:
    """What is most urgent, all of it, before anything else."""
    console.print(STOP, style="bold red", markup=False)
    reasons = {id(one): reason for one, reason in made.left}
    for one in found:
        reason = reasons.get(id(one))
        say(f"  {one}{f'. It stays: {reason}' if reason else ''}", console)
    if made.local:
        console.print(WAY_OUT, markup=False)
    console.print(f"{HISTORY}\n", markup=False)


def moved(made: "Withdrawal", console: Console) -> None:
    for file in made.local:
        say(f"Taken out of {file}.", console)
    for file in made.private:
        say(f"It stands in {file} now. Keep a backup: git does not save that folder.", console)
    if made.local:
        console.print(f"{PUBLISH}\n", markup=False)


def headings(matches: Iterable[Match]) -> Table:
    table = _table("Heading", "taken for", "how sure")
    for match in matches:
        sure = "not taken" if not match.field else "sure" if match.sure >= 90 else "a guess"
        table.add_row(_text(match.heading), _text(match.field or "-"), sure)
    return table


def show(haul: Haul, plan: Plan, console: Console) -> None:
    console.print(_rows(haul, plan))
    console.print(_outcomes(haul, plan))
    for notice in haul.notices:
        say(f"Note: {notice}", console)
    _show_source(plan, console)
    _show_changes(plan, console)
    _show_refusals(sorted({*haul.refusals, *plan.refusals}), console)
    _show_leftovers(haul, console)
    if plan.gone:
        console.print(
            f"\nGone from the source: {counted(len(plan.gone), 'record')}; they stay in the guide. "
            "Look whether they still exist:"
        )
        _listed(plan.gone, console)


def _rows(haul: Haul, plan: Plan) -> Table:
    table = _table("Table", "rows read", "taken", "not needed", "refused")
    lost = _rows_of_refused(plan)
    for name, read in haul.rows_read.items():
        taken, left = haul.rows_taken.get(name, 0) - lost[name], haul.rows_left.get(name, 0)
        table.add_row(_text(name), *(f"{n:,}" for n in (read, taken, left, read - taken - left)))
    return table


def _rows_of_refused(plan: Plan) -> Counter[str]:
    """How many rows of each table only those records are made of that the guide refuses."""
    refused = {row for one in plan.of(Outcome.REFUSED) for row in one.incoming.rows}
    others = {
        row
        for one in plan.records
        if one.outcome is not Outcome.REFUSED
        for row in refused.intersection(one.incoming.rows)
    }
    return Counter(table for table, _ in refused - others)


def _outcomes(haul: Haul, plan: Plan) -> Table:
    table = _table("Records", *(outcome.value for outcome in Outcome), "all")
    for kind in sorted({one.incoming.kind.kind for one in plan.records}):
        ours = [one for one in plan.records if one.incoming.kind.kind == kind]
        counts = [sum(one.outcome is outcome for one in ours) for outcome in Outcome]
        table.add_row(kind, *(f"{n:,}" for n in (*counts, len(ours))))
    return table


def _show_source(plan: Plan, console: Console) -> None:
    """What the new records of a list are from: readers see what it is called."""
    for one in plan.of(Outcome.NEW):
        if one.incoming.kind is Source:
            say(SOURCE.format(name=quoted(heading(one.incoming)), file=one.file), console)


def _show_changes(plan: Plan, console: Console) -> None:
    changed = plan.of(Outcome.CHANGED)
    if changed:
        console.print("\nChanges:")
        _listed((line for one in changed for line in _changes_of(one)), console)


def _changes_of(one: Planned) -> Iterator[str]:
    if not one.edits:
        yield f"{one.id}: {', '.join(one.fields)}"
    for edit in one.edits:
        old, new = (_shortened(value) for value in _around(edit))
        yield f"{one.id}: {edit.field}: {old} → {new}"


def _around(edit: Edit) -> tuple[str, str]:
    """The old and the new value from a little before they part: long texts often start alike."""
    same = len(commonprefix([edit.old, edit.new]))  # noqa: RUF071  (no paths)
    start = same - SHORT // 3 if same > SHORT // 2 else 0
    return edit.old[start:], edit.new[start:]


def _shortened(value: str) -> str:
    shown = " ".join(value.split())
    return f"'{shown[:SHORT]}…'" if len(shown) > SHORT else f"'{shown}'" if shown else "nothing"


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
    left = [one for one in haul.leftovers if one.reason not in NO_LOSS]
    if left:
        console.print("\nThe guide has no place for:")
        _listed(
            (
                f"{one.file}{f', {one.column}' if one.column else ''}: "
                f"{counted(one.count, 'value')}, such as '{one.example[:60]}' ({one.reason})"
                for one in left
            ),
            console,
        )
    if idle := sum(one.count for one in haul.leftovers if one.reason in NO_LOSS):
        console.print(
            f"\nNot needed, and nothing is lost: {counted(idle, 'value')}. Such values only"
        )
        console.print("join tables, or say once more what other values say.")


def _listed(lines: Iterable[str], console: Console) -> None:
    found = list(lines)
    for line in found[:SHOWN]:
        shown = visible(line)
        console.print(
            f"  {shown[:LONG] + '…' if len(shown) > LONG else shown}", markup=False, soft_wrap=True
        )
    if len(found) > SHOWN:
        console.print(f"  … and {len(found) - SHOWN:,} more; --report FILE.csv lists all")


def say(line: str, console: Console) -> None:
    """Words that hold something of what was read: no sign of theirs steers the terminal."""
    console.print(_text(line))


def _text(words: str) -> Text:
    return Text("\n".join(map(visible, words.split("\n"))))


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    for number, words in enumerate(headings):
        table.add_column(words, justify="right" if number and words != "taken for" else "left")
    return table


def nothing_to_write(haul: Haul, plan: Plan) -> str:
    """Why nothing is written, where all of it is not simply there already."""
    kept = len(plan.of(Outcome.KEPT))
    refused = {one.cell for one in haul.refusals}
    refused |= {one.cell for one in plan.refusals} - {one.cell for one in plan.of(Outcome.KEPT)}
    refused -= {one.cell for one in haul.withheld}
    counts = {
        "kept as a person checked it": kept,
        "refused": len(refused),
        "kept secret by the source": len(haul.withheld),
    }
    told = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
    if not any(haul.rows_read.values()):
        return "There is nothing to write: no row stands below the headings."
    if not told:
        return "There is nothing to write: the guide says all of this already."
    same = len(plan.of(Outcome.SAME))
    return f"Nothing is taken: {f'{same:,} the same, ' if same else ''}{told}; see above."
