"""The small guide in two languages, on a server and on a disk, and someone who reads it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.exit.readers import Reader
from tests.projects import Project
from tests.watching import WAYS, opened_over
from tests.websites import served


@pytest.fixture(scope="session")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide, built without documents; read it only."""
    return Project.small(tmp_path_factory.mktemp("bilingual")).build().site


@pytest.fixture(scope="module", params=WAYS)
def address(request: pytest.FixtureRequest, bilingual: Path) -> Iterator[str]:
    with opened_over(request.param, bilingual) as address:
        yield address


@pytest.fixture(scope="module")
def http(bilingual: Path) -> Iterator[str]:
    """The guide on a server only: for what does not depend on how it is reached."""
    with served(bilingual) as address:
        yield address


@pytest.fixture
def reader(context: BrowserContext, address: str) -> Reader:
    return Reader.at(context, address)


@pytest.fixture
def waiting(context: BrowserContext, address: str) -> Reader:
    """A reader for whom the site where the way out leads does not answer."""
    return Reader.at(context, address, answers=False)
