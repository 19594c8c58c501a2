"""What becomes of incoming records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

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
class Edit:
    """A value that an import changes; "" is none."""

    field: str
    """Its path in the record; things with an id are named by it."""
    old: str
    new: str


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
    edits: tuple[Edit, ...] = ()
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


def edits(old: Any, new: Any, path: str = "") -> Iterator[Edit]:
    """What tells two values apart, as deep down as it can be named."""
    if old == new:
        return
    ours, theirs = _named(old), _named(new)
    if ours is None or theirs is None:
        yield Edit(path, _shown(old), _shown(new))
        return
    for name in dict.fromkeys([*ours, *theirs]):
        yield from edits(ours.get(name), theirs.get(name), f"{path}.{name}" if path else name)


def _named(value: Any) -> dict[str, Any] | None:
    """What is inside by its name: fields, or things with an id."""
    if isinstance(value, dict):
        return {name: inner for name, inner in value.items() if name != "id"}
    if isinstance(value, list) and all(isinstance(one, dict) and one.get("id") for one in value):
        return {one["id"]: one for one in value}
    return None


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(filter(None, map(_shown, value.values())))
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    return "" if value is None else str(value)


def heading(incoming: Incoming) -> str:
    """The name or title that it brings, in its first language."""
    name = incoming.value.get(incoming.kind.named_by)
    return str(next(iter(name.values()), "") if isinstance(name, dict) else name or "")
