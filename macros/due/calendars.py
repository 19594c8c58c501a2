"""What is due, as a calendar for those who keep the guide: one event for each day and role.

Events and no to-dos, because the calendars that most people use leave to-dos out when they import.
The same data makes the same bytes: an event is stamped with the last check that it follows from.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from macros.due.records import address_of
from macros.due.rows import Row
from macros.model import Site
from macros.problems import visible

LISTED = 100
"""How many entries one event names."""
PRODUCT = "-//resource-guide//guide due//EN"


def to_calendar(found: Iterable[Row], site: Site) -> bytes:
    """Nothing where no entry has a day: a calendar may not be empty."""
    days: defaultdict[tuple[date, str], list[Row]] = defaultdict(list)
    for row in found:
        if row.thing.review.again:
            days[row.thing.review.again, row.thing.role].append(row)
    if not days:
        return b""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{site.name}: look again")
    for (day, role), rows in sorted(days.items()):
        calendar.add_component(_event(day, role, rows, site))
    made: bytes = calendar.to_ical()
    return made


def _event(day: date, role: str, rows: Sequence[Row], site: Site) -> Event:
    count = "1 entry" if len(rows) == 1 else f"{len(rows):,} entries"
    last = max(row.thing.review.day for row in rows if row.thing.review.day)
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"{site.website or site.name} {day} {role}")))
    event.add("dtstamp", datetime.combine(last, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"Look again: {count}{f' ({role})' if role else ''}")
    event.add("description", "\n".join(_lines(rows, site)))
    event.add("transp", "TRANSPARENT")
    return event


def _lines(rows: Sequence[Row], site: Site) -> list[str]:
    lines = [_line(row, site) for row in rows[:LISTED]]
    more = len(rows) - LISTED
    return [*lines, f"… and {more:,} more: uv run guide due"] if more > 0 else lines


def _line(row: Row, site: Site) -> str:
    where = address_of(row, site) or row.thing.key
    return f"{visible(row.thing.title)}: {where}"
