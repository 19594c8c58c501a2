"""Streets of places where people may hide are told, and those of other places are not."""

from pathlib import Path

import pytest

from macros.imports.rules import HIDDEN_DOOR
from macros.model import Partner
from macros.shelters import streets
from tests.imports.readers.samples import by_name, file, haul, reasons
from tests.projects import Project

STREET = {"address_1": "12 Canary Street", "city": "Asheville"}
OFFICE = {"name": "Office", **STREET}


def partner(name: str, description: str = "", **fields: object) -> Partner:
    said = {"id": "x", "name": name, "description": description or None, **fields}
    return Partner.model_validate(said)


def with_service(name: str, description: str = "", of: str = "Town Help") -> Partner:
    return partner(of, services=[{"name": name, "description": description, "locations": [STREET]}])


HIDING = [
    ("Residential program", "For women who were sexually exploited or trafficked."),
    ("Phoenix", "Residential treatment for adults who are victims of human trafficking."),
    ("Emergency Shelter", "For survivors of domestic violence."),
    ("Beds", "A safe house for people who leave an abusive relationship."),
    ("Transitional housing", "Open to all. Survivors of intimate partner violence come first."),
    ("Casa", "Un albergue para víctimas de violencia doméstica."),
    ("SAFE HOME", "Support after sexual assault."),
    ("Night House", "A safe house for women fleeing violence."),
    ("Harbor", "Shelter for people who flee an abuser."),
    ("Second Step", "Emergency housing for mothers escaping abuse at home."),
    ("Harbor", "A confidential shelter for women."),
]
OPEN = [
    ("Job center", "Trains survivors of domestic violence and trafficking."),
    ("Legal aid", "For residents in cases of domestic violence."),
    ("Hotline", "Information and referral for shelter, food and victims of domestic violence."),
    ("Center", "Counseling after rape, referrals to emergency shelter, court advocacy."),
    ("Rehab", "Residential treatment of substance abuse and alcohol abuse."),
    ("Night Shelter", "A bed for men without a home."),
    ("Energy", "Emergency home energy assistance. Ask about trafficking."),
    ("Outreach", "Non-residential programs for survivors of domestic violence."),
    ("Money", "Emergency housing assistance for survivors of domestic violence."),
    ("Welcome", "Food, shelter and jobs for refugees and people who were trafficked."),
    ("Storm room", "A shelter for all who flee a hurricane. Report abuse to the desk."),
    ("Town shelter", "Beds for anyone. What you say is confidential."),
]


@pytest.mark.parametrize(("name", "description"), HIDING)
def test_words_tell_where_people_may_hide(name: str, description: str) -> None:
    found = [place for place, _ in streets(with_service(name, description))]
    assert found == [("services", 0, "locations", 0)]


@pytest.mark.parametrize(("name", "description"), OPEN)
def test_words_that_tell_of_an_open_place(name: str, description: str) -> None:
    assert not [*streets(with_service(name, description))]


@pytest.mark.parametrize(
    "place",
    [
        {"city": "Asheville"},
        {"address_1": "P.O. Box 12", "city": "Asheville"},
        {"address_1": "PO Box 12", "city": "Asheville"},
        {"address_1": "Post Office Box 12", "city": "Asheville"},
        {**STREET, "address_is_public": "yes"},
    ],
)
def test_a_place_without_a_street_tells_nothing(place: dict[str, str]) -> None:
    assert not [*streets(partner("Shelter", "For battered women.", locations=[place]))]


def test_whatever_says_it_counts() -> None:
    """What the partner says of itself, a service without places, the place's own name."""
    beds = {"name": "Emergency shelter", "description": "Thirty beds."}
    against = partner("House of Hope", "Against domestic violence.", locations=[OFFICE])
    assert not [*streets(against)]
    assert [
        *streets(against.model_copy(update={"services": partner("x", services=[beds]).services}))
    ]
    harbor = {"name": "Safe House Harbor", **STREET}
    assert [*streets(partner("Hope", "Against domestic violence.", locations=[harbor]))]


WHERE = """\
name: Harbor
description: A safe house for people who leave an abusive relationship.
sources: [survey]
locations:
  - city: Asheville
    address_1: 12 Canary Street
"""


def check(project: Project) -> str:
    done = project.run("macros.cli", "check")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_check_tells_the_place_and_the_way_out(project: Project) -> None:
    assert "secret" not in check(project)
    project.write("data/partners/harbor.yml", WHERE)
    said = check(project)
    assert "Streets that may have to stay secret (1):" in said
    assert "data/partners/harbor.yml:6:16: address_1: this may be where people hide" in said
    assert "('safe house … abusive relationship')" in said
    project.write("data/partners/harbor.yml", f"{WHERE}    address_is_public: yes\n")
    assert "secret" not in check(project)


def test_what_is_private_already_is_not_told(project: Project) -> None:
    project.write("data/private/partners/harbor.yml", WHERE)
    done = project.run("macros.cli", "check", "--edition", "staff")
    assert (done.returncode, "secret" in done.stdout) == (0, False)


def test_an_import_leaves_such_streets_out_and_says_so(tmp_path: Path) -> None:
    rows = (
        "name,description,street,city,state,zip\n"
        "Harbor,A safe house for battered women.,12 Canary Street,Asheville,NC,28801\n"
        "Library,Books and a warm room.,14 Main Street,Asheville,NC,28802\n"
    )
    found = haul(file(tmp_path / "list.csv", rows))
    harbor, library = by_name(found)["Harbor"], by_name(found)["Library"]
    assert harbor["locations"] == [{"city": "Asheville", "state_province": "NC"}]
    assert "14 Main Street" in str(library)
    assert HIDDEN_DOOR in str(reasons(found))
    assert len([one for one in found.refusals if one.reason == HIDDEN_DOOR]) == 2
