"""What a site says of addresses that are gone: words and a way on, and no link to them."""

import re
from html import unescape

import pytest

from macros.documents.compiling import Compiler
from macros.documents.excerpts import Excerpt
from macros.drawing import Drawing
from macros.editions import Edition
from macros.exits import WEATHER
from macros.links import files
from macros.links.marking import unlinked
from macros.project import read
from macros.rendering import Renderer
from tests.links.looks import gone
from tests.projects import ROOT, Project
from tests.test_serve import serving
from tests.websites import Document, pages

COPY = "https://web.archive.org/web/2024/http://maps.example.org/"
LIBRARY = "https://library.example.org/"
GONE = {
    "http://maps.example.org/": COPY,
    LIBRARY: None,
    f"{LIBRARY}hours": None,
    f"{LIBRARY}classes": None,
    "https://press.example.org/notes": None,
    "https://example.org/": None,
    "https://prose.example.org/?a=1&b=2": None,
    WEATHER: None,
}
MARK = "(this address is gone)"
PAGE = """\
# Links

[Prose](https://prose.example.org/?a=1&b=2) and [other](https://other.example.org/).

{{ partner("town-library") }}

{{ hotlines() }}
"""


def mark_gone(project: Project) -> Project:
    statuses = [gone(address, copy) for address, copy in GONE.items()]
    files.write(project.root / "data" / files.LINKS, statuses)
    return project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project.small(tmp_path_factory.mktemp("gone"))
    project.write("docs/links.md", PAGE)
    return mark_gone(project).build()


def words(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def test_no_page_leads_to_what_is_gone_but_the_way_out(built: Project) -> None:
    assert len(pages(built.site)) > 20
    leads = {(one.attributes.get("href"), "data-exit" in one.attributes)
             for path in pages(built.site) for one in Document.of(path).all("a")}  # fmt: skip
    assert {href for href, _ in leads} & {*GONE} == {WEATHER}
    assert (WEATHER, True) in leads
    assert (WEATHER, False) not in leads


def test_the_finder_leads_to_nothing_that_is_gone(built: Project) -> None:
    scripts = [path.read_text("utf-8") for path in (built.site / "finder").rglob("*.js")]
    assert scripts
    assert not [text for text in scripts if 'href=\\"' + LIBRARY in text]
    assert [text for text in scripts if "Address gone." in text]


def test_a_record_offers_its_title_and_a_copy(built: Project) -> None:
    page = built.page("resources/mapping-guide")
    said = words(page)
    assert "Address gone. maps.example.org did not lead to it when we last looked" in said
    assert "on November 22, 2026. Search the web for the title: Mapping Guide" in said
    assert '<code class="copy">Mapping Guide</code>' in page
    assert COPY in {one.attributes.get("href") for one in Document.read(page).all("a")}


def test_services_further_links_sources_and_prose_are_marked(built: Project) -> None:
    page = built.page("links")
    said = words(page)
    assert "library.example.org/classes (this address is gone)" in said
    assert "Prose (this address is gone) and other (another site)" in said
    assert 'href="https://other.example.org/"' in page
    assert "Address gone." in words(built.page("sources"))
    assert "(this address is gone)" in words(built.page("partners/town-library"))
    assert "the library (this address is gone)" in words(built.page("resources/mapping-guide"))


def test_a_help_line_keeps_its_number_and_says_nothing_of_the_address(built: Project) -> None:
    page = built.page("links")
    for place in (page.partition("<main")[2].partition("</main>")[0], page.partition("<footer")[2]):
        line = words(place.partition("Text line")[2].partition("</li>")[0])
        assert "1-888-373-7888" in line and "24 hours a day" in line
        assert "example.org" not in line and "gone" not in line


def test_a_list_says_so_in_short(built: Project) -> None:
    assert "· address gone" in words(built.page("resources"))


def test_a_worksheet_that_names_who_fills_a_gap_says_so(built: Project) -> None:
    said = words(built.page("worksheets/town-map"))
    assert "Town Library Example County address gone 1-202-555-0145" in said


def test_without_results_nothing_changes(project: Project) -> None:
    before = project.build().page("partners/town-library")
    files.write(project.root / "data" / files.LINKS, [])
    assert project.build().page("partners/town-library") == before
    assert f'href="{LIBRARY}"' in before


PAGES = ("partners/town-library", "resources/mapping-guide", "resources", "links", "sources")
"""Of a record, of a list, and written by hand."""


def test_pages_follow_the_results_alone_in_a_build_and_back(project: Project) -> None:
    project.write("docs/links.md", PAGE)
    project.build()
    before = {page: project.page(page) for page in PAGES}
    mark_gone(project).build()
    assert all(
        "address gone" in words(project.page(page)).lower() or MARK in project.page(page)
        for page in PAGES
    )
    assert all(f'href="{LIBRARY}"' not in project.page(page) for page in PAGES)
    (project.root / "data" / files.LINKS).unlink()
    project.build()
    assert {page: project.page(page) for page in PAGES} == before


def test_what_is_gone_is_part_of_what_a_guide_is_made_of(project: Project) -> None:
    before = read(project.root).guide
    after = read(mark_gone(project).root).guide
    assert before
    assert after
    assert before.fingerprint != after.fingerprint


def test_pages_follow_the_results_alone_while_serving(project: Project) -> None:
    project.write("docs/links.md", PAGE)
    with serving(project) as served:
        served.until(lambda page: f'href="{LIBRARY}"' in page, "partners/town-library/")
        served.until(lambda page: "prose.example.org" in page, "links/")
        mark_gone(project)
        served.until(lambda page: MARK in page, "partners/town-library/")
        served.until(lambda page: "Prose <strong" in page, "links/")
        (project.root / "data" / files.LINKS).unlink()
        served.until(lambda page: MARK not in page, "partners/town-library/")
        served.until(lambda page: MARK not in page, "links/")


def test_documents_lead_to_nothing_that_is_gone(project: Project) -> None:
    guide = read(mark_gone(project).root).guide
    assert guide
    renderer = Renderer([ROOT / "overrides"])
    link = f'<p>See <a href="{LIBRARY}">the library</a>.</p>'
    named = [page for kind in guide.records for page in guide.records[kind].values()]
    chapter = Excerpt("chapters/vetting/", "Vetting", link)
    shown = {page.path: Excerpt(page.path, page.heading, link) for page in named}
    compiler = Compiler(guide, renderer, {chapter.url: chapter, **shown})
    documents = {document.key: document.html for document in compiler.documents()}
    for key in ("chapters/vetting", "guide"):
        assert "the library (this address is gone)" in words(documents[key])
        assert LIBRARY not in documents[key]
        assert "(this address is gone) (this" not in words(documents[key])


def test_a_staff_edition_sends_nobody_to_search_for_what_is_private(project: Project) -> None:
    project.write(
        "data/private/resources/mapping-guide.yml",
        "changes: mapping-guide\nprivate_notes: Ask Kim.\n",
    )
    guide = read(mark_gone(project).root, edition=Edition.STAFF).guide
    assert guide
    drawn = Drawing(guide, Renderer([ROOT / "overrides"])).resource("mapping-guide")
    assert "Address gone." in drawn
    assert "Search the web" not in drawn


def test_what_cannot_be_read_is_told_by_the_check_and_stops_no_build(project: Project) -> None:
    (project.root / "data" / files.LINKS).write_text("gone:\n- {address: 7}\n")
    done = project.run("macros.cli", "check")
    assert done.returncode == 0
    assert "data/link-status.yml:2:3: this note on addresses cannot be read" in done.stdout
    assert "Address gone" not in project.build().page("resources/mapping-guide")


def test_a_folder_in_the_place_of_the_results_is_told(project: Project) -> None:
    (project.root / "data" / files.LINKS).mkdir()
    done = project.run("macros.cli", "check")
    assert (done.returncode, "data/link-status.yml:1:1: is a folder" in done.stderr) == (1, True)


# --- single links ---


def drawn(html: str) -> str:
    return unlinked(html, {LIBRARY: gone(LIBRARY)}, lambda words, status: f"[{words}]")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (f'<a href="{LIBRARY}">It</a>', "[It]"),
        (f"<A class=x HREF='{LIBRARY}' rel=n>It</A >", "[It]"),
        (f'<a\nhref="{LIBRARY}"><b>It</b>\n</a><a id="b">b</a>', '[<b>It</b>\n]<a id="b">b</a>'),
        ('<a href="https:&#47;/library.example.org/">It</a>', "[It]"),
    ],
)  # fmt: skip
def test_a_link_to_what_is_gone_becomes_words(html: str, shown: str) -> None:
    assert drawn(html) == shown


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="{LIBRARY}" data-exit>Leave now</a>',
        f'<a href="{LIBRARY}b">It</a>',
        f'<a data-href="{LIBRARY}" href="/">It</a>',
        f'<link href="{LIBRARY}"><abbr title="{LIBRARY}">It</abbr>',
        f'<a id="{LIBRARY}">It</a>',
    ],
)
def test_all_other_links_stay(html: str) -> None:
    assert drawn(html) == html
