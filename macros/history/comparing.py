"""What became of the records since the last release."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Self

from macros.former_ids import former_keys
from macros.guide import Guide
from macros.history.state import State


@dataclass(frozen=True)
class Comparison:
    """Keys of what came, went or got another id, and the fields that say something else."""

    added: tuple[str, ...] = ()
    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, then: State, now: State, guide: Guide, without: Set[str] = frozenset()) -> Self:
        """`without` are keys that nothing may tell of."""
        old, new = then.records.keys(), now.records.keys()
        moved = {
            former: key
            for former, key in former_keys(guide).items()
            if former in old - new and key in new - old
        }
        asked = {key: key for key in old & new} | {key: former for former, key in moved.items()}
        # Who names a record that got another id says nothing new.
        ids = {key: former.partition("/")[2] for former, key in moved.items()}
        said = State.of("", guide, ids).records if ids else now.records
        changed = ((key, then.changed(before, said[key])) for key, before in sorted(asked.items()))
        return cls(
            tuple(sorted(new - old - {*moved.values(), *without})),
            tuple((key, fields) for key, fields in changed if fields and key not in without),
            tuple(sorted(old - new - {*moved, *without})),
            tuple(pair for pair in sorted(moved.items()) if without.isdisjoint(pair)),
        )

    @property
    def said(self) -> dict[str, object]:
        """As the fields of a release."""
        return {
            "added": self.added,
            "changed": [{"key": key, "fields": fields} for key, fields in self.changed],
            "removed": self.removed,
            "renamed": [{"old": old, "new": new} for old, new in self.renamed],
        }
