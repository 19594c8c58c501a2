"""Where there are many files, two processes read them; nobody can tell from what is said."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from macros import ahead, keeping, reading, spreading
from macros.keeping import Kept
from macros.parsing import parse
from macros.problems import report
from macros.project import read
from macros.spreading import LostError
from tests.projects import ROOT, Project
from tests.test_keeping import LIBRARY, everything, loaded
from tests.test_problems import CASES, lay

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all"),
    pytest.mark.usefixtures("many"),
]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few files count as many, however many cores there are."""
    monkeypatch.setattr(ahead, "MANY", 2)
    monkeypatch.setattr(spreading, "WORTH_IT", 1)
    monkeypatch.setattr(spreading, "cores", lambda: 2)
    monkeypatch.setattr(spreading, "_can_fork", lambda: True)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were not read ahead."""
    names: list[str] = []
    monkeypatch.setattr(reading, "parse", lambda *said: names.append(said[1]) or parse(*said))
    return names


def alone(monkeypatch: pytest.MonkeyPatch, root: Path) -> object:
    with monkeypatch.context() as patched:
        patched.setattr(ahead, "MANY", sys.maxsize)
        return everything(loaded(root, Kept()))


def test_records_are_the_same(monkeypatch: pytest.MonkeyPatch, parsed: list[str]) -> None:
    fresh = alone(monkeypatch, ROOT)
    assert any(name.startswith("data/partners/") for name in parsed)
    parsed.clear()
    assert everything(loaded(ROOT, Kept())) == fresh
    assert not [name for name in parsed if name.startswith("data/partners/")]


@pytest.mark.parametrize("case", CASES[::8], ids=lambda path: path.stem)
def test_problems_are_the_same(
    case: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, expected = lay(case, project)
    monkeypatch.setattr(keeping, "_latest", {})
    assert report(read(project.root, edition=edition).problems).strip() == expected.strip()


def test_what_changes_meanwhile_is_read_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.write(LIBRARY, "name: Library\ndescription: Lends books.\n")
    spread = spreading.spread

    def change_then(work: Callable[[Iterable[str]], Any], things: list[str]) -> list[Any]:
        found = spread(work, things)
        path.write_text("name: Library\ndescription: Lends all sorts of books.\n", "utf-8")
        return found

    monkeypatch.setattr(spreading, "spread", change_then)
    texts = [str(entry.record.blurb) for entry in loaded(project.root, Kept()).entries]
    assert "Lends all sorts of books." in texts


def test_links_are_not_followed(project: Project) -> None:
    project.write("data/private/partners/shelter.yml", "name: Shelter\n")
    partners = project.root / "data/partners"
    (partners / "way-in.yml").symlink_to("../private/partners/shelter.yml")
    (project.root / "data/glossary").symlink_to("private/partners")
    found = [os.path.relpath(path, project.root) for path in ahead.read([project.root / "data"])]
    assert LIBRARY in found
    assert not [path for path in found if "way-in" in path or "shelter" in path]


def test_too_large_a_file_is_not_read(project: Project) -> None:
    project.write(LIBRARY, f"name: Library\ndescription: {'a' * ahead.SIZE_LIMIT}\n")
    assert not [path for path in ahead.read([project.root / "data"]) if path.endswith(LIBRARY)]


def test_a_process_that_ends_leaves_its_files_to_this_one(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = alone(monkeypatch, project.root)

    def lose(*given: object) -> list[Any]:
        raise LostError

    monkeypatch.setattr(spreading, "spread", lose)
    assert everything(loaded(project.root, Kept())) == fresh
