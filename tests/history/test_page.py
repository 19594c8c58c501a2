"""«What changed», its feed, and what stands at the addresses of what was taken out."""

import html
import re
from pathlib import Path
from typing import Literal

import feedparser
import pytest
from lxml import etree
from playwright.sync_api import BrowserContext

from tests.axe import barriers
from tests.history.guides import BANK, PAGE, WEBSITE, add, begun, link, release, with_all
from tests.projects import Project
from tests.websites import Document, dead_links

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://guide.example.org/lake/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A guide with a history, built; read it only."""
    return with_all(Project.small(tmp_path_factory.mktemp("history"))).build()


def text_of(page: str) -> str:
    main = re.search(r"<article.*?</article>", page, re.S)
    assert main
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


def test_the_page_tells_each_release_in_plain_words(built: Project) -> None:
    told = text_of(built.page("changes"))
    assert "We called them & asked." in told
    assert "Credit Union : opening hours, phone numbers" in told
    assert "*Lake* & {{ 7*7 }} Jobs" in told
    assert "Taken out: 1 partner" in told
    assert told.index("November 2, 2026") < told.index("October 1, 2026")
    assert "Job Club" not in told and "job-club" not in told


def test_every_link_of_the_site_leads_somewhere(built: Project) -> None:
    # Those of 404.html start at the address of the guide.
    assert not [link for link in dead_links(built.site) if not link.startswith("404.html")]
    targets = Document.of(built.site / "changes/index.html").targets
    assert {"../partners/credit-union/", "../resources/map-guide/", "../feed.xml"} <= {*targets}


def test_old_addresses_lead_on_or_say_that_nothing_is_left(built: Project) -> None:
    moved, gone = built.page("resources/mapping-guide"), built.page("partners/job-club")
    assert 'url=../map-guide/"' in moved
    assert "taken out" in gone and "November 2, 2026" in gone
    assert "Job Club" not in gone and "noindex" in gone
    redirects = (built.site / "_redirects").read_text("utf-8")
    assert "/resources/mapping-guide/ /resources/map-guide/ 301" in redirects
    for path in ("sitemap.xml", "finder"):
        files = [built.site / path] if path.endswith("xml") else (built.site / path).rglob("*.js")
        assert not any("job-club" in file.read_text("utf-8") for file in files)


def test_the_feed_is_sound_atom(built: Project) -> None:
    feed = etree.fromstring((built.site / "feed.xml").read_bytes())
    assert feed.tag == f"{ATOM}feed"
    for thing in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(thing.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"(https|tag):\S+", thing.findtext(f"{ATOM}id") or "")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", thing.findtext(f"{ATOM}updated") or "")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Example County"
    rels = [one.get("rel") for one in feed.findall(f"{ATOM}link")]
    assert sorted(filter(None, rels)) == ["alternate", "self"]
    assert not feed.findall(f".//{ATOM}content/*")
    ids = [one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry")]
    assert ids == [
        "tag:guide.example.org,2026-11-02:/lake/changes/1",
        "tag:guide.example.org,2026-10-01:/lake/changes/1",
    ]


def test_a_reader_of_feeds_reads_it(built: Project) -> None:
    read = feedparser.parse((built.site / "feed.xml").read_bytes(), sanitize_html=False)
    assert not read.bozo
    newest = read.entries[0]
    said = newest.content[0].value
    assert newest.link == f"{ADDRESS}changes/#release-2026-11-02"
    assert "<strong>called</strong>" in said
    assert f'<a href="{ADDRESS}partners/lake/">*Lake* &amp; {{{{ 7*7 }}}} Jobs</a>' in said
    page = Document.of(built.site / "changes/index.html")
    assert newest.link.partition("#")[2] in page.ids


def test_the_feed_is_offered_where_it_is_and_with_its_type(built: Project) -> None:
    offered = [e.attributes for e in Document.of(built.site / "index.html").all("link")]
    assert any(e.get("type") == "application/atom+xml" and e["href"] == "feed.xml" for e in offered)
    headers = (built.site / "_headers").read_text("utf-8")
    assert "/feed.xml\n  Content-Type: application/atom+xml" in headers


@pytest.mark.parametrize("lacks", ["website", "page", "history"])
def test_no_feed_is_promised_that_is_not_there(lacks: str, project: Project) -> None:
    if lacks != "page":
        project.write("docs/changes.md", PAGE)
        link(project)
    if lacks != "website":
        add(project, "data/site.yml", WEBSITE)
    if lacks != "history":
        release(project, "--on", "2026-10-01")
    project.build()
    assert not (project.site / "feed.xml").exists()
    assert not [p for p in project.site.rglob("*.html") if "feed.xml" in p.read_text("utf-8")]


def test_the_same_history_makes_the_same_feed(built: Project, tmp_path: Path) -> None:
    again = with_all(Project.small(tmp_path)).build()
    assert (again.site / "feed.xml").read_bytes() == (built.site / "feed.xml").read_bytes()


def test_long_lists_are_folded_and_capped(project: Project) -> None:
    begun(project)
    listed = "".join(f"- {{id: p{n}, name: Place {n}, sources: [survey]}}\n" for n in range(130))
    project.write("data/partners.yml", listed)
    release(project)
    page = project.build().page("changes")
    assert "<summary>New: 130 partners</summary>" in page
    assert page.count('href="../partners/p') == 100
    assert "<li>30 more</li>" in page


def test_many_releases_fold_the_old_ones(project: Project) -> None:
    days = [f"- {{date: 2026-01-{day:02}, note: Day {day}.}}\n" for day in range(28, 0, -1)]
    project.write("data/history.yml", "".join(days))
    project.write("docs/changes.md", PAGE)
    link(project)
    add(project, "data/site.yml", WEBSITE)
    page = project.build().page("changes")
    assert page.count("<h2") - page.count("Help now</h2") >= 20
    older = page[page.index("Older changes") :]
    assert "January 8, 2026" in older and "January 9, 2026" not in older
    feed = etree.fromstring((project.site / "feed.xml").read_bytes())
    assert len(feed.findall(f"{ATOM}entry")) == 20


def test_nothing_of_staff_is_told(project: Project) -> None:
    begun(project)
    project.write(
        "data/private/partners/bank.yml", "changes: credit-union\nprivate_notes: Canary\n"
    )
    project.write("data/private/partners/hidden.yml", "name: Canary\nsources: [survey]\n")
    assert "Nothing has changed" in release(project)
    add(project, BANK, "hours: Mondays\n")
    release(project)
    for path in ("history.yml", "history-state.txt"):
        written = (project.root / "data" / path).read_text("utf-8")
        assert "private" not in written and "partners/hidden" not in written


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_used_by_everyone(
    scheme: Literal["light", "dark"], built: Project, context: BrowserContext
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    page.emulate_media(color_scheme=scheme)
    for path in ("changes", "partners/job-club"):
        page.goto((built.site / path / "index.html").as_uri())
        assert not barriers(page, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
