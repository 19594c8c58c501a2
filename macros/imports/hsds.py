"""Open Referral HSDS 1.1, 2 and 3 as tables, and the Ohana API's: which file is which table."""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from macros.imports.files import Source
from macros.imports.incoming import Unreadable
from macros.imports.ledger import Ledger
from macros.imports.linking import Tables
from macros.imports.rows import Row
from macros.imports.tables import Progress, table
from macros.problems import quoted

NAMED = {
    "organizations": "organization",
    "services": "service",
    "locations": "location",
    "services_at_location": "service_at_location services_at_locations service_at_locations",
    "addresses": "address physical_address physical_addresses",
    "phones": "phone",
    "contacts": "contact",
    "schedules": "schedule regular_schedule regular_schedules",
    "eligibility": "eligibilities",
    "languages": "language",
    "accessibility": "accessibilities accessibility_for_disabilities",
    "service_areas": "service_area",
    "required_documents": "required_document",
    "fees": "fee cost_option cost_options",
    "service_taxonomy": "services_taxonomy service_taxonomies",
    "taxonomy_terms": "taxonomy_term taxonomy",
    "organization_identifiers": "organization_identifier",
    "attributes": "attribute",
}
"""Tables that hold something for a guide, with the other names that their files may have."""
LEFT = (
    *("programs", "funding", "funding_sources", "metadata", "meta_table_descriptions"),
    *("meta_table_description", "mail_addresses", "postal_addresses", "holiday_schedules"),
    *("payments_accepted", "taxonomies", "urls", "units", "cost", "program", "postal_address"),
    *("payment_accepted", "holiday_schedule", "other_attributes", "organization_relationships"),
    *("location_languages", "service_attributes", "link_taxonomies", "service_capacities"),
)
"""Tables that a guide has no use for; what they hold is left over."""
TABLES = (
    {name: name for name in NAMED}
    | {other: name for name, others in NAMED.items() for other in others.split()}
    | {name: name for name in LEFT}
)
NEEDED = {"organizations", "services", "locations"}
"""Of these, two make a directory."""


def stands_in(files: Mapping[str, Source]) -> bool:
    return len(NEEDED & files.keys()) > 1


def by_table(files: list[Source]) -> dict[str, Source]:
    """The files that are tables."""
    found: dict[str, Source] = {}
    for source in files:
        name = TABLES.get(source.stem)
        if not name or source.suffix != ".csv":
            continue
        if name in found:
            raise Unreadable(f"{found[name].name} and {source.name} are both the table {name!r}")
        found[name] = source
    return found


def described(files: list[Source]) -> list[Source]:
    """The files that a datapackage.json speaks of, by the names that it gives them."""
    package = next((source for source in files if source.name.endswith("datapackage.json")), None)
    if not package:
        return files
    names = _paths(package)
    folder = str(PurePosixPath(package.name).parent)
    listed = []
    for source in files:
        inner = (
            str(PurePosixPath(source.name).relative_to(folder)) if folder != "." else source.name
        )
        name = names.get(inner)
        known = name and name in TABLES and source.stem not in TABLES
        listed.append(Source(f"{name}.csv", source.size, source.open) if known else source)
    return listed


def _paths(package: Source) -> dict[str, str]:
    """Names of tables by the paths of their files, as far as the description can be read."""
    try:
        with package.open() as file:
            data = json.load(file)
        resources = data["resources"]
        return {str(one["path"]).removeprefix("./"): str(one["name"]) for one in resources}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable(
            f"{quoted(package.name)} is damaged: it does not list its tables"
        ) from None


def tables_of(files: list[Source], ledger: Ledger, progress: Progress) -> Tables:
    found: dict[str, list[Row]] = {}
    known = by_table(files)
    for name, source in known.items():
        found[name] = table(name, source, ledger, progress)
    unread = [source.name for source in files if source not in known.values()]
    if others := [
        name for name in unread if not name.endswith(("datapackage.json", ".md", ".txt"))
    ]:
        shown = ", ".join(others[:5]) + ", …" * (len(others) > 5)
        ledger.haul.notices.append(f"Not read, because no table has such a name: {shown}.")
    return found
