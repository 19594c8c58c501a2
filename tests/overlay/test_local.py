"""What a local guide adds to the guide that it is made from, and what it changes in it."""

import pytest

from macros.editions import Edition
from macros.guide import Guide
from macros.problems import report
from macros.project import Reading, read
from tests.projects import Project

LIBRARY = "data/local/partners/library.yml"


def sound(project: Project, edition: Edition = Edition.PUBLIC) -> Reading:
    reading = read(project.root, edition=edition)
    assert not reading.problems, report(reading.problems)
    return reading


def guide(project: Project, edition: Edition = Edition.PUBLIC) -> Guide:
    found = sound(project, edition).guide
    assert found
    return found


def test_a_local_record_is_one_more(project: Project) -> None:
    project.write(
        "data/local/partners/bus-line.yml", "name: Bus Line\ntopics: [rides]\nsources: [survey]\n"
    )
    project.write("data/local/taxonomy.yml", "topics:\n  - {id: rides, label: Rides}\n")
    found = guide(project)
    assert found.partners["bus-line"].topics == ("rides",)
    assert found.files["partners/bus-line"] == "data/local/partners/bus-line.yml"
    assert not found.guarded


def test_only_what_a_change_names_differs(project: Project) -> None:
    before = guide(project)
    project.write(LIBRARY, "changes: town-library\nemail: desk@example.org\n")
    after = guide(project)
    library = before.partners["town-library"]
    assert after.partners["town-library"] == library.model_copy(
        update={"email": "desk@example.org"}
    )
    records = {**before.records, "partners": None}
    assert {**after.records, "partners": None} == records


def test_a_plain_list_takes_the_place_of_ours(project: Project) -> None:
    project.write(
        LIBRARY,
        "changes: town-library\nlanguages: [es]\nphones:\n  - number: 202-555-0190\n",
    )
    library = guide(project).partners["town-library"]
    assert library.languages == ("es",)
    assert [str(phone.number) for phone in library.phones] == ["1-202-555-0190"]


def test_in_a_private_file_a_plain_list_goes_on(project: Project) -> None:
    project.write(LIBRARY, "changes: town-library\nphones:\n  - number: 202-555-0190\n")
    project.write(
        "data/private/partners/library.yml",
        "changes: town-library\nphones:\n  - number: 202-555-0191\n",
    )
    library = guide(project, Edition.STAFF).partners["town-library"]
    assert [str(phone.number) for phone in library.phones] == ["1-202-555-0190", "1-202-555-0191"]


def test_a_service_is_changed_by_its_id_and_another_added(project: Project) -> None:
    project.write(
        LIBRARY,
        "changes: town-library\nservices:\n  - id: computer-class\n    hours: Mondays at 9\n"
        "  - name: Reading hour\n",
    )
    first, second = guide(project).partners["town-library"].services
    assert (first.name, first.hours) == ("Computer class", "Mondays at 9")
    assert second.name == "Reading hour"


def test_items_are_taken_away_and_their_neighbours_stay_what_they_are(project: Project) -> None:
    project.write(
        "data/local/checklists/visit.yml",
        "changes: visit\ngroups:\n  - id: at-the-door\n    items:\n"
        "      - {hides: step-free, reason: All doors are.}\n      - {id: signs, help: Look up.}\n",
    )
    (item,) = guide(project).checklists["visit"].groups[0].items
    assert (item.id, item.text, item.help) == ("signs", "Are there signs?", "Look up.")


def test_what_is_wrong_behind_a_hidden_item_is_found_in_its_line(project: Project) -> None:
    path = project.root / "data/checklists/visit.yml"
    text = path.read_text("utf-8").replace(
        "text: Are there signs?", "text: Signs?\n        hlep: A."
    )
    path.write_text(text, "utf-8")
    hides = "changes: visit\ngroups:\n  - id: at-the-door\n    items:\n"
    project.write(
        "data/local/checklists/visit.yml",
        f"{hides}      - {{hides: step-free, reason: All doors are.}}\n",
    )
    (problem,) = read(project.root).problems
    line = 1 + text[: text.index("hlep")].count("\n")
    assert (problem.path, problem.line) == ("data/checklists/visit.yml", line)


def test_the_site_is_branded_and_its_help_lines_change(project: Project) -> None:
    project.write(
        "data/local/site.yml",
        "name: Lake County Guide\nlanguages: [en]\nhotlines:\n"
        "  - {hides: text-line, reason: It is not answered here.}\n"
        "  - {id: lake, name: Lake Line, phone: 202-555-0101}\n",
    )
    site = guide(project).site
    assert (site.name, site.area, site.languages) == (
        "Lake County Guide",
        "Example County",
        ("en",),
    )
    assert [line.id for line in site.hotlines] == ["emergency", "lake"]


def test_private_data_is_laid_over_local_data(project: Project) -> None:
    project.write(
        "data/local/partners/bus-line.yml", "name: Bus Line\nhours: All day\nsources: [survey]\n"
    )
    project.write(
        "data/private/partners/bus-line.yml", "changes: bus-line\nprivate_notes: Ask for Ann.\n"
    )
    found = guide(project, Edition.STAFF)
    assert found.partners["bus-line"].hours == "All day"
    assert found.partners["bus-line"].private_notes
    assert found.guarded == {"partners/bus-line"}
    assert guide(project).partners["bus-line"].private_notes is None


def test_what_private_data_changes_may_not_be_hidden(project: Project) -> None:
    project.write("data/local/resources.yml", "- {hides: lost-guide, reason: It is lost.}\n")
    project.write("data/private/resources.yml", "- {changes: lost-guide, private_notes: A.}\n")
    said = report(read(project.root, edition=Edition.STAFF).problems)
    assert "resource 'lost-guide' is hidden in data/local/resources.yml:1" in said


@pytest.mark.parametrize("link", ["data/local", "data/local/partners", "data/local/site.yml"])
def test_a_link_into_private_data_is_refused(project: Project, link: str) -> None:
    target = link.replace("local", "private")
    project.write("data/private/partners/safe-house.yml", "name: Safe House\n")
    project.write("data/private/site.yml", "name: Secret\n")
    place = project.root / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(project.root / target)
    reading = read(project.root)
    assert "leads into data/private/" in report(reading.problems)
    assert "Secret" not in str(reading.loaded.site)


def test_a_folder_that_leads_nowhere_is_told(project: Project) -> None:
    (project.root / "data/local").symlink_to(project.root / "elsewhere")
    assert "data/local:1:1: leads to " in report(read(project.root).problems)


def test_a_change_that_changes_nothing_is_advice(project: Project) -> None:
    project.write(
        "data/local/checklists/visit.yml",
        "changes: visit\ncandidate: place\ngroups:\n  - {id: at-the-door, title: At the door}\n",
    )
    said = [(one.line, one.message) for one in sound(project).loaded.advice]
    assert said == [
        (2, "'candidate' says what data/checklists/visit.yml:9 says itself: this line can go"),
        (4, "'title' says what data/checklists/visit.yml:12 says itself: this line can go"),
    ]
