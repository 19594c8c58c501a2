"""A plain list of partners, one or more rows each → partners."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from macros.guide import Guide
from macros.imports.headings import CONFIDENTIAL, LEAVE_OUT, matched
from macros.imports.incoming import Unreadable
from macros.imports.ledger import Ledger
from macros.imports.listed import VOCABULARIES, ListedRow
from macros.imports.parts import NAMES, Parts
from macros.imports.rows import Draft, Row
from macros.imports.tables import TITLES, Progress, distinct, read_rows
from macros.imports.vocabulary import Vocabulary
from macros.problems import quoted

YES = {"yes", "y", "true", "1", "x", "sí", "si"}


class Listing:
    """Reads one sheet; `rows` are all rows below its headings."""

    def __init__(self, file: str, ledger: Ledger, guide: Guide, parts: Parts, scheme: str) -> None:
        self.file, self.ledger, self.parts = file, ledger, parts
        self.vocabulary = Vocabulary(guide, tuple(VOCABULARIES.values()))
        self.rows: list[Row] = []
        self.columns: dict[str, str] = {}
        """The field of each column."""

    def partners(
        self, lines: Iterable[list[str]], chosen: Mapping[str, str], progress: Progress
    ) -> list[tuple[Draft, str]]:
        number, headings, rest = _headings(iter(lines), self.file, chosen)
        names = distinct(headings)
        self.ledger.haul.matches = matched(names, chosen)
        self.columns = {match.heading: match.field for match in self.ledger.haul.matches}
        self.rows = read_rows(
            self.file, self.file, headings, rest, self.ledger, progress, number + 1
        )
        return [(draft, "") for draft in map(self._partner, self._by_name().values())]

    def _by_name(self) -> dict[str, list[Row]]:
        """The rows of each partner; rows without one are refused."""
        found: dict[str, list[Row]] = defaultdict(list)
        name = next((column for column, field in self.columns.items() if field == "name"), "")
        for row in sorted(self.rows, key=lambda row: sorted(row.cells.items())):
            row.leave("left out, as you said", *self._columns(LEAVE_OUT))
            row.leave(NAMES, *self._columns("contacts.name"))
            if hidden := self._confidential(row):
                self.ledger.refuse(row, f"{quoted(hidden)} says that it is confidential")
            elif not row.peek(name):
                self.ledger.refuse(row, "it has no name of an organization")
            else:
                found[row.peek(name).casefold()].append(row)
        return found

    def _columns(self, field: str) -> list[str]:
        return [column for column, held in self.columns.items() if held == field]

    def _confidential(self, row: Row) -> str:
        """The column that keeps the row from the public, if one does."""
        return next(
            (name for name in self._columns(CONFIDENTIAL) if row.peek(name).lower() in YES), ""
        )

    def _partner(self, rows: list[Row]) -> Draft:
        partner = Draft()
        for row in rows:
            ListedRow(row, self.columns, self.parts, self.vocabulary, self.ledger).fill(partner)
        return partner


def _headings(
    lines: Iterator[list[str]], file: str, chosen: Mapping[str, str]
) -> tuple[int, list[str], Iterator[list[str]]]:
    """The row of headings, its number, and the rows below; titles may stand above."""
    above: list[list[str]] = []
    for cells in lines:
        above.append(cells)
        if len(above) == TITLES:
            break
    if not any(map(any, above)):
        raise Unreadable(f"{file} is empty")
    best = max(range(len(above)), key=lambda number: (_score(above[number], chosen), -number))
    if not _score(above[best], chosen):
        raise Unreadable(
            f"{file}: no row of headings was found; the first row should name the columns, such as "
            "Name, Phone, Website, or tell with --map which column is the name"
        )
    return best + 1, above[best], chain(above[best + 1 :], lines)


def _score(cells: list[str], chosen: Mapping[str, str]) -> int:
    """How many cells name fields; without a name there is no list of partners."""
    names = distinct(cells) if any(cells) else []
    said = {heading: field for heading, field in chosen.items() if heading in names}
    found = {match.field for match in matched(names, said) if match.field}
    return len(found) if "name" in found else 0
