"""Which documents a guide has, and what the whole guide holds."""

from pathlib import Path

import pytest
from lxml import html
from pypdf import PdfReader

from macros.documents import compiling
from macros.documents.catalog import Document
from macros.documents.compiling import PARTS, Compiler
from macros.documents.excerpts import Excerpt
from macros.guide import Guide
from macros.project import read
from macros.rendering import Renderer
from tests.projects import ROOT, SMALL

found = read(SMALL).guide
assert found
SMALL_GUIDE: Guide = found
RENDERER = Renderer([ROOT / "overrides"])


def page(url: str, title: str, words: str = "") -> Excerpt:
    return Excerpt(url, title, f"<h1>{title}</h1>{words}")


def compiled(*more: Excerpt) -> dict[str, Document]:
    records = [record for kind in PARTS for record in SMALL_GUIDE.records[kind].values()]
    pages = [*more, *(page(record.path, record.heading) for record in records)]
    compiler = Compiler(SMALL_GUIDE, RENDERER, {each.url: each for each in pages})
    return {document.key: document for document in compiler.documents()}


def test_forms_and_chapters_have_documents_of_their_own() -> None:
    documents = compiled(page("chapters/vetting/", "Vetting"), page("about/", "About"))
    assert list(documents) == [
        "checklists/visit",
        "worksheets/town-map",
        "templates/pact",
        "chapters/vetting",
        "guide",
    ]
    assert documents["chapters/vetting"].title == "Vetting"


def test_the_whole_guide_holds_every_part_in_order() -> None:
    documents = compiled(page("sources/", "Sources"), page("chapters/vetting/", "Vetting"))
    root = html.document_fromstring(documents["guide"].html)
    parts = [str(heading.text) for heading in root.xpath("//section[@class='part']/h1")]
    assert parts == ["The guide", *PARTS.values(), "To look things up"]
    titles = [heading.text_content() for heading in root.xpath("//section//h2")]
    assert {"Vetting", "Library Café", "First visit", "Pact", "Town Library"} <= set(titles)


def test_links_of_the_whole_guide_lead_to_places_in_it() -> None:
    words = (
        '<p><a href="../../partners/town-library/">x</a> <a href="#why">y</a> '
        '<a href="../../checklists/visit/#item-signs">w</a></p><p id="why">z</p>'
    )
    root = html.document_fromstring(compiled(page("chapters/a/", "A", words))["guide"].html)
    targets = {link.get("href", "") for link in root.iter("a")}
    anchors = {target.removeprefix("#") for target in targets if target.startswith("#")}
    assert "partners-town-library" in anchors
    assert anchors <= {element.get("id") for element in root.iter()}


def test_each_control_of_the_whole_guide_has_a_name_of_its_own() -> None:
    root = html.document_fromstring(compiled()["guide"].html)
    names = [control.get("name") for control in root.xpath("//input | //textarea")]
    assert len(names) > 10
    assert len(names) == len(set(names))


def test_a_directory_of_thousands_is_left_to_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST", 1)
    whole = compiled(page("chapters/vetting/", "Vetting"))["guide"].html
    assert "The 2 entries of this part are on the site only" in whole
    assert "Town Library" not in whole
    assert "First visit" in whole


def test_bookmarks_of_the_whole_guide_lead_to_every_chapter_and_record(site: Path) -> None:
    guide = read(ROOT).guide
    assert guide
    reader = PdfReader(site / "downloads/guide-letter.pdf")
    titles: set[str] = set()
    waiting = list(reader.outline)
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, list):
            waiting += entry
        else:
            titles.add(" ".join(str(entry.title).split()))
    for kind in PARTS:
        for record in list(guide.records[kind].values())[: compiling.MOST]:
            assert any(title.startswith(record.heading) for title in titles), record.key
