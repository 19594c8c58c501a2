"""Rows of a list that name the same organization: one of them, or two of one name?"""

import re
from collections.abc import Iterable, Mapping

from macros.imports.phones import numbers
from macros.imports.rows import Row, Said

UNLIKE = (
    "another row has the same name and says otherwise where or how to reach it; if they are one "
    "organization, give both the same website, e-mail or phone; if they are two, rename one"
)
Marks = set[tuple[str, str]]
"""What an organization is known by: fields and values."""


def are_one(rows: Iterable[Row], columns: Mapping[str, str]) -> bool:
    """Rows are of one organization if they share a mark, or if none of their marks differ."""
    groups: list[Marks] = []
    for row in rows:
        marks = _marks(row, columns)
        linked = [group for group in groups if group & marks]
        groups = [group for group in groups if group not in linked] + [marks.union(*linked)]
    fields = [field for group in groups for field in {field for field, _ in group}]
    return len(fields) == len(set(fields))


def _marks(row: Row, columns: Mapping[str, str]) -> Marks:
    found: Marks = set()
    for column, field in columns.items():
        value = row.peek(column).casefold()
        if value and field == "phones.number":
            found |= {(field, _digits(number)) for number in numbers(Said(value, ()))}
        elif value and field in ("website", "email"):
            found.add((field, re.sub(r"^https?://(www\.)?|/$", "", value)))
    street = _value(row, columns, "locations.address_1") or _value(row, columns, "locations.city")
    return found | ({("address", street)} if street else set())


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number).removeprefix("1")


def _value(row: Row, columns: Mapping[str, str], field: str) -> str:
    held = (row.peek(column) for column, one in columns.items() if one == field)
    return " ".join(next(filter(None, held), "").casefold().split())
