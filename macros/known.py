"""What a guide allows where its model alone cannot say: its languages, and the ids that exist."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.loading import Loaded
from macros.model import VOCABULARIES, Record, Term
from macros.values import Ref

Words = Mapping[str, str]
"""Ids with what readers see in their place."""


@dataclass(frozen=True)
class Known:
    """The languages of a guide, and its ids by kind or vocabulary."""

    languages: tuple[str, ...] = ("en",)
    ids: Mapping[str, Words] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    """Where each record stands, by its key."""
    unsure: frozenset[str] = frozenset()
    """Kinds of which a file cannot be read, so that nobody knows all their ids."""

    @classmethod
    def of(cls, loaded: Loaded) -> "Known":
        ids: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for entry in loaded.entries:
            ids[_shelf(entry.record)][entry.record.id] = entry.record.heading
        files = {entry.record.key: entry.tree.path for entry in loaded.entries}
        unsure = frozenset(key.partition("/")[0] for key in loaded.unreadable)
        languages = loaded.site.languages if loaded.site else ("en",)
        return cls(languages, dict(ids), files, unsure)

    def words(self, ref: Ref) -> Words:
        """The ids that `ref` may lead to; none where nobody knows all of them."""
        if ref.kind in self.unsure:
            return {}
        if ref.label != Term.kind:
            return self.ids.get(ref.label, {})
        shelves = [self.ids.get(vocabulary, {}) for vocabulary in VOCABULARIES]
        return {id: word for words in shelves for id, word in words.items()}


def _shelf(record: Record) -> str:
    return record.vocabulary if isinstance(record, Term) else record.kind
