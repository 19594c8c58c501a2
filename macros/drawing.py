"""What pages may call: each public method of `Drawing` is a macro named by what it draws.

A block macro stands alone on its line; an inline macro stands inside a sentence.
"""

from collections.abc import Callable, Mapping, Sequence
from inspect import getmembers, isfunction
from typing import Any, Literal

from macros import fields
from macros.ages import again_days, ages, dated, oldest
from macros.coverage import coverage, covered_partners
from macros.documents.catalog import Download, by_part
from macros.exports.formats import Offers
from macros.finder.entries import Entry
from macros.finder.facets import Dimension
from macros.forms import FORMS, form
from macros.fragments import Fragments
from macros.guide import Guide
from macros.headings import Heading, Headings
from macros.history import telling
from macros.history.feed import RECENT, Feed
from macros.links.marking import unlinked
from macros.lists import Lists, by_kind
from macros.model import (
    CaseStudyId,
    ChecklistId,
    FigureId,
    GlossaryId,
    PartnerId,
    Record,
    RecordKey,
    ResourceId,
    SourceId,
    TemplateId,
    Term,
    TermId,
    Vocabulary,
    WorksheetId,
)
from macros.notes import PageState
from macros.outbound import marked
from macros.pages import Listing, MadePage
from macros.placement import block, described, inline
from macros.rendering import Renderer
from macros.resting import resting

DOWNLOADS, ALL_DOWNLOADS = "<!-- downloads -->", "<!-- all downloads -->"
"""Where they stand on a page; no text of a record can say this, because it is escaped."""
OPEN_DATA = "<!-- open data -->"
Layout = Literal["list", "cards", "table"]
FinderKind = Literal[
    "",
    "worksheets",
    "checklists",
    "templates",
    "resources",
    "partners",
    "case_studies",
    "glossary",
]


def macros() -> Mapping[str, Callable[..., Any]]:
    """The macros by name, as functions of a `Drawing`."""
    return {
        name: method
        for name, method in getmembers(Drawing, isfunction)
        if hasattr(method, "placement")
    }


class Drawing:
    """Draws the records of one guide, page by page."""

    def __init__(self, guide: Guide, renderer: Renderer) -> None:
        self._guide = guide
        self._renderer = renderer
        self._fragments = Fragments(guide, renderer)
        self._block, self._fragment = self._fragments.block, self._fragments.draw
        self._lists = Lists(guide)

    @property
    def _page(self) -> PageState:
        return self._fragments.page

    def start(self, url: str) -> None:
        """Begin the page at `url`: its notes count from 1 again."""
        self._fragments.page = PageState(url)

    def page(self, made: MadePage) -> tuple[str, list[Heading]]:
        """The text of a page as HTML, and its headings; no Markdown is made of it."""
        headings = Headings()
        self._fragments.page = PageState(made.url, headings=headings)
        macro, *ids = made.call
        drawn: str = getattr(self, macro)(*ids)
        return drawn + self.notes(), headings.found

    def notes(self) -> str:
        """What stands at the foot of the page, as Markdown: its notes, and when it was checked."""
        notes, url = self._page.notes.values(), self._page.url
        drawn = self._block("notes", notes=notes) if notes else ""
        if url in self._guide.reviewed_pages:
            drawn += self._block("page_review", review=self._guide.page_review(url))
        return drawn

    def hides(self, key: str) -> bool:
        """Whether the local guide hides the record; upstream's pages may name it all the same."""
        return key in self._guide.hidden

    # --- one record, whole ---

    @block
    def partner(self, id: PartnerId) -> str:
        """One partner with its services and addresses."""
        return self._record("partner", self._guide.partners[id])

    @block
    def resource(self, id: ResourceId) -> str:
        """One resource with its address and what to know first."""
        return self._record("resource", self._guide.resources[id])

    @block
    def case_study(self, id: CaseStudyId) -> str:
        """One case study under its nine headings."""
        return self._record("case_study", self._guide.case_studies[id])

    @block
    def checklist(self, id: ChecklistId) -> str:
        """One checklist, to tick on the screen or on paper."""
        return self._record("checklist", self._guide.checklists[id])

    @block
    def worksheet(self, id: WorksheetId) -> str:
        """One worksheet, to fill in on the screen or on paper."""
        return self._record("worksheet", self._guide.worksheets[id])

    @block
    def template(self, id: TemplateId) -> str:
        """One template: a paper to make one's own."""
        return self._record("template", self._guide.templates[id])

    @block
    def term(self, id: TermId) -> str:
        """One practice, topic or other term with all that carries it."""
        term = self._guide.terms[id]
        listing = Listing.of(self._lists.carriers(id), self._page.url, term.path, term.path)
        found = by_kind(listing.records)
        return self._record("term", term, listing.number, found=found, listing=listing)

    @block
    def glossary_entry(self, id: GlossaryId) -> str:
        """One word of the glossary."""
        return self._record("glossary_entry", self._guide.glossary[id])

    # --- lists ---

    @block
    def partners(self, layout: Layout = "cards") -> str:
        """All partners."""
        return self._records(self._guide.partners, layout, "partners")

    @block
    def resources(self, layout: Layout = "list") -> str:
        """All resources."""
        return self._records(self._guide.resources, layout, "resources")

    @block
    def case_studies(self, layout: Layout = "cards") -> str:
        """All case studies; as a table they can be compared."""
        return self._records(self._guide.case_studies, layout)

    @block
    def checklists(self, layout: Layout = "cards") -> str:
        """All checklists."""
        return self._records(self._guide.checklists, layout)

    @block
    def worksheets(self, layout: Layout = "cards") -> str:
        """All worksheets."""
        return self._records(self._guide.worksheets, layout)

    @block
    def templates(self, layout: Layout = "cards") -> str:
        """All templates."""
        return self._records(self._guide.templates, layout)

    @block
    def terms(self, vocabulary: Vocabulary) -> str:
        """All terms of one vocabulary, with how much of the guide carries each."""
        terms = self._guide.vocabulary(vocabulary)
        roots = [term for term in terms if not term.parent]
        return self._block("terms", roots=roots)

    @block
    def glossary(self) -> str:
        """The whole glossary."""
        return self._block("glossary", entries=self._guide.glossary.values())

    @block
    def sources(self) -> str:
        """All sources, each with the address that the notes point to."""
        sources = self._guide.sources.values()
        return self._block("sources", sources=sources, resting=resting(self._guide))

    @block
    def resources_for(self, term: TermId) -> str:
        """What the guide has for a topic or a practice: up to five of each kind, a link to all."""
        records = self._guide.tagged(term)
        found, total = by_kind(records), len(records)
        return self._block("resources_for", term=self._guide.terms[term], found=found, total=total)

    @block
    def coverage(self) -> str:
        """Which practices the partners and resources of this guide offer, and which none does."""
        groups = coverage(self._guide)
        return self._block(
            "coverage",
            groups=groups,
            row_count=sum(len(group.rows) for group in groups),
            partners=covered_partners(self._guide),
        )

    @block
    def changes(self) -> str:
        """What became of the records, release by release; the feed says the same."""
        releases = telling.told(self._guide)
        return self._block("changes", releases=releases, recent=RECENT)

    @block
    def freshness(self) -> str:
        """How much of this guide a person has checked, and when."""
        found = list(dated(self._guide))
        return self._block(
            "freshness", ages=ages(found), oldest=oldest(found), again_days=again_days(found)
        )

    # --- parts of a page ---

    @block
    def figure(self, id: FigureId) -> str:
        """A figure with its scope, its limits and its sources."""
        return self._block("figure", figure=self._guide.figures[id])

    @block
    def hotlines(self) -> str:
        """The help lines of this guide."""
        return self._block("hotlines", hotlines=self._guide.site.hotlines)

    @block
    def finder(self, kind: FinderKind = "") -> str:
        """The search of this guide, once on a page; with a kind, only records of that kind."""
        if kind and not self._guide.records[kind]:
            return ""
        return self._block("finder", kind=kind)

    @block
    def downloads(self) -> str:
        """All files to print or to fill in, with their sizes."""
        return f"\n\n{ALL_DOWNLOADS}\n\n"

    @block
    def open_data(self) -> str:
        """The records of this guide as files for spreadsheets and programs, with their sizes."""
        return f"\n\n{OPEN_DATA}\n\n"

    @inline
    def exit_site(self) -> str:
        """The name of the site that "Leave now" opens."""
        return self._fragment("exit_site", address=self._guide.site.exit_address)

    @inline
    def cite(self, id: SourceId, at: str = "") -> str:
        """A numbered note; the note itself goes to the foot of the page."""
        return str(self._fragments.cite(id, at))

    @inline
    def define(self, id: GlossaryId, words: str = "") -> str:
        """A word of the glossary, explained where the page first uses it."""
        first = id not in self._page.defined
        self._page.defined.add(id)
        if hidden := self._guide.hidden.get(f"glossary/{id}"):
            return self._fragment("plain", words=words or hidden.heading)
        entry = self._guide.glossary[id]
        return self._fragment("define", entry=entry, words=words or entry.heading, first=first)

    @inline
    def link(self, key: RecordKey, words: str = "") -> str:
        """A link to a record, `KIND/ID`."""
        if hidden := self._guide.hidden.get(key):
            return self._fragment("plain", words=words or hidden.heading)
        record = self._guide.find(key)
        return self._fragment("link", record=record, words=words)

    # --- what the finder fetches ---

    def finder_rest(self, dimensions: Sequence[Dimension]) -> str:
        """What stands below the finder's box, with addresses from the start of the site."""
        self.start("")
        hotlines = self._guide.site.hotlines
        return self.outbound(
            self._fragment("finder_rest", dimensions=dimensions, hotlines=hotlines)
        )

    def finding(self, entry: Entry) -> str:
        """What an entry says where it is found, with addresses from the start of the site."""
        self.start("")
        record = self._guide.find(entry.key)
        return self.outbound(self._fragment("finding", entry=entry, record=record, whole=True))

    def outbound(self, html: str) -> str:
        """`html` with a mark on each link to another site, and no link to what is gone."""
        known = unlinked(html, self._guide.gone, self._renderer.gone)
        return marked(known, self._fragment("outbound"))

    def feed(self, site: str) -> Feed:
        """What became of the records, for programs that ask; `site` is the guide's address."""
        self.start("")
        return Feed.of(self._guide, site, self._fragment)

    # --- what can be fetched, known when all pages are written ---

    def downloads_box(self, url: str, found: Sequence[Download]) -> str:
        """Print, fill in or fetch what stands on the page at `url`."""
        self.start(url)
        fillable = url.split("/")[0] in FORMS
        return self._fragment("downloads_box", found=found, fillable=fillable)

    def all_downloads(self, url: str, downloads: Mapping[str, Sequence[Download]]) -> str:
        """Everything that can be fetched, by kind, on the page at `url`."""
        self.start(url)
        return self._fragment("all_downloads", parts=by_part(downloads))

    def open_data_list(self, url: str, offers: Offers) -> str:
        """What others may take of the data, on the page at `url`."""
        self.start(url)
        return self._fragment("open_data", offers=offers, terms=self._guide.site.data_license)

    # --- for those who keep the data ---

    @block
    def fields(self) -> str:
        """Every field of every kind of record, from the model."""
        return self._block("fields", parts=fields.described_parts())

    @block
    def what_is_local(self) -> str:
        """What a local guide adds, changes and hides; the staff edition alone knows it."""
        return self._block("what_is_local", local=self._guide.local)

    @block
    def page_macros(self) -> str:
        """The macros that a page may call."""
        called = [described(name, macro) for name, macro in macros().items()]
        return self._block("page_macros", macros=called)

    # --- how it is drawn ---

    def _record(self, fragment: str, record: Record, number: int = 1, **context: Any) -> str:
        """On its own page with trail, related records and sources; elsewhere as a part."""
        whole = self._page.url == record.path + f"{number}/" * (number > 1)
        # What belongs to a term is what it lists.
        related = self._guide.related(record) if whole and record.kind != Term.kind else ()
        if record.kind in FORMS:
            context["form"] = form(record, self._guide)
        return self._block(fragment, record=record, related=related, whole=whole, **context)

    def _records(self, records: Mapping[str, Record], layout: Layout, kind: str = "") -> str:
        if not kind:
            return self._block(f"records_{layout}", records=[*records.values()], listing=None)
        ordered = self._lists.of_kind(kind)
        listing = Listing.of(ordered, self._page.url, f"{kind}/", f"{kind}/page/")
        return self._block(f"records_{layout}", records=listing.records, listing=listing)
