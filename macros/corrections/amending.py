"""Placed values → the text of the file that says them: a local change of ours, or the file itself.

A fork changes nothing outside of data/local/; whoever has no such folder keeps the guide itself.
"""

from dataclasses import dataclass
from pathlib import Path

from macros.changes import Changes, changed, differences
from macros.corrections.placing import said
from macros.dumping import dumped
from macros.editing import edited
from macros.imports.standing import LOCAL_FOLDER, free_file, standing
from macros.model import Record, Term
from macros.overlay import CHANGES
from macros.project import Reading
from macros.splicing import values
from macros.tree import Location, Value

NO_TERMS = "write it into data/local/taxonomy.yml by hand"


@dataclass(frozen=True)
class Amended:
    """A file with what it holds and what it would hold; nothing where it is not there yet."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Target:
    """The file in which a record is changed."""

    record: Record
    path: str
    place: Location
    is_overlay: bool

    @classmethod
    def of(cls, record: Record, reading: Reading, root: Path) -> "Target":
        entry = next(one for one in reading.loaded.entries if one.record.key == record.key)
        if not (root / LOCAL_FOLDER).is_dir():
            return cls(record, entry.tree.path, entry.place, is_overlay=False)
        found = standing(reading)[record.kind].by_id[record.id]
        file = free_file(root, record.kind, record.id) if found.is_untouched else found.file
        return cls(record, file, found.place, not found.is_own)

    @property
    def refusal(self) -> str:
        """Why no program may write there, or nothing."""
        is_new = self.is_overlay and not self.place
        return NO_TERMS if isinstance(self.record, Term) and is_new else ""

    def amended(self, changes: Changes, root: Path) -> Amended:
        """The file with these values in the record."""
        file = root / self.path
        old = file.read_bytes().decode("utf-8") if file.is_file() else ""
        if not self.is_overlay:
            moved = {(*self.place, *location): value for location, value in changes.items()}
            return Amended(self.path, old, edited(old, moved, type(self.record)))
        return Amended(self.path, old, self._overlaid(old, changes))

    def _overlaid(self, old: str, changes: Changes) -> str:
        whole = said(self.record)
        there: Value = {CHANGES: self.record.id}
        if old:
            there = _at(values(old), self.place)
        new = _laid(there, _differing(whole, changed(whole, changes)))
        if not old:
            return dumped(_group(new), type(self.record))
        return edited(old, differences(there, new, self.place), type(self.record))


def _differing(old: Value, new: Value) -> Value:
    """What a local change has to say, so that `old` becomes `new`: plain lists are said whole."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {
            name: _differing(old.get(name), value)
            for name, value in new.items()
            if value != old.get(name)
        }
    if isinstance(old, list) and isinstance(new, list) and _ids(old) and _ids(old) == _ids(new):
        pairs = zip(old, new, strict=True)
        return [
            {"id": _group(ours)["id"], **_group(_differing(ours, theirs))}
            for ours, theirs in pairs
            if ours != theirs
        ]
    return new


def _laid(old: Value, new: Value) -> Value:
    """What one change says, and another on top of it."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{name: _laid(old.get(name), value) for name, value in new.items()}}
    if isinstance(old, list) and isinstance(new, list) and _ids(new):
        by_id = {_group(item).get("id"): item for item in new}
        kept = [_laid(item, by_id.pop(_group(item).get("id"), {})) for item in old]
        return [*kept, *by_id.values()]
    return new


def _ids(items: list[Value]) -> list[Value]:
    """What the items of a list are known by; nothing unless each has an id."""
    ids = [_group(item).get("id") for item in items]
    return ids if all(ids) else []


def _at(value: Value, place: Location) -> Value:
    for step in place:
        value = value[step]  # type: ignore[index]  # where the record was read
    return value


def _group(value: Value) -> dict[str, Value]:
    return dict(value) if isinstance(value, dict) else {}
