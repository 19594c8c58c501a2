"""The export of 211 software (AIRS, iCarol): agencies, sites and programs in one sheet.

What the directory itself keeps from the public is refused: a shelter's address must never be
published because someone imported a file.
"""

import re
from collections.abc import Iterable, Mapping

from macros.imports.airs_columns import (
    ADDRESS,
    CLOSED,
    CONFIDENTIAL,
    CONTACT,
    INTERNAL,
    KEY,
    LEVELS,
    LOCATION,
    NAMED,
    NO,
    NUMBERED,
    ONLY_INTERNAL,
    PARTNER,
    PEOPLE,
    PERSON,
    SERVICE,
    YES,
)
from macros.imports.files import Source
from macros.imports.incoming import Unreadable
from macros.imports.ledger import KEY as JOINS
from macros.imports.ledger import Ledger
from macros.imports.linking import Tables
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

    def tables(self) -> Tables:
        closed = {row.peek(KEY): words for row in self.rows if (words := self._complaint(row))}
        for row in self.rows:
            row.leave(INTERNAL, *ONLY_INTERNAL)
            row.leave(JOINS, KEY, PARENT, "ParentAgency", "ConnectsToSiteNum", LEVEL)
            row.leave(PERSON, *(name for name in row.cells if name.startswith("LastVerifiedBy")))
            above = next((id for id in self._chain(row.peek(PARENT)) if id in closed), "")
            if complaint := self._complaint(row):
                self.ledger.refuse(row, complaint)
            elif above:
                self.ledger.refuse(row, f"it belongs to {quoted(above)}, which is refused")
            else:
                self._take_apart(row)
        return self.found

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
        for column, words in CLOSED.items():
            answer = row.peek(column).lower()
            if answer in (YES if column.startswith("Exclude") else NO):
                return f"{words} ({column}: {row.peek(column)})"
        status = row.peek("AgencyStatus")
        if (status and status.lower() != "active") or row.peek("MadeInactiveOn"):
            return f"it is not active ({status or 'MadeInactiveOn'})"
        return ""

    def _take_apart(self, row: Row) -> None:
        level, id = row.peek(LEVEL).lower(), row.peek(KEY)
        self._dates(row)
        agency = id if level == "agency" else self._agency(row.peek(PARENT))
        owner = {LINKS[level]: id}
        self._phones(row, owner)
        self._contacts(row, {"organization_id": agency} if level == "site" else owner)
        if level == "site" or row.peek(*ADDRESS.values()):
            self._place(row, id, agency, level)
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

    def _place(self, row: Row, id: str, agency: str, level: str) -> None:
        """The place of a site, or the one that stands in the row of an agency or a program."""
        hidden = [name for name in row.cells if CONFIDENTIAL.search(name) and is_yes(row, name)]
        place = LOCATION if level == "site" else {n: c for n, c in LOCATION.items() if n != "name"}
        links = {"id": f"{level} {id}" if level != "site" else id, "organization_id": agency}
        if level == "program":
            self._pair(id, links["id"])
        if hidden:
            for column in (*ADDRESS.values(), "Latitude", "Longitude"):
                if value := row.take(column):
                    self.ledger.refuse_value(value, f"{hidden[0]} says that nobody may know it")
        self._add("locations", row, place, links)
        self._add_some("addresses", row, ADDRESS, {"location_id": links["id"]})

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


def is_yes(row: Row, column: str) -> bool:
    return row.peek(column).lower() in YES


def iso(day: str) -> str:
    """A day as 211 software in the US writes it, month first, as the guide does."""
    american = re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)", day)
    if american:
        month, number, year = american.groups()
        return f"{year}-{month:0>2}-{number:0>2}"
    return re.sub(r"[T ].*", "", day)


def _spaced(words: str) -> str:
    """`TollFree` → `Toll free`."""
    return kebab(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)).replace("-", " ").capitalize()
