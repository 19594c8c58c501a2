"""YAML files changed in place: a value here and there, and no other byte."""

import yaml

from macros.changes import Changes, by_field, changed
from macros.dumping import Style, block
from macros.model import Part
from macros.splicing import Splicer, as_in, values

BOM = "\ufeff"


def edited(text: str, changes: Changes, part: type[Part] | None = None) -> str:
    """`text` with the values at some places changed, added or, with `GONE`, taken away.

    `part` is what the file holds: it knows which values are numbers. What comes out is read again;
    where the finest splices would not say exactly what they should, coarser ones are made.
    """
    mark, body = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    old = values(body)
    expected = changed(old, changes)
    if expected == old:
        return text
    for attempt in (changes, by_field(old, changes)):
        done = _tried(body, attempt, part)
        if done is not None and _says(done, expected):
            return mark + done
    return mark + as_in(body, block(expected, Style(part)) + "\n")


def _tried(text: str, changes: Changes, part: type[Part] | None) -> str | None:
    try:
        return Splicer(text, part).splice(changes)
    except ValueError:
        return None


def _says(text: str, expected: object) -> bool:
    try:
        return values(text) == expected
    except yaml.YAMLError:
        return False
