"""What rests on each source: records, figures, and hand-written pages."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import nodes

from macros.calls import calls
from macros.guide import Guide
from macros.heads import Page
from macros.model import Figure, Record, Source
from macros.page_reviews import url

LIMIT = 20
"""How many records the page of sources names for each where `ROOM` does not hold them all."""
ROOM = 500
"""How many it names in all; thousands may come from one directory."""
KINDS = {"cite": Source.kind, "figure": Figure.kind}


@dataclass(frozen=True)
class Resting:
    """What rests on one source; pages by their addresses."""

    records: tuple[Record, ...]
    """All, or the first of them."""
    more: Mapping[str, int]
    """How many others there are, by kind."""
    figures: tuple[Figure, ...]
    pages: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.records or self.figures or self.pages)


def resting(guide: Guide) -> dict[str, Resting]:
    """What rests on each source, by its id."""
    count = sum(len(guide.mentions.get(source.key, ())) for source in guide.sources.values())
    limit = LIMIT if count > ROOM else ROOM
    return {id: _resting(guide, source, limit) for id, source in guide.sources.items()}


def _resting(guide: Guide, source: Source, limit: int) -> Resting:
    named = [mention.record for mention in guide.mentions.get(source.key, ())]
    figures = tuple(record for record in named if isinstance(record, Figure))
    records = [record for record in named if not isinstance(record, Figure)]
    pages = guide.naming_pages.get(source.key, ())
    more = Counter(record.kind for record in records[limit:])
    return Resting(tuple(records[:limit]), more, figures, pages)


def naming(pages: Mapping[str, Page]) -> dict[str, tuple[str, ...]]:
    """The addresses of the pages that cite a source or show a figure, by its key."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for place, page in pages.items():
        for name, call in calls(page.text):
            if kind := KINDS.get(name):
                found[f"{kind}/{_id(call)}"][url(place)] = None
    return {key: tuple(sorted(urls)) for key, urls in found.items()}


def _id(call: nodes.Call) -> str:
    named = (word.value for word in call.kwargs if word.key == "id")
    return str(next(iter((*call.args, *named))).as_const())
