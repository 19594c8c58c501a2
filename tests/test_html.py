"""The pages as a validator sees them."""

from pathlib import Path

from tests.checkers import html_errors
from tests.projects import Project


def errors(folder: Path) -> list[str]:
    return [
        f"{error['url']}:{error.get('lastLine')}: {error['message']}"
        for error in html_errors(folder)
    ]


def test_small_guide_is_valid(small: Project) -> None:
    assert errors(small.site) == []


def test_this_guide_is_valid(site: Path) -> None:
    assert errors(site) == []


def test_the_validator_sees_errors(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!doctype html><p id=a><p id=a>", "utf-8")
    assert errors(tmp_path)
