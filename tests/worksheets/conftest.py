"""A small guide with a form of each sort, and pages of it on which nothing may go wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.projects import Project
from tests.watching import WAYS, Watched, opened_over
from tests.worksheets.sheets import OFFERS, TIES, Sheet, opened


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide with a form of each sort, built."""
    project = Project.small(tmp_path_factory.mktemp("forms"))
    project.write("data/worksheets/ties.yml", TIES)
    project.write("data/worksheets/offers.yml", OFFERS)
    return project.build().site


@pytest.fixture(scope="module", params=WAYS)
def address(request: pytest.FixtureRequest, forms: Path) -> Iterator[str]:
    """The guide, served or opened from the disk."""
    with opened_over(request.param, forms) as address:
        yield address


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[Watched]:
    """A page on which nothing may go wrong."""
    watched = Watched(context.new_page())
    yield watched
    assert watched.errors == []


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.page


@pytest.fixture
def town(page: Page, address: str) -> Sheet:
    return opened(page, address)


@pytest.fixture
def visit(page: Page, address: str) -> Sheet:
    return opened(page, address, "checklists/visit")
