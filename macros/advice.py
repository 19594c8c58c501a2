"""Advice on words: where a text says something that `data/wording.yml` would say otherwise.

It is advice, never a problem: a guide that takes over thousands of records must still be built.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from re import Match

from macros.heads import Page
from macros.loading import Loaded
from macros.model import WordingRule
from macros.problems import Problem
from macros.texts import names, one_of, page_prose, prose
from macros.tree import Location, Tree
from macros.words import Text

WORD = re.compile(r"\w+(?:['’]\w+)*")
HEADING = "Words to say better, as advice: nothing has to change"
QUOTES = {'"': '"', "“": "”", "'": "'", "‘": "’", "«": "»"}


def advise(loaded: Loaded, pages: Iterable[Page]) -> list[Problem]:
    """All advice on the records and the `pages`, in the order of files and lines."""
    rules = [e.record for e in loaded.entries if isinstance(e.record, WordingRule)]
    first = loaded.site.languages[0] if loaded.site else "en"
    adviser = Adviser(rules, names(loaded), first)
    return sorted({*adviser.on_records(loaded), *adviser.on_pages(pages)})


def listed(advice: Sequence[Problem], limit: int = 0) -> str:
    """All `advice`, or the first pieces up to `limit`, under a heading."""
    if not advice:
        return "No words to say better."
    shown = advice[: limit or None]
    left = len(advice) - len(shown)
    tail = f"… and {left} more: `uv run guide words` lists all." if left else ""
    return "\n".join(filter(None, [f"{HEADING} ({len(advice)}):", *map(str, shown), tail]))


class Adviser:
    """Knows the rules; `names` may hold any word, and `language` is that of plain texts."""

    def __init__(self, rules: Iterable[WordingRule], names: Iterable[str], language: str) -> None:
        self._names = list(names)
        self._language = language
        given: dict[str, list[WordingRule]] = {}
        for rule in rules:
            given.setdefault(rule.language, []).append(rule)
        self._wordings = {code: _Wording(found, self._names) for code, found in given.items()}

    def on_records(self, loaded: Loaded) -> Iterator[Problem]:
        if loaded.site and loaded.site_tree:
            for location, text in prose(loaded.site):
                yield from self._on_text(text, loaded.site_tree, location)
        for entry in loaded.entries:
            if not isinstance(entry.record, WordingRule):
                for location, text in prose(entry.record):
                    yield from self._on_text(text, entry.tree, entry.place + location)

    def on_pages(self, pages: Iterable[Page]) -> Iterator[Problem]:
        if not (wording := self._wordings.get(self._language)):
            return
        for page in pages:
            for found in wording.findings(page_prose(page.text)):
                yield page.problem(found.start, found.message)

    def _on_text(self, text: Text, tree: Tree, location: Location) -> Iterator[Problem]:
        for language, words in text.by_language():
            if wording := self._wordings.get(language or self._language):
                inside = (*location, language) if language else location
                for found in wording.findings(words):
                    yield _problem(found, wording, tree, inside)


@dataclass(frozen=True)
class Finding:
    """Words that a rule would say otherwise; they start behind `start` characters of a text.

    `number` counts what looks like it in the text, exceptions too.
    """

    start: int
    number: int
    words: str
    rule: WordingRule

    @property
    def message(self) -> str:
        shown = " ".join(self.words.split())
        return f"'{shown}': better {self.rule.instead}. {self.rule.because}"


class _Wording:
    """The rules for one language."""

    def __init__(self, rules: Iterable[WordingRule], names: Iterable[str]) -> None:
        self._rule_of = {_plain(words): rule for rule in rules for words in rule.avoid}
        self._pattern = one_of(self._rule_of)
        self._first_words = {(WORD.search(words) or [""])[0] for words in self._rule_of}
        self._names = names

    def matches(self, text: str) -> Iterator[Match[str]]:
        """Like the pattern's `finditer`, in a tenth of the time."""
        words = WORD.findall(text.replace("’", "'"))
        if self._first_words.isdisjoint(map(str.lower, words)):
            return
        end = 0
        for word in WORD.finditer(text):
            is_first = word[0].lower().replace("’", "'") in self._first_words
            match = self._pattern.match(text, word.start()) if is_first else None
            if match and match.start() >= end:
                yield match
                end = match.end()

    def findings(self, words: str) -> Iterator[Finding]:
        for number, match in enumerate(self.matches(words)):
            rule = self._rule_of[_plain(match[0])]
            if not _is_quoted(match) and not self._may_stand(match, rule):
                yield Finding(match.start(), number, match[0], rule)

    def _may_stand(self, match: Match[str], rule: WordingRule) -> bool:
        exceptions = one_of((*rule.exceptions, *self._awkward_names))
        return any(
            found.start() <= match.start() and match.end() <= found.end()
            for found in exceptions.finditer(match.string)
        )

    @cached_property
    def _awkward_names(self) -> list[str]:
        """The names that hold words to avoid."""
        return [name for name in self._names if any(self.matches(name))]


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("-", " ").replace("’", "'").split())


def _is_quoted(match: Match[str]) -> bool:
    """Whether the text speaks of the words, instead of using them."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :]
    return before in QUOTES and after.lstrip(".,").startswith(QUOTES[before])


def _problem(found: Finding, wording: _Wording, tree: Tree, location: Location) -> Problem:
    """A finding, at its place in the file, where a text may run over several lines."""
    file, _ = tree.origin(location)
    line, column = tree.mark(location)
    written = "\n".join(file.lines[line - 1 :])[column - 1 :]
    matches = enumerate(wording.matches(written))
    start = next((match.start() for number, match in matches if number == found.number), 0)
    before = written[:start]
    if "\n" in before:
        line, column = line + before.count("\n"), start - before.rfind("\n")
    else:
        column += start
    return file.problem((line, column), found.message)
