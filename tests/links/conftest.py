"""What tests of links share."""

import asyncio
import re
from collections.abc import Iterator

import pytest

from tests.projects import Project


@pytest.fixture(scope="package", autouse=True)
def _without_running_loop() -> Iterator[None]:
    """Playwright, once a test has opened a browser, leaves its loop running in this thread."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture
def quiet(project: Project) -> Project:
    """The small guide with addresses of this machine alone: no site outside is asked."""
    for path in [*project.root.rglob("*.md"), *project.root.glob("data/**/*.yml")]:
        text = re.sub(r"https?://", "https://127.0.0.9:9/", path.read_text("utf-8"))
        path.write_text(text, "utf-8")
    with (project.root / "data/site.yml").open("a", encoding="utf-8") as site:
        # A way out is no machine's number; nobody can own a name in this country.
        site.write("exit_address: https://way-out.zz/\n")
    return project
