"""The first view of a page on a slow phone: this guide's own frame beside Material's.

The same pages are built three times: as they are; with Material as it comes, its search included;
and with Material without the web fonts that it asks Google for. Those are refused at once, so that
the second row says less than a reader would wait and receive.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from mkdocs.utils import yaml_load
from playwright.sync_api import Browser, Page

from tests.bench.measuring import counting, packed, total
from tests.projects import ROOT, Project
from tests.search.searches import with_materials_search

PAGES = "index.html", "chapters/vetting/index.html"
LOADS = 7
SLOWER = 4
NETWORK = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
LARGEST = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().pop().startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""


@dataclass(frozen=True)
class FirstView:
    """Bytes are those of gzip -6 bodies; the ratio is that of the paint to Material's."""

    site: str
    page: str
    bytes: int
    largest_paint_ms: float
    ratio: float = 1.0


def first_views(browser: Browser) -> list[FirstView]:
    with TemporaryDirectory() as folder:
        sites = _sites(Path(folder))
        return [row for page in PAGES for row in _compared(browser, sites, page)]


def _sites(folder: Path) -> dict[str, Path]:
    """Built sites by name; Material's default is the first."""
    return {
        "Material": _material(folder / "material"),
        "Material, no fonts": _material(folder / "plain", font=False),
        "this guide": _ours(folder / "ours"),
    }


def _material(root: Path, **theme: Any) -> Path:
    project = with_materials_search(root)
    path = root / "mkdocs.yml"
    config = yaml_load(path.read_text("utf-8"))
    config["theme"] = {"name": "material", "custom_dir": "overrides", **theme}
    config.pop("extra_css")
    path.write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    return project.build().site


def _ours(root: Path) -> Path:
    root.mkdir()
    for name in ("data", "docs", "macros", "overrides", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    return Project(root).build().site


def _compared(browser: Browser, sites: dict[str, Path], page: str) -> list[FirstView]:
    """Loads take turns, so that whatever else the machine does falls on all alike."""
    loads: dict[str, list[FirstView]] = {name: [] for name in sites}
    for _ in range(LOADS):
        for name, site in sites.items():
            loads[name].append(_load(browser, name, site, page))
    rows = [_middle(of_one) for of_one in loads.values()]
    usual = rows[0].largest_paint_ms
    return [replace(row, ratio=row.largest_paint_ms / usual) for row in rows]


def _middle(loads: list[FirstView]) -> FirstView:
    return replace(
        loads[0],
        bytes=round(median(load.bytes for load in loads)),
        largest_paint_ms=median(load.largest_paint_ms for load in loads),
    )


def _load(browser: Browser, name: str, site: Path, path: str) -> FirstView:
    with counting(site) as (root, sent), _slow_page(browser, root) as page:
        page.goto(root + path, wait_until="networkidle")
        return FirstView(name, path, total(sent) + len(packed(site / path)), page.evaluate(LARGEST))


@contextmanager
def _slow_page(browser: Browser, root: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.route(lambda url: not url.startswith(root), lambda route: route.abort())
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page
    context.close()
