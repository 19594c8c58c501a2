"""The workbook that this guide wrote, after somebody edited it → what it brings."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.exports.reading_aid import ABOUT
from macros.exports.sheet import (
    ALLOWED,
    ID,
    KEYS,
    KINDS,
    NUMBER,
    RECORD,
    Column,
    columns,
    lists,
    tabs,
)
from macros.guide import Guide
from macros.imports.incoming import Cell, Haul, Incoming, Leftover, Refusal, Unreadable
from macros.imports.offers import as_text
from macros.imports.standing import plain
from macros.imports.validating import worded
from macros.imports.workbook import ERROR, rows_of, sheets
from macros.model import Part, Record
from macros.problems import quoted
from macros.tree import Location, Value

NOT_THERE = "in the guide and not in this workbook: nothing is deleted"
NOT_ASKED = (ALLOWED, "Read me")
Place = tuple[str, str, str]
"""The record, where in it, and the list: where a row belongs."""


@dataclass(frozen=True)
class _Row:
    """A row of a tab below the headings; `cells` by heading, the empty ones too."""

    tab: str
    number: int
    cells: Mapping[str, str]

    def cell(self, column: str = "") -> Cell:
        return Cell(self.tab, self.number, column)

    @property
    def place(self) -> Place:
        return self.cells.get(RECORD, ""), self.cells.get("inside", ""), self.tab


def read(path: Path, guide: Guide, progress: Callable[[int], None]) -> Haul:
    """What the workbook says; records know their ids, so that lists take each other's place."""
    return _Sheet(path, guide, progress).read()


@dataclass
class _Sheet:
    path: Path
    guide: Guide
    progress: Callable[[int], None]
    haul: Haul = field(default_factory=Haul)
    parts: defaultdict[Place, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    used: set[Place] = field(default_factory=set)

    def read(self) -> Haul:
        names = sheets(self.path)
        known = [name for name in tabs() if name in names]
        rows = {name: self._rows(name) for name in known}
        self.tabs = frozenset(known)
        for name in names:
            if name not in known and name not in NOT_ASKED:
                self._leave(Leftover(name, "", 1, "", "this workbook's format has no such tab"))
        for name in known:
            if not issubclass(tabs()[name], Record):
                for row in rows[name]:
                    self.parts[row.place].append(row)
        for kind in KINDS:
            if kind.kind in rows:
                self._records(kind, rows[kind.kind])
        self._orphans()
        return self.haul

    def _leave(self, leftover: Leftover) -> None:
        self.haul.leftovers.append(leftover)

    def _refuse(self, cell: Cell, reason: str) -> None:
        self.haul.refusals.append(Refusal(cell, reason))

    # --- rows ---

    def _rows(self, tab: str) -> list[_Row]:
        lines = list(enumerate(rows_of(self.path, tab, self.haul.notices), 1))
        headings = lines[0][1] if lines else []
        below = lines[1:]
        if below and below[0][1][:1] == [ABOUT.get(headings[0], "")]:
            below = below[1:]
        found = [_Row(tab, number, _cells(headings, line)) for number, line in below if any(line)]
        self.haul.rows_read[tab] = len(found)
        self.haul.rows_taken[tab] = 0
        self._leave_unknown(tab, headings, found)
        self.progress(len(found))
        return found

    def _leave_unknown(self, tab: str, headings: Sequence[str], rows: Sequence[_Row]) -> None:
        part = tabs()[tab]
        needed = (ID,) if issubclass(part, Record) else KEYS
        if missing := [name for name in needed if name not in headings]:
            raise Unreadable(f"the tab {quoted(tab)} has lost its column {quoted(missing[0])}")
        known = {*needed, *(column.name for column in columns(part, self.guide.site.languages))}
        for name in headings:
            values = [row.cells[name] for row in rows if row.cells[name]]
            if name not in known and values:
                reason = "no column of this workbook; its name may have been changed"
                self._leave(Leftover(tab, name, len(values), values[0], reason))

    # --- records ---

    def _records(self, kind: type[Record], rows: Sequence[_Row]) -> None:
        ids = [row.cells[ID] for row in rows]
        for row in rows:
            if row.cells[ID] and ids.count(row.cells[ID]) > 1:
                self._refuse(row.cell(ID), f"{quoted(row.cells[ID])} stands in several rows")
            else:
                self._record(kind, row)
        gone = [id for id in self.guide.records[kind.kind] if id not in ids]
        if gone:
            self._leave(Leftover(kind.kind, "", len(gone), gone[0], NOT_THERE))

    def _record(self, kind: type[Record], row: _Row) -> None:
        id = row.cells[ID]
        there = self.guide.records[kind.kind].get(id)
        old = plain(there) if there else {}
        cells: dict[Location, Cell] = {(): row.cell()}
        value = self._values(kind, row, (), cells)
        taken = [row]
        if id:
            value |= self._lists(kind, f"{kind.kind}/{id}", "", old, (), cells, taken)
        sound = self._sound(kind, value, old, id, cells)
        if sound is not None:
            self.haul.records.append(Incoming(kind, sound, cells, id))
            for one in taken:
                self.haul.rows_taken[one.tab] += 1

    def _values(
        self, part: type[Part], row: _Row, at: Location, cells: dict[Location, Cell]
    ) -> dict[str, Value]:
        """The fields whose columns are there; an emptied cell is a field without a value."""
        languages = self.guide.site.languages
        by_field: defaultdict[str, list[Column]] = defaultdict(list)
        for column in columns(part, languages):
            if column.name in row.cells:
                by_field[column.field].append(column)
        found = {}
        for name, group in by_field.items():
            found[name] = _value(row, group, languages)
            cells[(*at, name)] = row.cell(name)
        return found

    def _lists(
        self,
        part: type[Part],
        key: str,
        inside: str,
        old: Mapping[str, Any],
        at: Location,
        cells: dict[Location, Cell],
        taken: list[_Row],
    ) -> dict[str, Value]:
        """What stands in other tabs; an item whose row is gone stays as it is."""
        found: dict[str, Value] = {}
        for name, inner in lists(part).items():
            if name not in self.tabs:
                continue
            place = (key, inside, name)
            items: list[Any] = [dict(item) for item in old.get(name, ())]
            numbered = self._numbered(place, len(items))
            missing = [n for n in range(1, len(items) + 1) if n not in numbered]
            if missing:
                where = ".".join(filter(None, (key, inside, str(missing[0]))))
                self._leave(Leftover(name, "", len(missing), where, NOT_THERE))
            for number, row in sorted(numbered.items()):
                here = (*at, name, number - 1)
                before = items[number - 1] if number <= len(items) else {}
                value = {
                    k: v for k, v in self._values(inner, row, here, cells).items() if v is not None
                }
                path = ".".join(filter(None, (inside, name, str(number))))
                kept = {k: v for k, v in before.items() if k in lists(inner)}
                deeper = self._lists(inner, key, path, before, here, cells, taken)
                item = {**kept, **value, **deeper}
                items[number - 1 : number] = [item]
                taken.append(row)
            if items:
                found[name] = as_text(items)
        return found

    def _numbered(self, place: Place, count: int) -> dict[int, _Row]:
        """The rows of a list by their numbers; those without one follow."""
        self.used.add(place)
        found: dict[int, _Row] = {}
        fresh = []
        for row in self.parts.get(place, ()):
            number = row.cells[NUMBER]
            if not number.isascii() or not number.isdigit() or not 1 <= int(number) <= count:
                fresh.append(row)
            elif int(number) in found:
                self._refuse(row.cell(NUMBER), f"{number} stands here a second time")
            else:
                found[int(number)] = row
        return found | dict(enumerate(fresh, count + 1))

    def _sound(
        self,
        kind: type[Record],
        value: dict[str, Value],
        old: Mapping[str, Any],
        id: str,
        cells: Mapping[Location, Cell],
    ) -> dict[str, Value] | None:
        """The record without the fields that the model refuses, or nothing if it needs them."""
        for _ in range(2):
            whole = {**{name: as_text(one) for name, one in old.items()}, **value}
            whole["id"] = id or "x"
            whole = {name: one for name, one in whole.items() if one is not None}
            faults = list(self._faults(kind, whole))
            if not faults:
                return value
            for place, reason in faults:
                self._refuse(_nearest(cells, place), reason)
            named = {str(place[0]) for place, _ in faults if place}
            if len(named) < len({place[:1] for place, _ in faults}) or not named & value.keys():
                return None
            value = {name: one for name, one in value.items() if name not in named}
        return None

    def _faults(
        self, kind: type[Record], value: dict[str, Value]
    ) -> Iterator[tuple[Location, str]]:
        try:
            kind.model_validate(value, context={"languages": self.guide.site.languages})
        except ValidationError as error:
            yield from worded(error, value, kind)

    def _orphans(self) -> None:
        for place, rows in self.parts.items():
            if place not in self.used:
                for row in rows:
                    reason = f"{quoted(row.cells[RECORD])} has no row of its own, or no such place"
                    self._refuse(row.cell(RECORD), reason)


def _cells(headings: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    padded = [*line, *[""] * (len(headings) - len(line))]
    return dict(zip(headings, padded, strict=False))


def _value(row: _Row, group: Sequence[Column], languages: Sequence[str]) -> Value:
    texts = {c.language or languages[0]: row.cells[c.name] for c in group if row.cells[c.name]}
    if not texts:
        return None
    if len(texts) > 1:
        return dict(texts)
    text = next(iter(texts.values())).removeprefix(ERROR)
    if not group[0].is_list:
        return text
    if text.startswith("["):
        try:
            return as_text(json.loads(text))
        except ValueError:
            pass
    return [line.strip() for line in text.split("\n") if line.strip()]


def _nearest(cells: Mapping[Location, Cell], place: Location) -> Cell:
    while place not in cells:
        place = place[:-1]
    return cells[place]
