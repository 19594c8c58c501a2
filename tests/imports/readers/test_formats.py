"""What each format brings, field by field."""

import json
from pathlib import Path
from typing import Any

import pytest

from macros.exports.hsds import files as hsds_files
from macros.exports.hsds import tabular
from macros.imports.privacy import NOT_PUBLIC
from macros.imports.reading import Format, Options, detected
from macros.model import Part, Partner
from tests.imports.readers.samples import (
    AIRS_ROWS,
    HSDS_1,
    LIST,
    OHANA,
    SECRET_STREETS,
    airs,
    by_name,
    file,
    folder,
    guide,
    haul,
    packed,
    reasons,
)

KITCHEN = {
    "name": "Town Kitchen",
    "alternate_names": ["TK"],
    "description": "Cooks for the town.",
    "website": "http://www.kitchen.example.org",
    "contacts": [{"title": "Cook"}],
    "identifiers": [{"scheme": "Open Town", "identifier": "1"}],
    "locations": [
        {
            "name": "Kitchen house",
            "description": "Two rooms.",
            "latitude": "35.5951",
            "longitude": "-82.5515",
            "accessibility": "Step-free entrance.",
            "address_1": "1 Main Street",
            "city": "Asheville",
            "state_province": "NC",
            "postal_code": "28801",
        }
    ],
    "services": [
        {
            "id": "10",
            "name": "Cooking class",
            "description": "Learn to cook.",
            "application_process": "Call.",
            "fees_description": "Free.",
            "eligibility_description": "All adults.",
            "hours": "9:00am-5:00pm, Mon-Tue",
            "languages": ["en", "ht"],
            "interpretation_services": "Anything else",
            "phones": [{"number": "202-555-0101", "extension": "12"}],
            "practices": ["digital-literacy"],
            "identifiers": [{"scheme": "Open Town", "identifier": "10"}],
        },
        {
            "id": "11",
            "name": "Meals",
            "description": "Hot meals.",
            "application_process": "Walk in.",
            "url": "http://www.kitchen.example.org/meals",
            "identifiers": [{"scheme": "Open Town", "identifier": "11"}],
        },
    ],
}


@pytest.mark.parametrize("make", [folder, packed])
def test_reads_the_tables_of_hsds_1(tmp_path: Path, make: Any) -> None:
    found = haul(make(tmp_path / "town.zip", HSDS_1), source="Open Town")
    partners = by_name(found)
    assert partners["Town Kitchen"] == KITCHEN
    assert partners["Job Room"]["locations"][0]["phones"] == [
        {"number": "202-555-0102", "type": "fax"}
    ]
    hours = "Monday to Thursday 08:00-16:00; Saturday 10:00-12:00"
    assert partners["Job Room"]["locations"][0]["hours"] == hours


def test_each_row_is_taken_left_or_refused(tmp_path: Path) -> None:
    found = haul(folder(tmp_path / "town", HSDS_1))
    refused = {
        table: found.rows_read[table]
        - found.rows_taken.get(table, 0)
        - found.rows_left.get(table, 0)
        for table in found.rows_read
    }
    assert found.rows_read["services"] == 3
    assert {table: count for table, count in refused.items() if count} == {
        "services": 1,
        "services_at_location": 1,
        "phones": 2,
        "eligibility": 1,
    }
    why = reasons(found)
    assert why["services.csv, row 4"] == "it belongs to organization '9', which is not there"
    assert why["services_at_location.csv, row 4"] == "it belongs to service '12', which is refused"
    assert why["phones.csv, row 4"] == "it belongs to service '77', which is not there"
    assert why["eligibility.csv, row 3"] == "it says of no service that it belongs to it"
    assert "too short" in why["phones.csv, row 5, number"]


def test_lines_of_hours_are_joined_by_one_mark(tmp_path: Path) -> None:
    said = "Clinic:\n9-5, Mon;\n\n1-3, Tue\n4-6, Wed;"
    tables = HSDS_1 | {"regular_schedules": f'service_id,original_text\n10,"{said}"\n'}
    found = haul(folder(tmp_path / "town", tables))
    hours = by_name(found)["Town Kitchen"]["services"][0]["hours"]
    assert hours == "Clinic: 9-5, Mon; 1-3, Tue; 4-6, Wed;"


LANGUAGE_CELLS = {
    "English, Spanish": (["en", "es"], None),
    "English; Creole": (["en"], "Creole"),
    "Creole": (None, "Creole"),
    "English/Spanish, Creole, Patois": (["en", "es"], "English/Spanish, Creole, Patois"),
    "Interpreters by phone and in person": (None, "Interpreters by phone and in person"),
    "English\\nAmerican Sign Language\\nCreole": (["en"], "American Sign Language; Creole"),
}


@pytest.mark.parametrize("cell", LANGUAGE_CELLS)
def test_words_that_name_no_language_are_kept_as_they_are(tmp_path: Path, cell: str) -> None:
    tables = HSDS_1 | {"languages": f'id,service_id,language\n60,10,"{cell}"\n'}
    found = haul(folder(tmp_path / "town", tables))
    service = by_name(found)["Town Kitchen"]["services"][0]
    known, words = LANGUAGE_CELLS[cell]
    assert (service.get("languages"), service.get("interpretation_services")) == (known, words)
    assert not any(one.cell.file == "languages.csv" for one in found.refusals)
    notice = "Texts about languages that no code says: 1."
    assert any(notice in one for one in found.notices) == bool(words)


def test_a_name_is_taken_only_where_someone_agreed(tmp_path: Path) -> None:
    path = folder(tmp_path / "town", HSDS_1)
    assert "Pat Example" not in str(by_name(haul(path)))

    with_names = by_name(haul(path, with_names=True))
    assert with_names["Town Kitchen"]["contacts"][0]["name"] == "Pat Example"


def test_a_datapackage_names_its_tables(tmp_path: Path) -> None:
    path = folder(tmp_path / "town" / "tables", HSDS_1)
    (path / "organizations.csv").rename(path / "orgs-2019.csv")
    resources = [{"name": "organizations", "path": "orgs-2019.csv"}]
    package = file(path / "datapackage.json", json.dumps({"resources": resources}))
    assert detected(package, Options()) == Format.HSDS_CSV
    assert by_name(haul(package, source="Open Town"))["Town Kitchen"] == KITCHEN


def test_reads_the_tables_of_the_ohana_api(tmp_path: Path) -> None:
    path = folder(tmp_path / "town", OHANA)
    assert detected(path, Options()) == Format.OHANA
    found = haul(path)
    partner = by_name(found)["Town Kitchen"]
    place, service = partner["locations"][0], partner["services"][0]
    assert place["accessibility"] == "ramp, restroom"
    assert place["hours"] == "Monday, Tuesday 08:00-17:00"
    assert place["phones"] == [{"number": "202 555-0101", "description": "Hotline"}]
    assert service["practices"] == ["digital-literacy"]
    assert partner["keywords"] == ["Soup"]
    assert service["languages"] == ["en", "es"]
    assert [area["name"] for area in service["service_areas"]] == ["Asheville", "Candler"]
    assert partner["contacts"] == [{"title": "Cook"}]
    partner = by_name(haul(path, with_names=True))["Town Kitchen"]
    assert partner["contacts"] == [
        {
            **{"name": "Pat Example", "title": "Cook"},
            "phones": [{"number": "202 555-0102", "type": "voice", "description": "Office"}],
        }
    ]
    assert {left.column for left in found.leftovers if left.file == "mail_addresses.csv"} == {
        *("id", "location_id", "address_1", "city")
    }
    assert "services.csv, row 3" in reasons(found)


def test_what_211_keeps_from_the_public_is_never_taken(tmp_path: Path) -> None:
    found = haul(file(tmp_path / "export.csv", airs()))
    records = str([record.value for record in found.records])
    for canary in (*SECRET_STREETS, "Canary note", "Pat Example", "Kim Example"):
        assert canary not in records
    why = reasons(found)
    assert why["export.csv, row 4"].startswith("the directory keeps it off its website")
    assert "export.csv, row 6, PhysicalAddress1" in why
    assert why["export.csv, row 7"] == "it belongs to '102', which is refused"
    assert why["export.csv, row 8"] == "it is not active (Inactive)"
    assert "export.csv, row 9" in why
    notes = [left for left in found.leftovers if left.column == "InternalNotes"]
    assert notes[0].reason == "internal notes stay out of a public guide"


def test_reads_the_export_of_211_software(tmp_path: Path) -> None:
    path = file(tmp_path / "export.csv", airs())
    assert detected(path, Options()) == Format.AIRS
    partner = by_name(haul(path))["Harbor"]
    assert partner["website"] == "http://harbor.example.org"
    assert partner["assured_date"] == "2024-03-04"
    assert partner["contacts"] == [{"title": "Director"}]
    assert sorted(partner["phones"], key=str) == sorted(
        [
            {"number": "202-555-0101", "extension": "4", "description": "Front desk"},
            {"number": "202-555-0102", "type": "fax"},
            {"number": "1-800-555-0199", "description": "Toll free"},
        ],
        key=str,
    )
    north = {
        **{"name": "North", "hours": "Mon to Fri", "address_1": "1 Main Street"},
        **{"city": "Asheville", "state_province": "NC", "postal_code": "28801"},
    }
    assert north in partner["locations"]
    service = partner["services"][0]
    assert service["languages"] == ["en", "es"]
    assert service["required_documents"] == ["Photo ID, proof"]
    assert service["practices"] == ["digital-literacy"]
    assert service["service_areas"] == [{"name": "Buncombe County"}]


@pytest.mark.parametrize("answer", ["yes", "Y", "TRUE", "1"])
def test_each_way_of_saying_yes_excludes(tmp_path: Path, answer: str) -> None:
    agency = {**AIRS_ROWS[0], "ExcludeFromWebsite": answer}
    assert not haul(file(tmp_path / "export.csv", airs([agency]))).records


def test_reads_a_plain_list(tmp_path: Path) -> None:
    path = file(tmp_path / "list.csv", LIST)
    assert detected(path, Options()) == Format.LIST
    found = haul(path)
    assert by_name(found)["Town Kitchen"] == {
        "name": "Town Kitchen",
        "website": "http://www.kitchen.example.org",
        "phones": [{"number": "202-555-0101"}, {"number": "202-555-0102", "type": "fax"}],
        "locations": [
            {
                **{"address_1": "1 Main Street", "city": "Asheville"},
                **{"state_province": "NC", "postal_code": "28801"},
            }
        ],
        "service_areas": [{"name": "Buncombe County"}, {"name": "Henderson County"}],
        "services": [{"name": "Cooking class", "eligibility_description": "Adults"}],
    }
    assert by_name(found)["Job Room"] == {
        "name": "Job Room",
        "locations": [
            {
                **{"address_1": "2 Main Street", "city": "Asheville"},
                **{"state_province": "NC", "postal_code": "28801"},
            }
        ],
    }
    assert set(reasons(found)) == {
        "list.csv, row 3, Telephone",
        "list.csv, row 3, Web site",
        "list.csv, row 3, Sector",
    }
    assert {left.column: left.count for left in found.leftovers} == {
        "Contact person": 1,
        "Shoe size": 1,
    }


def test_a_place_that_calls_itself_confidential_is_not_taken(tmp_path: Path) -> None:
    rows = "Name,Address,City,Confidential\n"
    rows += "A,Confidential location,Asheville,\nB,1 Main Street,Asheville,yes\n"
    found = haul(file(tmp_path / "list.csv", rows))
    assert by_name(found) == {"A": {"name": "A"}}
    assert set(reasons(found)) == {
        "list.csv, row 2, Address",
        "list.csv, row 2, City",
        "list.csv, row 3",
    }


def test_a_confidential_place_in_tables_is_not_taken(tmp_path: Path) -> None:
    hidden = HSDS_1["physical_addresses"].replace("1 Main Street", "Confidential")
    found = haul(folder(tmp_path / "town", {**HSDS_1, "physical_addresses": hidden}))
    assert "locations" not in by_name(found)["Town Kitchen"]
    why = reasons(found)
    assert why["locations.csv, row 2"] == NOT_PUBLIC
    for table in ("physical_addresses", "accessibility_for_disabilities"):
        assert why[f"{table}.csv, row 2"] == "it belongs to location '20', which is refused"


def _plain(part: Part) -> dict[str, Any]:
    return part.model_dump(mode="json", exclude_defaults=True)


def _same_as_ours(path: Path) -> None:
    found = haul(path)
    assert not found.refusals
    context = {"languages": guide().site.languages}
    read = [
        Partner.model_validate({"id": record.id, **record.value}, context=context)
        for record in found.records
    ]
    assert {partner.id: _plain(partner) for partner in read} == {
        id: _plain(partner) for id, partner in guide().partners.items()
    }


def test_what_this_guide_exports_comes_back_the_same(tmp_path: Path) -> None:
    organizations = hsds_files.organizations(guide())
    made = hsds_files.files(guide(), organizations)["organizations.json"]
    _same_as_ours(file(tmp_path / "organizations.json", made))
    for name, content in tabular.files(guide(), organizations).items():
        file(tmp_path / "tables" / name, content)
    _same_as_ours(tmp_path / "tables")


OWN_IDS = """id,organization_id,identifier_scheme,identifier
1,1,guide,../../partners/kitchen
2,2,guide,job-room
3,2,guide,work-room
"""


def test_what_is_no_id_of_ours_names_no_file(tmp_path: Path) -> None:
    tables = {**HSDS_1, "organization_identifiers": OWN_IDS}
    found = haul(folder(tmp_path / "town", tables))
    ids = {record.value["name"]: record.id for record in found.records if "name" in record.value}
    assert ids == {"Town Kitchen": "", "Job Room": "job-room"}
    why = reasons(found)
    assert "is not an id" in why["organization_identifiers.csv, row 2"]
    assert "has the id 'job-room'" in why["organization_identifiers.csv, row 4"]


def test_reads_services_with_their_organization_inside(tmp_path: Path) -> None:
    service = {
        **{"id": "s", "name": "Meals", "status": "active", "minimum_age": 18},
        "organization": {"id": "o", "name": "Town Kitchen", "website": "https://k.example.org/"},
        "phones": [{"number": "202-555-0101", "languages": [{"code": "es", "name": "Spanish"}]}],
        "schedules": [{"description": "Mondays"}],
        "service_at_locations": [{"location": {"id": "l", "name": "House"}}],
    }
    found = haul(file(tmp_path / "page.json", json.dumps({"contents": [service]})))
    partner = by_name(found)["Town Kitchen"]
    assert partner["locations"] == [{"name": "House"}]
    assert partner["services"][0]["phones"] == [{"number": "202-555-0101", "languages": ["es"]}]
    assert partner["services"][0]["hours"] == "Mondays"
    assert [left.column for left in found.leftovers if left.example == "18"] == [
        "services.minimum_age"
    ]
