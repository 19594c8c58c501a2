"""What an import brings, before it meets the guide: values, and the cells that they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.model import Record
from macros.tree import Location, Value


@dataclass(frozen=True, order=True)
class Cell:
    """A place in what was read: a file or a sheet, a row (the headings are row 1), a heading.

    In JSON there is no row, and `column` is the path to the value.
    """

    file: str
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        row = f"row {self.row}" if self.row else ""
        return ", ".join(filter(None, (self.file, row, self.column)))


@dataclass(frozen=True, order=True)
class Refusal:
    """A row or a value that cannot be taken, and why, in a volunteer's words."""

    cell: Cell
    reason: str


@dataclass(frozen=True, order=True)
class Leftover:
    """What the guide has no field for: `count` values of a column, one of them `example`."""

    file: str
    column: str
    count: int
    example: str
    reason: str


@dataclass(frozen=True)
class Match:
    """A heading, the field that it was taken for ("" where none is), and how sure that is."""

    heading: str
    field: str
    sure: int
    """From 0 to 100: 100 is an exact name or was said with `--map`; below 90 is a guess."""


class Unreadable(Exception):  # noqa: N818  (what it is, not that it is an error)
    """Nothing of a file can be taken; the message says why, in a volunteer's words."""


@dataclass(frozen=True)
class Incoming:
    """A sound record: `value` holds what its YAML file would hold, without an id.

    `id` is given only where the source says which record of this guide it is. `cells` tells where
    each value is from; `()` is the record itself.
    """

    kind: type[Record]
    value: Mapping[str, Value]
    cells: Mapping[Location, Cell]
    id: str = ""
    rows: frozenset[tuple[str, Cell]] = frozenset()
    """The rows that it is made of, each with its table."""


@dataclass(frozen=True, order=True)
class Withheld:
    """A partner or a service that the source keeps from the public, or whose place it keeps."""

    kind: str
    """Its table: `organizations` or `services`."""
    name: str
    identifiers: tuple[tuple[str, str], ...]
    """Pairs of scheme and identifier, as a record has them in `identifiers`; a list has none."""
    is_whole: bool
    """Whether nothing of it may be public; otherwise only the place may not be."""
    cell: Cell
    place: str = ""
    """What the secret place is called, where it has a name."""


@dataclass
class Haul:
    """All that was read: no row and no value is in none of these."""

    name: str = ""
    """What it is called: the source of new records that no number of it names."""
    records: list[Incoming] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    """What an earlier import may have brought, and the source has kept secret since."""
    rows_read: dict[str, int] = field(default_factory=dict)
    """Rows by file or table, headings aside."""
    rows_taken: dict[str, int] = field(default_factory=dict)
    """Of these, the rows that records were made of; the others are refused."""
    rows_left: dict[str, int] = field(default_factory=dict)
    """Rows of which everything is among the leftovers: rows read = taken + left + refused."""
    matches: list[Match] = field(default_factory=list)
    """What the headings of a plain list were taken for; empty for the other formats."""
    notices: list[str] = field(default_factory=list)
    """What was done to many values, each in a sentence with its count."""
