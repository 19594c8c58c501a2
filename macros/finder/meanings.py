"""What people mean by a word: the terms of the taxonomy and the glossary, by all their names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from macros.finder.analysis import stems, words
from macros.guide import Guide
from macros.model import GlossaryEntry, Term

Phrase = tuple[str, ...]
"""The stems of some words in a row."""


@dataclass
class Meaning:
    """One thing and the phrases that mean it."""

    label: str
    path: str
    """The address of its page inside the site."""
    acronyms: list[str] = field(default_factory=list)
    names: set[Phrase] = field(default_factory=set)
    """Its own names, which mean it wherever a text says them."""
    phrases: set[Phrase] = field(default_factory=set)
    """These and the everyday words for it, which mean it where a reader types them."""
    words: set[str] = field(default_factory=set)
    aside: bool = False
    """A format or a kind of reader: whoever adds it to a question does not insist on it."""

    @property
    def token(self) -> str:
        """What stands for the meaning in the index; no word looks like it."""
        return f"~{self.path}"

    def add(self, record: Term | GlossaryEntry) -> None:
        """A term's acronyms are things it covers; those of a glossary entry are its own."""
        own = record.acronyms if isinstance(record, GlossaryEntry) else ()
        self.acronyms += own
        self.names |= phrases([record.heading, *own])
        texts = (record.heading, *record.acronyms, *record.synonyms, *record.keywords)
        self.phrases |= phrases(texts)
        self.words |= {word for text in texts for word in words(text)}


def phrases(texts: Iterable[str]) -> set[Phrase]:
    return {phrase for text in texts if (phrase := tuple(stems(words(text))))}


class Meanings:
    """The meanings of a guide; a term joins the glossary entry of the same name.

    Glossary entries come first: where an acronym means both, they say it more closely.
    """

    def __init__(self, guide: Guide) -> None:
        self.all: list[Meaning] = []
        self._by_record: dict[str, Meaning] = {}
        by_heading: dict[tuple[str, ...], Meaning] = {}
        records: tuple[Term | GlossaryEntry, ...]
        records = (*guide.glossary.values(), *guide.terms.values())
        for record in records:
            heading = tuple(words(record.heading))
            if heading not in by_heading:
                by_heading[heading] = Meaning(record.heading, record.path, aside=_is_aside(record))
                self.all.append(by_heading[heading])
            # A term's page holds all that carries it.
            by_heading[heading].path = record.path
            by_heading[heading].add(record)
            self._by_record[record.key] = by_heading[heading]
        self._said = self._said_by_first_word()
        self._numbers = {meaning.path: number for number, meaning in enumerate(self.all)}

    def _said_by_first_word(self) -> Mapping[str, list[tuple[Phrase, list[str]]]]:
        tokens: dict[Phrase, list[str]] = {}
        for meaning in self.all:
            for phrase in sorted(meaning.phrases):
                own = tokens.setdefault(phrase, [phrase_token(phrase)] * (len(phrase) > 1))
                own += [meaning.token] * (phrase in meaning.names)
        found: dict[str, list[tuple[Phrase, list[str]]]] = {}
        for phrase, own in tokens.items():
            if own:
                found.setdefault(phrase[0], []).append((phrase, own))
        return found

    def of(self, key: str) -> Meaning | None:
        """The meaning of the term or glossary entry `KIND/ID`."""
        return self._by_record.get(key)

    def number(self, meaning: Meaning) -> int:
        return self._numbers[meaning.path]

    def words(self) -> set[str]:
        """Every word of every phrase."""
        return {word for meaning in self.all for word in meaning.words}

    def said(self, text: list[str]) -> Iterator[str]:
        """The tokens of what `text`, a list of stems, says: phrases, and names of meanings."""
        if self._said.keys().isdisjoint(text):
            return
        stems = tuple(text)
        for place, word in enumerate(stems):
            for phrase, tokens in self._said.get(word, ()):
                if stems[place : place + len(phrase)] == phrase:
                    yield from tokens

    def by_phrase(self) -> Mapping[str, list[int]]:
        """What readers may type, in any order → the meanings, each as four times its number in
        `all`; one more where the phrase is no name of it but an everyday word; two more where
        it is said aside."""
        found: dict[str, list[int]] = {}
        for number, meaning in enumerate(self.all):
            keys = {_key(phrase): False for phrase in sorted(meaning.phrases - meaning.names)}
            keys |= {_key(name): True for name in sorted(meaning.names)}
            for key, own in keys.items():
                found.setdefault(key, []).append(4 * number + (not own) + 2 * meaning.aside)
        return found


def _is_aside(record: Term | GlossaryEntry) -> bool:
    return isinstance(record, Term) and record.vocabulary in ("audiences", "formats")


def _key(phrase: Phrase) -> str:
    return " ".join(sorted(phrase))


def phrase_token(phrase: Phrase) -> str:
    """What stands in the index for some words in a row."""
    return f"={_key(phrase)}"
