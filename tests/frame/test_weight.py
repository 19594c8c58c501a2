"""The first view of a page, in bytes of gzip bodies."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.bench.generator import generate
from tests.frame.weighing import BUDGET, first_view, weight
from tests.projects import ROOT, Project
from tests.test_browser import ONE_OF_EACH
from tests.websites import pages, served

MANY = 500


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This guide with many invented records beside its own."""
    root = tmp_path_factory.mktemp("many")
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("macros", "overrides"):
        (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    generate(root, MANY)
    # The generator leaves out what only this guide's own records need.
    shutil.copy(ROOT / "data/sources.yml", root / "data")
    return Project(root).build().site


def too_heavy(site: Path) -> list[str]:
    weights = {page.relative_to(site): weight(site, page) for page in pages(site)}
    return [f"{page}: {size:,}" for page, size in weights.items() if size > BUDGET]


def test_every_page_of_this_guide_is_light(site: Path) -> None:
    assert too_heavy(site) == []


def test_pages_stay_light_with_many_records(many: Path) -> None:
    assert len(pages(many)) > MANY
    assert too_heavy(many) == []


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_a_browser_loads_what_is_weighed_and_no_more(path: str, page: Page, small: Project) -> None:
    with served(small.site) as address:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + path, wait_until="networkidle")
        file = small.site / path / ("" if path.endswith(".html") else "index.html")
        weighed = {one.relative_to(small.site).as_posix() for one in first_view(small.site, file)}
    own = [url.removeprefix(address) for url in asked if not url.startswith("data:")]
    assert {url + "index.html" * (url == path and "." not in url) for url in own} == weighed
