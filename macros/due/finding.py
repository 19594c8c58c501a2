"""The things that somebody means by their keys, or by what tells them apart."""

import re
from collections import defaultdict
from collections.abc import Iterable

from macros.checks import ONE_OF
from macros.due.things import Thing
from macros.guide import Guide
from macros.problems import meant, quoted

ENDS = re.compile(r"[/#]")


class Finder:
    """All things by their keys, and by the ids at the end of these."""

    def __init__(self, things: Iterable[Thing], guide: Guide) -> None:
        self._guide = guide
        self._by_key = {one.key: one for one in things}
        self._by_id: defaultdict[str, list[str]] = defaultdict(list)
        for key in self._by_key:
            for end in {ENDS.split(key)[-1], key.partition("/")[2]}:
                if end:
                    self._by_id[end.removesuffix(".md")].append(key)

    def find(self, words: Iterable[str]) -> tuple[list[Thing], list[str]]:
        """What they mean, each once, and what is wrong with them."""
        found: dict[str, Thing] = {}
        complaints = []
        for word in words:
            keys = self._keys(word)
            if len(keys) == 1:
                found[keys[0]] = self._by_key[keys[0]]
            else:
                complaints.append(self._complaint(word, keys))
        return list(found.values()), complaints

    def _keys(self, word: str) -> list[str]:
        key = word.removeprefix("docs/").removeprefix("local/")
        return [key] if key in self._by_key else self._by_id.get(key.removesuffix(".md"), [])

    def _complaint(self, word: str, keys: list[str]) -> str:
        if keys:
            return f"{quoted(word)} may be {' or '.join(keys)}: write which"
        if known := self._guide.find(word):
            return f"{quoted(word)}: a {ONE_OF[known.kind]} has no date of its own"
        near = meant(word, self._by_key) or meant(word, self._by_id)
        return f"there is no {quoted(word)}{near or ': guide due names what there is'}"
