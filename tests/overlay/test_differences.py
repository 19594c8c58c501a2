"""`guide diff`, and the page for staff: what is local, and what is new where it differs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import BrowserContext

from macros import session
from macros.cli import main
from macros.differences import Differences, FieldChange, differences, remember
from macros.editions import Edition
from macros.filing import put
from macros.taken import Taken
from tests.axe import barriers
from tests.overlay.test_local import sound
from tests.projects import Project
from tests.websites import Document

NOTES = "data/local/upstream.yml"


@pytest.fixture
def local(project: Project) -> Project:
    """A guide with something of its own of each sort."""
    project.write(
        "data/local/partners.yml",
        "- {id: bus-line, name: Bus Line, sources: [survey]}\n"
        "- changes: town-library\n  email: desk@example.org\n  services:\n"
        "    - {id: computer-class, hours: Mondays at 9}\n    - {id: talks, name: Talks}\n",
    )
    project.write(
        "data/local/checklists/visit.yml",
        "changes: visit\ngroups:\n  - id: at-the-door\n    items:\n"
        "      - {hides: signs, reason: Nobody reads them.}\n",
    )
    project.write(
        "data/local/resources/lost.yml", "hides: lost-guide\nreason: >-\n  It is\n  lost.\n"
    )
    project.write("data/local/site.yml", "schema_version: 1\nname: Lake County Guide\n")
    project.write("docs/local/coverage.md", "# Coverage\n\n{{ coverage() }}\n")
    project.write("docs/local/ours.md", "# Ours\n\nOur own page.\n")
    return project


def told(project: Project) -> Differences:
    return differences(sound(project).loaded, project.root, project.root / "docs")


def run(project: Project, *words: str) -> str:
    result = CliRunner().invoke(main, ["diff", "--folder", str(project.root), *words])
    assert result.exit_code == 0, result.output
    return result.output


def test_everything_local_is_told_field_by_field(local: Project) -> None:
    found = told(local)
    assert [one.key for one in found.added] == ["partners/bus-line"]
    assert [(one.key, one.reason) for one in found.hidden] == [
        ("resources/lost-guide", "It is lost.")
    ]
    assert {one.key: one.fields for one in found.changed} == {
        "site": (FieldChange("name", "Test Guide", "Lake County Guide"),),
        "partners/town-library": (
            FieldChange("email", "library@example.org", "desk@example.org"),
            FieldChange("services › computer-class › hours", "Tuesdays at 6", "Mondays at 9"),
            FieldChange("services › talks", "", "id: talks; name: Talks"),
        ),
        "checklists/visit": (
            FieldChange(
                "groups › at-the-door › items › signs",
                "id: signs; text: Are there signs?",
                "hidden: Nobody reads them.",
            ),
        ),
    }
    assert found.replaced_pages == ("coverage.md",)
    assert found.added_pages == ("ours.md",)


def test_what_ours_says_without_writing_it_is_told(project: Project) -> None:
    project.write("data/local/site.yml", "exit_address: https://www.example.com/\n")
    assert "exit_address: https://www.weather.gov/ → https://www.example.com/" in run(project)


def test_without_anything_local_there_is_nothing_to_tell(project: Project) -> None:
    assert run(project) == "Nothing here differs from the guide that this one is made from.\n"
    assert not remember(project.root)


def test_the_command_tells_it_in_words_and_as_json(local: Project) -> None:
    words = run(local)
    assert (
        "Changed (3)\n  The guide's settings, in data/local/site.yml\n    name: Test Guide → "
        in words
    )
    assert "    services › talks: (nothing) → id: talks; name: Talks\n" in words
    assert (
        "  resource “Lost & Found Guide”, in data/local/resources/lost.yml:1\n    because: It"
        in words
    )
    assert json.loads(run(local, "--format", "json"))["replaced_pages"] == ["coverage.md"]


def test_a_long_list_is_cut_in_words_alone(project: Project) -> None:
    places = "".join(
        f"- {{id: place-{n}, name: Place {n}, sources: [survey]}}\n" for n in range(23)
    )
    project.write("data/local/partners.yml", places)
    words = run(project)
    assert "Added (23)" in words
    assert words.count("partner “Place") == 20
    assert "… and 3 more: `uv run guide diff --format json` lists all" in words
    assert len(json.loads(run(project, "--format", "json"))["added"]) == 23


def test_news_of_upstream_last_until_someone_has_looked(local: Project) -> None:
    assert "Nobody has noted yet what 4 of these said" in run(local)
    remember(local.root)
    assert not told(local).news
    _upstream(local, "partners/town-library.yml", "library@example.org", "hello@example.org")
    _upstream(local, "partners/town-library.yml", "Lends books", "Lends many books")
    _upstream(local, "resources/lost-guide.yml", "Nobody knows", "Someone knows")
    _upstream(local, "partners/credit-union.yml", "small loans", "loans")
    assert not remember(local.root)
    assert [(one.key, one.fields, one.both) for one in told(local).news] == [
        ("partners/town-library", ("description", "email"), ("email",)),
        ("resources/lost-guide", ("summary",), ()),
    ]
    assert "says something new: description, email\n    You change email, too" in run(local)
    run(local, "--taken")
    assert not told(local).news


def _upstream(project: Project, path: str, old: str, new: str) -> None:
    file = project.root / "data" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_only_what_differs_is_noted(local: Project) -> None:
    remember(local.root)
    assert set(Taken.read(local.root).records) == {
        "checklists/visit",
        "partners/town-library",
        "resources/lost-guide",
        "site",
    }
    (local.root / "data/local/resources/lost.yml").unlink()
    assert remember(local.root)
    assert "resources/lost-guide" not in Taken.read(local.root).records


def test_hiding_what_a_release_took_away_is_no_mistake(local: Project) -> None:
    remember(local.root)
    (local.root / "data/resources/lost-guide.yml").unlink()
    done = CliRunner().invoke(main, ["check", "--folder", str(local.root)])
    assert done.exit_code == 0, done.output
    advice = "a release took 'lost-guide' away: delete this file, nothing is left to hide"
    assert f"data/local/resources/lost.yml:1:8: {advice}" in done.output
    for anew in (False, True):
        remember(local.root, anew)
        assert "resources/lost-guide" in Taken.read(local.root).records
    (local.root / "data/local/resources/lost.yml").unlink()
    remember(local.root)
    assert "resources/lost-guide" not in Taken.read(local.root).records


@pytest.mark.parametrize("text", ["", "[]", "<<<<<<<\n", "site: 1\n", "\xff"])
def test_notes_that_cannot_be_read_are_none(local: Project, text: str) -> None:
    put(local.root / NOTES, text.encode("latin-1"))
    found = told(local)
    assert len(found.unnoted) == 4
    assert not found.news


# --- the page for staff ---


def test_the_staff_edition_shows_it_and_the_public_one_does_not(
    local: Project, context: BrowserContext
) -> None:
    remember(local.root)
    _upstream(local, "partners/town-library.yml", "library@example.org", "hello@example.org")
    (local.root / "data/private").mkdir()
    staff = local.root / "staff"
    with session.of_edition(local.root, Edition.STAFF):
        local.build(site_dir=str(staff))
    page = (staff / "what-is-local/index.html").read_text("utf-8")
    for words in ("You change email, too", "Bus Line", "Nobody reads them.", "It is lost."):
        assert words in page
    shown = context.new_page()
    shown.goto((staff / "what-is-local/index.html").as_uri())
    assert barriers(shown, "what is local") == []
    start = Document.of(staff / "index.html")
    assert "what-is-local/" in [link.attributes.get("href") for link in start.all("a")]
    local.build()
    assert not (local.site / "what-is-local").exists()
    assert "what-is-local" not in _text(local.site)


def _text(folder: Path) -> str:
    return "".join(path.read_text("utf-8", "replace") for path in folder.rglob("*.*"))
