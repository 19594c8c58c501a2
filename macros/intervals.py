"""How long a check holds: `6 months`, `1 year`."""

import re
from datetime import date
from functools import lru_cache
from typing import Annotated

from dateutil.relativedelta import relativedelta
from pydantic import AfterValidator

from macros.problems import quoted
from macros.words import wrong

FORM = re.compile(r"(?P<count>[1-9][0-9]{0,2}) (?P<unit>day|week|month|year)s?")
UNITS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}
LONGEST = 10
"""Years; what nobody looks at for longer is not looked at."""


def _interval(value: str) -> str:
    found = FORM.fullmatch(value)
    if not found:
        raise wrong(
            f"{quoted(value)} is no length of time, such as '6 months' or '1 year'{_meant(value)}"
        )
    if after(date(2000, 1, 1), value) > date(2000 + LONGEST, 1, 1):
        raise wrong(f"{quoted(value)} is longer than {LONGEST} years: nobody would look again")
    return value


def _meant(value: str) -> str:
    loose = re.fullmatch(r"\s*0*([1-9][0-9]{0,2})[\s_-]*(d|w|m|y)[a-z]*\.?\s*", value.lower())
    if not loose:
        return ""
    unit = {"d": "day", "w": "week", "m": "month", "y": "year"}[loose[2]]
    return f", did you mean '{loose[1]} {unit}{'s' * (loose[1] != '1')}'?"


Interval = Annotated[str, AfterValidator(_interval)]
"""A count of days, weeks, months or years."""


@lru_cache(maxsize=4096)
def after(day: date, interval: str) -> date:
    """The day that comes an interval later; the last day of a month where it has no such day."""
    found = FORM.fullmatch(interval)
    assert found, interval  # noqa: S101  (the model let nothing else through)
    return day + int(found["count"]) * UNITS[found["unit"]]
