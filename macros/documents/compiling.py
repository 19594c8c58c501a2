"""Compiles documents: forms from records, chapters from pages, and the whole guide from both."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from markupsafe import Markup

from macros.documents.catalog import WHOLE_GUIDE, Document
from macros.documents.excerpts import Excerpt, Links, anchor_in, body, inner_body, settled
from macros.forms import FORMS, form
from macros.guide import Guide
from macros.links.marking import unlinked
from macros.model import Record
from macros.rendering import Renderer

CHAPTERS = "chapters/"
"""Hand-written pages below this address are chapters."""
APPENDICES = ("glossary/", "sources/")
PARTS = {
    "case_studies": "Case studies",
    "checklists": "Checklists",
    "worksheets": "Worksheets",
    "templates": "Templates",
    "partners": "Partners",
    "resources": "Resources",
}
MOST = 250
"""Records of a kind in the whole guide: a directory is no book, and each takes 2 MB of memory."""


@dataclass(frozen=True)
class Section:
    """A chapter, or one record in a part of the guide."""

    id: str
    title: str
    html: Markup
    kind: str = ""


@dataclass(frozen=True)
class Part:
    """What stands together in the whole guide; `left_out` says how many records it leaves out."""

    id: str
    title: str
    sections: Sequence[Section]
    left_out: int = 0


class Compiler:
    """Compiles the documents of one guide from `pages`, by their address, in the nav's order."""

    def __init__(self, guide: Guide, renderer: Renderer, pages: Mapping[str, Excerpt]) -> None:
        self._guide = guide
        self._renderer = renderer
        self._pages = pages
        website = guide.site.website
        self._site = website.rstrip("/") + "/" if website else ""
        self._forms = {record.key: self._form(record) for record in self._records(*FORMS)}

    def documents(self) -> Iterator[Document]:
        yield from self._forms.values()
        for page in self._chapters():
            yield self._chapter(page)
        yield self._whole_guide()

    def _records(self, *kinds: str) -> Iterator[Record]:
        for kind in kinds:
            yield from self._guide.records[kind].values()

    def _form(self, record: Record) -> Document:
        filled = form(record, self._guide)
        name = FORM_DOCUMENTS[record.kind]
        return Document(record.key, record.heading, self._draw(name, record=record, form=filled))

    def _chapters(self) -> list[Excerpt]:
        return [page for url, page in self._pages.items() if url.startswith(CHAPTERS)]

    def _chapter(self, page: Excerpt) -> Document:
        inside = Links(frozenset({page.url}), self._site)
        html = self._draw("chapter", title=page.title, content=_markup(body(page, inside)))
        return Document(unquote(page.url.rstrip("/")), page.title, html)

    def _whole_guide(self) -> Document:
        title = self._guide.site.name
        html = settled(self._draw("guide", title=title, parts=self._parts()))
        return Document(WHOLE_GUIDE, title, html, fillable=False)

    def _parts(self) -> list[Part]:
        links = Links(frozenset(self._inside()), self._site)
        chapters = [self._excerpted(page, links, 1) for page in self._chapters()]
        appendices = [
            self._excerpted(self._pages[url], links, 1) for url in APPENDICES if url in self._pages
        ]
        found = [Part("chapters", "The guide", chapters)]
        found += [self._part(kind, title, links) for kind, title in PARTS.items()]
        found.append(Part("appendices", "To look things up", appendices))
        return [part for part in found if part.sections or part.left_out]

    def _part(self, kind: str, title: str, links: Links) -> Part:
        records = list(self._records(kind))
        if len(records) > MOST:
            return Part(kind, title, (), len(records))
        return Part(kind, title, [self._section(record, links) for record in records])

    def _section(self, record: Record, links: Links) -> Section:
        if document := self._forms.get(record.key):
            html = inner_body(document.html, record.key, 1)
            return Section(anchor_in(record.path, ""), record.heading, _markup(html), record.kind)
        return self._excerpted(self._pages[record.path], links, 1, record.kind)

    def _excerpted(self, page: Excerpt, links: Links, deeper: int, kind: str = "") -> Section:
        html = _markup(body(page, links, deeper))
        return Section(anchor_in(page.url, ""), page.title, html, kind)

    def _inside(self) -> Iterator[str]:
        yield from (page.url for page in self._chapters())
        yield from (url for url in APPENDICES if url in self._pages)
        for kind in PARTS:
            if len(self._guide.records[kind]) <= MOST:
                yield from (record.path for record in self._records(kind))

    def _draw(self, name: str, **context: object) -> str:
        guide = self._guide
        html = self._renderer.document(name, guide=guide, site=guide.site, **context)
        return unlinked(html, guide.gone, self._renderer.gone)


FORM_DOCUMENTS = {"checklists": "checklist", "worksheets": "worksheet", "templates": "template"}


def _markup(html: str) -> Markup:
    """A page's HTML, or a document's: templates have drawn both."""
    return Markup(html)  # noqa: S704
