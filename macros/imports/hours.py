"""Schedules → the hours as people say them."""

from collections import defaultdict
from collections.abc import Iterable

from macros.imports.rows import Row, Said, joined

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPOKEN = ("original_text", "description")
DAY = ("weekday", "byday")
TIMES = ("opens_at", "closes_at")
SAID = "the text beside it says it already"


def hours(rows: Iterable[Row]) -> Said | None:
    """The hours that schedules give, in their own words where they have some."""
    given = list(rows)
    spoken = [_spoken(row) for row in given if row.peek(*SPOKEN)]
    composed = _composed([row for row in given if row.peek(*TIMES)])
    return joined("; ", *spoken, *composed)


def _spoken(row: Row) -> Said | None:
    words = row.take(*SPOKEN)
    rest = [row.take(name) for name in (*DAY, *TIMES)]
    return _and_from(words, rest) if words else None


def _and_from(words: Said, others: Iterable[Said | None]) -> Said:
    places = [place for other in others if other for place in other.places]
    return Said(on_one_line(words), (*words.places, *places))


def on_one_line(words: str) -> str:
    *lines, last = [line.strip() for line in words.split("\n") if line.strip()] or [""]
    return " ".join([*(line if line[-1] in ",:;" else f"{line};" for line in lines), last])


def _composed(rows: list[Row]) -> list[Said]:
    """Days with the same times together: `Monday to Friday 8:00-17:00`."""
    days: defaultdict[str, list[tuple[int, Said]]] = defaultdict(list)
    for row in rows:
        named = _day_numbers(row)
        opens, closes = row.take("opens_at"), row.take("closes_at")
        day = row.take(*DAY)
        times = "-".join(_short(time) for time in (opens, closes) if time)
        source = joined(" ", day, opens, closes)
        if source:
            days[times] += [(number, source) for number in named or [-1]]
    return [
        _line(times, found) for times, found in sorted(days.items(), key=lambda p: min(p[1])[0])
    ]


def _line(times: str, found: list[tuple[int, Said]]) -> Said:
    names = spans(sorted({number for number, _ in found if number >= 0}))
    places = (place for _, source in found for place in source.places)
    return Said(" ".join(filter(None, (names, times))), places)


def spans(days: list[int]) -> str:
    """`[0, 1, 2, 5]` → `Monday to Wednesday, Saturday`."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(_span(run) for run in runs)


def _span(run: list[int]) -> str:
    between = " to " if len(run) > 2 else ", "
    return between.join(dict.fromkeys((DAYS[run[0]], DAYS[run[-1]])))


def _day_numbers(row: Row) -> list[int]:
    words = row.peek(*DAY).replace(";", ",").split(",")
    starts = [word.strip().lower()[:2] for word in words]
    known = {day.lower()[:2]: number for number, day in enumerate(DAYS)}
    return [known[start] for start in starts if start in known]


def _short(time: str) -> str:
    """`10:00:00` → `10:00`."""
    return time[:-3] if time.count(":") == 2 and time.endswith(":00") else time
