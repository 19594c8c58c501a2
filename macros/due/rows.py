"""What to look at again: the most used first, and of what is used alike the oldest."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from macros.due.things import Thing, things
from macros.due.uses import Uses
from macros.guide import Guide
from macros.model import Source
from macros.project import Reading


class State(StrEnum):
    """How it stands with a thing on a day."""

    OVERDUE = "overdue"
    NEVER = "never"
    DUE = "due"
    FINE = "fine"


@dataclass(frozen=True)
class Row:
    """A thing, how it stands with it, and how often the guide leads people to it."""

    thing: Thing
    state: State
    used: int
    overdue: int = 0
    """Days since somebody should have looked."""

    @property
    def order(self) -> tuple[bool, int, date, str]:
        """A citation sends nobody anywhere, so sources come last."""
        is_cited = self.thing.kind == Source.kind
        return (is_cited, -self.used, self.thing.review.day or date.min, self.thing.key)


def rows(
    reading: Reading, guide: Guide, day: date, until: date, kinds: Collection[str] = ()
) -> list[Row]:
    """Each thing as it stands on a day; what has its day `until` another one is due."""
    uses = Uses(reading, guide)
    found = [one for one in things(reading, guide) if one.is_listed]
    wanted = [one for one in found if not kinds or one.kind in kinds]
    made = [_row(one, uses.of(one.key), day, until) for one in wanted]
    return sorted(made, key=lambda row: row.order)


def _row(thing: Thing, used: int, day: date, until: date) -> Row:
    review = thing.review
    if review.again is None:
        return Row(thing, State.NEVER, used)
    if review.is_overdue(day):
        return Row(thing, State.OVERDUE, used, (day - review.again).days)
    return Row(thing, State.DUE if review.again <= until else State.FINE, used)


def due(found: Iterable[Row]) -> list[Row]:
    return [row for row in found if row.state is not State.FINE]


@dataclass(frozen=True)
class Group:
    """What one role looked at last; nobody's has no role."""

    role: str
    rows: list[Row]
    listed: list[Row]
    """Those of them for which there is room."""

    @property
    def left(self) -> int:
        return len(self.rows) - len(self.listed)


def by_role(found: Sequence[Row], limit: int) -> list[Group]:
    """In the order of their first rows; what nobody checked comes last, and is listed where room
    is left.
    """
    grouped: dict[str, Group] = {}
    for number, row in enumerate(sorted(found, key=lambda row: not row.thing.role)):
        group = grouped.setdefault(row.thing.role, Group(row.thing.role, [], []))
        group.rows.append(row)
        if number < limit:
            group.listed.append(row)
    return [*grouped.values()]
