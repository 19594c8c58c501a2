"""What was read before, so that no file is read again that has not changed.

One process knows files by their stamps; the next one finds their values in `.cache/`. There a staff
edition leaves nothing, for it may hold what is private.
"""

import gc
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros import stored
from macros.composing import Found
from macros.editions import Edition
from macros.parsing import PlacedLater
from macros.tree import Location, Tree

STORE = ".cache/values.json"
MANY = 500
"""Fewer files are read as quickly as found in a store."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a file that changes again gets another stamp, on any disk."""

Stamp = tuple[int, ...]


@dataclass
class _File:
    stamp: Stamp | None
    digest: str
    tree: PlacedLater
    draft: Any = None
    """The one record that it holds, if nothing is wrong with it."""


@dataclass
class Kept:
    """The sound files of one guide, and the records that they hold."""

    store: Path | None = None
    entries: dict[tuple[str, Location], Any] = field(default_factory=dict)
    """Checked records, by the file and the place in which they stand."""
    _checked_by: object = None
    _known: dict[str, _File] = field(default_factory=dict)
    _met: dict[str, _File] = field(default_factory=dict)
    _are_new: bool = False
    _stored: dict[str, Found] = field(default_factory=dict)

    def begin(self) -> None:
        self._met = {}
        if self.store and not self._known:
            self._stored = stored.read(self.store)

    def of(self, checked_by: object) -> dict[tuple[str, Location], Any]:
        """The records that were checked by the same settings of the guide."""
        if checked_by != self._checked_by:
            self.entries, self._checked_by = {}, checked_by
        return self.entries

    def unchanged(self, path: str, found: os.stat_result) -> Tree | None:
        """The tree of the file at `path`, if it is surely as it was."""
        known = self._known.get(path)
        if not known or known.stamp != _stamp(found):
            return None
        self._met[path] = known
        return known.tree

    def draft(self, path: str, found: os.stat_result) -> Any:
        """The record of the file at `path`, if it is surely as it was."""
        known = self._known.get(path)
        return known.draft if known and known.draft and self.unchanged(path, found) else None

    def note(self, draft: Any) -> None:
        if file := self._met.get(draft.tree.path):
            file.draft = draft

    def same(self, path: str, found: os.stat_result, digest: str, text: str) -> Tree | None:
        """The tree of the file at `path`, if what it holds has been read before."""
        known = self._known.get(path)
        if known and known.digest == digest:
            return self._keep(path, found, digest, known.tree)
        if values := self._stored.get(digest):
            return self._keep(path, found, digest, PlacedLater(text, path, values))
        return None

    def keep(self, path: str, found: os.stat_result, digest: str, tree: Tree) -> None:
        if isinstance(tree, PlacedLater):
            self._keep(path, found, digest, tree)

    def _keep(self, path: str, found: os.stat_result, digest: str, tree: PlacedLater) -> Tree:
        self._met[path] = _File(_sure_stamp(found), digest, tree)
        return tree

    def finish(self) -> None:
        """Forget what was not met; the first reading of a process is written down for the next."""
        is_first, self._known, self._met = not self._known, self._met, {}
        self._are_new = is_first and len(self._known) >= MANY
        if self.store and is_first:
            lasting = self._known.values() if self._are_new else ()
            values = {file.digest: file.tree.found for file in lasting}
            if values.keys() != self._stored.keys():
                stored.write(self.store, values)
        self._stored = {}

    def settle(self) -> None:
        """Spare Python's garbage collector what lasts as long as the process."""
        if self._are_new:
            gc.freeze()
            self._are_new = False


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _sure_stamp(found: os.stat_result) -> Stamp | None:
    """None where the file could change once more and keep its stamp."""
    age = time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns)
    return _stamp(found) if age > SETTLED else None


_latest: dict[tuple[Path, Edition], Kept] = {}


def kept(root: Path, edition: Edition) -> Kept:
    """What this process knows of the guide in `root`; of the one before it, nothing any more."""
    key = (root.resolve(), edition)
    if key not in _latest:
        _latest.clear()
        _latest[key] = Kept(None if edition.is_staff else root / STORE)
    return _latest[key]


def forget() -> None:
    """Let go of it all, where no file will be read again."""
    _latest.clear()
