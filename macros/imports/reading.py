"""A file, a folder or an archive of any known format → what it brings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath

from macros import collecting
from macros.exports.placing import LIST
from macros.guide import Guide
from macros.imports import airs, hsds, listing, nested, sheet, workbook
from macros.imports.addresses import secure
from macros.imports.directory import Directory
from macros.imports.files import ZIP, Source, sources, unharmed
from macros.imports.headed import NoHeadings
from macros.imports.incoming import Haul, Unreadable
from macros.imports.ledger import Ledger
from macros.imports.linking import Tables
from macros.imports.parts import Parts
from macros.imports.rows import Draft, Row
from macros.imports.settling import settled
from macros.imports.tables import of_text, of_workbook
from macros.imports.withholding import withhold
from macros.model import BY_KIND
from macros.problems import quoted

FOR_PROGRAMS = (
    "is what `guide export {format}` writes, for others to read. To take it back, "
    "write `guide export xlsx`, `hsds` or `hsds-csv`"
)


class Format(StrEnum):
    """What a file may be; the value is what `--format` takes."""

    LIST = "list"
    SHEET = "sheet"
    HSDS_CSV = "hsds-csv"
    HSDS_JSON = "hsds-json"
    OHANA = "ohana"
    AIRS = "airs"


@dataclass(frozen=True)
class Options:
    """What the person who imports has chosen."""

    map: Mapping[str, str] = field(default_factory=dict)
    """Field paths by heading, such as `phones.number`; "-" leaves a column out."""
    source: str = ""
    """What the other directory is called, for `identifiers`; its file's name unless given."""
    with_names: bool = False
    """Whether names of persons are taken; each needs that person's consent."""
    sheet: str = ""
    """The sheet of a workbook to read; the first one unless given."""
    format: Format | None = None
    """What the file is, where looking at it goes wrong."""


def detected(path: Path, options: Options) -> Format:
    """What the file at `path` looks like; a sheet of this guide is read by `sheet.py`."""
    with unharmed(path):
        return options.format or _Found(path, options).format()


def read(path: Path, options: Options, guide: Guide, progress: Callable[[int], None]) -> Haul:
    """All that the file at `path` brings; `progress` is told of each further row."""
    with unharmed(path), collecting.held():
        found = _Found(path, options)
        return _Reading(found, options, guide, progress).read(options.format or found.format())


def _of_export(files: list[Source], name: str) -> list[Source]:
    """Of an export of this guide in HSDS JSON the file that has all the others in it."""
    by_name = {source.name: source for source in files if source.name != LIST}
    folders = {str(PurePosixPath(one).parent) for one in by_name if one.endswith("index.json")}
    for folder in sorted(folders, key=len):
        whole = by_name.get(str(PurePosixPath(folder, "organizations.json")))
        if whole:
            return [whole]
        if str(PurePosixPath(folder, "partners.json")) in by_name:
            raise Unreadable(f"{name} {FOR_PROGRAMS.format(format='json')}")
    kinds = {source.stem.split("-")[0] for source in files if source.suffix == ".csv"}
    if len(by_name) > 1 and "partners" in kinds and kinds <= BY_KIND.keys():
        raise Unreadable(f"{name} {FOR_PROGRAMS.format(format='csv')}")
    return files


class _Found:
    """The files at a path, and what they look like."""

    def __init__(self, path: Path, options: Options) -> None:
        if path.name == "datapackage.json":
            path = path.parent
        self.path, self.options = path, options
        self.files = _of_export(sources(path), path.name)

    @property
    def one(self) -> Source:
        """The only file, or the only one of an archive."""
        if len(self.files) != 1:
            raise Unreadable(
                f"{self.path.name} holds {len(self.files)} files and no known tables; give one file"
            )
        return self.files[0]

    @property
    def name(self) -> str:
        """What the directory is called for want of a better name."""
        stem = self.path.stem
        return self.path.resolve().parent.name if stem == "datapackage" else stem

    @property
    def tables(self) -> list[Source]:
        return hsds.described(self.files)

    def format(self) -> Format:
        if hsds.stands_in(hsds.by_table(self.tables)):
            return self._directory()
        if self.one.suffix == ".json":
            return Format.HSDS_JSON
        if self.is_workbook:
            return self._sheet()
        return Format.AIRS if airs.looks_like(self._first_row()) else Format.LIST

    def _directory(self) -> Format:
        """Ohana's services name a place and no organization."""
        services = hsds.by_table(self.tables).get("services")
        headings = next(of_text(services, Ledger()), []) if services else []
        is_ohana = "location_id" in headings and "organization_id" not in headings
        return Format.OHANA if is_ohana else Format.HSDS_CSV

    def _sheet(self) -> Format:
        """Our own workbook has a sheet for a kind of record, whose first column is its id."""
        names = workbook.sheets(self.path)
        first = next(of_workbook(self.path, ""), [])
        is_ours = bool(first) and first[0] == "id" and not set(BY_KIND).isdisjoint(names)
        return Format.SHEET if is_ours else Format.LIST

    @property
    def is_workbook(self) -> bool:
        """An archive is taken apart, a workbook is not."""
        return self.one.name == self.path.name and self.one.start().startswith(ZIP)

    def _first_row(self) -> list[str]:
        return next(of_text(self.one, Ledger()), [])


class _Reading:
    """Reads what was found, in the format that it has."""

    def __init__(
        self, found: _Found, options: Options, guide: Guide, progress: Callable[[int], None]
    ) -> None:
        self.found, self.options, self.guide, self.progress = found, options, guide, progress
        self.scheme = options.source or found.name
        self.ledger = Ledger(self.scheme)
        self.ledger.haul.name = self.scheme
        self.parts = Parts(self.ledger, options.with_names)

    def read(self, format: Format) -> Haul:
        if format == Format.SHEET:
            return sheet.read(self.found.path, self.guide, self.progress)
        if format == Format.LIST:
            return self._list()
        tables = self._tables(format)
        if not any(tables.get(name) for name in (*hsds.NEEDED, airs.ROWS)):
            raise Unreadable(f"{self.found.path.name} holds no organization and no service")
        return self._directory(tables)

    def _tables(self, format: Format) -> Tables:
        if format == Format.AIRS:
            return airs.tables_of(self.found.one, self.ledger, self.progress)
        tables = self._open_data(format)
        withhold(tables, self.ledger)
        return tables

    def _open_data(self, format: Format) -> Tables:
        if format == Format.HSDS_JSON:
            one = self.found.one
            return nested.tables_of(nested.data_of(one), one.name, self.ledger)
        if not hsds.by_table(self.found.tables):
            raise Unreadable(f"{quoted(self.found.path.name)} holds no tables of this format")
        return hsds.tables_of(self.found.tables, self.ledger, self.progress)

    def _directory(self, tables: Tables) -> Haul:
        directory = Directory(tables, self.ledger, self.guide, self.parts, self.scheme)
        drafts = directory.partners()
        return self._closed(drafts, list(directory.links.all_rows()))

    def _list(self) -> Haul:
        found = self.found
        reading = listing.Listing(found.one.name, self.ledger, self.guide, self.parts)
        try:
            drafts = reading.partners(self._lines(), self.options.map, self.progress)
        except NoHeadings as error:
            raise Unreadable("\n".join([str(error), *self._other_sheets()])) from None
        self.ledger.haul.notices += self._other_sheets()
        return self._closed(drafts, reading.rows)

    def _lines(self) -> Iterator[list[str]]:
        if self.found.is_workbook:
            return of_workbook(self.found.path, self.options.sheet, self.ledger)
        return of_text(self.found.one, self.ledger)

    def _other_sheets(self) -> list[str]:
        if not self.found.is_workbook:
            return []
        others = workbook.others(self.found.path, self.options.sheet)
        named = ", ".join(f"{quoted(name)} ({count:,} rows)" for name, count in others.items())
        return (
            [f"Other sheets, not read: {named}. To read one, add --sheet NAME."] if others else []
        )

    def _closed(self, drafts: list[tuple[Draft, str]], rows: list[Row]) -> Haul:
        secure([draft for draft, _ in drafts], self.guide, self.ledger)
        taken, made = settled(drafts, self.guide, self.ledger)
        return self.ledger.close(rows, taken, made)
