"""Words as the finder compares them: split, folded, stop words left out, stemmed.

`docs/assets/finder.js` does the same to what a reader types, with lunr.js; a test holds the two
together.
"""

import re
import unicodedata
from functools import cache

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS

# fmt: off
ASKING = [
    "anybody", "anyone", "anything", "aren't", "can't", "couldn't", "didn't", "does", "doesn't",
    "don't", "explain", "find", "finding", "give", "help", "how", "information", "isn't", "know",
    "look", "looking", "mean", "means", "near", "need", "needs", "please", "real", "really",
    "search", "shouldn't", "show", "showing", "shows", "somebody", "someone", "something", "tell",
    "thing", "things", "want", "what", "when", "where", "which", "without", "won't", "wouldn't",
]
# fmt: on
"""What people ask with: left out of a question that holds other words."""
WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
POSSESSIVE = re.compile(r"['’]s$")
INNER = re.compile(r"['’.]")
LINK_TARGET = re.compile(r"\]\([^)]*\)")


class _Stemmer(PorterStemmer):  # type: ignore[misc]  # lunr.py has no types
    """lunr.py's stemmer where it departs from lunr.js: a last y, as in «try» and «lay»."""

    b: str
    k: int

    def step1c(self) -> None:
        if self.k > 1 and self.b[self.k] == "y" and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]

    def doublec(self, j: int) -> bool:
        return self.b[j] != "y" and bool(super().doublec(j))


_STEMMER = _Stemmer()


def fold(text: str) -> str:
    """Small letters without accents."""
    small = text.lower()
    if small.isascii():
        return small
    decomposed = unicodedata.normalize("NFKD", small)
    return "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))


def words(text: str) -> list[str]:
    """The words of `text`; «it's» and «U.S.» lose what stands inside them."""
    return list(map(_bare, WORD.findall(fold(text))))


@cache
def _bare(word: str) -> str:
    return INNER.sub("", POSSESSIVE.sub("", word))


def words_to_index(text: str) -> list[str]:
    """Those of a light-Markdown text, and «coop» for «co-op», as people type either."""
    plain = fold(LINK_TARGET.sub("] ", text) if "](" in text else text)
    compounds = COMPOUND.findall(plain) if "-" in plain else ()
    return words(plain) + [compound.replace("-", "") for compound in compounds]


@cache
def stem(word: str) -> str:
    """What stands for `word` in the index; nothing for a stop word."""
    return "" if word in STOP_WORDS else str(_STEMMER.stem(word))


def stems(found: list[str]) -> list[str]:
    return [stemmed for word in found if (stemmed := stem(word))]
