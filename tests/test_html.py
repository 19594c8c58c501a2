"""The pages as a validator sees them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.checkers import html_errors
from tests.projects import Project

Known = Callable[[dict[str, Any]], bool]
MATERIALS_OWN: tuple[Known, ...] = (
    # base.html puts autocomplete on the two checkboxes that open menu and search.
    lambda error: "autocomplete" in error["message"] and "md-toggle" in error["extract"],
)
"""What Material itself gets wrong and we cannot mend without a copy of its base.html."""


def ours(folder: Path) -> list[str]:
    return [
        f"{error['url']}:{error.get('lastLine')}: {error['message']}"
        for error in html_errors(folder)
        if not any(known(error) for known in MATERIALS_OWN)
    ]


def test_small_guide_is_valid(small: Project) -> None:
    assert ours(small.site) == []


def test_this_guide_is_valid(site: Path) -> None:
    assert ours(site) == []


@pytest.mark.parametrize("known", MATERIALS_OWN)
def test_the_list_of_known_errors_only_shrinks(known: Known, small: Project) -> None:
    assert any(known(error) for error in html_errors(small.site))


def test_the_validator_sees_errors(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!doctype html><p id=a><p id=a>", "utf-8")
    assert ours(tmp_path)
