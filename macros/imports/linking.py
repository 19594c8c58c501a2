"""The tables of a directory, and what belongs to what in them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from macros.imports.ledger import Ledger
from macros.imports.rows import Row, is_key
from macros.model import OWN_SCHEME
from macros.problems import quoted

Tables = Mapping[str, list[Row]]
OWNERS = {
    "organization": "organizations",
    "service": "services",
    "location": "locations",
    "contact": "contacts",
    "phone": "phones",
    "service_area": "service_areas",
}
"""The table in which each thing stands that others belong to."""


class Links:
    """Rows by their id, and which thing each other row belongs to."""

    def __init__(self, tables: Tables, ledger: Ledger) -> None:
        self.ledger = ledger
        self.is_own = any(
            row.peek("identifier_scheme") == OWN_SCHEME
            for row in tables.get("organization_identifiers", ())
        )
        """Whether a guide exported it: its rows stand in an order that means something."""
        self.tables = (
            dict(tables) if self.is_own else {n: in_order(rows) for n, rows in tables.items()}
        )
        for row in self.all_rows():
            _link(row)
        self.by_id = {one: self._by_id(table) for one, table in OWNERS.items()}
        self._find_places()

    def _find_places(self) -> None:
        self.pairs = self._pairs()
        self.pair_of = {
            row.links["id"]: _pair(row)
            for row in self.tables.get("services_at_location", ())
            if "id" in row.links
        }
        """The service and the place of a row that brings the two together."""
        self.given_at: dict[str, list[str]] = defaultdict(list)
        """The services that are given at a place."""
        self.given_by: dict[str, list[str]] = defaultdict(list)
        """The places of a service."""
        self.places_of: dict[str, list[str]] = defaultdict(list)
        """The places of an organization."""
        for id, row in self.by_id["location"].items():
            self.places_of[row.links.get("organization_id", "")].append(id)
        for service, place in self.pairs:
            self.given_at[place].append(service)
            self.given_by[service].append(place)

    def __getitem__(self, table: str) -> list[Row]:
        return [row for row in self.tables.get(table, ()) if not row.refused]

    def standing(self, kind: str) -> Iterator[tuple[str, Row]]:
        """The things of a kind that are not refused, each with its id."""
        return ((id, row) for id, row in self.by_id[kind].items() if not row.refused)

    def all_rows(self) -> Iterator[Row]:
        for rows in self.tables.values():
            yield from rows

    def _by_id(self, table: str) -> dict[str, Row]:
        """The rows of a table by id; of several rows with one id the fullest is taken."""
        same = defaultdict(list)
        for row in self.tables.get(table, ()):
            same[row.links.get("id", "")].append(row)
        for number, row in enumerate(same.pop("", ())):
            row.links["id"] = f"\x00{table} {number}"
            same[row.links["id"]] = [row]
        return {id: self._fullest(id, rows) for id, rows in same.items()}

    def _fullest(self, id: str, rows: list[Row]) -> Row:
        first, *others = sorted(rows, key=lambda row: (-len(row.cells), _content(row)))
        for row in others:
            for name, value in row.links.items():
                first.links.setdefault(name, value)
            self._drop(row, id, first)
        return first

    def _drop(self, row: Row, id: str, first: Row) -> None:
        if row.number:
            there = f"row {first.number}"
            self.ledger.refuse(row, f"the id {quoted(id)} stands in {there}, too, and counts there")
        else:
            row.leave("it stands elsewhere in the file, too", *row.cells)
            row.links["twin"] = id

    def _pairs(self) -> list[tuple[str, str]]:
        """Each service with a place where it is given."""
        given = [_pair(row) for row in self.tables.get("services_at_location", ())]
        own = [
            (row.links.get("id", ""), row.links.get("location_id", ""))
            for row in self.tables.get("services", ())
        ]
        return list(dict.fromkeys(pair for pair in (*given, *own) if all(pair)))

    def owner(self, row: Row, *kinds: str) -> tuple[str, str] | None:
        """The first of the `kinds` of things that the row belongs to; without one it is refused."""
        if "twin" in row.links:
            return None
        for one in kinds:
            id = self._owner_id(row, one)
            if id in self.by_id[one] and not self.by_id[one][id].refused:
                return one, id
        self.ledger.refuse(row, self._orphaned(row, kinds))
        return None

    def _owner_id(self, row: Row, one: str) -> str:
        if id := row.links.get(f"{one}_id"):
            return id
        service, location = self.pair_of.get(row.links.get("service_at_location_id", ""), ("", ""))
        return {"service": service, "location": location}.get(one, "")

    def _orphaned(self, row: Row, kinds: Iterable[str]) -> str:
        for one in kinds:
            if id := self._owner_id(row, one):
                why = "is refused" if id in self.by_id[one] else "is not there"
                return f"it belongs to {one} {quoted(id)}, which {why}"
        return f"it says of no {' or '.join(kinds)} that it belongs to it"


def _pair(row: Row) -> tuple[str, str]:
    return row.links.get("service_id", ""), row.links.get("location_id", "")


def _link(row: Row) -> None:
    for name, value in (row.read if row.refused else row.cells).items():
        if is_key(name):
            row.links.setdefault(name, value)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows of a table by their id, so that their order in the file means nothing."""
    return sorted(
        rows,
        key=lambda row: (
            (_natural(row.cells.get("id", "")), _content(row)) if row.number else ([], [])
        ),
    )


def _content(row: Row) -> list[tuple[str, str]]:
    return sorted(row.cells.items())


def _natural(id: str) -> list[tuple[int, str]]:
    """`9` before `10`, `phone-9` before `phone-10`."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", id)]
