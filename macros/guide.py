"""Guide: all records of one build and the look-ups that pages need."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar

from macros.differences import Differences
from macros.editions import PRIVATE, Edition
from macros.fingerprints import fingerprint
from macros.history.releases import Release
from macros.links.states import Statuses
from macros.loading import Entry, Mention
from macros.model import (
    BY_KIND,
    CaseStudy,
    Checked,
    Checklist,
    Figure,
    GlossaryEntry,
    Hotline,
    Partner,
    Record,
    Resource,
    Service,
    Site,
    Source,
    Template,
    Term,
    Worksheet,
)
from macros.neighbours import Neighbours
from macros.reviews import NEVER, Review, ReviewedPage, review

R = TypeVar("R", bound=Record)
Why = Literal["names", "named", "shares"]
Naming = tuple[str, str]
"""The key of a record, and the field in which another one refers to it."""
RELATED_LIMIT = 6


class Relation(NamedTuple):
    """`record` belongs to another one: it names it, is named by it, or shares `terms` with it."""

    record: Record
    why: Why
    field: str = ""
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Guide:
    """Records by kind and id, in the order of their headings; `files` by record key."""

    site: Site
    records: Mapping[str, Mapping[str, Record]]
    files: Mapping[str, str]
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    named: Mapping[str, tuple[Naming, ...]] = field(default_factory=dict)
    """What each record refers to."""
    edition: Edition = Edition.PUBLIC
    guarded: frozenset[str] = frozenset()
    """Keys of the records that say something which may not be public."""
    hidden: Mapping[str, Record] = field(default_factory=dict)
    """The records that a local guide leaves out, by key: its pages may still name them."""
    gone: Statuses = field(default_factory=dict)
    """The addresses of other sites that lead nowhere any more."""
    reviewed_pages: Mapping[str, ReviewedPage] = field(default_factory=dict)
    """The hand-written pages that state facts, by address; no page of a record shows them."""
    naming_pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The addresses of the pages that cite a source or show a figure, by its key; as above."""
    local: Differences | None = None
    """What a local guide has of its own, for staff."""
    releases: tuple[Release, ...] = ()
    """What became of the records, the newest first; no page of a record shows it."""

    @classmethod
    def of(
        cls,
        site: Site,
        entries: Iterable[Entry],
        edition: Edition = Edition.PUBLIC,
        hidden: Mapping[str, Record] | None = None,
    ) -> "Guide":
        records: dict[str, dict[str, Record]] = {kind: {} for kind in BY_KIND}
        files: dict[str, str] = {}
        mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        named: dict[str, tuple[Naming, ...]] = {}
        # Most records refer to the same few.
        shared: dict[Naming, Naming] = {}
        guarded = set()
        for entry in sorted(entries, key=_order):
            record = entry.record
            own = record.key
            records[record.kind][record.id] = record
            files[own] = entry.tree.path
            if PRIVATE in entry.overlays:
                guarded.add(own)
            for key, mention in entry.mentions:
                mentions[key].append(mention)
            namings = [(key, mention.field) for key, mention in entry.mentions]
            named[own] = tuple([shared.setdefault(naming, naming) for naming in namings])
        by_key = {key: tuple(found) for key, found in mentions.items()}
        return cls(site, records, files, by_key, named, edition, frozenset(guarded), hidden or {})

    @cached_property
    def fingerprint(self) -> str:
        """Changes with anything that the guide says, and with what is known of it."""
        held = [record for kind in self.records.values() for record in kind.values()]
        said = (part.model_dump_json(exclude_defaults=True) for part in [self.site, *held])
        keys = (record.key for record in held)
        beside = (self.edition, sorted(self.guarded), sorted(self.hidden.items()), self.gone)
        return fingerprint([repr(self.files), repr(beside), *keys, *said])

    def find(self, key: str) -> Record | None:
        """The record with the key `KIND/ID`."""
        kind, _, name = key.partition("/")
        return self.records.get(kind, {}).get(name)

    def review(self, record: Record) -> Review:
        """When a person last checked the record, and when to look again."""
        if not isinstance(record, Checked):
            return NEVER
        return review(record, getattr(self.site.review_every, record.kind))

    def service_review(self, partner: Partner, service: Service) -> Review:
        """That of a service that has a day of its own; elsewhere its partner's stands for it."""
        return review(service, partner.review_every or self.site.review_every.partners)

    def hotline_review(self, line: Hotline) -> Review:
        return review(line, self.site.review_every.hotlines)

    def page_review(self, url: str) -> Review:
        page = self.reviewed_pages.get(url)
        return review(page.checked, self.site.review_every.pages) if page else NEVER

    def rests_on(self, record: Record) -> tuple[str, ...]:
        """The ids of the sources that the record names, anywhere inside."""
        keys = dict.fromkeys(key for key, _ in self.named.get(record.key, ()))
        shelf = f"{Source.kind}/"
        return tuple(key.removeprefix(shelf) for key in keys if key.startswith(shelf))

    def described_in(self, record: Record) -> tuple[Record, ...]:
        """The sources that are this very resource."""
        mentions = self.mentions.get(record.key, ())
        return tuple(one.record for one in mentions if one.record.kind == Source.kind)

    def _all(self, kind: type[R]) -> Mapping[str, R]:
        return self.records[kind.kind]  # type: ignore[return-value]  # grouped by kind above

    @property
    def terms(self) -> Mapping[str, Term]:
        return self._all(Term)

    @property
    def resources(self) -> Mapping[str, Resource]:
        return self._all(Resource)

    @property
    def partners(self) -> Mapping[str, Partner]:
        return self._all(Partner)

    @property
    def case_studies(self) -> Mapping[str, CaseStudy]:
        return self._all(CaseStudy)

    @property
    def checklists(self) -> Mapping[str, Checklist]:
        return self._all(Checklist)

    @property
    def worksheets(self) -> Mapping[str, Worksheet]:
        return self._all(Worksheet)

    @property
    def templates(self) -> Mapping[str, Template]:
        return self._all(Template)

    @property
    def glossary(self) -> Mapping[str, GlossaryEntry]:
        return self._all(GlossaryEntry)

    @property
    def sources(self) -> Mapping[str, Source]:
        return self._all(Source)

    @property
    def figures(self) -> Mapping[str, Figure]:
        return self._all(Figure)

    def vocabulary(self, name: str) -> tuple[Term, ...]:
        return tuple(term for term in self.terms.values() if term.vocabulary == name)

    def children(self, term: Term) -> tuple[Term, ...]:
        return tuple(self._children.get(term.id, ()))

    @cached_property
    def _children(self) -> Mapping[str, list[Term]]:
        found: defaultdict[str, list[Term]] = defaultdict(list)
        for term in self.terms.values():
            if term.parent:
                found[term.parent].append(term)
        return found

    def tagged(self, term: str, kind: str = "") -> tuple[Record, ...]:
        """Records with a page that carry the term `term`, by kind and heading; no terms."""
        return self._tagged.get((term, kind), ())

    @cached_property
    def _tagged(self) -> Mapping[tuple[str, str], tuple[Record, ...]]:
        found: dict[tuple[str, str], tuple[Record, ...]] = {}
        for key, mentions in self.mentions.items():
            kind, _, term = key.partition("/")
            if kind == Term.kind:
                # The same record may name a term in several fields.
                records = {id(one): one for one, _ in mentions if one.kind in CONTENT}.values()
                found[term, ""] = tuple(records)
                for inner in {record.kind for record in records}:
                    found[term, inner] = tuple(one for one in records if one.kind == inner)
        return found

    def related(self, record: Record) -> tuple[Relation, ...]:
        """What belongs to `record`, the closest first; each record once."""
        found: dict[str, Relation] = {record.key: Relation(record, "names")}
        for relation in (*self._named(record), *self._naming(record), *self._sharing(record)):
            found.setdefault(relation.record.key, relation)
        return tuple(found.values())[1:]

    def _named(self, record: Record) -> list[Relation]:
        pairs = [(self.find(key), name) for key, name in self.named.get(record.key, ())]
        return [
            Relation(named, "names", name) for named, name in pairs if named and _is_content(named)
        ]

    def _naming(self, record: Record) -> list[Relation]:
        return [
            Relation(mention.record, "named", mention.field)
            for mention in self.mentions.get(record.key, ())
            if _is_content(mention.record)
        ]

    def _sharing(self, record: Record) -> list[Relation]:
        tags = dict.fromkeys(record.tags)
        close = self._neighbours.of(tags, RELATED_LIMIT + 1)
        others = [other for other in close if other is not record][:RELATED_LIMIT]
        return [Relation(o, "shares", terms=self._shared(tags, o)) for o in others]

    @cached_property
    def _neighbours(self) -> Neighbours[Record]:
        return Neighbours(self._tagged_content)

    @cached_property
    def _tagged_content(self) -> Mapping[str, tuple[Record, frozenset[str]]]:
        content = (record for kind in CONTENT for record in self.records[kind].values())
        return {record.key: (record, frozenset(record.tags)) for record in content}

    def _shared(self, tags: Iterable[str], other: Record) -> tuple[Term, ...]:
        _, theirs = self._tagged_content[other.key]
        terms = self.terms
        return tuple([terms[tag] for tag in tags if tag in theirs])


PAGED = (
    "resources",
    "partners",
    "case_studies",
    "checklists",
    "worksheets",
    "templates",
    "terms",
    "glossary",
)
"""The kinds whose records have a page of their own."""
CONTENT = frozenset(PAGED) - {Term.kind}


def _is_content(record: Record) -> bool:
    """Whether it has a page and is no term: terms are what content is found by."""
    return record.kind in CONTENT


def _order(entry: Entry) -> tuple[object, ...]:
    """Terms and figures keep the order of their file, which means something; others sort."""
    record = entry.record
    listed = record.kind in (Term.kind, Figure.kind)
    return (record.kind, "" if listed else entry.folded)
