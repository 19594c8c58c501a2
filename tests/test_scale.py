"""Twice the records take twice the work: counted in calls, which no other program slows down."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType

import pytest

from macros import checks
from macros.guide import Guide
from macros.loading import load
from tests.projects import Project
from tests.test_guide import guide_of, partner, term

TAGS = "abcdef"
A_LITTLE_MORE = 2.2


def calls(of: Callable[[], object]) -> int:
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        of()
    finally:
        sys.setprofile(None)
    return count


def related(size: int) -> int:
    terms = [term(tag) for tag in TAGS]
    records = [partner(f"p{n}", topics=[TAGS[n % 6], TAGS[n // 6 % 6]]) for n in range(size)]
    guide = guide_of(*terms, *records)
    return calls(lambda: [guide.related(record) for record in records])


def test_finding_what_belongs_together_is_linear() -> None:
    assert related(800) < A_LITTLE_MORE * related(400)


def told(root: Path, is_sound: bool) -> None:
    """Read and check the guide in `root` as a build does it."""
    found = load(root / "data", root)
    ids = checks.Ids(found.entries, found.unreadable)
    found.problems += checks.check(found.entries, ids, date.today())
    assert is_sound is not bool(found.problems)
    assert found.site
    Guide.of(found.site, found.entries)


@pytest.mark.parametrize(
    "names",
    ["topics: [vetting]", "topics: [no-such-{}]", "see_also: [no-such-entry]"],
    ids=["sound", "wrong", "all the same wrong"],
)
def test_reading_is_linear(names: str, project: Project) -> None:
    counts = []
    for size in (200, 400):
        for number in range(size):
            text = f"term: P{number}\ndefinition: Help.\n{names.format(number)}\n"
            project.write(f"data/glossary/p{number}.yml", text)
        counts.append(calls(lambda: told(project.root, "no-such" not in names)))
    assert counts[1] < A_LITTLE_MORE * counts[0]
