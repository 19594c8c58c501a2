"""Which entries hold a word, and how much it weighs there: lunr's BM25, summed over the fields."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from macros.finder.analysis import stems, words_to_index
from macros.finder.entries import Entry
from macros.finder.facets import KIND_NAMES
from macros.finder.meanings import Meanings
from macros.guide import Guide

BOOSTS = {
    "title": 10.0,
    "names": 8.0,
    "summary": 3.0,
    "topics": 3.0,
    "publisher": 2.0,
    "audience": 1.0,
    "body": 1.0,
}
KIND_BOOSTS = {
    "worksheets": 1.3,
    "checklists": 1.3,
    "templates": 1.2,
    "resources": 1.2,
    "partners": 1.1,
    "case_studies": 1.0,
    "glossary": 1.1,
    "pages": 0.9,
}
"""Slight: they only part what the words leave close."""
K1, B = 1.2, 0.75
"""As in lunr."""
SHORT = 60
"""Letters; longer texts are not said twice."""


@dataclass
class Posting:
    """The entries that hold a word, by rising number, each with what its fields add up to."""

    rarity: float = 0.0
    """lunr's inverse document frequency; the weight in an entry is its product with the sum."""
    numbers: "array[int]" = field(default_factory=lambda: array("I"))
    sums: "array[float]" = field(default_factory=lambda: array("d"))

    def add(self, number: int, total: float) -> None:
        self.numbers.append(number)
        self.sums.append(total)


@dataclass
class Index:
    """Postings by stem, and the words as people write them with how often they occur."""

    postings: Mapping[str, Posting]
    words: Counter[str] = field(default_factory=Counter)


def texts(entry: Entry, guide: Guide) -> dict[str, tuple[str, ...]]:
    """What each field of the index holds."""
    return {
        "title": (entry.title,),
        "names": entry.names + entry.keywords,
        "summary": (entry.summary,),
        "topics": tuple(guide.terms[term].label for term in entry.terms),
        "publisher": (entry.publisher, KIND_NAMES[entry.kind]),
        "audience": tuple(guide.terms[term].label for term in entry.audiences),
        "body": entry.body,
    }


class Analysis:
    """Turns entries into the tokens of their fields and remembers the words it met."""

    def __init__(self, guide: Guide, meanings: Meanings) -> None:
        self._guide = guide
        self._meanings = meanings
        self._read = cache(self._reading)
        self.words: Counter[str] = Counter()

    def fields(self, entry: Entry) -> dict[str, list[str]]:
        found = {name: self._tokens(given) for name, given in texts(entry, self._guide).items()}
        for name, tagged in (("topics", entry.terms), ("audience", entry.audiences)):
            found[name] += self._tagged(tagged)
        return found

    def _tokens(self, given: Iterable[str]) -> list[str]:
        found: list[str] = []
        said: list[str] = []
        for text in given:
            # Labels and places stand in entry after entry.
            words, tokens = self._read(text) if len(text) < SHORT else self._reading(text)
            said += words
            found += tokens
        self.words.update(said)
        return found

    def _reading(self, text: str) -> tuple[list[str], list[str]]:
        """Its words, and the tokens of all that it says."""
        words = words_to_index(text)
        stemmed = stems(words)
        return words, [*stemmed, *self._meanings.said(stemmed)]

    def _tagged(self, terms: Iterable[str]) -> Iterator[str]:
        """Besides what the labels say: they name most meanings by themselves."""
        for term in terms:
            if meaning := self._meanings.of(f"terms/{term}"):
                yield meaning.token


def index(found: Iterable[Entry], guide: Guide, meanings: Meanings) -> Index:
    analysis = Analysis(guide, meanings)
    documents = [Document(analysis.fields(entry), KIND_BOOSTS[entry.kind]) for entry in found]
    return Index(weigh(documents), analysis.words)


@dataclass(frozen=True)
class Document:
    """An entry as the index sees it: the tokens of each field, and what it counts for."""

    fields: Mapping[str, Sequence[str]]
    boost: float = 1.0


def weigh(documents: Sequence[Document]) -> dict[str, Posting]:
    """lunr's weights."""
    average = {
        name: sum(len(document.fields[name]) for document in documents) / max(len(documents), 1)
        for name in BOOSTS
    }
    postings: defaultdict[str, Posting] = defaultdict(Posting)
    holders: Counter[str] = Counter()
    for number, document in enumerate(documents):
        totals: defaultdict[str, float] = defaultdict(float)
        held: list[str] = []
        for name, tokens in document.fields.items():
            counts = Counter(tokens)
            held += counts
            boost = BOOSTS[name] * document.boost * (K1 + 1)
            saturation = K1 * (1 - B + B * len(tokens) / (average[name] or 1))
            for token, count in counts.items():
                totals[token] += boost * count / (saturation + count)
        holders.update(held)
        for token, total in totals.items():
            postings[token].add(number, total)
    for token, posting in postings.items():
        posting.rarity = _rarity(holders[token], len(documents))
    return {token: postings[token] for token in sorted(postings)}


def _rarity(fields_with_it: int, documents: int) -> float:
    """lunr counts a field of an entry where others count the entry."""
    return math.log(1 + abs((documents - fields_with_it + 0.5) / (fields_with_it + 0.5)))
