"""HSDS 3.0: valid by the schemas of Open Referral, and honest where these ask for too much."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import ValidationError

from macros.exports.hsds import files, tabular
from macros.exports.hsds.organizations import NOT_DESCRIBED, Organizations
from macros.exports.hsds.things import uuid_of
from macros.guide import Guide
from macros.model import Partner
from tests.exports import standard
from tests.exports.inventing import partner_of, partners, small

Thing = dict[str, Any]


def made(guide: Guide) -> dict[str, Thing]:
    written = files.files(guide, files.organizations(guide))
    return {path: json.loads(data) for path, data in written.items()}


def organization(**fields: Any) -> Thing:
    return Organizations(small()).organization(partner_of({"id": "a", "name": "A", **fields}))


def ours(thing: Thing) -> dict[str, Any]:
    """What our own attributes say."""
    return {
        attribute["link_type"].removeprefix("guide:"): json.loads(attribute["value"])
        for attribute in thing.get("attributes", ())
        if attribute["link_type"].startswith("guide:")
    }


def check(thing: Thing) -> None:
    standard.validator("organization.json").validate(thing)
    for service in thing.get("services", ()):
        standard.validator("service.json").validate(service)


@settings(deadline=None, max_examples=60)
@given(partners())
def test_any_partner_is_a_valid_organization(partner: Partner) -> None:
    check(Organizations(small()).organization(partner))


def test_the_schemas_refuse_what_is_wrong() -> None:
    for wrong in ({"id": "a"}, {"description": None}, {"phones": [{"id": "1"}]}):
        with pytest.raises(ValidationError):
            check(organization() | wrong)


def test_every_file_is_valid(guide: Guide) -> None:
    schemas = {
        "organizations": "organization.json",
        "services": "service.json",
        "taxonomies": "taxonomy.json",
        "taxonomy_terms": "taxonomy_term.json",
    }
    found = made(guide)
    assert found.pop("index.json")["version"] == "3.0"
    for path, value in found.items():
        name = path.removesuffix(".json").split("/")[0]
        one = standard.validator(schemas[name])
        if path.endswith(f"{name}.json"):
            standard.validator("openapi.json#/components/schemas/Page").validate(value)
            assert value["total_items"] == len(value["contents"])
        for thing in value.get("contents", [value]):
            one.validate(thing)
    listed = found["organizations.json"]["contents"]
    assert [thing["name"] for thing in listed] == [p.name for p in guide.partners.values()]
    for thing in listed:
        assert found[f"organizations/{thing['id']}.json"] == thing
        for service in thing.get("services", ()):
            check_service(found[f"services/{service['id']}.json"], service, thing)


def check_service(found: Thing, service: Thing, organization: Thing) -> None:
    assert found.pop("organization")["id"] == organization["id"]
    assert found == service


def tables(*partners: Partner) -> dict[str, bytes]:
    make = Organizations(small()).organization
    found = dict(tabular.files(small(), map(make, partners)))
    found.pop(tabular.DESCRIPTOR)
    return found


def test_the_tables_of_a_guide_are_valid(guide: Guide) -> None:
    found = dict(tabular.files(guide, files.organizations(guide)))
    found.pop(tabular.DESCRIPTOR)
    assert list(standard.complaints(found)) == []
    rows = standard.read(found["organizations.csv"])
    assert [row["name"] for row in rows] == [p.name for p in guide.partners.values()]


def test_degrees_near_zero_are_written_out() -> None:
    place = {"city": "Asheville", "latitude": "0.000006"}
    partner = partner_of({"id": "x", "name": "X", "locations": [place]})
    assert list(standard.complaints(tables(partner))) == []


@settings(deadline=None, max_examples=60)
@given(partners())
def test_the_tables_of_any_partner_are_valid(partner: Partner) -> None:
    assert list(standard.complaints(tables(partner))) == []


def test_a_fault_in_a_table_is_found() -> None:
    found = tables(small().partners["town-library"])
    faults = {
        "organizations.csv": (b"Town Library", b""),
        "services.csv": (b",active,", b",asleep,"),
        "locations.csv": (b"35.5951", b"north"),
        "phones.csv": (b"id,location_id", b"id,place_id"),
        "service_at_location.csv": (b"\r\n", b"\r\nx"),
    }
    for path, (right, wrong) in faults.items():
        assert right in found[path]
        planted = found | {path: found[path].replace(right, wrong, 1)}
        assert list(standard.complaints(planted)), path


def test_the_package_describes_its_tables(guide: Guide) -> None:
    found = dict(tabular.files(guide, files.organizations(guide)))
    package = json.loads(found.pop(tabular.DESCRIPTOR))
    assert [resource["path"] for resource in package["resources"]] == list(found)
    for resource in package["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert found[resource["path"]].decode().splitlines()[0].split(",") == columns


def test_what_nobody_described_is_not_described_by_us() -> None:
    thing = organization()
    assert thing["description"] == NOT_DESCRIBED
    assert ours(thing)["description"] is None
    assert "description" not in ours(organization(description="Helps."))


def test_a_service_that_may_not_run_says_so() -> None:
    unknown, known = organization(services=[{"name": "A"}, {"name": "B", "status": "inactive"}])[
        "services"
    ]
    assert "does not know" in unknown["alert"]
    assert ours(unknown)["status"] is None
    assert known["status"] == "inactive"
    assert "alert" not in known


def test_half_an_address_is_no_address() -> None:
    half = {"city": "Example", "state_province": "NC"}
    whole = {**half, "address_1": "1 Main Street", "postal_code": "28801"}
    first, second = organization(locations=[half, whole])["locations"]
    assert "addresses" not in first
    assert ours(first) == half
    assert second["addresses"][0]["country"] == "US"


def test_a_service_is_given_where_its_partner_is_unless_it_says_otherwise() -> None:
    thing = organization(
        locations=[{"name": "Hall"}],
        service_areas=[{"name": "Example County"}],
        services=[
            {"name": "A"},
            {"name": "B", "locations": [{"name": "Yard"}], "service_areas": [{"name": "Town"}]},
        ],
    )
    places = [
        [at["location"]["name"] for at in service["service_at_locations"]]
        for service in thing["services"]
    ]
    assert places == [["Hall"], ["Yard"]]
    areas = [[area["name"] for area in service["service_areas"]] for service in thing["services"]]
    assert areas == [["Example County"], ["Town"]]
    assert thing["services"][0]["service_at_locations"][0]["location"] == thing["locations"][0]


def test_identifiers_stay_while_other_things_change() -> None:
    phones = [{"number": "202-555-0143"}, {"number": "202-555-0144"}]
    before = organization(phones=phones)
    after = organization(name="B", phones=[{"number": "911"}, *phones[::-1]])
    assert before["id"] == after["id"]
    assert {p["id"] for p in before["phones"]} < {p["id"] for p in after["phones"]}


@settings(deadline=None, max_examples=60)
@given(partners())
def test_no_two_things_share_an_identifier(partner: Partner) -> None:
    found = list(things(Organizations(small()).organization(partner)))
    by_id = {thing["id"]: thing for thing in found}
    for thing in found:
        assert by_id[thing["id"]] == thing


@given(st.text(st.characters(codec="utf-8")))
def test_identifiers_are_those_of_the_standard(key: str) -> None:
    assert uuid_of(key) == str(uuid5(UUID("8a0c0e0e-6e0b-5b0c-9a3b-6d1b7a3e3f52"), key))


def things(value: Any) -> Iterator[Thing]:
    if isinstance(value, dict) and "id" in value:
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from things(inner)
