"""Advice on who checked what: it goes out to all, and a reader must be able to tell when."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import phonenumbers

from macros.heads import Page
from macros.loading import Loaded
from macros.model import Checked, Partner
from macros.page_reviews import said
from macros.problems import Problem, quoted
from macros.roles import looks_like_a_person
from macros.tree import Location, Tree

WHEN = "says who checked, not when: add 'assured_date', or leave this out"
WHO = "looks like {what} of a person: readers see it; write a role, such as Partnership coordinator"


def advise(loaded: Loaded, pages: Iterable[Page]) -> Iterator[Problem]:
    """All advice, in no order."""
    if loaded.site and loaded.site_tree:
        for number, line in enumerate(loaded.site.hotlines):
            yield from _on(line, loaded.site_tree, ("hotlines", number))
    for entry in loaded.entries:
        record = entry.record
        if isinstance(record, Checked) and record.assured_by:
            yield from _on(record, entry.tree, entry.place)
        for number, service in enumerate(record.services) if isinstance(record, Partner) else ():
            if service.assured_by:
                yield from _on(service, entry.tree, (*entry.place, "services", number))
    for page in pages:
        tree, checked = said(page)
        yield from _on(checked, tree, ())


def _on(checked: Checked, tree: Tree, place: Location) -> Iterator[Problem]:
    if not (by := checked.assured_by):
        return
    at = (*place, "assured_by")
    if not checked.assured_date:
        yield tree.at(at, f"assured_by: {WHEN}")
    if what := _kind_of_person(by):
        yield tree.at(at, f"assured_by: {quoted(by)} {WHO.format(what=what)}")


@lru_cache
def _kind_of_person(words: str) -> str:
    """Few roles check thousands of records."""
    if re.search(r"\S@\S+\.\S", words):
        return "the e-mail address"
    has_digits = re.search(r"\d{3}", words)
    if has_digits and any(phonenumbers.PhoneNumberMatcher(words, "US")):
        return "the phone number"
    return "the name" if looks_like_a_person(words) else ""
