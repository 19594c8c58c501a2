"""Macros: their addresses, their numbered notes, and what they say only once."""

from dataclasses import replace
from inspect import getmembers, isfunction
from typing import Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement, fragment_fromstring

from macros.drawing import Drawing, Layout, macros
from macros.finder.entries import entries
from macros.guide import Guide
from macros.loading import load
from macros.model import Service
from macros.placement import placement
from macros.rendering import Renderer
from macros.values import ANY_KIND
from tests.projects import ROOT, SMALL

BASE = "https://guide.example.org/county/"
PAGES = ["", "about/", "start/roles/", "partners/town-library/", "sources/", "a/b/c/d/"]
RENDERER = Renderer([ROOT / "overrides"])

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "home")


@pytest.fixture(scope="module")
def guide() -> Guide:
    loaded = load(SMALL / "data", SMALL)
    assert loaded.site
    return Guide.of(loaded.site, loaded.entries)


@pytest.fixture
def drawing(guide: Guide) -> Drawing:
    return Drawing(guide, RENDERER)


def parsed(html: str) -> HtmlElement:
    return fragment_fromstring(html, create_parent=True)


def hrefs(html: str) -> list[str]:
    return list(parsed(html).xpath(".//a/@href"))


def numbers(*calls: str) -> list[str]:
    return [parsed(call).xpath("string(.//a/text())") for call in calls]


# --- addresses ---


@each_page
@pytest.mark.parametrize("key", ["partners/town-library", "terms/mapping", "glossary/mou"])
def test_a_link_leads_to_its_record_from_everywhere(drawing: Drawing, page: str, key: str) -> None:
    drawing.start(page)
    (href,) = hrefs(drawing.link(key))
    assert urljoin(BASE + page, href) == f"{BASE}{key}/"


def test_a_record_on_its_own_page_shows_the_way_home(drawing: Drawing) -> None:
    drawing.start("partners/town-library/")
    home, partners, *_ = hrefs(drawing.partner("town-library"))
    here = f"{BASE}partners/town-library/"
    assert (urljoin(here, home), urljoin(here, partners)) == (BASE, f"{BASE}partners/")


@pytest.fixture
def repeating(guide: Guide) -> Guide:
    """Directories give each of dozens of services the description of the organization."""
    library = guide.partners["town-library"]
    said = [library.description, "Lends.", "Lends.", library.description, None, "Lends."]
    services = [{"name": f"S{n}", "description": words} for n, words in enumerate(said)]
    told = {"services": tuple(map(Service.model_validate, services))}
    partners = guide.partners | {"town-library": library.model_copy(update=told)}
    return replace(guide, records=guide.records | {"partners": partners})


def told_by(html: str) -> list[str]:
    services = parsed(html).xpath(".//*[@class='service']")
    return ["".join(service.xpath("./p//text()")) for service in services]


def test_services_do_not_repeat_what_was_just_said(repeating: Guide) -> None:
    drawing = Drawing(repeating, RENDERER)
    drawing.start("partners/town-library/")
    (entry,) = (one for one in entries(repeating, ()) if one.key == "partners/town-library")
    for html in (drawing.partner("town-library"), drawing.finding(entry)):
        assert told_by(html) == ["", "Lends.", "", "", "", "Lends."]
        assert html.count("Lends books and") == 1


def test_a_record_on_another_page_is_a_part_of_it(drawing: Drawing) -> None:
    drawing.start("chapters/vetting/")
    drawn = drawing.partner("town-library")
    assert "## Town Library" in drawn
    assert [part for part in ("<h1", 'class="trail"', "## Related") if part in drawn] == []


@each_page
def test_a_note_leads_to_its_source_from_everywhere(drawing: Drawing, page: str) -> None:
    drawing.start(page)
    drawing.cite("survey")
    source, _ = hrefs(drawing.notes())
    assert urljoin(BASE + page, source) == f"{BASE}sources/#source-survey"


@pytest.mark.parametrize(
    ("page", "href"),
    [
        ("", "partners/town-library/"),
        ("about/", "../partners/town-library/"),
        ("partners/", "town-library/"),
        ("partners/town-library/", "./"),
        ("terms/mapping/", "../../partners/town-library/"),
    ],
)
def test_an_address_works_below_any_folder_and_from_a_disk(
    drawing: Drawing, page: str, href: str
) -> None:
    drawing.start(page)
    assert hrefs(drawing.link("partners/town-library")) == [href]


def test_a_link_is_named_by_its_record_or_by_words(drawing: Drawing) -> None:
    assert parsed(drawing.link("resources/lost-guide")).text_content() == "Lost & Found Guide"
    assert parsed(drawing.link("terms/mapping", "the *map*")).text_content() == "the *map*"


# --- notes ---


def test_notes_are_numbered_in_the_order_of_their_use(drawing: Drawing) -> None:
    calls = [drawing.cite("survey"), drawing.cite("field-notes"), drawing.cite("survey", "page 2")]
    assert numbers(*calls) == ["1", "2", "3"]


def test_the_same_place_of_a_source_keeps_its_number(drawing: Drawing) -> None:
    calls = [
        drawing.cite("field-notes", "page 1"),
        drawing.cite("survey"),
        drawing.cite("field-notes", "page 1"),
        drawing.cite("survey", ""),
    ]
    assert numbers(*calls) == ["1", "2", "1", "2"]


def test_records_and_pages_share_their_notes(drawing: Drawing) -> None:
    drawing.cite("survey")
    study = parsed(drawing.case_study("library-cafe"))
    assert study.xpath("//sup/a/text()") == ["2", "1", "2"]


def test_each_use_of_a_note_has_an_address_to_come_back_to(drawing: Drawing) -> None:
    calls = [drawing.cite("survey"), drawing.cite("field-notes"), drawing.cite("survey")]
    anchors = [anchor for call in calls for anchor in parsed(call).xpath(".//a/@id")]
    notes = parsed(drawing.notes())
    back = notes.xpath(".//a[@class='back']/@href")
    assert anchors == ["cite-1-1", "cite-2-1", "cite-1-2"]
    assert sorted(back) == sorted(f"#{anchor}" for anchor in anchors)
    assert notes.xpath(".//li/@id") == ["note-1", "note-2"]


def test_a_note_says_the_source_and_the_place(drawing: Drawing) -> None:
    drawing.cite("field-notes", "page 1")
    note = " ".join(parsed(drawing.notes()).find(".//li").text_content().split())
    assert note.startswith("Field Notes, Town Press, 2020: page 1.")


def test_a_page_that_cites_nothing_has_no_notes(drawing: Drawing) -> None:
    drawing.link("partners/town-library")
    assert drawing.notes() == ""


def test_each_page_counts_from_one(drawing: Drawing) -> None:
    drawing.cite("survey")
    drawing.start("about/")
    assert drawing.notes() == ""
    assert numbers(drawing.cite("field-notes")) == ["1"]


# --- definitions ---


def test_a_word_is_explained_only_the_first_time(drawing: Drawing) -> None:
    first, second = drawing.define("mou", "MOU"), drawing.define("mou")
    (explained,) = parsed(first).iter("abbr")
    assert explained.get("title") == "A written agreement between partners."
    assert explained.text_content() == "MOU"
    assert (parsed(second).text_content(), hrefs(second)) == ("Memorandum of understanding", [])


def test_another_word_is_explained_too(drawing: Drawing) -> None:
    drawing.define("mou")
    assert hrefs(drawing.define("in-kind"))


def test_each_page_explains_anew(drawing: Drawing) -> None:
    drawing.define("mou")
    drawing.start("about/")
    assert hrefs(drawing.define("mou")) == ["../glossary/mou/"]


# --- the way out ---


def test_a_page_can_name_the_site_that_leaving_opens(guide: Guide) -> None:
    site = guide.site.model_copy(update={"exit_address": "https://news.example.org/"})
    drawing = Drawing(replace(guide, site=site), RENDERER)
    assert drawing.exit_site() == "news.example.org"


# --- what is drawn once ---


def drawn_on(drawing: Drawing, page: str) -> str:
    drawing.start(page)
    records = drawing.partner("town-library"), drawing.resource("mapping-guide")
    study = drawing.case_study("library-cafe"), drawing.term("mapping")
    return "".join((*records, *study, drawing.worksheet("town-map"), drawing.notes()))


def test_nothing_of_one_page_stands_on_another(guide: Guide) -> None:
    pages = [*PAGES, "resources/mapping-guide/", "terms/mapping/", "worksheets/town-map/", "about/"]
    alone = [drawn_on(Drawing(guide, RENDERER), page) for page in pages]
    drawing = Drawing(guide, RENDERER)
    assert [drawn_on(drawing, page) for page in pages] == alone
    assert len(set(alone)) == len(pages) - 1


def test_nothing_of_one_guide_stands_in_another(guide: Guide) -> None:
    """They share their templates."""
    terms = {id: term.model_copy(update={"label": "Other"}) for id, term in guide.terms.items()}
    other = Drawing(replace(guide, records={**guide.records, "terms": terms}), RENDERER)
    drawing = Drawing(guide, RENDERER)
    tags = [
        parsed(each.resource("mapping-guide")).xpath("string(.//a[@class='tag'])")
        for each in (drawing, other, drawing)
    ]
    assert tags[0] == tags[2] != tags[1] == "Other"


# --- the macros ---


def test_each_public_method_is_a_macro_but_those_that_the_edge_calls() -> None:
    public = {name for name, _ in getmembers(Drawing, isfunction) if not name.startswith("_")}
    assert public - set(macros()) == {
        "all_downloads",
        "downloads_box",
        "feed",
        "finder_rest",
        "finding",
        "hides",
        "notes",
        "open_data_list",
        "outbound",
        "page",
        "start",
    }


@pytest.mark.parametrize("name", macros())
def test_a_macro_says_what_it_draws_and_where_it_stands(name: str) -> None:
    assert placement(macros()[name]) in ("block", "inline")
    assert (macros()[name].__doc__ or "").endswith(".")


@pytest.mark.parametrize("name", macros())
def test_a_macro_takes_words_only(name: str) -> None:
    hints = get_type_hints(macros()[name])
    assert hints.pop("return") is str
    assert all(hint is str or set(map(type, get_args(hint))) == {str} for hint in hints.values())


def called(drawing: Drawing, guide: Guide, name: str) -> str:
    """What the macro draws for the first record, or the first word, that it can be given."""
    hints = get_type_hints(macros()[name], include_extras=True)
    given = {key: sample(guide, hint) for key, hint in hints.items() if hint is not str}
    return str(getattr(drawing, name)(**given))


def sample(guide: Guide, hint: Any) -> str:
    if get_origin(hint) is Literal:
        return str(get_args(hint)[0])
    _, ref = get_args(hint)
    return "terms/mapping" if ref.kind == ANY_KIND else next(iter(guide.records[ref.kind]))


@pytest.mark.parametrize("name", [name for name, m in macros().items() if placement(m) == "block"])
def test_a_block_keeps_apart_from_the_text_around_it(
    drawing: Drawing, guide: Guide, name: str
) -> None:
    drawn = called(drawing, guide, name)
    assert drawn.startswith("\n\n") and drawn.endswith("\n\n")
    assert drawn.strip()


@pytest.mark.parametrize("name", [name for name, m in macros().items() if placement(m) == "inline"])
def test_an_inline_macro_draws_one_line(drawing: Drawing, guide: Guide, name: str) -> None:
    drawn = called(drawing, guide, name)
    assert drawn == drawn.strip() != ""
    assert "\n" not in drawn


@pytest.mark.parametrize("layout", get_args(Layout))
@pytest.mark.parametrize(
    "name", ["partners", "resources", "case_studies", "checklists", "worksheets"]
)
def test_a_list_names_every_record(
    drawing: Drawing, guide: Guide, name: str, layout: Layout
) -> None:
    links = parsed(getattr(drawing, name)(layout)).xpath(".//a/text()")
    assert sorted(links) == sorted(record.heading for record in guide.records[name].values())


def test_resources_without_an_address_come_last(drawing: Drawing) -> None:
    links = parsed(drawing.resources("list")).xpath(".//a/text()")
    assert links == ["Mapping Guide", "Lost & Found Guide"]


def test_a_term_counts_as_many_records_as_it_lists(drawing: Drawing, guide: Guide) -> None:
    """A figure carries the term too, but has no page to lead to."""
    assert "figures" in {mention.record.kind for mention in guide.mentions["terms/mapping"]}
    listed = parsed(drawing.term("mapping")).xpath(".//ul[@class='records']/li")
    row = parsed(drawing.terms("topics")).xpath(".//li[a='Mapping']/span/text()")
    assert row == [str(len(listed))]


def test_the_page_of_macros_lists_them_all(drawing: Drawing) -> None:
    calls = parsed(drawing.page_macros()).xpath(".//th[@scope='row']/code/text()")
    assert [call.partition("(")[0] for call in calls] == list(macros())
    assert "define(id, words=…)" in calls
