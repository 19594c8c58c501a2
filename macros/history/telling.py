"""Releases as readers are told of them: by kind, with names in place of keys."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from macros.guide import PAGED, Guide
from macros.history.releases import HOTLINES, NOTED, Changed, Release, Renamed, kind_of
from macros.model import Source
from macros.rendering import long_date

KINDS = {
    HOTLINES: ("help line", "help lines"),
    "terms": ("topic or practice", "topics and practices"),
    "resources": ("resource", "resources"),
    "partners": ("partner", "partners"),
    "case_studies": ("case study", "case studies"),
    "checklists": ("checklist", "checklists"),
    "worksheets": ("worksheet", "worksheets"),
    "templates": ("template", "templates"),
    "glossary": ("word of the glossary", "words of the glossary"),
    "sources": ("source", "sources"),
    "figures": ("figure", "figures"),
}
"""Each kind in the words of readers, alone and several."""
CHECKED = "when it was checked"
WORDS = {
    "address_evidence": "web address",
    "address_match": "web address",
    "alternate_names": "other names",
    "alternate_titles": "other titles",
    "assured_by": CHECKED,
    "assured_date": CHECKED,
    "caveats": "what to know first",
    "contacts": "whom to ask for",
    "email": "e-mail address",
    "fees_description": "what it costs",
    "figures": "numbers",
    "hours": "opening hours",
    "identifiers": "what other directories call it",
    "interpretation_services": "languages and interpreters",
    "keywords": "words to find it by",
    "phone": "phone number",
    "phones": "phone numbers",
    "related_links": "further links",
    "review_every": "when to look again",
    "service_areas": "where it works",
    "text": "number to text",
    "tty": "number for TTY",
    "website": "web address",
}
"""What fields are called where their names are no words of readers."""
Sort = Literal["added", "changed", "removed", "renamed"]
SORTS: tuple[Sort, ...] = ("added", "changed", "removed", "renamed")
LISTED = 100
"""How many of one kind a page names; more, nobody reads."""


@dataclass(frozen=True)
class Line:
    """One thing, and what became of it; `path` is where it stands, if it has a place."""

    title: str
    path: str = ""
    fields: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Group:
    """What became of the things of one kind; some may have no name any more."""

    sort: Sort
    kind: str
    count: int
    lines: tuple[Line, ...]

    @property
    def words(self) -> str:
        """«1 partner», «12 partners»."""
        one, several = KINDS[self.kind]
        return f"1 {one}" if self.count == 1 else f"{self.count:,} {several}"

    @property
    def unnamed(self) -> int:
        return self.count - len(self.lines)


@dataclass(frozen=True)
class Told:
    """A release with all that it tells."""

    release: Release
    groups: tuple[Group, ...]

    @property
    def anchor(self) -> str:
        number = self.release.number
        return f"release-{self.release.date}{f'-{number}' if number > 1 else ''}"

    @property
    def title(self) -> str:
        day, name = long_date(self.release.date), self.release.name
        return f"{day}: {name}" if name else day


def told(guide: Guide) -> list[Told]:
    """All releases, the newest first."""
    names = dict(_names(guide))
    return [Told(one, tuple(_groups(one, names))) for one in guide.releases]


def _names(guide: Guide) -> Iterator[tuple[str, Line]]:
    """What is here still: its name, and its place where it has one."""
    for hotline in guide.site.hotlines:
        yield f"{HOTLINES}/{hotline.id}", Line(hotline.name)
    for kind, records in guide.records.items():
        for record in records.values():
            path = record.path if kind in (*PAGED, Source.kind) else ""
            yield record.key, Line(record.heading, path)


def _groups(release: Release, names: dict[str, Line]) -> Iterator[Group]:
    for sort in SORTS:
        entries = sorted(getattr(release, sort), key=lambda one: NOTED.index(_kind(one)))
        for kind, found in groupby(entries, key=_kind):
            members = list(found)
            lines = [line for one in members if (line := _line(one, names))]
            shown = sorted(lines, key=lambda line: line.title.casefold())[:LISTED]
            yield Group(sort, kind, len(members), tuple(shown))


def _kind(entry: object) -> str:
    return kind_of(entry.new if isinstance(entry, Renamed) else getattr(entry, "key", ""))


def _line(entry: object, names: dict[str, Line]) -> Line | None:
    """Nothing, where the history does not say what it was called and it is here no more."""
    if isinstance(entry, Renamed):
        return names.get(entry.new)
    known = names.get(getattr(entry, "key", ""))
    if isinstance(entry, Changed):
        return known and Line(known.title, known.path, in_words(entry.fields), entry.why or "")
    title = getattr(entry, "title", None)
    return known or (Line(title) if title else None)


def in_words(fields: Iterable[str]) -> tuple[str, ...]:
    """The names of fields in the words of readers, each once."""
    return tuple(dict.fromkeys(WORDS.get(name, name.replace("_", " ")) for name in fields))
