"""A plain list of partners, one or more rows each → partners."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from macros.guide import Guide
from macros.imports.days import read_days
from macros.imports.headed import headed, is_section
from macros.imports.headings import LEAVE_OUT, POSTAL, UPDATED, doubtful, matched, plain
from macros.imports.incoming import Unreadable
from macros.imports.ledger import Ledger
from macros.imports.listed import VOCABULARIES, ListedRow
from macros.imports.locating import POSTAL as POSTAL_ADDRESS
from macros.imports.namesakes import UNLIKE, are_one
from macros.imports.parts import ADDRESS, NAMES, Parts
from macros.imports.privacy import NO, YES
from macros.imports.rows import Draft, Row
from macros.imports.synonyms import CONFIDENTIAL, PUBLIC
from macros.imports.tables import Progress, distinct, read_rows
from macros.imports.vocabulary import Vocabulary
from macros.problems import quoted

CHANGED = "the day of a change is not the day on which somebody checked it"


class Listing:
    """Reads one sheet; `rows` are all rows below its headings."""

    def __init__(self, file: str, ledger: Ledger, guide: Guide, parts: Parts) -> None:
        self.file, self.ledger, self.parts = file, ledger, parts
        self.vocabulary = Vocabulary(guide, tuple(VOCABULARIES.values()))
        self.rows: list[Row] = []
        self.columns: dict[str, str] = {}
        """The field of each column."""

    def partners(
        self, lines: Iterable[list[str]], chosen: Mapping[str, str], progress: Progress
    ) -> list[tuple[Draft, str]]:
        found = headed(iter(lines), self.file, chosen)
        names, ledger = distinct(found.headings), self.ledger
        ledger.haul.matches = matched(names, chosen)
        _refuse_doubts(self.file, doubtful(ledger.haul.matches))
        ledger.haul.notices += found.notices
        self.columns = {match.heading: match.field for match in ledger.haul.matches}
        self.rows = read_rows(
            self.file, self.file, found.headings, found.rows, ledger, progress, found.number + 1
        )
        read_days(self.rows, self._columns("assured_date"), ledger)
        groups = self._by_name().values()
        return [(self._partner(rows), "") for rows in groups if self._are_one(rows)]

    def _by_name(self) -> dict[str, list[Row]]:
        """The rows of each partner; rows without one are refused."""
        found: dict[str, list[Row]] = defaultdict(list)
        kept: list[Row] = []
        name = next(iter(self._columns("name")), "")
        for row in sorted(self.rows, key=lambda row: sorted(row.cells.items())):
            self._leave(row)
            if hidden := self._confidential(row):
                kept.append(row)
                self.ledger.refuse(row, f"{quoted(hidden)} says that it is not for the public")
            elif not row.peek(name):
                self.ledger.refuse(row, "it has no name of an organization")
            elif len(self.columns) > 1 and is_section(row, name):
                self.ledger.refuse(row, "it names a section or a total, and says nothing else")
            else:
                found[row.peek(name).casefold()].append(row)
        for row in kept:
            title = row.read.get(name, "")
            self.ledger.withhold(
                "organizations", title, row.cell(), place="" if title.casefold() in found else None
            )
        return found

    def _leave(self, row: Row) -> None:
        row.leave("left out, as you said", *self._columns(LEAVE_OUT))
        row.leave(NAMES, *self._columns("contacts.name"))
        postal = [column for column in self._columns("") if POSTAL.search(plain(column))]
        if postal and not self._columns("locations.address_1"):
            postal += [
                column for field in ADDRESS for column in self._columns(f"locations.{field}")
            ]
        row.leave(POSTAL_ADDRESS, *postal)
        for column in postal:
            self.columns[column] = ""
        row.leave(CHANGED, *(one for one in self._columns("") if UPDATED.search(plain(one))))

    def _are_one(self, rows: list[Row]) -> bool:
        if are_one(rows, self.columns):
            return True
        for row in rows:
            self.ledger.refuse(row, UNLIKE)
        return False

    def _columns(self, field: str) -> list[str]:
        return [column for column, held in self.columns.items() if held == field]

    def _confidential(self, row: Row) -> str:
        """The column that keeps the row from the public, if one does."""
        for column in self._columns(CONFIDENTIAL):
            if row.peek(column).casefold() not in ("", *NO):
                return column
        return next((c for c in self._columns(PUBLIC) if row.peek(c).casefold() not in YES), "")

    def _partner(self, rows: list[Row]) -> Draft:
        partner = Draft()
        for row in rows:
            ListedRow(row, self.columns, self.parts, self.vocabulary, self.ledger).fill(partner)
        return partner


def _refuse_doubts(file: str, headings: list[str]) -> None:
    if headings:
        lines = "\n".join(
            f'  --map "{heading}={field}"'
            for heading in headings
            for field in (PUBLIC, CONFIDENTIAL, LEAVE_OUT)
        )
        raise Unreadable(
            f"{file}: does a column say what must not be published? Add the line that is right: "
            f"{PUBLIC} takes only rows that say yes, {CONFIDENTIAL} takes only rows that say no "
            f"or nothing, {LEAVE_OUT} leaves the column out.\n{lines}"
        )
