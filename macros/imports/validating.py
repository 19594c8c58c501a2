"""Drafts → sound records; a value that the model refuses is left out, with the reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from macros.imports.incoming import Cell, Incoming
from macros.imports.ledger import Ledger
from macros.imports.rows import Draft, Row, Said
from macros.imports.rules import Rules
from macros.model import Record
from macros.tree import Location, Tree, Value
from macros.values import PhoneNumber
from macros.wording import explain

ROUNDS = 5
"""A refused value may leave a part without what it needs, and that its holder."""


@dataclass
class Unfolded:
    """The plain values of a draft, and where each is from."""

    value: dict[str, Value]
    places: dict[Location, Said] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


def unfolded(draft: Draft) -> Unfolded:
    found = Unfolded({})
    found.value = {name: _plain(value, (name,), found) for name, value in _given(draft)}
    found.rows += draft.rows
    return found


def _given(draft: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The fields that hold something."""
    return ((name, value) for name, value in draft.items() if value is not None)


def _plain(value: object, location: Location, found: Unfolded) -> Value:
    match value:
        case Said():
            found.places[location] = value
            return str(value)
        case dict():
            found.rows += value.rows if isinstance(value, Draft) else []
            return {n: _plain(inner, (*location, n), found) for n, inner in _given(value)}
        case list():
            return [_plain(inner, (*location, n), found) for n, inner in enumerate(value)]
    return None if value is None else str(value)


class Settling:
    """Takes from one draft what the model refuses, until the rest is sound."""

    def __init__(self, draft: Draft, kind: type[Record], rules: Rules, ledger: Ledger) -> None:
        self.draft, self.kind, self.rules, self.ledger = draft, kind, rules, ledger
        self._holes: dict[Location, str] = {}

    def settle(self, id: str = "") -> tuple[Incoming, Unfolded] | None:
        """The record and where its values are from, or nothing where too little is left."""
        for _ in range(ROUNDS):
            found = unfolded(self.draft)
            faults = self._faults(found)
            if not faults:
                return self._incoming(found, id), found
            if () in faults:
                self._refuse_all(found, faults[()])
                return None
            self._leave_out(found, faults)
        self._refuse_all(unfolded(self.draft), "too much of it is wrong")
        return None

    def _faults(self, found: Unfolded) -> dict[Location, str]:
        """What is wrong, by its place in the draft."""
        context = {"languages": self.rules.languages}
        try:
            record = self.kind.model_validate(
                {"id": "x", **_with_numbers(found.value)}, context=context
            )
        except ValidationError as error:
            said = worded(error, found.value, self.kind)
            return {place: self._reason(place, words) for place, words in said}
        return dict(self.rules.broken(record, found.places))

    def _reason(self, place: Location, words: str) -> str:
        hole = self._holes.get(place)
        return f"it goes with its '{hole}', which is refused" if hole else words

    def _leave_out(self, found: Unfolded, faults: dict[Location, str]) -> None:
        self._holes = {}
        outer = [
            place for place in faults if not any(place[:n] in faults for n in range(len(place)))
        ]
        for place in sorted(outer, key=_from_the_end):
            self._refuse(found, place, faults[place])
            _remove(self.draft, place)
            if len(place) > 1:
                self._holes[place[:-1]] = str(place[-1])

    def _refuse(self, found: Unfolded, place: Location, reason: str) -> None:
        for at, value in found.places.items():
            if at[: len(place)] == place:
                self.ledger.refuse_value(value, reason)

    def _refuse_all(self, found: Unfolded, reason: str) -> None:
        if hole := self._holes.get(()):
            reason = f"its '{hole}' is refused, and it cannot do without"
        for row in sorted(_rows(found), key=_in_file):
            self.ledger.refuse(row, reason)

    def _incoming(self, found: Unfolded, id: str) -> Incoming:
        cells: dict[Location, Cell] = {}
        if self.draft.rows:
            cells[()] = self.draft.rows[0].cell()
        for place, value in found.places.items():
            for row, column in value.places[:1]:
                cells[place] = row.cell(column)
        origins = {row.origin for row in _rows(found)}
        rows = frozenset((row.table, row.cell()) for row in origins if not row.refused)
        return Incoming(self.kind, found.value, cells, id, rows)


def rows_of(draft: Draft) -> list[Row]:
    """The rows of a draft and all its parts."""
    return sorted(_rows(unfolded(draft)), key=_in_file)


def _in_file(row: Row) -> tuple[str, int, str]:
    return row.file, row.number or 0, row.path


def _rows(found: Unfolded) -> set[Row]:
    rows = {row for value in found.places.values() for row, _ in value.places}
    return rows.union(found.rows)


def _from_the_end(place: Location) -> tuple[tuple[str, int], ...]:
    """Items of a list go from its end, so that the numbers of the others hold."""
    return tuple((step, 0) if isinstance(step, str) else ("", -step) for step in place)


def _remove(draft: Draft, place: Location) -> None:
    """Take out the value at `place`, and each list and part that is empty without it."""
    holders: list[Any] = [draft]
    for step in place[:-1]:
        holders.append(holders[-1][step])
    for holder, step in zip(reversed(holders), reversed(place), strict=True):
        del holder[step]
        if holder:
            return


def worded(
    error: ValidationError, value: Value, kind: type[Record]
) -> Iterator[tuple[Location, str]]:
    """Each fault in the words of `guide check`, with the place that these point at."""
    places = list(_locations(value, ()))
    marks = {place: (number, 1) for number, place in enumerate(places, 1)}
    tree = Tree("", [], value, marks=marks)
    for problem in explain(error, tree, (), kind):
        yield places[problem.line - 1], problem.message


def _locations(value: Value, location: Location) -> Iterator[Location]:
    yield location
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _locations(inner, (*location, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _locations(inner, (*location, number))


# --- numbers: the same one stands in many rows, and taking it apart is slow ---


def _with_numbers(value: Mapping[str, Value]) -> dict[str, object]:
    return {name: _with_number(name, inner) for name, inner in value.items()}


def _with_number(name: str, value: Value) -> object:
    if name == "number" and isinstance(value, str):
        return _parsed(value)
    if isinstance(value, dict):
        return _with_numbers(value)
    if isinstance(value, list):
        return [_with_number("", item) for item in value]
    return value


@lru_cache(maxsize=50_000)
def _parsed(number: str) -> object:
    try:
        return PhoneNumber.parse(number)
    except ValueError:
        return number
