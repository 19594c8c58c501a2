"""Who shares the most tags with whom, among thousands.

Each tag is a number whose bits stand for those that carry it: one operation looks at all of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Generic, TypeVar

T = TypeVar("T")


class Neighbours(Generic[T]):
    """Things with tags; `tagged` holds each by its key, with its tags."""

    def __init__(self, tagged: Mapping[str, tuple[T, Collection[str]]]) -> None:
        ordered = [tagged[key] for key in sorted(tagged)]
        self._things = [thing for thing, _ in ordered]
        self._carriers = _carriers([tags for _, tags in ordered])
        self._known: dict[tuple[frozenset[str], int], tuple[T, ...]] = {}

    def of(self, tags: Collection[str], limit: int) -> tuple[T, ...]:
        """Those that share the most of `tags`, of equals the first by their keys."""
        asked = frozenset(tags), limit
        if asked not in self._known:
            found = islice(self._ranked(asked[0]), limit)
            self._known[asked] = tuple(self._things[number] for number in found)
        return self._known[asked]

    def _ranked(self, tags: Collection[str]) -> Iterator[int]:
        seen = 0
        for sharing in reversed(self._levels(tags)):
            yield from _bits(sharing & ~seen)
            seen = sharing

    def _levels(self, tags: Collection[str]) -> list[int]:
        """Who shares at least one of the tags, at least two, and so on."""
        levels: list[int] = []
        for tag in tags:
            carriers = self._carriers.get(tag, 0)
            levels.append(0)
            for level in range(len(levels) - 1, 0, -1):
                levels[level] |= levels[level - 1] & carriers
            levels[0] |= carriers
        return levels


def _carriers(tags: list[Collection[str]]) -> dict[str, int]:
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(tags):
        for tag in each:
            numbers[tag].append(number)
    return {tag: _number(those, len(tags)) for tag, those in numbers.items()}


def _number(bits: list[int], size: int) -> int:
    held = bytearray(size // 8 + 1)
    for bit in bits:
        held[bit // 8] |= 1 << bit % 8
    return int.from_bytes(held, "little")


def _bits(number: int) -> Iterator[int]:
    """The places of the bits, the lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
