"""Every bad file gets its exact message.

A case is a text file in `tests/problems/`: after `--- PATH` stand the lines of a file that is put
over the small guide (`--- delete PATH` takes one away), after `--- expected` stands the report.
A case with a file in `data/private/` is read as the staff edition.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from macros.editions import Edition
from macros.problems import report
from macros.project import read
from tests.projects import HERE, Project

CASES = sorted((HERE / "problems").glob("*.txt"))
PART = re.compile(r"(?m)^--- (.+)\n")


def edition_of(files: Iterable[str]) -> Edition:
    is_private = any(name.startswith("data/private/") for name in files)
    return Edition.STAFF if is_private else Edition.PUBLIC


def lay(case: Path, project: Project) -> tuple[Edition, str]:
    """Put the files of a case over those of the guide: for whom it is read, and the report."""
    _, *parts = PART.split(case.read_text("utf-8"))
    files = dict(zip(parts[::2], parts[1::2], strict=True))
    expected = files.pop("expected")
    for name, text in files.items():
        if name.startswith("delete "):
            (project.root / name.removeprefix("delete ")).unlink()
        else:
            project.write(name, text)
    return edition_of(files), expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_bad_file_gets_its_message(case: Path, project: Project) -> None:
    edition, expected = lay(case, project)
    problems = read(project.root, edition=edition).problems
    assert report(problems).strip() == expected.strip()


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 40
