"""What a local guide says in its `site.yml` of addresses and pages, and what goes on beside it."""

from pathlib import Path

import pytest

from macros import local_pages
from macros.differences import remember
from macros.problems import report
from macros.project import read
from tests.overlay.test_local import guide
from tests.projects import Project

LOCAL = "data/local/site.yml"
OURS = ("partners/library/", "partners/town-library/")


def redirects(project: Project) -> list[tuple[str, str]]:
    return [(one.old, one.new) for one in guide(project).site.redirects]


def of_upstream(project: Project, line: str) -> None:
    with (project.root / "data/site.yml").open("a", encoding="utf-8") as file:
        file.write(f"  - {line}\n")


def test_ones_own_redirects_stand_beside_ours(project: Project) -> None:
    project.write(LOCAL, "redirects:\n  - {old: jobs/, new: find/}\n")
    assert redirects(project) == [OURS, ("jobs/", "find/")]


def test_a_redirect_is_changed_and_hidden_by_its_old_address(project: Project) -> None:
    of_upstream(project, "{old: a/, new: find/}")
    project.write(
        LOCAL,
        "redirects:\n  - {old: partners/library/, new: find/}\n"
        "  - {hides: a/, reason: Nobody had it.}\n",
    )
    assert redirects(project) == [("partners/library/", "find/")]


@pytest.mark.parametrize("new", ["coverage/", '"coverage/#part"'])
def test_an_old_address_of_a_page_that_is_hidden_leads_nowhere(project: Project, new: str) -> None:
    of_upstream(project, f"{{old: a/, new: {new}}}")
    project.write(LOCAL, "hidden_pages: [old.md, coverage.md]\n")
    assert redirects(project) == [OURS]


def test_the_address_of_what_is_hidden_may_lead_elsewhere(project: Project) -> None:
    project.write(
        LOCAL,
        "hidden_pages: [old.md, coverage.md]\nredirects:\n  - {old: coverage/, new: find/}\n",
    )
    assert redirects(project) == [OURS, ("coverage/", "find/")]


def test_an_own_page_in_place_of_a_hidden_record_is_found(project: Project) -> None:
    project.write("data/local/partners.yml", "- {hides: town-library, reason: Our words.}\n")
    project.write(f"docs/local/{OURS[1].rstrip('/')}.md", "# The library\n")
    assert redirects(project) == [OURS]


@pytest.mark.parametrize("text", ["- name\n", "Our guide\n"])
def test_a_site_file_of_another_shape_is_told_once(project: Project, text: str) -> None:
    project.write(LOCAL, text)
    reading = read(project.root)
    assert [(one.path, one.message) for one in reading.problems] == [
        (LOCAL, "needs fields, such as 'name: …'")
    ]
    assert reading.loaded.site and reading.loaded.site.name == "Test Guide"


@pytest.mark.parametrize("place", local_pages.KEPT)
def test_each_page_that_every_guide_has_stays(project: Project, place: str) -> None:
    project.write(f"docs/{place}.md", f"# {place}\n")
    project.write(LOCAL, f"hidden_pages: [{place}.md]\n")
    said = [one.message for one in read(project.root).problems if one.path == LOCAL]
    start = f"hidden_pages: '{place}.md' cannot be hidden: {local_pages.KEPT[place]}; "
    assert len(said) == 1
    assert said[0].startswith(start)


@pytest.mark.parametrize("services", ["[a talk]", "[{name: Talks}]", "[{name: Talks}, a talk]"])
def test_a_list_without_ids_leaves_ours_that_have_some(project: Project, services: str) -> None:
    project.write("data/local/partners/a.yml", f"changes: town-library\nservices: {services}\n")
    reading = read(project.root)
    assert "needs 'id: …', as ours have" in report(reading.problems)
    (library,) = [e.record for e in reading.loaded.entries if e.record.id == "town-library"]
    assert [service.id for service in library.services] == ["computer-class"]


def test_notes_that_cannot_be_read_are_told(project: Project) -> None:
    project.write(LOCAL, "name: Lake Guide\n")
    project.write("data/local/upstream.yml", "site:\n<<<<<<< HEAD\n  name: 1\n")
    reading = read(project.root)
    assert not reading.problems
    (advice,) = reading.loaded.advice
    assert (advice.path, advice.line) == ("data/local/upstream.yml", 2)
    assert "'uv run guide diff --taken' writes them anew" in advice.message


def test_a_folder_in_place_of_the_notes_is_left_as_it_is(project: Project) -> None:
    project.write(LOCAL, "name: Lake Guide\n")
    project.write("data/local/upstream.yml/a.txt", "A\n")
    with pytest.raises(IsADirectoryError):
        remember(project.root)
    assert names(project.root / "data/local") == ["site.yml", "upstream.yml"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
