"""What a source keeps secret from now on does not stay in the guide unnoticed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.commands.import_ import import_
from macros.editions import Edition
from macros.imports.incoming import Cell, Haul, Withheld
from macros.imports.withdrawing import Withdrawal, shown, withdrawal
from macros.project import read
from macros.tree import Value
from tests.imports.hauls import haul, imported, incoming, numbered, sound
from tests.projects import Project, snapshot

STREET = "6 Canary Street"
PLACE: dict[str, Value] = {"address_1": STREET, "city": "Example", "state_province": "NC"}
LOCAL, PRIVATE = "data/local/partners", "data/private/partners"


def secret(
    name: str = "Food Bank",
    number: str = "",
    is_whole: bool = False,
    kind: str = "organizations",
) -> Withheld:
    numbers = (("A", number),) if number else ()
    return Withheld(kind, name, numbers, is_whole, Cell("list.csv", 2, "Confidential"))


def filled(project: Project, assured_date: Value = None) -> Project:
    """A food bank with a place of its own and one of a service."""
    rear: Value = {**PLACE, "address_2": "Rear"}
    service: Value = {"name": "Meals", "identifiers": numbered("9", "A"), "locations": [rear]}
    row = incoming(
        name="Food Bank",
        identifiers=numbered("1", "A"),
        locations=[PLACE],
        services=[service],
        assured_date=assured_date,
    )
    imported(project.root, row)
    return project


def taken_out(project: Project, *withheld: Withheld, brought: Haul | None = None) -> Withdrawal:
    brought = brought or haul()
    brought.withheld = list(withheld)
    found = shown(brought, sound(project.root))
    made = withdrawal(project.root, found)
    made.do(project.root)
    sound(project.root)
    return made


def public(project: Project) -> str:
    return "".join(data.decode() for data in snapshot(project.root / "data/local").values())


def staff_edition_says(project: Project) -> str:
    reading = read(project.root, edition=Edition.STAFF)
    assert reading.problems == ()
    assert reading.guide
    return reading.guide.partners["food-bank"].model_dump_json()


@pytest.mark.parametrize("withheld", [secret(), secret("Other name", "1")])
def test_a_place_goes_into_a_private_file(project: Project, withheld: Withheld) -> None:
    done = taken_out(filled(project), withheld)
    assert (STREET in public(project), done.left) == (False, [])
    assert "name: Food Bank" in public(project)
    assert staff_edition_says(project).count(STREET) == 2
    again = taken_out(project, withheld)
    assert (again.local, again.private) == ({}, {})


def test_a_record_goes_as_a_whole(project: Project) -> None:
    text = (filled(project).root / LOCAL / "food-bank.yml").read_bytes()
    taken_out(project, secret(is_whole=True))
    assert snapshot(project.root / "data/local") == {}
    assert (project.root / PRIVATE / "food-bank.yml").read_bytes() == text
    assert STREET in staff_edition_says(project)


@pytest.mark.parametrize("name", ["Meals", "Called otherwise by now"])
def test_a_service_goes_alone(project: Project, name: str) -> None:
    taken_out(filled(project), secret(name, "9", is_whole=True, kind="services"))
    assert "Meals" not in public(project)
    assert STREET in public(project)
    assert "Meals" in staff_edition_says(project)


def test_records_of_a_list_file_go_without_the_others(project: Project) -> None:
    clothes = "- id: clothes\n  sources: [survey]\n  name: 'Clothes' # warm\n"
    text = f"{clothes}- id: food-bank\n  name: Food Bank\n  sources: [survey]\n"
    path = project.write("data/local/partners.yml", text)
    taken_out(project, secret(is_whole=True))
    assert path.read_text() == clothes
    assert "Food Bank" in staff_edition_says(project)
    taken_out(project, secret("Clothes", is_whole=True))
    assert not path.exists()


@pytest.mark.parametrize("name", ["Food Bank", "Called otherwise by now"])
def test_what_the_source_still_shows_stays(project: Project, name: str) -> None:
    row = incoming(name=name, identifiers=numbered("1", "A"), locations=[PLACE])
    made = taken_out(filled(project), secret(number="1"), brought=haul(row))
    assert STREET in public(project)
    assert "Rear" not in public(project)
    assert "Rear" in "".join(made.private.values())


def test_what_a_person_checked_goes_too(project: Project) -> None:
    """What turned secret since is no matter of who knows better, and nothing is lost."""
    filled(project, assured_date="2026-01-15")
    taken_out(project, secret())
    assert STREET not in public(project)


def test_each_place_is_told_once(project: Project) -> None:
    brought = haul()
    brought.withheld = [secret(), secret(number="1"), secret("Meals", "9", True, "services")]
    found = shown(brought, sound(filled(project).root))
    assert sorted(place for one in found for place in one.places) == [
        ("locations", 0),
        ("services", 0),
    ]
    brought.withheld += [secret(is_whole=True)]
    (whole,) = shown(brought, sound(project.root))
    assert str(whole).startswith(f"{LOCAL}/food-bank.yml:1: all of 'Food Bank', which list.csv")


def test_what_came_with_the_guide_is_told(project: Project) -> None:
    made = taken_out(project, secret("Town Library", is_whole=True))
    ((one, reason),) = made.left
    assert str(one).startswith("data/partners/town-library.yml:1: all of 'Town Library'")
    assert "hide it" in reason


def test_no_private_file_is_written_over(project: Project) -> None:
    note = "name: Somebody's own\n"
    filled(project)
    project.write(f"{PRIVATE}/food-bank.yml", note)
    made = taken_out(project, secret(is_whole=True))
    assert "Food Bank" in public(project)
    assert made.private == {}
    taken_out(project, secret())
    assert (project.root / PRIVATE / "food-bank.yml").read_text() == note
    assert STREET in (project.root / PRIVATE / "food-bank-2.yml").read_text()


def test_another_record_of_that_name_in_the_same_directory_is_left_alone(project: Project) -> None:
    made = taken_out(filled(project), secret(number="77"))
    assert (made.local, made.left) == ({}, [])


# --- the command ---------------------------------------------------------------

HEAD = "Name,Address,City,State,Confidential\n"


def run(root: Path, text: str, *words: str) -> Result:
    (root / "list.csv").write_text(HEAD + text)
    said = [str(root / "list.csv"), "--folder", str(root), "--yes", *words]
    return CliRunner().invoke(import_, said)


def test_a_row_that_turned_confidential_stops_the_import(project: Project) -> None:
    assert run(project.root, "Food Bank,6 Canary Street,Example,NC,\n", "--write").exit_code == 0
    now = "Food Bank,6 Canary Street,Example,NC,Yes\n"
    before = snapshot(project.root / "data")
    look = run(project.root, now)
    assert look.exit_code == 1
    assert "STOP. The guide still shows" in look.stdout
    assert f"{LOCAL}/food-bank.yml:" in look.stdout
    assert look.stdout.index("STOP") < look.stdout.index("Records")
    assert "docs/adapt/never-public.md" in look.stdout
    assert "says all of this already" not in look.stdout
    assert snapshot(project.root / "data") == before
    done = run(project.root, now, "--write")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Canary" not in public(project)
    assert "Gone from the source" not in done.stdout
    assert run(project.root, now).exit_code == 0


def test_the_import_fails_while_something_is_still_shown(project: Project) -> None:
    now = "Town Library,6 Canary Street,Example,NC,Yes\n"
    for words in ((), ("--write",)):
        done = run(project.root, now, *words)
        assert "STOP" in done.stdout
        assert done.exit_code == 1
        assert "still shows what the source keeps secret" in done.stderr
