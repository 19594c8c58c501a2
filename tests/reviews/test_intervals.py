"""How long a check holds, and the day that comes so much later."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from macros.intervals import LONGEST, Interval, after

INTERVAL: TypeAdapter[str] = TypeAdapter(Interval)


@pytest.mark.parametrize(
    ("day", "interval", "again"),
    [
        (date(2026, 5, 4), "6 months", date(2026, 11, 4)),
        (date(2026, 8, 31), "6 months", date(2027, 2, 28)),
        (date(2027, 8, 31), "6 months", date(2028, 2, 29)),
        (date(2026, 3, 31), "1 month", date(2026, 4, 30)),
        (date(2028, 2, 29), "1 year", date(2029, 2, 28)),
        (date(2028, 2, 29), "4 years", date(2032, 2, 29)),
        (date(2027, 12, 31), "2 months", date(2028, 2, 29)),
        (date(2026, 12, 31), "1 day", date(2027, 1, 1)),
        (date(2026, 1, 15), "90 days", date(2026, 4, 15)),
        (date(2026, 1, 15), "2 weeks", date(2026, 1, 29)),
    ],
)
def test_day_to_look_again(day: date, interval: str, again: date) -> None:
    assert after(day, interval) == again


UNITS = {"day": 3_650, "week": 520, "month": 120, "year": LONGEST}


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.data())
@settings(max_examples=100, deadline=None)
def test_a_longer_interval_never_ends_earlier(day: date, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(sorted(UNITS)))
    count = data.draw(st.integers(1, min(UNITS[unit], 998)))
    shorter, longer = f"{count} {unit}s", f"{count + 1} {unit}s"
    assert day < after(day, shorter) < after(day, longer)


@pytest.mark.parametrize(
    "words", ["1 day", "1 days", "2 week", "6 months", "120 months", "10 years"]
)
def test_length_of_time(words: str) -> None:
    assert INTERVAL.validate_python(words) == words


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("6 moths", "did you mean '6 months'?"),
        ("6months", "did you mean '6 months'?"),
        ("1y", "did you mean '1 year'?"),
        ("06 Months", "did you mean '6 months'?"),
        ("0 months", "is no length of time, such as '6 months' or '1 year'"),
        ("often", "is no length of time, such as '6 months' or '1 year'"),
        ("6", "is no length of time, such as '6 months' or '1 year'"),
        ("٦ months", "is no length of time, such as '6 months' or '1 year'"),
        ("121 months", "is longer than 10 years: nobody would look again"),
        ("11 years", "is longer than 10 years: nobody would look again"),
    ],
)
def test_no_length_of_time(words: str, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        INTERVAL.validate_python(words)
    assert caught.value.errors()[0]["msg"].endswith(message)
