import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from hypothesis import settings
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, sync_playwright

import macros
from macros.documents.publishing import VARIABLE
from tests.browsers import find_or_install_chromium
from tests.documents.pango import require_pango
from tests.projects import ROOT, Project, as_on_the_command_line
from tests.watching import desktop

# No fork's tests may fail by chance on what it never touched; the nightly run tries other inputs.
settings.register_profile("steady", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
# It also tries words of the program's loaded modules: a test alone gets what it gets among all.
for module in walk_packages(macros.__path__, f"{macros.__name__}."):
    with suppress(OSError):  # WeasyPrint, as long as Pango is not there.
        import_module(module.name)

# Most tests look at pages; making documents for each of their many sites would take hours.
os.environ[VARIABLE] = "off"


@contextmanager
def with_documents() -> Iterator[None]:
    """Builds inside make every document, or fail."""
    os.environ[VARIABLE] = "required"
    yield
    os.environ[VARIABLE] = "off"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the small guide that the test may change."""
    return Project.small(tmp_path / "project")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small guide, built once; read it only."""
    require_pango()
    with with_documents():
        return Project.small(tmp_path_factory.mktemp("small")).build()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's own guide, built once and strictly; read it only."""
    folder = tmp_path_factory.mktemp("guide") / "site"
    config = load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(folder))
    require_pango()
    with with_documents(), as_on_the_command_line():
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Looking for a Chromium may ask Playwright itself, which does not nest.
    path = find_or_install_chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader with a wide screen."""
    with desktop(browser) as context:
        yield context
