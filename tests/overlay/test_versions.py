"""A field with a new name: the old one is read for one version, and told."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from macros import renaming
from macros.editions import Edition
from macros.model import SCHEMA_VERSION, ChecklistItem, Part, Partner, Site, Term
from macros.problems import report
from macros.project import read
from macros.values import RenamedFrom
from tests.overlay.test_local import guide, sound
from tests.projects import Project

OLD = "data/local/partners/library.yml"


@dataclass
class Renames:
    """Gives fields of the model an older name."""

    monkeypatch: pytest.MonkeyPatch

    def add(self, part: type[Part], name: str, old: str, version: int = SCHEMA_VERSION) -> None:
        info = part.model_fields[name]
        self.monkeypatch.setattr(info, "metadata", [*info.metadata, RenamedFrom(old, version)])
        forget()


def forget() -> None:
    renaming.renamed.cache_clear()
    renaming.has_renamed.cache_clear()


@pytest.fixture
def renames(monkeypatch: pytest.MonkeyPatch) -> Iterator[Renames]:
    yield Renames(monkeypatch)
    monkeypatch.undo()
    forget()


def test_the_old_name_is_read_and_the_new_one_told(project: Project, renames: Renames) -> None:
    renames.add(Partner, "hours", "opening_hours")
    renames.add(ChecklistItem, "help", "hint")
    renames.add(Term, "synonyms", "other_words")
    renames.add(Site, "email", "mail")
    project.write(OLD, "changes: town-library\nopening_hours: All day\n")
    project.write(
        "data/partners.yml",
        "- id: bank\n  name: Bank\n  opening_hours: Nine\n  sources: [survey]\n",
    )
    project.write(
        "data/local/checklists/visit.yml",
        "changes: visit\ngroups:\n  - id: at-the-door\n    items: [{id: signs, hint: Look up.}]\n",
    )
    project.write(
        "data/local/taxonomy.yml", "topics:\n  - changes: mapping\n    other_words: [maps]\n"
    )
    project.write("data/local/site.yml", "mail: desk@example.org\n")
    project.write("data/private/partners.yml", "- {changes: bank, opening_hours: Ten}\n")
    found = guide(project, Edition.STAFF)
    assert [found.partners[id].hours for id in ("town-library", "bank")] == ["All day", "Ten"]
    assert found.checklists["visit"].groups[0].items[1].help == "Look up."
    assert found.terms["mapping"].synonyms == ("maps",)
    assert found.site.email == "desk@example.org"
    advice = sorted(sound(project, Edition.STAFF).loaded.advice)
    assert [(one.path, one.line, one.column) for one in advice] == [
        ("data/local/checklists/visit.yml", 4, 25),
        (OLD, 2, 1),
        ("data/local/site.yml", 1, 1),
        ("data/local/taxonomy.yml", 3, 5),
        ("data/partners.yml", 3, 3),
        ("data/private/partners.yml", 1, 19),
    ]
    assert advice[1].message.startswith("'opening_hours' is called 'hours' now: rename it")


def test_what_is_wrong_with_its_value_is_told_in_its_line(
    project: Project, renames: Renames
) -> None:
    renames.add(Partner, "phones", "numbers")
    project.write(OLD, "changes: town-library\nnumbers:\n  - number: 12\n")
    (problem,) = read(project.root).problems
    assert (problem.path, problem.line, problem.column) == (OLD, 3, 13)


def test_both_names_at_once_are_refused(project: Project, renames: Renames) -> None:
    renames.add(Partner, "hours", "opening_hours")
    project.write(OLD, "changes: town-library\nopening_hours: All day\nhours: Nine\n")
    said = report(read(project.root).problems)
    assert said.startswith(
        f"{OLD}:2:1: 'opening_hours' and 'hours' are one field, which is called 'hours' now"
    )


def test_a_version_later_the_old_name_is_refused(project: Project, renames: Renames) -> None:
    renames.add(Partner, "hours", "opening_hours", SCHEMA_VERSION - 1)
    project.write(OLD, "changes: town-library\nopening_hours: All day\n")
    said = report(read(project.root).problems)
    assert said.startswith(f"{OLD}:2:1: 'opening_hours' is called 'hours' now: rename it\n")


def test_a_local_guide_of_an_older_version_is_read(project: Project) -> None:
    project.write("data/local/site.yml", f"schema_version: {SCHEMA_VERSION}\nname: Ours\n")
    reading = sound(project)
    assert reading.guide
    site = reading.guide.site
    assert (site.name, site.schema_version) == ("Ours", SCHEMA_VERSION)
    assert reading.loaded.advice == []
