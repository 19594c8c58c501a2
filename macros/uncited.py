"""Advice on shares, such as «60 percent» or «nine in ten», that stand without a source."""

import re
from collections.abc import Iterable, Iterator

from macros.heads import HEAD, Page
from macros.loading import Entry, Loaded
from macros.model import Record, Source, WordingRule
from macros.problems import Problem, quoted
from macros.provenance import SOURCES, described, is_vouched
from macros.texts import page_prose, prose
from macros.tree import Location

NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
SHARE = re.compile(
    rf"""
    (?<![\d.,]) (?:100|\d{{1,2}}) (?:[.,]\d+)? (?: \s?% | [\s-]per\s?cent\b | [\s-]por\sciento\b )
    | \b{NUMBER} \s (?:in|out\ of) \s (?:every\s)? (?:\d+|three|four|five|ten|a\shundred)\b
    """,
    re.I | re.X,
)
PASSAGE = re.compile(r"^[ \t]*\|.*$|^.+(?:\n(?![ \t]*(?:\n|\|)).+)*", re.M)
"""A paragraph, or a row of a table."""
FOUNDS = re.compile(r"\{\{-?\s*(?:cite|figure)\s*\(")
"""A macro call that says where something is from."""
FOR_KEEPERS = "/adapt/"
"""The folder of the pages that explain how to keep a guide: they state no facts."""
ON_PAGE = 'put {{ cite("some-id") }} behind it, or show it with {{ figure("some-id") }}'
IN_RECORD = "name one in 'sources', or say it without the number"


def advise(loaded: Loaded, pages: Iterable[Page]) -> Iterator[Problem]:
    """All advice, in no order."""
    known = described(loaded.entries)
    for entry in loaded.entries:
        if entry.record.key not in known and not _needs_none(entry.record):
            yield from _in_record(entry)
    for page in pages:
        if FOR_KEEPERS not in page.path:
            yield from _on_page(page)


def _needs_none(record: Record) -> bool:
    is_cited = bool(getattr(record, SOURCES, ()))
    return is_cited or isinstance(record, Source | WordingRule) or is_vouched(record)


def _in_record(entry: Entry) -> Iterator[Problem]:
    for location, text in prose(entry.record):
        found = SHARE.search(str(text))
        if found and not _names_sources(entry.record, location):
            yield entry.problem(location, _said(found[0], IN_RECORD))


def _names_sources(record: Record, location: Location) -> bool:
    """Whether the record does, or a part of it in which the text stands."""
    holder: object = record
    for step in location:
        if getattr(holder, SOURCES, ()):
            return True
        holder = holder[step] if isinstance(holder, tuple) else getattr(holder, str(step))  # type: ignore[index]  # steps of a tuple are numbers
    return False


def _on_page(page: Page) -> Iterator[Problem]:
    head = HEAD.match(page.text)
    shown = page_prose(page.text)
    for passage in PASSAGE.finditer(page.text, head.end() if head else 0):
        found = SHARE.search(shown, *passage.span())
        if found and not FOUNDS.search(passage[0]):
            yield page.problem(found.start(), _said(found[0], ON_PAGE))


def _said(words: str, advice: str) -> str:
    return f"{quoted(words)} stands without a source: {advice}"
