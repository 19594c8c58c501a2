"""What rests on each source: records, figures, and hand-written pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from macros.calls import MARKUP
from macros.guide import Guide
from macros.heads import Page
from macros.model import Figure, Record, Source
from macros.page_reviews import url

LIMIT = 20
"""How many records the page of sources names for each; thousands may come from one directory."""
NAMES = re.compile(r"""\{\{\s*(cite|figure)\(\s*(?:id\s*=\s*)?(["'])(?P<id>[^"']*)\2""")
KINDS = {"cite": Source.kind, "figure": Figure.kind}


@dataclass(frozen=True)
class Resting:
    """What rests on one source; pages by their addresses."""

    records: tuple[Record, ...]
    """The first of them."""
    more: Mapping[str, int]
    """How many others there are, by kind."""
    figures: tuple[Figure, ...]
    pages: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.records or self.figures or self.pages)


def resting(guide: Guide, source: Source) -> Resting:
    named = [mention.record for mention in guide.mentions.get(source.key, ())]
    figures = tuple(record for record in named if isinstance(record, Figure))
    records = [record for record in named if not isinstance(record, Figure)]
    pages = guide.naming_pages.get(source.key, ())
    more = Counter(record.kind for record in records[LIMIT:])
    return Resting(tuple(records[:LIMIT]), more, figures, pages)


def naming(pages: Mapping[str, Page]) -> dict[str, tuple[str, ...]]:
    """The addresses of the pages that cite a source or show a figure, by its key."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for place, page in pages.items():
        for markup in MARKUP.finditer(page.text):
            if call := NAMES.match(markup["call"] or ""):
                found[f"{KINDS[call[1]]}/{call['id']}"][url(place)] = None
    return {key: tuple(sorted(urls)) for key, urls in found.items()}
