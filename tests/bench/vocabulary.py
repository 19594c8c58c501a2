"""The words of invented records: some hundreds of `words.yml`, tens of thousands made of them."""

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, product
from pathlib import Path
from random import Random
from typing import Any

import yaml

LISTS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yml").read_text("utf-8"))
NAMES = 20_000


@dataclass(frozen=True)
class Words:
    """Words in the order of how often they come, drawn as Zipf's law has it."""

    ranked: tuple[str, ...]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, ranked: Iterable[str]) -> "Words":
        unique = tuple(dict.fromkeys(ranked))
        return cls(unique, tuple(accumulate(1 / (rank + 3) for rank in range(len(unique)))))

    def draw(self, random: Random) -> str:
        return self.ranked[bisect(self.weights, random.random() * self.weights[-1])]


def words(name: str) -> list[str]:
    return str(LISTS[name]).split()


def place_names() -> list[str]:
    """Names of towns and families that sound like ones, in an order of their own."""
    first, middle, last = words("first"), words("middle"), words("last")
    made = [a + b for a, b in product(first, last)]
    made += [a + b + c for a, b, c in product(first, middle, last)]
    return [name.capitalize() for name in _shuffled(made)[:NAMES]]


def rare_words() -> list[str]:
    """Each common word with a prefix or a suffix."""
    common = words("nouns") + words("verbs")
    made = [prefix + word for prefix, word in product(words("prefixes"), common)]
    made += [word + suffix for word, suffix in product(common, words("suffixes"))]
    return _shuffled(made)


def _shuffled(values: list[str]) -> list[str]:
    Random(7).shuffle(values)
    return values
