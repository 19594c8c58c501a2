"""Rules between records: what one file alone cannot show."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from macros import provenance, repeats
from macros.editions import LOCAL, PRIVATE
from macros.loading import Entry
from macros.model import Checked, Partner, Record, Term
from macros.problems import Problem, allowed, meant, quoted
from macros.tree import Location
from macros.values import Ref

ONE_OF = {
    "terms": "term",
    "resources": "resource",
    "partners": "partner",
    "case_studies": "case study",
    "checklists": "checklist",
    "worksheets": "worksheet",
    "templates": "template",
    "glossary": "glossary entry",
    "sources": "source",
    "figures": "figure",
    "wording": "wording rule",
}
"""Each kind in the words of a message: «no partner 'x'»."""
OWN_ROW = "; or leave 'term' out and give the row an 'id' and a 'label'"

OWN = frozenset((LOCAL, PRIVATE))
"""The folders in which a guide's own files stand."""


class Ids:
    """What ids exist; those of records that could not be read count, so that no one is misled."""

    def __init__(
        self,
        entries: Iterable[Entry],
        unreadable: Iterable[str] = (),
        hidden: Mapping[str, str] | None = None,
    ) -> None:
        """`hidden` says by key where records are hidden."""
        self.entries: dict[str, Entry] = {}
        self._hidden = hidden or {}
        self._is_upstream = True
        for entry in entries:
            self.entries.setdefault(entry.record.key, entry)
        self._unreadable = frozenset(unreadable)
        self._own: Ids | None = None
        self._known: dict[tuple[str, str], list[str]] = {}
        self._complaints: dict[tuple[str, str, str, bool], str] = {}

    def hides(self, key: str) -> bool:
        """Whether it depends on who asks if the record is there."""
        return key in self._hidden

    def has(self, kind: str, id: str, vocabulary: str = "") -> bool:
        entry = self.entries.get(f"{kind}/{id}")
        if f"{kind}/{id}" in self._hidden:
            return self._is_upstream
        if not entry:
            return not self._unreadable.isdisjoint({f"{kind}/{id}", f"{kind}/*"})
        return _stands_in(entry.record, vocabulary)

    def seen_from(self, path: str) -> "Ids":
        """What the file may name: those of upstream cannot know what is hidden."""
        if not self._hidden or not _is_own(path):
            return self
        if not self._own:
            self._own = copy(self)
            self._own._is_upstream = False
        return self._own

    def of(self, kind: str, vocabulary: str = "") -> list[str]:
        if (kind, vocabulary) not in self._known:
            self._known[kind, vocabulary] = [
                entry.record.id
                for entry in self.entries.values()
                if entry.record.kind == kind and _stands_in(entry.record, vocabulary)
            ]
        return self._known[kind, vocabulary]

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        """By the key that a record had, the id it has; where two say so, the first of them."""
        records = [entry.record for entry in reversed(self.entries.values())]
        return {f"{one.kind}/{old}": one.id for one in records for old in one.former_ids}

    def complaint(self, kind: str, id: str, vocabulary: str = "") -> str:
        """Why `id` cannot stand where one of `kind` is wanted, or nothing.

        Thousands of records may name what is gone, and it takes a while to find what is like it.
        """
        asked = kind, id, vocabulary, self._is_upstream
        if asked not in self._complaints:
            self._complaints[asked] = self._complaint(kind, id, vocabulary)
        return self._complaints[asked]

    def _complaint(self, kind: str, id: str, vocabulary: str) -> str:
        if self.has(kind, id, vocabulary):
            return ""
        if place := self._hidden.get(f"{kind}/{id}"):
            return f"{ONE_OF[kind]} {quoted(id)} is hidden in {place}"
        known = self.of(kind, vocabulary)
        entry = self.entries.get(f"{kind}/{id}")
        if not entry and (now := self._renamed.get(f"{kind}/{id}")):
            return f"{quoted(id)} is called {quoted(now)} now"
        if entry and isinstance(entry.record, Term):
            place = f"{entry.record.vocabulary}, not to {vocabulary}"
            return f"{quoted(id)} belongs to {place}{allowed(id, known)}"
        one = vocabulary.removesuffix("s") if vocabulary else ONE_OF[kind]
        return f"no {one} {quoted(id)}{allowed(id, known) if vocabulary else meant(id, known)}"


@lru_cache(maxsize=1024)
def _is_own(path: str) -> bool:
    return not OWN.isdisjoint(Path(path).parts)


def _stands_in(record: Record, vocabulary: str) -> bool:
    return not isinstance(record, Term) or vocabulary in ("", record.vocabulary)


def check(entries: list[Entry], ids: Ids, today: date) -> list[Problem]:
    """Every problem between the records; `today` is the day that dates are measured against."""
    unique = ids.entries
    return [
        *_repeated_ids(entries, unique),
        *_repeated_headings(unique.values()),
        *_unknown_ids(unique.values(), ids),
        *_foreign_parents(unique),
        *repeats.within_records(unique),
        *provenance.check(unique),
        *_insecure_addresses(unique.values()),
        *_future_dates(unique.values(), today),
    ]


def _repeated_ids(entries: list[Entry], unique: dict[str, Entry]) -> Iterator[Problem]:
    for entry in entries if len(entries) > len(unique) else ():
        first = unique[entry.record.key]
        if first is not entry:
            one = ONE_OF[entry.record.kind]
            message = f"{one} '{entry.record.id}' stands already in {_place(first)}; each id once"
            yield entry.problem(("id",), message)


def _repeated_headings(entries: Iterable[Entry]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        record = entry.record
        if record.kind == "figures":
            continue
        scope = f"{record.kind}/{record.vocabulary}" if isinstance(record, Term) else record.kind
        first = seen.setdefault((scope, entry.folded), entry)
        if first is not entry:
            yield entry.problem(
                (record.named_by,),
                f"{record.named_by}: '{record.heading}' is also the {record.named_by} of "
                f"'{first.record.id}' ({_place(first)}); readers could not tell them apart",
            )


def _unknown_ids(entries: Iterable[Entry], ids: Ids) -> Iterator[Problem]:
    known: set[tuple[Ref, str]] = set()
    for entry in entries:
        for reference in entry.references:
            ref, asked = reference.ref, (reference.ref, reference.id)
            if asked in known:
                continue
            file, _ = entry.tree.origin(entry.place + reference.location)
            complaint = ids.seen_from(file.path).complaint(ref.kind, reference.id, ref.vocabulary)
            if not complaint and not ids.hides(reference.key):
                known.add(asked)
            elif complaint:
                is_row = reference.location[2:3] == ("rows",)
                advice = OWN_ROW if is_row and not complaint.endswith("?") else ""
                yield entry.problem(reference.location, f"{reference.field}: {complaint}{advice}")


def _foreign_parents(unique: dict[str, Entry]) -> Iterator[Problem]:
    for entry in unique.values():
        term = entry.record
        if not isinstance(term, Term) or not term.parent:
            continue
        parent = unique.get(f"terms/{term.parent}")
        if not parent or not isinstance(parent.record, Term):
            continue
        if complaint := _parent_complaint(term, parent.record):
            yield entry.problem(("parent",), f"parent: {quoted(term.parent)} {complaint}")


def _parent_complaint(term: Term, parent: Term) -> str:
    if parent.id == term.id:
        return "cannot stand below itself"
    if parent.vocabulary != term.vocabulary:
        return f"belongs to {parent.vocabulary}; a parent comes from {term.vocabulary} too"
    return "has a parent itself: one level only" if parent.parent else ""


def _insecure_addresses(entries: Iterable[Entry]) -> Iterator[Problem]:
    found = [(entry, address) for entry in entries if (address := entry.address)]
    secure = {address.hostname: entry for entry, address in found if address.scheme == "https"}
    for entry, address in found:
        if address.scheme == "http" and (known := secure.get(address.hostname)):
            message = f"write https:// here, as {_place(known)} does for the same site"
            yield entry.problem(("website",), f"website: {message}")


def _future_dates(entries: Iterable[Entry], today: date) -> Iterator[Problem]:
    for entry in entries:
        for location, checked in _checked(entry.record):
            if checked.assured_date and checked.assured_date > today:
                place = (*location, "assured_date")
                yield entry.problem(place, in_the_future(checked.assured_date))


def _checked(record: Record) -> Iterator[tuple[Location, Checked]]:
    if isinstance(record, Checked):
        yield (), record
    if isinstance(record, Partner):
        for number, service in enumerate(record.services):
            yield ("services", number), service


def in_the_future(day: date) -> str:
    advice = "write the day when a person checked it, or leave it out"
    return f"assured_date: '{day}' is in the future; {advice}"


def _place(entry: Entry) -> str:
    line, _ = entry.tree.mark(entry.place)
    return f"{entry.tree.path}:{line}"
