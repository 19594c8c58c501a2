"""The texts of records and pages: what is prose of this guide, and what names something."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from macros.fields import is_for_readers, part_in
from macros.loading import Entry, Loaded
from macros.model import CaseStudy, GlossaryEntry, Part, Partner, Record, Resource, Site, Source
from macros.tree import Location
from macros.words import Text

OFFICIAL = {"name", "alternate_name", "alternate_names", "alternate_titles", "publisher", "authors"}
"""Fields that hold the names of others."""
PLACES = {"place", "city", "address_1", "address_2", "department", "at", "published", "year"}
TYPED = {"keywords", "synonyms", "acronyms", "crisis_words", "avoid", "exceptions"}
"""Fields with words that people type, which may be blunt; no page shows them."""
NO_PROSE = OFFICIAL | PLACES | TYPED
NAMED = (Partner, Resource, Source, CaseStudy)
"""Records that stand for something with a name of its own."""
CODE = r"```.*?```|`[^`\n]*`"
CALL = r"\{\{.*?\}\}"
NOT_PROSE = re.compile(
    rf"{CODE}|{CALL}|\{{[:%#. ][^}}\n]*\}}|<[^>\n]*>|\]\([^)\n]*\)|https?://\S+", re.S
)
SPOKEN = re.compile(r'\{\{\s*(?:define|link)\("[^"]+",\s*"([^"]+)"\)\s*\}\}')
"""A macro call that shows the words it is given."""


def prose(part: Part, location: Location = ()) -> Iterator[tuple[Location, Text]]:
    """Every text in `part`, and in whatever it holds, that says something in our words."""
    naming = {part.named_by} if isinstance(part, Record) else set()
    for name, at, value in _texts(part, location):
        if name not in NO_PROSE and not (name in naming and len(at) == len(location) + 1):
            yield at, value


def names(loaded: Loaded) -> set[str]:
    """The names of others: organizations, services, papers, their publishers and authors, laws."""
    found = set(_names_in_site(loaded.site)) if loaded.site else set()
    for entry in loaded.entries:
        found.update(_names_in(entry))
    return found


def _names_in_site(site: Site) -> Iterator[str]:
    yield from (str(line.name) for line in site.hotlines)
    if site.publisher:
        yield str(site.publisher)


def _names_in(entry: Entry) -> Iterator[str]:
    record = entry.record
    if isinstance(record, NAMED):
        yield record.heading
        yield from (str(value) for name, _, value in _texts(record, ()) if name in OFFICIAL)
    elif isinstance(record, GlossaryEntry) and _is_proper(record.heading):
        yield record.heading


def _is_proper(words: str) -> bool:
    """Whether `words` are a name, such as that of a law: each longer word has a capital."""
    long = [word for word in words.split() if len(word) > 3]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _texts(part: Part, location: Location) -> Iterator[tuple[str, Location, Text]]:
    for name in _fields_with_texts(type(part)):
        if value := getattr(part, name):
            yield from _texts_at(name, value, (*location, name))


@cache
def _fields_with_texts(part: type[Part]) -> tuple[str, ...]:
    fields = part.model_fields.items()
    return tuple(n for n, info in fields if is_for_readers(info) or part_in(info.annotation))


def _texts_at(name: str, value: object, location: Location) -> Iterator[tuple[str, Location, Text]]:
    if isinstance(value, Text):
        yield name, location, value
    elif isinstance(value, Part):
        yield from _texts(value, location)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts_at(name, item, (*location, number))


def page_prose(text: str) -> str:
    """`text` with blanks in place of all that is no prose, so that every place stays the same."""
    spoken = SPOKEN.sub(lambda call: _blank(call[0], call[1]), text)
    return NOT_PROSE.sub(lambda found: _blank(found[0]), spoken)


def _blank(words: str, but: str = "") -> str:
    blank = re.sub(r"\S", " ", words)
    start = words.rfind(but) if but else 0
    return blank[:start] + but + blank[start + len(but) :]


def one_of(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of `words`, the longest first, however its blanks and hyphens are written."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, longest)) or '(?!)'})(?!\w)", re.I)


def _pattern(words: str) -> str:
    parts = [re.escape(part).replace("'", "['’]") for part in re.split(r"[\s-]+", words)]
    return r"[\s-]+".join(parts)
