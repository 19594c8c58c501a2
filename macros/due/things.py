"""What a person can hold against the world: records, services, help lines, hand-written pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from macros.guide import Guide
from macros.layout import HOTLINES
from macros.loading import Entry
from macros.model import Checked, Partner, Service
from macros.page_reviews import said, url
from macros.project import Reading
from macros.reviews import Review, review
from macros.tree import Location, Tree
from macros.values import kebab

PAGES = "pages"


@dataclass(frozen=True)
class Thing:
    """One of them; `place` is where its fields stand in the file of `tree`."""

    key: str
    kind: str
    """Its name in `review_every`."""
    title: str
    checked: Checked
    every: str
    """How long a check holds unless it says so itself."""
    tree: Tree
    place: Location
    address: str = ""
    """Of its page inside the site."""
    entry: Entry | None = None
    """The record that it is, or that holds it."""
    is_listed: bool = True
    """Not so a service that its partner's day stands for, and a page that states no facts."""

    @cached_property
    def review(self) -> Review:
        return review(self.checked, self.every)

    @property
    def role(self) -> str:
        return str(self.checked.assured_by or "")

    @property
    def line(self) -> int:
        return self.tree.mark(self.place)[0]

    @property
    def file(self) -> str:
        tree, _ = self.tree.origin(self.place)
        return tree.path


def things(reading: Reading, guide: Guide) -> Iterator[Thing]:
    """All of them; a service follows its partner."""
    yield from _hotlines(reading, guide)
    for entry in reading.loaded.entries:
        yield from _of_record(entry, guide)
    yield from _pages(reading, guide)


def _hotlines(reading: Reading, guide: Guide) -> Iterator[Thing]:
    tree, every = reading.loaded.site_tree, guide.site.review_every.hotlines
    if not tree:
        return
    for number, line in enumerate(guide.site.hotlines):
        place = (HOTLINES, number)
        yield Thing(f"{HOTLINES}/{line.id}", HOTLINES, line.name, line, every, tree, place)


def _of_record(entry: Entry, guide: Guide) -> Iterator[Thing]:
    record = entry.record
    if not isinstance(record, Checked):
        return
    every = getattr(guide.site.review_every, record.kind)
    tree, place = entry.tree, entry.place
    whole = Thing(
        record.key, record.kind, record.heading, record, every, tree, place, record.path, entry
    )
    yield whole
    if isinstance(record, Partner):
        yield from _services(whole, record)


def _services(partner: Thing, record: Partner) -> Iterator[Thing]:
    for number, service in enumerate(record.services):
        yield replace(
            partner,
            key=f"{partner.key}#{service.id or kebab(service.name)}",
            title=f"{service.name} ({partner.title})",
            checked=_asked_of(service, partner.checked),
            place=(*partner.place, "services", number),
            is_listed=service.assured_date is not None,
        )


def _asked_of(service: Service, partner: Checked) -> Service:
    """A service with what its partner says for it, where it says nothing itself."""
    known = {"assured_by": partner.assured_by, "review_every": partner.review_every}
    lacking = {name: value for name, value in known.items() if not getattr(service, name)}
    return service.model_copy(update=lacking)


def _pages(reading: Reading, guide: Guide) -> Iterator[Thing]:
    every = guide.site.review_every.pages
    for page, place in zip(reading.hand_written, reading.pages, strict=True):
        tree, checked = said(page)
        at = url(place)
        known = guide.reviewed_pages.get(at)
        title = known.title if known else place
        yield Thing(place, PAGES, title, checked, every, tree, (), at, is_listed=known is not None)
