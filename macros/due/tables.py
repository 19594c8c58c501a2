"""What is due, as a person reads it on 80 columns."""

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from macros.due.rows import Row, State, by_role
from macros.problems import visible

NOTHING = "Nothing is due."
NOBODY = "Nobody yet"
LISTED = 50
STAFF_ONLY = "For staff only: this names entries from data/private/. Do not pass it on."
NEXT = "When you have looked: uv run guide assure KEY --by ROLE"


def show(
    found: Sequence[Row], console: Console, is_staff: bool = False, limit: int = LISTED
) -> None:
    """The first of them in groups by role; no words of the data steer the terminal."""
    if not found:
        return console.print(NOTHING)
    if is_staff:
        console.print(Text(STAFF_ONLY, style="bold"))
    console.print(Text(counted(found)))
    console.print(Group(*_groups(found, limit)))
    if len(found) > limit:
        more = len(found) - limit
        console.print(
            Text(f"… and {more:,} more; --all lists them, --format json holds everything")
        )
    return console.print(Text(NEXT))


def counted(found: Sequence[Row]) -> str:
    """In words: «3 overdue, 12 never checked»."""
    words = {State.OVERDUE: "overdue", State.NEVER: "never checked", State.DUE: "due soon"}
    counts = {state: sum(row.state is state for row in found) for state in words}
    return ", ".join(f"{count:,} {words[state]}" for state, count in counts.items() if count)


def _groups(found: Sequence[Row], limit: int) -> Iterator[RenderableType]:
    for group in by_role(found, limit):
        yield Text(f"\n{visible(group.role) or NOBODY} ({len(group.rows):,})", style="bold")
        if group.listed:
            yield _table(group.listed)


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, header_style="", pad_edge=False)
    table.add_column("Look again by", min_width=13)
    table.add_column("Used", justify="right")
    table.add_column("What", overflow="fold")
    for row in rows:
        what = f"{visible(row.thing.title)}\n{visible(row.thing.key)}"
        table.add_row(_when(row), f"{row.used:,}", Text(what))
    return table


def _when(row: Row) -> Text:
    if row.state is State.NEVER:
        return Text("never checked")
    late = f"\n{row.overdue:,} {'day' if row.overdue == 1 else 'days'} over"
    return Text(f"{row.thing.review.again}{late if row.overdue else ''}")
