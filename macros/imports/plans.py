"""What becomes of incoming records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from macros.changes import Changes
from macros.imports.incoming import Cell, Incoming, Refusal
from macros.tree import Location, Value


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "the same"
    KEPT = "kept"
    REFUSED = "refused"


@dataclass(frozen=True)
class Planned:
    """What becomes of one incoming record."""

    incoming: Incoming
    outcome: Outcome
    id: str = ""
    reason: str = ""
    file: str = ""
    place: Location = ()
    fields: tuple[str, ...] = ()
    """Those that change."""
    value: Mapping[str, Value] = field(default_factory=dict)
    """What the whole new record says."""
    changes: Changes = field(default_factory=dict)
    """What changes in the file; places are those in the record."""

    @property
    def cell(self) -> Cell:
        return self.incoming.cells.get((), Cell(""))


@dataclass
class Plan:
    """All of an import; `gone` are records that the same directory brought before."""

    records: list[Planned] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def of(self, *outcomes: Outcome) -> list[Planned]:
        return [planned for planned in self.records if planned.outcome in outcomes]


def heading(incoming: Incoming) -> str:
    """The name or title that it brings, in its first language."""
    name = incoming.value.get(incoming.kind.named_by)
    return str(next(iter(name.values()), "") if isinstance(name, dict) else name or "")
