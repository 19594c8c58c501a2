"""What a source keeps from the public stays out, however it says so."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from macros.imports.headings import doubtful, matched
from macros.imports.incoming import Haul, Unreadable
from macros.imports.parts import NAMES, REACHES
from macros.imports.privacy import NOT_PUBLIC, hides
from tests.imports.readers.samples import (
    AIRS_ROWS,
    HSDS_1,
    OHANA,
    by_name,
    file,
    folder,
    haul,
    reasons,
    written,
)

AGENCY, SITE = AIRS_ROWS[0], AIRS_ROWS[1]
CANARY = "Canary street"
TELLING = {
    "PhysicalLocationDescription": f"{CANARY}, behind the church",
    "BusServiceAccess": f"Bus 5 to {CANARY}",
    "DisabilitiesAccess": f"Ramp from {CANARY}",
    "PublicName": f"House in {CANARY}",
    "PhysicalPostalCode": f"{CANARY} code",
    "Latitude": "35.5951",
    "Longitude": "-82.5515",
}


def _airs(path: Path, *rows: Mapping[str, str]) -> Haul:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = written([columns, *([row.get(name, "") for name in columns] for row in rows)])
    return haul(file(path / "export.csv", text), source="211")


def _list(path: Path, text: str, **options: object) -> Haul:
    return haul(file(path / "list.csv", text), **options)


def _records(found: Haul) -> str:
    return str([record.value for record in found.records])


# --- places ---


@pytest.mark.parametrize(
    "secret",
    [
        {"PhysicalAddress1": "Confidential"},
        {"PhysicalAddress1": "Address withheld"},
        {"PhysicalAddress1": f"{CANARY} 1", "PhysicalAddressIsPrivate": "True"},
        {"PhysicalAddress1": f"{CANARY} 1", "PhysicalAddressIsConfidential": "Yes - DV shelter"},
        {"PhysicalAddress1": f"{CANARY} 1", "HiddenLocation": "x"},
        {"PhysicalLocationDescription": f"Confidential location in {CANARY}"},
    ],
)
def test_nothing_of_a_hidden_place_in_an_export_of_211_is_taken(
    tmp_path: Path, secret: dict[str, str]
) -> None:
    found = _airs(tmp_path, AGENCY, {**SITE, **TELLING, **secret})
    assert by_name(found)["Harbor"]["phones"]
    for trace in (CANARY, "35.5951", "-82.5515", "Asheville"):
        assert trace not in _records(found)
    withheld = found.withheld
    assert [(one.kind, one.name, one.identifiers, one.is_whole) for one in withheld] == [
        ("organizations", "Harbor", (("211", "100"),), False)
    ]
    assert withheld[0].place == TELLING["PublicName"]


def test_nothing_of_a_hidden_place_in_tables_is_taken(tmp_path: Path) -> None:
    ohana = OHANA["locations"].replace("A house.", "Undisclosed location, bus 5")
    found = haul(folder(tmp_path / "town", {**OHANA, "locations": ohana}))
    assert "locations" not in by_name(found)["Town Kitchen"]
    assert by_name(found)["Town Kitchen"]["services"]
    assert reasons(found)["locations.csv, row 2"] == NOT_PUBLIC
    assert {(one.kind, one.is_whole) for one in found.withheld} == {
        ("organizations", False),
        ("services", False),
    }


@pytest.mark.parametrize(
    "row",
    [
        f"Undisclosed,Bus 5 to {CANARY},Ramp",
        f"Call for the address,Bus 5 to {CANARY},Ramp",
        f"Not published,Bus 5 to {CANARY},Ramp",
        f"{CANARY} 1,Confidential location,Ramp",
        f"{CANARY} 1,Bus,Unlisted",
    ],
)
def test_nothing_of_a_hidden_place_in_a_list_is_taken(tmp_path: Path, row: str) -> None:
    found = _list(tmp_path, f"Name,Address,Directions,Accessibility,City\nA,{row},Asheville\n")
    assert by_name(found) == {"A": {"name": "A"}}
    assert len(found.refusals) == 4
    assert [(one.name, one.is_whole) for one in found.withheld] == [("A", False)]


def test_an_address_of_a_shelter_is_not_taken(tmp_path: Path) -> None:
    text = f"Name,Shelter address,City,Phone\nA,{CANARY} 1,Asheville,202-555-0101\n"
    found = _list(tmp_path, text)
    assert by_name(found) == {"A": {"name": "A", "phones": [{"number": "202-555-0101"}]}}
    assert reasons(found)["list.csv, row 2, Shelter address"] == NOT_PUBLIC


def test_a_postal_address_is_no_place_to_visit(tmp_path: Path) -> None:
    found = _list(tmp_path, "Name,Mailing address,City,Zip\nA,PO Box 1,Asheville,28801\n")
    assert by_name(found) == {"A": {"name": "A"}}
    assert {left.column for left in found.leftovers} == {"Mailing address", "City", "Zip"}
    assert {left.reason.split(":")[0] for left in found.leftovers} == {"a postal address"}


@pytest.mark.parametrize(
    ("organization", "service", "at", "name"),
    [
        ("Our address is confidential.", "", "", "Main"),
        ("", "The location is not disclosed.", "", "Main"),
        ("", "", "Confidential location", "Main"),
        ("", "", "", "Safe house (confidential)"),
    ],
)
def test_a_place_that_anything_calls_secret_is_not_taken(
    tmp_path: Path, organization: str, service: str, at: str, name: str
) -> None:
    place = {"id": "l", "name": name, "addresses": [{"id": "a", "address_1": CANARY}]}
    given = {"id": "s", "name": "Beds", "description": service}
    given |= {"service_at_locations": [{"id": "x", "description": at, "location": place}]}
    told = {"id": "o", "name": "Dove House", "description": organization, "services": [given]}
    found = haul(file(tmp_path / "dove.json", json.dumps([told])))
    assert CANARY not in _records(found)
    assert NOT_PUBLIC in reasons(found).values()


def test_confidential_counseling_hides_no_place() -> None:
    assert not hides([("description", "Free, confidential counseling"), ("city", "Asheville")])
    assert not hides([("address_1", "12 Private Drive"), ("name", "Hidden Valley Clinic")])
    assert not hides([("description", "A private receiving facility; confidential testing site")])
    for words in ("Confidential safe shelter", "The location is kept confidential", "Unlisted"):
        assert hides([("description", words)]), words


# --- rows ---


@pytest.mark.parametrize("heading", ["OK to publish?", "Publish", "Public", "Include on website"])
def test_only_a_clear_yes_lets_a_row_out(tmp_path: Path, heading: str) -> None:
    answers = {"A": "Yes", "B": "No", "C": "", "D": "Yes, but not the address", "E": "x"}
    rows = "\n".join(f'{name},202-555-0101,"{answer}"' for name, answer in answers.items())
    found = _list(tmp_path, f"Name,Phone,{heading}\n{rows}\n")
    assert set(by_name(found)) == {"A", "E"}
    assert {one.name for one in found.withheld if one.is_whole} == {"B", "C", "D"}


@pytest.mark.parametrize("heading", ["Confidential", "Not for public", "Confidential Y/N"])
def test_only_a_clear_no_or_nothing_lets_a_row_out(tmp_path: Path, heading: str) -> None:
    answers = {"A": "No", "B": "Yes - DV shelter", "C": "", "D": "Confidential", "E": "N"}
    rows = "\n".join(f"{name},202-555-0101,{answer}" for name, answer in answers.items())
    found = _list(tmp_path, f"Name,Phone,{heading}\n{rows}\n")
    assert set(by_name(found)) == {"A", "C", "E"}


@pytest.mark.parametrize(
    "heading",
    ["Confidentiale", "Notes (private)", "Cleared to publish", "Kept secret", "Share w/ web"],
)
def test_a_heading_that_may_be_about_secrecy_must_be_decided(tmp_path: Path, heading: str) -> None:
    text = f"Name,{heading}\nA,Yes\nB,No\n"
    with pytest.raises(Unreadable) as error:
        _list(tmp_path, text)
    assert f'--map "{heading}=confidential"' in str(error.value)
    assert set(by_name(_list(tmp_path, text, map={heading: "public"}))) == {"A"}
    assert set(by_name(_list(tmp_path, text, map={heading: "confidential"}))) == {"B"}
    assert set(by_name(_list(tmp_path, text, map={heading: "-"}))) == {"A", "B"}


def test_no_heading_is_guessed_to_be_about_secrecy() -> None:
    assert [match.field for match in matched(["Confidentiale", "Publishh"])] == ["", ""]
    assert doubtful(matched(["Notes for public", "Public transit", "Phone"])) == []


@pytest.mark.parametrize(
    "answer",
    [
        *({"ExcludeFromWebsite": "Yes - per agency"}, {"ExcludeFromDirectory": "Confidential"}),
        *({"AvailableForDirectory": "Restricted"}, {"AvailableForReferral": "No, closed"}),
        *({"IsPrivate": "True"}, {"ConfidentialRecord": "see notes"}, {"OkIsUnlisted": "1"}),
    ],
)
def test_what_211_does_not_clearly_let_out_stays_in(tmp_path: Path, answer: dict[str, str]) -> None:
    program = {**AIRS_ROWS[3], "ParentAgencyNum": "100", "ConnectsToSiteNum": ""}
    found = _airs(tmp_path, {**AGENCY, **answer}, program)
    assert not found.records
    assert {(one.kind, one.name, one.is_whole) for one in found.withheld} == {
        ("organizations", "Harbor", True),
        ("services", "Pantry", True),
    }


def test_a_column_of_211_may_keep_a_part_of_a_row(tmp_path: Path) -> None:
    kept = {"Phone1IsPrivate": "True", "SeniorWorkerIsPrivate": "yes", "PhoneFaxIsPrivate": "False"}
    found = _airs(tmp_path, {**AGENCY, **kept})
    partner = by_name(found)["Harbor"]
    assert "0101" not in _records(found)
    assert "0102" in _records(found)
    assert "contacts" not in partner
    assert "export.csv, row 2, Phone1Number" in reasons(found)


def test_a_column_of_a_table_may_keep_a_row(tmp_path: Path) -> None:
    rows = HSDS_1["organizations"].replace("\n", ",no\n").replace("tax_id,no", "tax_id,is_private")
    rows = rows.replace("example.org/,,no", "example.org/,,yes")
    found = haul(folder(tmp_path / "town", {**HSDS_1, "organizations": rows}), source="Open Town")
    assert set(by_name(found)) == {"Town Kitchen"}
    assert [(one.kind, one.identifiers, one.is_whole) for one in found.withheld] == [
        ("organizations", (("Open Town", "2"),), True)
    ]


def test_a_column_of_addresses_may_keep_a_place(tmp_path: Path) -> None:
    rows = HSDS_1["physical_addresses"].replace(",US\n", ",US,no\n")
    rows = rows.replace("country\n", "country,confidential\n").replace("US,no", "US,yes", 1)
    found = haul(folder(tmp_path / "town", {**HSDS_1, "physical_addresses": rows}))
    assert "locations" not in by_name(found)["Town Kitchen"]
    assert by_name(found)["Job Room"]["locations"][0]["address_1"] == "2 Main Street"
    assert reasons(found)["accessibility_for_disabilities.csv, row 2"] == (
        "it belongs to location '20', which is refused"
    )
    assert {(one.name, one.is_whole) for one in found.withheld if one.kind != "services"} == {
        ("Town Kitchen", False)
    }


def test_why_a_row_is_not_active_is_said(tmp_path: Path) -> None:
    found = _airs(tmp_path, {**AGENCY, "MadeInactiveOn": "1/2/2020"})
    assert list(reasons(found).values()) == ["it was made inactive (MadeInactiveOn: 1/2/2020)"]
    assert not found.withheld


# --- persons ---


def test_who_is_not_named_is_not_reached(tmp_path: Path) -> None:
    text = "Name,Contact,Title,Contact email,Contact phone,Direct line\n"
    text += "A,Pat Example,Cook,pat@example.org,202-555-0101,\n"
    text += "B,,Cook,cook@example.org,202-555-0102,202-555-0103\n"
    found = _list(tmp_path, text)
    assert by_name(found)["A"]["contacts"] == [{"title": "Cook"}]
    assert by_name(found)["B"]["contacts"] == [
        {
            **{"title": "Cook", "email": "cook@example.org"},
            "phones": [{"number": "202-555-0102"}],
        }
    ]
    assert {(left.column, left.reason) for left in found.leftovers} == {
        ("Contact", NAMES),
        *((column, REACHES) for column in ("Contact email", "Contact phone", "Direct line")),
    }
    named = by_name(_list(tmp_path, text, with_names=True))
    assert named["A"]["contacts"][0]["email"] == "pat@example.org"
    assert "202-555-0103" in str(named["B"])


def test_a_person_of_a_directory_is_not_reached(tmp_path: Path) -> None:
    workers = {"SeniorWorkerEmailAddress": "pat@example.org", "MainContactTitle": "Desk"}
    workers |= {"MainContactEmailAddress": "desk@example.org"}
    contacts = by_name(_airs(tmp_path, {**AGENCY, **workers}))["Harbor"]["contacts"]
    assert sorted(contacts, key=len) == [
        {"title": "Director"},
        {"title": "Desk", "email": "desk@example.org"},
    ]


def test_a_phone_of_a_person_stays_out_with_the_person(tmp_path: Path) -> None:
    one = {
        **{"id": "o", "name": "Town Kitchen"},
        "contacts": [{"id": "c", "name": "Pat Example", "phones": [{"number": "202-555-0101"}]}],
        "services": [{"id": "s", "name": "Meals"}],
    }
    path = file(tmp_path / "a.json", json.dumps(one))
    assert "202-555-0101" not in _records(haul(path))
    assert "202-555-0101" in _records(haul(path, with_names=True))
