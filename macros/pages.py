"""Which pages the data makes, and what each shows: one macro call and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.editions import LOCAL
from macros.guide import PAGED, Guide
from macros.model import Record, Term
from macros.prose import to_text

MACROS = {
    "resources": "resource",
    "partners": "partner",
    "case_studies": "case_study",
    "checklists": "checklist",
    "worksheets": "worksheet",
    "templates": "template",
    "terms": "term",
    "glossary": "glossary_entry",
}
TITLE_TAILS = {"case_studies": ": case study", "glossary": ": glossary"}
DESCRIPTION_LIMIT = 155
PER_PAGE = 100
"""Records in a list, before it goes on on another page."""
LISTED = {"resources": "Resources", "partners": "Partners"}
"""The kinds that may be thousands; their lists go on below `KIND/page/`."""
SHELLED = (*LISTED, Term.kind)
"""The kinds whose pages share a shell: a term has a page for each hundred records, too."""


@dataclass(frozen=True)
class GeneratedPage:
    """A page that stands for one record; `path` is relative to the folder of pages."""

    record: Record
    data_file: str
    number: int = 1
    """Which part of a list that fills several pages."""

    @property
    def kind(self) -> str:
        return self.record.kind

    @property
    def path(self) -> str:
        if self.number > 1:
            return f"{self.record.path}{self.number}.md"
        return page_path(self.record.kind, self.record.id)

    @property
    def url(self) -> str:
        return address(self.path)

    @property
    def call(self) -> tuple[str, ...]:
        return (MACROS[self.record.kind], self.record.id)

    @property
    def title(self) -> str:
        """The heading; where several kinds share one, as an agency and its story, the kind too."""
        tail = TITLE_TAILS.get(self.record.kind, "")
        return numbered(f"{self.record.heading}{tail}", self.number)

    @property
    def description(self) -> str:
        return shortened(to_text(self.record.blurb) or self.title)


@dataclass(frozen=True)
class ListPage:
    """A further page of the list of all records of a kind."""

    kind: str
    number: int

    @property
    def path(self) -> str:
        return f"{self.kind}/page/{self.number}.md"

    @property
    def data_file(self) -> str:
        return f"data/{self.kind}"

    @property
    def url(self) -> str:
        return address(self.path)

    @property
    def call(self) -> tuple[str, ...]:
        return (self.kind,)

    @property
    def title(self) -> str:
        return numbered(LISTED[self.kind], self.number)

    @property
    def description(self) -> str:
        return self.title


@dataclass(frozen=True)
class LocalPage:
    """The page for staff on what a local guide has of its own."""

    path = "what-is-local.md"
    url = "what-is-local/"
    data_file = f"data/{LOCAL}"
    call = ("what_is_local",)
    kind = ""
    title = "What is local"
    description = "What this guide adds, changes and hides, and what is new where it differs."


MadePage = GeneratedPage | ListPage | LocalPage


def markdown(page: MadePage) -> str:
    """One macro call; an id is kebab-case, so nothing in it can end the string or the call."""
    macro, *ids = page.call
    arguments = ", ".join(f'"{id}"' for id in ids)
    return f"{{{{ {macro}({arguments}) }}}}\n"


def address(path: str) -> str:
    """Where the page made of the file at `path` stands inside the site."""
    return path.removesuffix(".md") + "/"


def is_shelled(page: MadePage) -> bool:
    """Whether the page is one of many that share a shell."""
    return page.kind in SHELLED


@dataclass(frozen=True)
class Listing:
    """The records of one page of a list; `start` is the address below which it goes on."""

    records: Sequence[Record]
    number: int
    count: int
    first: str
    start: str
    starts: Sequence[Record]
    """The first record of each page."""

    @classmethod
    def of(cls, records: Sequence[Record], url: str, first: str, start: str) -> "Listing":
        """The part of `records` that belongs on the page at `url`; the first on any other page."""
        tail = url.removeprefix(start).rstrip("/") if url.startswith(start) else ""
        number = int(tail) if tail.isdecimal() else 1
        shown = records[(number - 1) * PER_PAGE : number * PER_PAGE]
        return cls(shown, number, page_count(len(records)), first, start, records[::PER_PAGE])

    def path(self, number: int) -> str:
        return f"{self.start}{number}/" if number > 1 else self.first


def page_count(records: int) -> int:
    return max(1, -(-records // PER_PAGE))


def numbered(title: str, number: int) -> str:
    return f"{title}, page {number}" if number > 1 else title


def page_path(kind: str, id: str) -> str:
    return f"{kind}/{id}.md"


def pages(guide: Guide) -> Iterator[MadePage]:
    for kind in PAGED:
        for record in guide.records[kind].values():
            yield from _of_record(record, guide)
    for kind in LISTED:
        yield from _of_list(kind, guide)
    if guide.local:
        yield LocalPage()


def page_at(path: str, guide: Guide) -> MadePage | None:
    """The page that the data makes at `path`, if it makes one."""
    kind, _, rest = path.removesuffix(".md").partition("/")
    near: list[MadePage] = [LocalPage()] if guide.local else []
    if kind in PAGED and (record := guide.records[kind].get(rest.partition("/")[0])):
        near += _of_record(record, guide)
    if kind in LISTED:
        near += _of_list(kind, guide)
    return next((page for page in near if page.path == path), None)


def _of_record(record: Record, guide: Guide) -> Iterator[GeneratedPage]:
    count = page_count(len(guide.tagged(record.id))) if record.kind == Term.kind else 1
    for number in range(1, count + 1):
        yield GeneratedPage(record, guide.files[record.key], number)


def _of_list(kind: str, guide: Guide) -> Iterator[ListPage]:
    for number in range(2, page_count(len(guide.records[kind])) + 1):
        yield ListPage(kind, number)


def shortened(words: str, limit: int = DESCRIPTION_LIMIT) -> str:
    """`words`, cut after a whole word where they are longer than `limit`."""
    if len(words) <= limit:
        return words
    return words[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + "…"
