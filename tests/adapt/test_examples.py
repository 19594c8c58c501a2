"""What the pages for those who keep a guide show can be copied as it stands, and then holds."""

import shutil
from pathlib import Path

import pytest

from macros.advice import advise
from macros.problems import report
from macros.project import read
from tests.adapt.handbook import Example, examples
from tests.projects import ROOT

WITH_FILES = ("local.md", "look.md", "own-pages.md", "what-to-list.md")
EXAMPLES = [example for page in WITH_FILES for example in examples(page)]


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fork")
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("macros", "overrides"):
        (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def rounds() -> list[list[Example]]:
    """The examples, each path once a round: a guide is read only a few times."""
    left, found = list(EXAMPLES), []
    while left:
        found.append(list({example.path: example for example in reversed(left)}.values()))
        left = [example for example in left if example not in found[-1]]
    return found


def test_each_of_these_pages_shows_files() -> None:
    assert {example.page for example in EXAMPLES} == {*WITH_FILES}


@pytest.mark.parametrize("together", rounds(), ids=len)
def test_a_file_can_be_copied(together: list[Example], fork: Path) -> None:
    for example in together:
        path = fork / example.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(example.text, "utf-8")
    reading = read(fork)
    assert not reading.problems, report(reading.problems)
    assert reading.guide
    advice = advise(reading.loaded, reading.hand_written)
    assert [str(one) for one in advice if "/local/" in one.path] == []
