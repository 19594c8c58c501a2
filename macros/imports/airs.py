"""The export of 211 software (AIRS, iCarol): agencies, sites and programs in one sheet.

What the directory itself keeps from the public is refused: a shelter's address must never be
published because someone imported a file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from macros.imports.airs_columns import (
    ADDRESS,
    CLOSED,
    CONTACT,
    INTERNAL,
    KEY,
    LEVELS,
    LOCATION,
    NAMED,
    NUMBERED,
    ONLY_INTERNAL,
    PARTNER,
    PEOPLE,
    PERSON,
    PLACE,
    SERVICE,
)
from macros.imports.days import iso
from macros.imports.files import Source
from macros.imports.incoming import Unreadable
from macros.imports.ledger import KEY as JOINS
from macros.imports.ledger import Ledger
from macros.imports.linking import Tables
from macros.imports.privacy import is_about_secrecy, is_kept
from macros.imports.rows import Row
from macros.imports.tables import Progress, table
from macros.problems import quoted
from macros.values import kebab

ROWS = "rows"
"""The table of the rows as they stand in the file."""
LEVEL, PARENT = "TaxonomyLevelName", "ParentAgencyNum"


def looks_like(headings: Iterable[str]) -> bool:
    return {KEY, LEVEL} <= set(headings)


def tables_of(source: Source, ledger: Ledger, progress: Progress) -> Tables:
    rows = table(ROWS, source, ledger, progress)
    if rows and not any(LEVEL in row.cells for row in rows):
        raise Unreadable(f"{source.name} has no column {LEVEL}: it is no export of 211 software")
    return _Export(rows, ledger).tables()


class _Export:
    """Takes each row apart into rows of the tables of a directory."""

    def __init__(self, rows: list[Row], ledger: Ledger) -> None:
        self.rows, self.ledger = rows, ledger
        self.found: dict[str, list[Row]] = {ROWS: rows}
        self.levels = {row.peek(KEY): row.peek(LEVEL).lower() for row in rows}
        self.parents = {row.peek(KEY): row.peek(PARENT) for row in rows}
        self.names = {row.peek(KEY): row.peek("PublicName") for row in rows}
        self.headings = {heading for row in rows for heading in row.read}

    def tables(self) -> Tables:
        closed = {row.peek(KEY): words for row in self.rows if (words := self._complaint(row))}
        secret = {row.peek(KEY) for row in self.rows if self._is_secret(row)}
        for row in self.rows:
            row.leave(INTERNAL, *ONLY_INTERNAL)
            row.leave(JOINS, KEY, PARENT, "ParentAgency", "ConnectsToSiteNum", LEVEL)
            row.leave(PERSON, *(name for name in row.cells if name.startswith("LastVerifiedBy")))
            above = next((id for id in self._chain(row.peek(PARENT)) if id in closed), "")
            if complaint := self._complaint(row):
                self._refuse(row, complaint, self._is_secret(row))
            elif above:
                words = f"it belongs to {quoted(above)}, which is refused"
                self._refuse(row, words, above in secret)
            else:
                self._take_apart(row)
        return self.found

    def _refuse(self, row: Row, reason: str, is_secret: bool) -> None:
        if is_secret:
            self._withhold(row)
        self.ledger.refuse(row, reason)

    def _withhold(self, row: Row) -> None:
        level, id, name = row.peek(LEVEL).lower(), row.peek(KEY), row.peek("PublicName")
        if level == "site":
            agency = self._agency(row.peek(PARENT))
            owner = self.names.get(agency, "")
            self.ledger.withhold("organizations", owner, row.cell(), agency, name)
        elif level in LEVELS:
            self.ledger.withhold(LEVELS[level], name, row.cell(), id)

    def _chain(self, id: str) -> list[str]:
        """A program may hang on a site, which hangs on its agency."""
        chain: list[str] = []
        while id and id not in chain:
            chain.append(id)
            id = self.parents.get(id, "")
        return chain

    def _complaint(self, row: Row) -> str:
        """Why nothing of a row may be taken, or nothing."""
        if row.peek(LEVEL).lower() not in LEVELS:
            return f"its {LEVEL} is none of Agency, Site, Program"
        if kept := next(self._kept_whole(row), ""):
            words = CLOSED.get(kept, "the directory keeps it from the public")
            return f"{words} ({kept}: {row.peek(kept)})"
        status = row.peek("AgencyStatus")
        if status and status.lower() != "active":
            return f"it is not active ({status})"
        if day := row.peek("MadeInactiveOn"):
            return f"it was made inactive (MadeInactiveOn: {day})"
        return ""

    def _is_secret(self, row: Row) -> bool:
        return any(self._kept_whole(row))

    def _kept(self, row: Row) -> Iterator[str]:
        """The columns that keep the row, or something in it, from the public."""
        for column, answer in row.cells.items():
            if is_about_secrecy(column) and is_kept(column, answer):
                yield column

    def _kept_whole(self, row: Row) -> Iterator[str]:
        """Of these, the ones that do not say which part of the row they mean."""
        return (name for name in self._kept(row) if not (is_of_place(name) or self._about(name)))

    def _about(self, column: str) -> list[str]:
        """The columns that one such as `Phone1IsPrivate` keeps from the public."""
        start = subject(column)
        return [
            name
            for name in self.headings
            if start and name.startswith(start) and not is_about_secrecy(name)
        ]

    def _refuse_parts(self, row: Row) -> None:
        for column in list(self._kept(row)):
            for name in self._about(column):
                if not is_of_place(column) and row.take(name):
                    self.ledger.refuse_cell(row, name, f"{column} says that nobody may know it")

    def _take_apart(self, row: Row) -> None:
        level, id = row.peek(LEVEL).lower(), row.peek(KEY)
        self._dates(row)
        hidden = next(filter(is_of_place, self._kept(row)), "")
        self._refuse_parts(row)
        agency = id if level == "agency" else self._agency(row.peek(PARENT))
        owner = {LINKS[level]: id}
        self._phones(row, owner)
        self._contacts(row, {"organization_id": agency} if level == "site" else owner)
        if level == "site" or row.peek(*ADDRESS.values()):
            self._place(row, id, agency, level, hidden)
        if level == "site":
            self._add_some("schedules", row, {"description": "HoursOfOperation"}, owner)
        else:
            columns = PARTNER if level == "agency" else SERVICE
            thing = self._add(LEVELS[level], row, columns, {"id": id, "organization_id": agency})
            self._add_some("service_areas", row, {"name": "CoverageAreaText"}, owner)
            self._sites(row, thing, id)
        if level == "program":
            self._add_some("required_documents", row, {"document": "DocumentsRequired"}, owner)

    def _agency(self, id: str) -> str:
        """The agency above, or the parent that the row names, where there is none."""
        agencies = (one for one in self._chain(id) if self.levels.get(one) == "agency")
        return next(agencies, id)

    def _dates(self, row: Row) -> None:
        if day := row.peek("LastVerifiedOn"):
            row.cells["LastVerifiedOn"] = iso(day)

    def _add(
        self, name: str, row: Row, columns: Mapping[str, str], links: Mapping[str, str]
    ) -> Row:
        part = row.split(name, columns)
        part.links.update({link: value for link, value in links.items() if value})
        if part.cells or "id" in links:
            self.found.setdefault(name, []).append(part)
        return part

    def _phones(self, row: Row, links: Mapping[str, str]) -> None:
        for number, others in NUMBERED.items():
            self._add_if(row, number, {"number": number, **others}, links)
        for number, type in NAMED.items():
            if phone := self._add_if(row, number, {"number": number}, links):
                words = number.removeprefix("PhoneNumber").removeprefix("Phone")
                phone.constants = {"type": type} if type else {"description": _spaced(words)}

    def _add_some(
        self, name: str, row: Row, columns: Mapping[str, str], links: Mapping[str, str]
    ) -> None:
        if row.peek(*columns.values()):
            self._add(name, row, columns, links)

    def _add_if(
        self, row: Row, needed: str, columns: Mapping[str, str], links: Mapping[str, str]
    ) -> Row | None:
        return self._add("phones", row, columns, links) if needed in row.cells else None

    def _contacts(self, row: Row, links: Mapping[str, str]) -> None:
        for person in PEOPLE:
            columns = {ours: f"{person}{theirs}" for ours, theirs in CONTACT.items()}
            self._add_some("contacts", row, columns, links)

    def _place(self, row: Row, id: str, agency: str, level: str, hidden: str) -> None:
        """The place of a site, or the one that stands in the row of an agency or a program."""
        place = LOCATION if level == "site" else {n: c for n, c in LOCATION.items() if n != "name"}
        links = {"id": f"{level} {id}" if level != "site" else id, "organization_id": agency}
        if level == "program":
            self._pair(id, links["id"])
        location = self._add("locations", row, place, links)
        self._add_some("addresses", row, ADDRESS, {"location_id": links["id"]})
        if hidden:
            self.ledger.refuse(location, f"{hidden} says that nobody may know it")

    def _sites(self, row: Row, thing: Row, id: str) -> None:
        for site in re.split(r"[;,\s]+", row.peek("ConnectsToSiteNum")):
            if site and thing.table == "services":
                self._pair(id, site)
        parent = row.peek(PARENT)
        if thing.table == "services" and self.levels.get(parent) == "site":
            self._pair(id, parent)

    def _pair(self, service: str, location: str) -> None:
        pair = Row("services_at_location", self.rows[0].file, {})
        pair.origin = self.rows[0]
        pair.links.update(service_id=service, location_id=location)
        self.found.setdefault("services_at_location", []).append(pair)


LINKS = {"agency": "organization_id", "site": "location_id", "program": "service_id"}


def subject(column: str) -> str:
    """What a column about secrecy speaks of: `Phone1IsPrivate` → `Phone1`."""
    return re.sub(r"(?i)(is)?(confidential|private|hidden|secret|unlisted|unpublished)", "", column)


def is_of_place(column: str) -> bool:
    return is_about_secrecy(column) and subject(column) in PLACE


def _spaced(words: str) -> str:
    """`TollFree` → `Toll free`."""
    return kebab(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)).replace("-", " ").capitalize()
