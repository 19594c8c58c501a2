"""HSDS as a tabular data package: organizations taken apart into tables."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from macros.exports.hsds.files import VERSION
from macros.exports.hsds.terms import taxonomies, terms
from macros.exports.hsds.things import Thing
from macros.exports.packing import Files, Table, document
from macros.guide import Guide
from macros.model import Site

DESCRIPTOR = "datapackage.json"
COLUMNS = {
    "organization": "id name alternate_name description email website tax_status tax_id "
    "year_incorporated legal_status logo uri parent_organization_id",
    "service": "id organization_id program_id name alternate_name description url email status "
    "interpretation_services application_process fees_description wait_time fees accreditations "
    "eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert "
    "last_modified",
    "attribute": "id link_id taxonomy_term_id link_type link_entity value",
    "service_at_location": "id service_id location_id description",
    "location": "id location_type url organization_id name alternate_name description "
    "transportation latitude longitude external_identifier external_identifier_type",
    "phone": "id location_id service_id organization_id contact_id service_at_location_id number "
    "extension type description",
    "contact": "id organization_id service_id service_at_location_id location_id name title "
    "department email",
    "address": "id location_id attention address_1 address_2 city region state_province "
    "postal_code country address_type",
    "schedule": "id service_id location_id service_at_location_id valid_from valid_to dtstart "
    "timezone until count wkst freq interval byday byweekno bymonthday byyearday description "
    "opens_at closes_at schedule_link attending_type notes",
    "service_area": "id service_id name description extent extent_type uri",
    "required_document": "id service_id document uri",
    "language": "id service_id location_id phone_id name code note",
    "accessibility": "id location_id description details url",
    "taxonomy_term": "id code name description parent_id taxonomy language taxonomy_id term_uri",
    "organization_identifier": "id organization_id identifier_scheme identifier_type identifier",
    "taxonomy": "id name description uri version",
}
"""The tables that a guide can fill; their columns are all that HSDS 3.0 knows, in its order."""
NAMES = {entity: columns.split() for entity, columns in COLUMNS.items()}
PATHS = {"service_at_location": "service_at_location", "accessibility": "accessibility"}
PATHS |= {"taxonomy": "taxonomies", "address": "addresses"}
"""The tables whose file is not named by the plural in -s."""
INSIDE = {"location": "location", "taxonomy_term": "taxonomy_term"}
"""Properties that hold one thing, of which a row holds the id; others hold lists."""
TYPES = {
    "number": "latitude longitude extension minimum_age maximum_age count interval timezone "
    "year_incorporated",
    "date": "assured_date valid_from valid_to dtstart until",
    "time": "opens_at closes_at",
    "datetime": "last_modified",
}
"""Other columns hold text."""
REQUIRED = {
    "organization": "id name description",
    "service": "id organization_id name status",
    "attribute": "id link_id taxonomy_term_id link_entity",
    "service_at_location": "id service_id location_id",
    "location": "id location_type",
    "phone": "id number",
    "address": "id address_1 city state_province postal_code country address_type",
    "taxonomy_term": "id name description",
    "organization_identifier": "id organization_id identifier_type identifier",
    "taxonomy": "id name description",
}
"""For other tables the id alone."""


def files(guide: Guide, organizations: Iterable[Thing]) -> Files:
    """All tables, whether they hold something or not, and what describes them."""
    tables = Tables()
    tables.add_all("taxonomy", taxonomies())
    tables.add_all("taxonomy_term", terms(guide))
    tables.add_all("organization", organizations)
    makers = {_path(entity): table.data for entity, table in tables.all.items()}
    return Files({DESCRIPTOR: lambda: document(_package(guide.site)), **makers})


class Tables:
    """All tables; what stands in several places is one row, by its id."""

    def __init__(self) -> None:
        self.all = {entity: Table(names) for entity, names in NAMES.items()}
        self._ids: dict[str, set[str]] = {entity: set() for entity in NAMES}

    def add_all(self, entity: str, things: Iterable[Thing]) -> None:
        for thing in things:
            self.add(entity, thing)

    def add(self, entity: str, thing: Thing, **links: str) -> None:
        """`thing`, and all that stands inside it; `links` lead to what it stands in."""
        if thing["id"] in self._ids[entity]:
            return
        self._ids[entity].add(thing["id"])
        inside = {f"{name}_id": thing[name]["id"] for name in INSIDE if name in thing}
        row = {**thing, **links, **inside}
        values = map(row.get, NAMES[entity])
        self.all[entity].add([_written_out(v) if type(v) is float else v for v in values])
        for name, value in thing.items():
            if name in INSIDE:
                self.add(INSIDE[name], value)
            elif isinstance(value, list):
                for inner in value:
                    self._add_inner(entity, thing["id"], SINGULAR[name], inner)

    def _add_inner(self, entity: str, id: str, inner_entity: str, inner: Thing) -> None:
        link = "link_id" if inner_entity == "attribute" else f"{entity}_id"
        self.add(inner_entity, inner, **{link: id})


def _path(entity: str) -> str:
    return f"{PATHS.get(entity, f'{entity}s')}.csv"


SINGULAR = {_path(entity).removesuffix(".csv"): entity for entity in COLUMNS}
SINGULAR["service_at_locations"] = "service_at_location"


def _written_out(number: float) -> str:
    """Few programs read 6e-06 in a table."""
    return f"{Decimal(str(number)):f}"


def _package(site: Site) -> Mapping[str, Any]:
    terms = site.data_license
    licenses = [{"title": str(terms.name), "path": terms.url}] if terms else []
    return {
        "name": "human_services_data",
        "title": str(site.name),
        "description": f"The partners of this guide, in HSDS {VERSION}.",
        "profile": "tabular-data-package",
        **({"licenses": licenses} if licenses else {}),
        "resources": [_resource(entity) for entity in COLUMNS],
    }


def _resource(entity: str) -> dict[str, Any]:
    columns = NAMES[entity]
    needed = REQUIRED.get(entity, "id").split()
    return {
        "name": entity,
        "path": _path(entity),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(name, name in needed) for name in columns],
            "primaryKey": "id",
            "foreignKeys": [
                {"fields": f"{other}_id", "reference": {"resource": other, "fields": "id"}}
                for other in COLUMNS
                if f"{other}_id" in columns
            ],
        },
    }


def _field(name: str, is_needed: bool) -> dict[str, Any]:
    held = (held for held, names in TYPES.items() if name in names.split())
    needed = {"constraints": {"required": True, "unique": name == "id"}} if is_needed else {}
    return {"name": name, "type": next(held, "string"), **needed}
