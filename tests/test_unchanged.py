"""What would come out the same is not made again, and nothing else is left out."""

import os
from pathlib import Path

import pytest

from macros import fingerprints, unchanged
from macros.exports.adding import ExportFiles
from macros.exports.formats import Exports
from macros.exports.packing import Files
from macros.finder.writing import FinderFiles
from macros.shelling import RecordPages
from tests.local.test_pages import own_templates
from tests.projects import Project, snapshot

LOTS = (RecordPages, FinderFiles, ExportFiles)
LIBRARY = "data/partners/town-library.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.small(tmp_path).build()


@pytest.fixture
def drawn(project: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is drawn once the project has been built."""
    found: list[str] = []
    for lot in LOTS:
        watch(lot, found, monkeypatch)
    return found


def watch(lot: type, found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    plain = lot.draw

    def draw(self: object, path: str) -> bytes | None:
        found.append(path)
        data: bytes | None = plain(self, path)
        return data

    monkeypatch.setattr(lot, "draw", draw)


def anew(project: Project) -> dict[str, bytes]:
    """What a build makes that knows nothing of the last one."""
    (project.root / unchanged.STORE).unlink()
    settings = {"site_dir": str(project.root / "fresh")}
    return snapshot(project.build(**settings).root / "fresh")


def replace(project: Project, path: str, old: str, new: str) -> None:
    text = (project.root / path).read_text("utf-8")
    assert old in text
    project.write(path, text.replace(old, new))


def more_prose(project: Project) -> None:
    text = (project.root / "docs/coverage.md").read_text("utf-8")
    project.write("docs/coverage.md", f"{text}\nOther words.\n")


def test_nothing_is_drawn_again_where_nothing_changed(project: Project, drawn: list[str]) -> None:
    before = snapshot(project.site)
    project.build()
    assert drawn == []
    assert snapshot(project.site) == before


def test_no_file_is_made_to_tell_its_size(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("docs/index.md", "# Home\n\n{{ open_data() }}\n")
    listed = project.build().page("")
    made: list[str] = []
    plain = Files.__getitem__

    def noted(files: Files, path: str) -> bytes:
        made.append(path)
        return plain(files, path)

    def worked_out(exports: Exports) -> Files:
        made.append("all")
        return of_site(exports)

    of_site = Exports.of_site
    monkeypatch.setattr(Files, "__getitem__", noted)
    monkeypatch.setattr(Exports, "of_site", worked_out)
    project.build()
    assert made == []
    assert project.page("") == listed
    replace(project, LIBRARY, "name: ", f"name: {'A Much Longer New Name Of ' * 4}")
    project.build()
    assert "api/v1/csv/partners.csv" in made
    assert made.count("all") == 1
    assert project.page("") != listed


def test_prose_changes_and_records_stay(project: Project, drawn: list[str]) -> None:
    more_prose(project)
    project.build()
    assert "Other words." in project.page("coverage")
    assert {path.split("/")[0] for path in drawn} == {"finder"}
    assert snapshot(project.site) == anew(project)


def add_template(project: Project) -> None:
    own_templates(project)
    project.write("overrides/local/fragments/plain.html", "{{ words }}")


CHANGES = {
    "a record": lambda project: replace(project, LIBRARY, "name: ", "name: New "),
    "a label": lambda project: replace(project, "data/taxonomy.yml", "label: Vetting", "label: X"),
    "the guide's name": lambda project: replace(project, "data/site.yml", "name: ", "name: New "),
    "a page more": lambda project: project.write("docs/new.md", "# New in the menu\n"),
    "a template": add_template,
    "a file that stands there": lambda project: (
        project.site / "partners/town-library/index.html"
    ).write_text("damaged"),
    "a file that is gone": lambda project: (
        project.site / "partners/town-library/index.html"
    ).unlink(),
    "these programs": lambda project: None,
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_is_drawn_again(
    change: str, project: Project, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    CHANGES[change](project)
    if change == "these programs":
        monkeypatch.setattr(fingerprints, "_programs", lambda: b"newer")
    project.build()
    assert "partners/town-library/index.html" in drawn
    made = snapshot(project.site)
    assert made == anew(project)
    drawn.clear()
    project.build()
    assert "partners/town-library/index.html" in drawn  # its notes were taken away
    drawn.clear()
    project.build()
    assert drawn == []


@pytest.mark.parametrize("notes", ["", "[]", "{}", '{"site": 1}', '{"lots": {"a": 1}}', "\0"])
def test_notes_that_cannot_be_read_count_as_none(
    notes: str, project: Project, drawn: list[str]
) -> None:
    before = snapshot(project.site)
    project.write(unchanged.STORE, notes.replace("1}", f'1, "site": "{project.site}"}}'))
    project.build()
    assert "partners/town-library/index.html" in drawn
    assert snapshot(project.site) == before


def test_notes_of_another_site_count_as_none(project: Project, drawn: list[str]) -> None:
    other = str(project.root / "other")
    project.build(site_dir=other)
    assert "partners/town-library/index.html" in drawn
    assert snapshot(Path(other)) == snapshot(project.site)


def test_what_is_kept_keeps_its_date(project: Project) -> None:
    page = project.site / "partners/town-library/index.html"
    os.utime(page, ns=(1_000_000_000, 1_000_000_000))
    project.build()
    more_prose(project)
    project.build()
    assert page.stat().st_mtime_ns == 1_000_000_000
