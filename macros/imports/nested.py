"""HSDS as JSON, things inside of things → the tables that they are taken from."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from macros.imports.decoding import GARBLED, encoding_of, plain, text_of
from macros.imports.files import Source
from macros.imports.hsds import TABLES
from macros.imports.incoming import Unreadable
from macros.imports.ledger import Ledger
from macros.imports.notes import with_breaks
from macros.imports.rows import Row
from macros.imports.tables import GARBLED_TEXT
from macros.problems import quoted

ONE = {
    "organization": "organizations",
    "service": "services",
    "location": "locations",
    "taxonomy_term": "taxonomy_terms",
    "program": "programs",
    "parent_organization": "parent_organizations",
}
"""Properties that hold one thing, to which the thing around it belongs."""
KINDS = {
    "services_at_location": ("service", "location", "service_id"),
    "services": ("organization", "organization_id", "service_at_locations", "schedules"),
    "locations": ("location_type", "addresses", "latitude"),
}
"""By which properties a thing without a name of its kind is told; all others are organizations."""

TOO_DEEP = "holds too many things inside of things"


def data_of(source: Source) -> Any:
    try:
        with text_of(source, encoding_of(source)) as text:
            return json.load(
                text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_once
            )
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"{source.name}:{error.lineno}:{error.colno}: this is no JSON from here on; "
            "the file may be cut off"
        ) from None
    except UnicodeError:
        raise Unreadable(f"{source.name} is damaged: it holds what is no text") from None
    except RecursionError:
        raise Unreadable(f"{source.name} {TOO_DEEP}") from None
    except _Twice as error:
        raise Unreadable(f"{source.name}: {quoted(error)} stands twice in one thing") from None


class _Twice(Exception):  # noqa: N818  (it says what was found)
    """A name that a thing has twice: one of the values would be lost."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return found


def tables_of(data: Any, file: str, ledger: Ledger) -> dict[str, list[Row]]:
    flattening = _Flattening(file, ledger)
    try:
        for table, path, thing in _roots(data):
            flattening.add(table, path, thing, {})
    except RecursionError:
        raise Unreadable(f"{file} {TOO_DEEP}") from None
    return dict(flattening.tables)


def _roots(data: Any) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The things at the top: one, a list, a page of an API, or tables as they stand in CSV."""
    if isinstance(data, dict):
        named = {TABLES.get(name.removesuffix(".csv"), ""): name for name in data}
        if isinstance(data.get("contents"), list):
            yield from _listed(data["contents"], "contents")
        elif all(named) and named:
            for table, name in named.items():
                yield from _listed(data[name], name, table)
        else:
            yield _kind(data), "", data
    elif isinstance(data, list):
        yield from _listed(data, "")


def _listed(
    things: Any, path: str, table: str = ""
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for number, thing in enumerate(things if isinstance(things, list) else []):
        if isinstance(thing, dict):
            yield table or _kind(thing), f"{path}[{number}]", thing


def _kind(thing: Mapping[str, Any]) -> str:
    for table, names in KINDS.items():
        count = 2 if table == "services_at_location" else 1
        if sum(name in thing for name in names) >= count:
            return table
    if "version" in thing:
        return "taxonomies"
    return "taxonomy_terms" if "taxonomy" in thing else "organizations"


class _Flattening:
    """Gives each thing a row in its table, with links to what it stands in."""

    def __init__(self, file: str, ledger: Ledger) -> None:
        self.file, self.ledger = file, ledger
        self.tables: dict[str, list[Row]] = defaultdict(list)

    def add(self, table: str, path: str, thing: Mapping[str, Any], links: Mapping[str, str]) -> str:
        """The id of `thing`, whose row and those of all inside it are added."""
        row = Row(table, self.file, {}, path=path)
        row.links.update(links)
        self.tables[table].append(row)
        row.links["id"] = id = str(thing.get("id") or f"\x00{table} {len(self.tables[table])}")
        for name, value in thing.items():
            self._property(table, row, id, name, value)
        return id

    def _property(self, table: str, row: Row, id: str, name: str, value: Any) -> None:
        path = f"{row.path}.{name}" if row.path else name
        if isinstance(value, dict):
            inner = self.add(ONE.get(name, name), path, value, {})
            row.links[f"{name}_id"] = inner
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            for number, item in enumerate(value):
                if isinstance(item, dict):
                    self._inner(table, f"{path}[{number}]", id, name, item)
        elif value is not None:
            self._cell(row, name, value)

    def _inner(self, table: str, path: str, id: str, name: str, item: Mapping[str, Any]) -> None:
        self.add(TABLES.get(name, name), path, item, {_link_to(table): id})

    def _cell(self, row: Row, name: str, value: Any) -> None:
        words = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
        if isinstance(value, bool):
            words = "yes" if value else "no"
        if words := with_breaks(plain(words), self.ledger):
            row.cells[name] = row.read[name] = words
            if GARBLED.search(words):
                self.ledger.count(GARBLED_TEXT)


def _link_to(table: str) -> str:
    """The column that leads to a row of `table`."""
    singular = {"services_at_location": "service_at_location", "addresses": "address"}
    return f"{singular.get(table, table.removesuffix('s'))}_id"
