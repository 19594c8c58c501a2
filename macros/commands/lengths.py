"""Lengths of time as people type them: `30d`, `6 weeks`, `1 year`."""

import re

import click
from pydantic import TypeAdapter, ValidationError

from macros.intervals import Interval

SHORT = re.compile(r"\s*0*([1-9][0-9]*)\s*(d|w|m|y)\s*", re.I)
UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
INTERVAL = TypeAdapter(Interval)


class Length(click.ParamType[str]):
    """An interval as data holds it: `30 days`."""

    name = "length"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        short = SHORT.fullmatch(value)
        words = f"{int(short[1])} {UNITS[short[2].lower()]}" if short else value.strip()
        try:
            return INTERVAL.validate_python(re.sub(r"^1 (\w+)s$", r"1 \1", words))
        except ValidationError as error:
            self.fail(str(error.errors()[0]["msg"]), param, ctx)


LENGTH = Length()
