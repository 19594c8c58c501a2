"""What can be found: the records of a guide that have a page, and the sections of its pages."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from macros.finder.facets import facets, given, with_broader
from macros.finder.sections import Section
from macros.guide import Guide
from macros.model import CaseStudy, Checked, Location, Part, Partner, Record, Resource, ServiceArea
from macros.pages import shortened
from macros.places import US_STATES
from macros.prose import to_text
from macros.reviews import NEVER, Review
from macros.words import Text

KINDS = (
    "worksheets",
    "checklists",
    "templates",
    "resources",
    "partners",
    "case_studies",
    "glossary",
)
"""In the order in which they are shown: what one can use comes before what one can read."""
SECTION = "pages"
SUMMARY_LIMIT = 200
MARKUP = re.compile(r"[*_`\[<&\\\n]|^\s*([-+#>]|\d+\.) ")


@dataclass(frozen=True)
class Entry:
    """One thing to find; texts are plain, but for `body`, which may be light Markdown."""

    key: str
    kind: str
    address: str
    """Inside the site, without anchor."""
    title: str
    anchor: str = ""
    names: tuple[str, ...] = ()
    """Short forms and other names of its own."""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    publisher: str = ""
    """Who it is from; for a section, its page; for a case study, its place."""
    terms: tuple[str, ...] = ()
    """Ids of what it is about: topics, practices, sectors, its format."""
    audiences: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    review: Review = NEVER
    checkable: bool = False
    """Whether a person can check it against the world."""
    guarded: bool = False
    """Whether it says something which may not be public."""


def entries(guide: Guide, sections: Iterable[Section]) -> list[Entry]:
    """All entries in their standing order; their places in it are their numbers."""
    found = [
        _of_record(guide, record)
        for kind in KINDS
        for record in sorted(guide.records[kind].values(), key=_first_area)
    ]
    return found + [_of_section(guide, section) for section in sections]


def _first_area(record: Record) -> str:
    """Neighbors stand together: in a large directory that makes the data smaller."""
    return next((area.name for area in given(record, "service_areas")), "")


def _of_record(guide: Guide, record: Record) -> Entry:
    tags = dict.fromkeys((*record.tags, *_also(record)))
    return Entry(
        key=record.key,
        kind=record.kind,
        address=record.path,
        title=record.heading,
        names=_names(record),
        keywords=given(record, "keywords"),
        summary=plain(record.blurb),
        publisher=_publisher(guide, record),
        terms=tuple(tags),
        audiences=given(record, "audiences"),
        body=tuple(_texts(record, _said_elsewhere(record))),
        facets=facets(guide, record),
        review=guide.review(record),
        checkable=isinstance(record, Checked),
        guarded=record.key in guide.guarded,
    )


def _of_section(guide: Guide, section: Section) -> Entry:
    topics = tuple(dict.fromkeys(with_broader(guide, section.topics)))
    return Entry(
        key=section.key,
        kind=SECTION,
        address=section.address,
        anchor=section.anchor,
        title=section.title,
        summary=shortened(" ".join(section.text.split()), SUMMARY_LIMIT),
        publisher="" if section.page_title == section.title else section.page_title,
        terms=section.topics,
        body=(section.text,),
        facets={"kind": (SECTION,)} | ({"topic": topics} if topics else {}),
    )


def plain(text: str) -> str:
    """`text` without markup; most texts have none, and Markdown takes its time."""
    return to_text(text) if MARKUP.search(text) else text


def _also(record: Record) -> Iterator[str]:
    yield from given(record, "sectors")
    if isinstance(record, Resource):
        yield record.format


NAMES = ("acronyms", "synonyms", "alternate_titles", "alternate_names")


def _names(record: Record) -> tuple[str, ...]:
    return tuple(name for field in NAMES for name in given(record, field))


def _said_elsewhere(record: Record) -> set[str]:
    return {record.named_by, record.described_by, "publisher", "place", "keywords", *NAMES}


def _publisher(guide: Guide, record: Record) -> str:
    if isinstance(record, CaseStudy):
        return record.place
    if isinstance(record, Partner):
        return "; ".join(area.name for area in record.service_areas)
    if not isinstance(record, Resource):
        return ""
    partner = guide.partners.get(record.partner or "")
    return record.publisher or (partner.name if partner else "")


def _texts(part: Part, without: Collection[str] = ()) -> list[str]:
    """Every text in `part` and in what it holds; a state in words, too."""
    found: list[str] = []
    for name, value in vars(part).items():
        if value and name not in without:
            _add_texts(value, found)
    if isinstance(part, Location | ServiceArea) and part.state_province:
        found.append(US_STATES[part.state_province])
    return found


def _add_texts(value: object, found: list[str]) -> None:
    if isinstance(value, Text):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _add_texts(item, found)
    elif isinstance(value, Part):
        found += _texts(value)
