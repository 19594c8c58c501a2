"""Who is who, what changes, and what is left alone."""

from functools import cache
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.editions import Edition
from macros.imports.applying import contents, prepared
from macros.imports.incoming import Cell, Incoming, Withheld
from macros.imports.planning import Leave, plan
from macros.model import Partner
from macros.project import Reading, read
from macros.tree import Value
from tests.imports.hauls import haul, imported, incoming, numbered, outcomes, ready, sound
from tests.projects import SMALL, Project

LOCAL = "data/local/partners"
BOTH = Leave(force=True, same_names=True)


KITCHEN = "name: Kitchen\nemail: kitchen@example.org\nsources: [survey]\n"


def local(project: Project, id: str) -> str:
    return (project.root / LOCAL / f"{id}.yml").read_text("utf-8")


def test_a_new_record_gets_a_file_named_after_it(project: Project) -> None:
    done = imported(project.root, incoming(name="Food Bank", email="food@example.org"))
    assert outcomes(done) == {"food-bank": "new"}
    assert local(project, "food-bank") == (
        "name: Food Bank\nemail: food@example.org\nsources: [their-list]\n"
    )
    assert (project.root / "data/local/sources/their-list.yml").read_text() == "title: Their list\n"


def test_the_same_import_twice_changes_nothing(project: Project) -> None:
    rows = [
        incoming(name="Food Bank", phones=[{"number": "(202) 555-0148", "type": "voice"}]),
        incoming(3, name="Credit Union", hours="9 to 5"),
        incoming(4, name="A B", identifiers=numbered("1")),
        incoming(5, name="A. B", identifiers=numbered("2")),
    ]
    imported(project.root, *rows)
    done = ready(project.root, rows)
    assert set(outcomes(done).values()) == {"the same"}
    assert done.files == {}


def test_a_record_of_ours_is_changed_in_a_file_of_theirs(project: Project) -> None:
    project.write("data/partners/kitchen.yml", KITCHEN)
    before = (project.root / "data/partners/kitchen.yml").read_bytes()
    done = imported(project.root, incoming(name="KITCHEN", email="new@example.org"))
    assert outcomes(done) == {"kitchen": "changed"}
    assert local(project, "kitchen") == "changes: kitchen\nemail: new@example.org\n"
    assert (project.root / "data/partners/kitchen.yml").read_bytes() == before
    again = imported(project.root, incoming(name="Kitchen", email="kitchen@example.org"))
    assert local(project, "kitchen") == "changes: kitchen\n"
    assert outcomes(again) == {"kitchen": "changed"}


def test_a_name_alone_changes_no_record_of_ours_until_told(project: Project) -> None:
    project.write("data/partners/kitchen.yml", KITCHEN)
    row = incoming(name="Kitchen", email="new@example.org")
    done = prepared(project.root, haul(row), sound(project.root))
    assert [*outcomes(done).values()] == ["refused"]
    assert "came with the guide" in done.plan.refusals[0].reason
    assert done.files == {}
    imported(project.root, row)
    later = incoming(name="Kitchen", email="later@example.org")
    again = prepared(project.root, haul(later), sound(project.root))
    assert outcomes(again) == {"kitchen": "changed"}


def test_services_are_changed_one_by_one(project: Project) -> None:
    text = (
        "name: Kitchen\nsources: [survey]\nservices:\n"
        "  - id: soup\n    name: Soup\n    hours: At noon\n"
        "  - id: bread\n    name: Bread\n"
    )
    project.write("data/partners/kitchen.yml", text)
    services: list[Value] = [{"name": "soup", "hours": "At six"}, {"name": "Cake"}]
    imported(project.root, incoming(name="Kitchen", services=services))
    assert local(project, "kitchen") == (
        "changes: kitchen\nservices:\n"
        "  - id: soup\n    name: soup\n    hours: At six\n"
        "  - id: cake\n    name: Cake\n"
    )


def test_only_what_differs_is_written_and_notes_stay(project: Project) -> None:
    text = (
        "# Ask for Alex.\nname:   'Food Bank'\nsources: [survey]\nphones:  # both at the desk\n"
        "- number: 202.555.0148\n  # days\n  description: Days\n- number: 202-555-0149\n"
        'hours: "9 to 5"   # not in May\n'
    )
    project.write(f"{LOCAL}/food-bank.yml", text)
    phones: list[Value] = [
        {"number": "202-555-0148", "description": "Nights"},
        {"number": "202-555-0149"},
    ]
    imported(project.root, incoming(name="Food Bank", phones=phones, hours="9 to 5"))
    assert local(project, "food-bank") == text.replace("Days", "Nights")


@pytest.mark.parametrize("date", [None, "2026-01-15", "2025-12-31"])
def test_what_a_person_checked_is_kept(project: Project, date: str | None) -> None:
    row = incoming(name="Town Library", email="new@example.org", assured_date=date)
    row = row if date else incoming(name="Town Library", email="new@example.org")
    done = ready(project.root, [row])
    assert outcomes(done) == {"town-library": "kept"}
    assert done.files == {}
    reason = done.plan.refusals[0].reason
    assert reason.startswith("the partner 'town-library' was checked on 2026-01-15")


@pytest.mark.parametrize(("date", "force"), [("2026-01-15", True), ("2026-02-01", False)])
def test_what_a_person_checked_gives_way(project: Project, date: str, force: bool) -> None:
    row = incoming(name="Town Library", email="new@example.org", assured_date=date)
    assert outcomes(imported(project.root, row, force=force)) == {"town-library": "changed"}
    assert "email: new@example.org" in local(project, "town-library")


def test_a_number_finds_a_record_whatever_it_is_called_now(project: Project) -> None:
    row = incoming(name="New name", identifiers=numbered("136"))
    assert outcomes(imported(project.root, row, force=True)) == {"town-library": "changed"}
    assert local(project, "town-library") == "changes: town-library\nname: New name\n"


def test_another_number_of_the_same_directory_is_another_record(project: Project) -> None:
    done = ready(project.root, [incoming(name="Town Library", identifiers=numbered("137"))])
    assert outcomes(done) == {"list.csv, row 2": "refused"}
    assert "also the name of the partner 'town-library'" in done.plan.refusals[0].reason


def test_no_directory_forgets_what_the_others_call_it(project: Project) -> None:
    imported(project.root, incoming(name="Food Bank", identifiers=numbered("1", "A")))
    imported(project.root, incoming(name="Food Bank", identifiers=numbered("2", "B")))
    assert sound(project.root).guide.partners["food-bank"].model_dump()["identifiers"] == (  # type: ignore[union-attr]
        {"scheme": "A", "identifier": "1"},
        {"scheme": "B", "identifier": "2"},
    )


def test_what_the_directory_no_longer_has_is_said_and_stays(project: Project) -> None:
    imported(
        project.root,
        incoming(name="Food Bank", identifiers=numbered("1", "A")),
        incoming(name="Clothes Bank", identifiers=numbered("2", "A")),
    )
    done = ready(project.root, [incoming(name="Food Bank", identifiers=numbered("1", "A"))])
    assert done.plan.gone == ["partners/clothes-bank"]
    assert done.files == {}


def test_hidden_records_do_not_come_back(project: Project) -> None:
    project.write(f"{LOCAL}/credit-union.yml", "hides: credit-union\nreason: It closed.\n")
    done = ready(project.root, [incoming(name="Credit Union")])
    assert list(outcomes(done).values()) == ["refused"]
    assert "this guide hides the partner 'credit-union'" in done.plan.refusals[0].reason


def test_rows_of_one_name_are_all_refused(project: Project) -> None:
    done = ready(project.root, [incoming(2, name="Food Bank"), incoming(3, name="FOOD BANK")])
    assert outcomes(done) == {"list.csv, row 2": "refused", "list.csv, row 3": "refused"}


SAME_ID: list[dict[str, Value]] = [
    {"name": "A B", "locations": [{"city": "Example"}]},
    {"name": "A. B", "locations": [{"city": "Sample"}]},
    {"name": "A & B", "identifiers": numbered("7")},
    {"name": "A-B", "identifiers": numbered("8")},
    {"name": "á b"},
]


def test_no_order_of_rows_changes_an_id(project: Project) -> None:
    reading = sound(project.root)
    rows = [incoming(n, **value) for n, value in enumerate(SAME_ID, 2)]
    found = {
        frozenset(
            (one.incoming.cells[()].row, one.id)
            for one in plan(haul(*order), reading).records
            if one.incoming.kind is Partner
        )
        for order in permutations(rows)
    }
    assert len(found) == 1
    ids = [id for _, id in sorted(found.pop())]  # type: ignore[type-var]
    assert ids[:4] == ["a-b-example", "a-b-sample", "a-b-7", "a-b-8"]
    assert ids[4].startswith("a-b-")


NAMES = st.sampled_from(
    ["A B", "a b", "A. B", "Town Library", "Credit union", "index", "Con", "日本", "C"]
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES},
        optional={
            "identifiers": st.sampled_from(["1", "2", "136"]).map(numbered),
            "email": st.sampled_from(["a@example.org", "b@example.org"]),
            "services": st.lists(
                st.fixed_dictionaries({"name": NAMES}, optional={"hours": NAMES}), max_size=3
            ),
        },
    ),
    max_size=6,
)


@cache
def small() -> Reading:
    return sound(SMALL)


@settings(deadline=None, max_examples=100)
@given(ROWS, st.randoms(use_true_random=False))
def test_no_order_of_rows_changes_any_file(values, random) -> None:  # type: ignore[no-untyped-def]
    rows = [incoming(n, **value) for n, value in enumerate(values, 2)]
    shuffled: list[Incoming] = random.sample(rows, len(rows))
    ours, theirs = (plan(haul(*some), small(), BOTH) for some in (rows, shuffled))
    assert contents(SMALL, ours) == contents(SMALL, theirs)
    assert ours.refusals == theirs.refusals
    assert len([one for one in ours.records if one.incoming.kind is Partner]) == len(rows)


def test_a_field_of_a_service_of_ours_stays_and_that_is_said(project: Project) -> None:
    service = "  - id: soup\n    name: Soup\n    hours: At noon\n"
    project.write(
        "data/partners/kitchen.yml", f"name: Kitchen\nsources: [survey]\nservices:\n{service}"
    )
    services: list[Value] = [{"id": "soup", "name": "Soup", "email": "soup@example.org"}]
    row = incoming(id="kitchen", name="Kitchen", email="new@example.org", services=services)
    done = imported(project.root, row)
    assert outcomes(done) == {"kitchen": "changed"}
    assert [one.reason.split(":")[0] for one in done.plan.refusals] == ["services.soup.hours"]
    assert "hours" not in local(project, "kitchen")
    assert ready(project.root, [row]).plan.refusals == done.plan.refusals


def test_a_file_about_another_record_is_left_alone(project: Project) -> None:
    project.write("data/partners/kitchen.yml", "name: Kitchen\nsources: [survey]\n")
    text = "changes: town-library\nhours: Always\n"
    project.write(f"{LOCAL}/kitchen.yml", text)
    row = incoming(name="Kitchen", email="new@example.org")
    imported(project.root, row)
    assert local(project, "kitchen") == text
    assert local(project, "kitchen-changes") == "changes: kitchen\nemail: new@example.org\n"
    assert outcomes(ready(project.root, [row])) == {"kitchen": "the same"}


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("data/private/partners/food-bank.yml", "name: Safe house\nsources: [survey]\n"),
        ("data/private/partners.yml", "- id: food-bank\n  name: Safe house\n  sources: [survey]\n"),
    ],
)
def test_a_private_record_keeps_its_id_and_its_secret(
    project: Project, file: str, text: str
) -> None:
    project.write(file, text)
    done = imported(project.root, incoming(name="Food Bank", locations=[{"city": "Example"}]))
    assert outcomes(done) == {"food-bank-example": "new"}
    assert done.plan.refusals == []
    assert read(project.root, edition=Edition.STAFF).problems == ()


def test_what_is_withheld_is_not_said_to_be_gone(project: Project) -> None:
    imported(project.root, incoming(name="Food Bank", identifiers=numbered("1", "A")))
    brought = haul(incoming(name="Clothes Bank", identifiers=numbered("2", "A")))
    brought.withheld = [Withheld("organizations", "Food Bank", (("A", "1"),), True, Cell("a.csv"))]
    assert plan(brought, sound(project.root)).gone == []


DOOR = "address_1: 1 Main Street\n    postal_code: '28801'\n    address_is_public: yes\n"


def test_a_street_that_a_person_called_public_stays(project: Project) -> None:
    town: Value = {"city": "Asheville", "state_province": "NC"}
    place = f"  - city: Asheville\n    state_province: NC\n    {DOOR}"
    inside = "".join(f"    {line}\n" for line in f"locations:\n{place}".splitlines())
    text = (
        f"name: Harbor\nsources: [survey]\nlocations:\n{place}"
        f"services:\n  - id: rooms\n    name: Rooms\n{inside}"
    )
    project.write(f"{LOCAL}/harbor.yml", text)
    services: Value = [{"name": "Rooms", "locations": [town]}]
    done = imported(project.root, incoming(name="Harbor", locations=[town], services=services))
    assert outcomes(done) == {"harbor": "the same"}
    second: Value = {"city": "Boone", "state_province": "NC"}
    rows = incoming(name="Harbor", locations=[second, {**town, "hours": "9 to 5"}])
    imported(project.root, rows)
    found = read(project.root).guide
    assert found
    boone, asheville = found.partners["harbor"].locations
    assert (boone.address_1, boone.address_is_public) == (None, None)
    assert (asheville.address_1, asheville.address_is_public) == ("1 Main Street", True)
    assert asheville.hours == "9 to 5"
    moved: Value = {**town, "address_1": "5 Oak Street"}
    imported(project.root, incoming(name="Harbor", locations=[moved]))
    found = read(project.root).guide
    assert found
    (oak,) = found.partners["harbor"].locations
    assert (oak.address_1, oak.postal_code, oak.address_is_public) == ("5 Oak Street", None, None)


def test_a_street_that_nobody_called_public_goes(project: Project) -> None:
    street = "city: Asheville\n    state_province: NC\n    address_1: 1 Main Street\n"
    text = f"name: Harbor\nsources: [survey]\nlocations:\n  - {street}"
    project.write(f"{LOCAL}/harbor.yml", text)
    town: Value = {"city": "Asheville", "state_province": "NC"}
    assert outcomes(imported(project.root, incoming(name="Harbor", locations=[town]))) == {
        "harbor": "changed"
    }
    assert "Main Street" not in local(project, "harbor")
