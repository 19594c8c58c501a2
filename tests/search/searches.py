"""Our finder and Material's own search on built sites of the same guide, asked as readers ask."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.utils import get_theme_dir, yaml_load
from playwright.sync_api import Browser, Locator, Page, expect

from tests.finder.finders import Finder
from tests.projects import ROOT, Project
from tests.search.judging import Answers, Query
from tests.search.keys import Keys
from tests.websites import served

UNREADABLE = ("sources.md", "terms/index.md")
"""Pages that hold nothing but lists left out of searches, with lists inside, at which Material's
plugin (9.8.1) fails: it tells elements apart by their tags. No query asks for them."""
FRAME = (
    "base.html",
    "main.html",
    "404.html",
    "content.html",
    "footer.html",
    "header.html",
    "nav.html",
    "toc.html",
)
"""Our templates that stand in the place of Material's."""
UNASKED = "Type to start searching"


def ours(site: Path, queries: Iterable[Query], browser: Browser) -> Answers:
    """The answers of the finder on this guide, built into `site`."""
    page = browser.new_page()
    with served(site) as address:
        page.goto(address + "find/")
        finder = Finder(page)
        answers = {query.query: finder.ask(query.query) for query in queries}
    page.close()
    return answers


def materials(project: Project, queries: Iterable[Query], browser: Browser) -> Answers:
    """The answers of Material's search on the built `project`."""
    page = browser.new_page()
    with served(project.site) as address:
        page.goto(address)
        search = MaterialSearch(page, Keys.of(project.root, project.site))
        search.begin()
        answers = {query.query: search.ask(query.query) for query in queries}
    page.close()
    return answers


def with_materials_search(root: Path) -> Project:
    """This guide in `root` with the search that Material brings, as it comes."""
    root.mkdir()
    for name in ("data", "macros"):
        (root / name).symlink_to(ROOT / name)
    # Our frame has no place for that search; our script needs our frame.
    shutil.copytree(ROOT / "overrides", root / "overrides", ignore=shutil.ignore_patterns(*FRAME))
    # Only a guide's own files are published.
    shutil.copytree(Path(get_theme_dir("material")) / "assets", root / "overrides/assets")
    config = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    config["plugins"].insert(0, "search")
    config.pop("extra_javascript")
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    shutil.copytree(ROOT / "docs", root / "docs")
    for name in UNREADABLE:
        _leave_out(root / "docs" / name)
    return Project(root)


def _leave_out(page: Path) -> None:
    """Out of searches, as its author would."""
    text = page.read_text("utf-8")
    head, rest = "---\nsearch:\n  exclude: true\n", text.removeprefix("---\n")
    page.write_text(head + (rest if rest != text else f"---\n{text}"), "utf-8")


@dataclass(frozen=True)
class MaterialSearch:
    """Material's search box on the page that is open."""

    page: Page
    keys: Keys

    def begin(self) -> None:
        """Open it and wait until its worker has read the index."""
        self.page.locator("[data-md-component=search-query]").focus()
        expect(self._said).to_have_text(UNASKED, timeout=30_000)

    def ask(self, query: str) -> list[str]:
        """The keys of all links among its results, each once, in their order on the page.

        A page's sections stand below it, some of them folded away; of more than ten pages, ten are
        there. With the box emptied first, the next thing said is about `query`, and its results
        come in the same step.
        """
        self._type("")
        expect(self._said).to_have_text(UNASKED)
        self._type(query)
        expect(self._said).not_to_have_text(UNASKED)
        links = self.page.locator("a.md-search-result__link")
        addresses = links.evaluate_all("links => links.map(link => link.href)")
        return list(dict.fromkeys(self.keys.at(address) for address in addresses))

    @property
    def _said(self) -> Locator:
        return self.page.locator(".md-search-result__meta")

    def _type(self, query: str) -> None:
        """It listens to keys only; one stroke at the end asks once."""
        box = self.page.locator("[data-md-component=search-query]")
        box.fill(query)
        box.press("End")
