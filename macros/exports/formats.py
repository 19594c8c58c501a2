"""The formats in which a guide gives its data away, and where each stands in its site."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from macros.documents.catalog import size_in_words
from macros.exports import api, openapi, tables
from macros.exports.hsds import files as hsds
from macros.exports.hsds import tabular
from macros.exports.hsds.things import Thing
from macros.exports.packing import Files, archive, document
from macros.guide import Guide
from macros.model import Record

FOLDER = f"api/v{api.VERSION}"


class Format(StrEnum):
    """What `guide export` takes."""

    JSON = "json"
    CSV = "csv"
    HSDS = "hsds"
    HSDS_CSV = "hsds-csv"


class Exports:
    """What one guide gives away."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    @cached_property
    def _organizations(self) -> list[Thing]:
        return hsds.organizations(self._guide)

    def files(self, format: Format, kinds: Sequence[type[Record]] = ()) -> Files:
        """`kinds` concern those formats that have several."""
        match format:
            case Format.JSON:
                return self._described(kinds or api.KINDS) | api.files(
                    self._guide, kinds or api.KINDS
                )
            case Format.CSV:
                return tables.files(self._guide, kinds or tables.KINDS)
            case Format.HSDS:
                return hsds.files(self._guide, self._organizations)
        return tabular.files(self._guide, self._organizations)

    def _described(self, kinds: Sequence[type[Record]]) -> Files:
        site = self._guide.site
        return Files({"openapi.json": lambda: document(openapi.description(site, kinds))})

    def of_site(self) -> Files:
        """All formats, by their path inside the site."""
        tables = self.files(Format.CSV)
        packed = Files(
            {
                f"{Format.CSV}.zip": lambda: archive(tables),
                f"{Format.HSDS_CSV}.zip": lambda: archive(self.files(Format.HSDS_CSV)),
            }
        )
        hsds = self.files(Format.HSDS).below(Format.HSDS)
        together = self.files(Format.JSON) | tables.below(Format.CSV) | hsds | packed
        return together.below(FOLDER)


@dataclass(frozen=True)
class Offer:
    """A file to fetch, as a page lists it; `size` in bytes."""

    title: str
    path: str
    size: int

    @property
    def is_on_a_disk(self) -> bool:
        return self.path in ON_A_DISK

    @property
    def words(self) -> str:
        return size_in_words(self.size)


Offers = Mapping[str, Sequence[Offer]]
"""By their heading."""
SPREADSHEETS = "Spreadsheets"
OFFERED = {
    SPREADSHEETS: {
        "Partners": "csv/partners.csv",
        "Their services": "csv/partners-services.csv",
        "Resources": "csv/resources.csv",
        "All tables in one archive (CSV)": "csv.zip",
    },
    "Directory software (Open Referral HSDS 3.0)": {
        "Organizations with their services (JSON)": "hsds/organizations.json",
        "Data package (CSV)": "hsds-csv.zip",
    },
    "Programs (JSON)": {
        "What there is": "index.json",
        "Description for programs (OpenAPI)": "openapi.json",
    },
}
ON_A_DISK = frozenset(f"{FOLDER}/{path}" for path in OFFERED[SPREADSHEETS].values())
"""What people open; programs, which want a file for each record, fetch theirs from the web."""


def offers(sizes: Mapping[str, int]) -> Offers:
    """What a page lists, of files whose `sizes` are known."""
    return {
        heading: [
            Offer(title, path, sizes[path])
            for title, path in ((title, f"{FOLDER}/{path}") for title, path in named.items())
            if path in sizes
        ]
        for heading, named in OFFERED.items()
    }
