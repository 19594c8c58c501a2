"""How the finder's data is written: numbers as characters, parts as scripts.

UTF-8 gives small numbers one byte and larger ones two or three, and what compresses the page
compresses them. A script loads from `file://`, where a fetch fails.
"""

import json
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from macros.finder.index import Posting

FIRST, BACKSLASH, SURROGATES, SURROGATE_COUNT = 35, 92, 0xD800, 0x800
"""The character of 0 comes after the double quote; a backslash would have to be doubled."""
LEVELS = 220
LOWEST, HIGHEST = 0.1, 64.0
"""Between them lie the sums that a word can reach in an entry; see `level`."""
BORDERS = [
    LOWEST * (HIGHEST / LOWEST) ** ((step + 0.5) / (LEVELS - 1)) for step in range(LEVELS - 1)
]
"""Between one level and the next."""
PART_SIZE = 9_000
"""Bytes, before compression, after which a new part of the index begins."""


@cache
def character(number: int) -> str:
    code = number + FIRST
    code += code >= BACKSLASH
    return chr(code + SURROGATE_COUNT * (code >= SURROGATES))


def packed(numbers: Iterable[int]) -> str:
    return "".join(map(character, numbers))


def gaps(numbers: Iterable[int]) -> str:
    """Rising numbers as what each adds to the one before, less one."""
    found, before = [], -1
    for number in numbers:
        found.append(number - before - 1)
        before = number
    return packed(found)


def level(total: float) -> int:
    """The sum on a scale of `LEVELS` steps of equal ratio: each is 3 percent."""
    return bisect(BORDERS, total)


def packed_posting(posting: Posting) -> list[object]:
    """Rarity, entries, levels."""
    return [round(posting.rarity, 2), gaps(posting.numbers), packed(map(level, posting.sums))]


def parts(postings: Mapping[str, Posting]) -> Iterator[dict[str, list[object]]]:
    """The postings in parts of about `PART_SIZE`, each a stretch of the alphabet."""
    part: dict[str, list[object]] = {}
    size = 0
    for stem in sorted(postings):
        part[stem] = packed_posting(postings[stem])
        size += len(to_json({stem: part[stem]}).encode())
        if size >= PART_SIZE:
            yield part
            part, size = {}, 0
    if part:
        yield part


def front_coded(words: Sequence[str]) -> list[str]:
    """Sorted words, each without what it shares with the one before: a character says how much."""
    found, before = [], ""
    for word in words:
        shared = next(
            (n for n, (a, b) in enumerate(zip(word, before, strict=False)) if a != b),
            min(len(word), len(before)),
        )
        found.append(character(shared) + word[shared:])
        before = word
    return found


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def script(name: str, value: object) -> str:
    """A part as a script that hands itself over."""
    return f"guideFinder.take({to_json(name)},{to_json(value)});\n"
