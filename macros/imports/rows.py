"""Rows as they were read: what is taken from a row is gone from it, the rest is left over."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from macros.imports.incoming import Cell

OTHER = "something else stands in its place"


class Row:
    """A row of a table, or an object of JSON that stands at `path`; it holds no empty cell."""

    __slots__ = (
        *("cells", "constants", "file", "links", "names", "number"),
        *("origin", "path", "read", "reasons", "refused", "table"),
    )

    def __init__(
        self,
        table: str,
        file: str,
        cells: Mapping[str, str],
        number: int | None = None,
        path: str = "",
    ) -> None:
        self.table, self.file, self.number, self.path = table, file, number, path
        self.cells = dict(cells)
        self.read = dict(cells)
        """All cells, also those that are taken."""
        self.constants: dict[str, str] = {}
        """What a heading says of its column, such as the type of a number."""
        self.links: dict[str, str] = {}
        """What it belongs to, by the name of a column such as `organization_id`."""
        self.reasons: dict[str, str] = {}
        """Why a column is left over, where it is not for want of a field."""
        self.refused = False
        self.origin = self
        """The row of the file that this one is a part of; most rows are whole."""
        self.names: dict[str, str] = {}
        """What the file calls a column, where that is not its name here."""

    def split(self, table: str, columns: Mapping[str, str]) -> "Row":
        """A part of this row, with its cells under other names: `columns` says theirs by ours."""
        cells = {
            ours: self.cells.pop(theirs) for ours, theirs in columns.items() if theirs in self.cells
        }
        for theirs in columns.values():
            self.read.pop(theirs, None)
        part = Row(table, self.file, cells, self.number, self.path)
        part.origin, part.names = self.origin, dict(columns)
        return part

    def cell(self, column: str = "") -> Cell:
        name = self.names.get(column, column)
        path = ".".join(filter(None, (self.path, name))) if self.path else name
        return Cell(self.file, self.number, path)

    def peek(self, *columns: str) -> str:
        return next((self.cells[name] for name in columns if name in self.cells), "")

    def take(self, *columns: str) -> "Said | None":
        """The value of the first of the `columns` that has one."""
        name = next((name for name in columns if name in self.cells), "")
        if name:
            return Said(self.cells.pop(name), ((self, name),))
        constant = next((self.constants[name] for name in columns if name in self.constants), "")
        return Said(constant, ()) if constant else None

    def leave(self, reason: str, *columns: str) -> None:
        self.reasons.update(dict.fromkeys(columns, reason))


def give_back(value: "Said", reason: str) -> None:
    """Put a value back into its rows, where it is left over for `reason`."""
    for row, column in value.places:
        row.cells[column] = row.read[column]
        row.leave(reason, column)


Place = tuple[Row, str]
"""A cell: a row and a column."""


class Said(str):
    """A value that knows the cells that it is from."""

    places: tuple[Place, ...]

    def __new__(cls, words: str, places: Iterable[Place]) -> Self:
        said = super().__new__(cls, words)
        said.places = tuple(places)
        return said

    def saying(self, words: str) -> "Said":
        """Other words from the same cells."""
        return Said(words, self.places)


def give_back_all(value: object, reason: str) -> None:
    """Put back all values of a part or a list."""
    if isinstance(value, Said):
        give_back(value, reason)
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            give_back_all(inner, reason)


def joined(between: str, *values: Said | None) -> Said | None:
    """One text of several, each once."""
    given = [value for value in values if value]
    if not given:
        return None
    places = (place for value in given for place in value.places)
    return Said(between.join(dict.fromkeys(map(str, given))), places)


class Draft(dict[str, Any]):
    """A record or a part of one, not yet checked: fields that hold `Said`, drafts or lists."""

    def __init__(self, *rows: Row) -> None:
        super().__init__()
        self.rows = list(rows)
        """The rows that it is made of, also where it has no value of them."""
        self.gathered: dict[str, list[Draft]] = {}
        """Parts that are not yet whole, by the field that they are for."""

    def put(self, name: str, value: object) -> None:
        """Fill in a field, if there is anything to fill in; what stands there stays."""
        if value and name in self:
            give_back_all(value, OTHER)
        elif value:
            self[name] = value

    def gather(self, name: str, part: "Draft") -> None:
        self.gathered.setdefault(name, []).append(part)

    def fold(self) -> None:
        """Fill in what was gathered, each part once; places at further addresses wait."""
        for name, parts in self.gathered.items():
            if name != "further" and name not in self:
                self.add(name, *parts)

    def add(self, name: str, *values: object) -> None:
        """Add to a list what is not in it yet; the same value from two cells stands once."""
        items = self.setdefault(name, [])
        if items is None:
            return give_back_all(list(values), OTHER)
        for value in filter(None, values):
            if value not in items:
                items.append(value)
            elif isinstance(value, Said):
                at = items.index(value)
                items[at] = Said(value, (*items[at].places, *value.places))
            elif isinstance(value, Draft):
                items[items.index(value)].merge(value)
        if not items:
            self.pop(name)

    def merge(self, other: "Draft") -> None:
        """Note that the equal draft `other` says all of this, too."""
        self.rows += other.rows
        for name, value in other.items():
            self[name] = _merged(self[name], value)


def _merged(ours: object, theirs: object) -> object:
    if isinstance(ours, Said) and isinstance(theirs, Said):
        return Said(ours, (*ours.places, *theirs.places))
    if isinstance(ours, Draft) and isinstance(theirs, Draft):
        ours.merge(theirs)
    elif isinstance(ours, list) and isinstance(theirs, list):
        ours[:] = map(_merged, ours, theirs)
    return ours


def is_key(name: str) -> bool:
    return name == "id" or (name.endswith(("_id", "_ids")) and name != "tax_id")
