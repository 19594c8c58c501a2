"""The records of lists, in their order."""

from collections.abc import Sequence

from macros.finder.entries import KINDS
from macros.guide import Guide
from macros.model import Record


class Lists:
    """Works each list out once, for all of its pages."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._known: dict[str, Sequence[Record]] = {}

    def of_kind(self, kind: str) -> Sequence[Record]:
        if kind not in self._known:
            self._known[kind] = sorted(self._guide.records[kind].values(), key=_is_lost)
        return self._known[kind]

    def carriers(self, term: str) -> Sequence[Record]:
        """The records that carry a term, by kind."""
        key = f"terms/{term}"
        if key not in self._known:
            members = by_kind(self._guide.tagged(term)).values()
            self._known[key] = [record for records in members for record in records]
        return self._known[key]


def by_kind(records: Sequence[Record]) -> dict[str, list[Record]]:
    """In the order in which readers meet the kinds."""
    found: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for record in records:
        if record.kind in found:
            found[record.kind].append(record)
    return {kind: members for kind, members in found.items() if members}


def _is_lost(record: Record) -> bool:
    """Whether nobody knows its address: such records come last."""
    return record.kind == "resources" and getattr(record, "address_status", "") == "unknown"
