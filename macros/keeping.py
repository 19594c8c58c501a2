"""What was read before, so that no file is read again that has not changed.

One process knows files by their stamps; the next one finds their values in `.cache/`. There a staff
edition leaves nothing, for it may hold what is private.
"""

import gc
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros import ahead, stored
from macros.ahead import Ahead, Stamp, stamp
from macros.editions import Edition
from macros.packed import PackedTree, pack
from macros.parsing import PlacedLater
from macros.tree import Location, Tree

STORE = ".cache/values.json"
MANY = 500
"""Fewer files are read as quickly as found in a store."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a file that changes again gets another stamp, on any disk."""


@dataclass
class _File:
    stamp: Stamp | None
    digest: str
    tree: PackedTree
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
    _stored: Mapping[str, bytes] = field(default_factory=dict)
    _ahead: Mapping[str, Ahead] = field(default_factory=dict)
    """By the paths of the files."""

    def begin(self, folders: Iterable[Path] = ()) -> None:
        """`folders` of data are about to be read."""
        self._met = {}
        if not self._known:
            self._stored = stored.read(self.store) if self.store else {}
            self._ahead = {} if self._stored else ahead.read(folders)

    def of(self, checked_by: object) -> dict[tuple[str, Location], Any]:
        """The records that were checked by the same settings of the guide."""
        if checked_by != self._checked_by:
            self.entries, self._checked_by = {}, checked_by
        return self.entries

    def known(self, place: Path, path: str, found: os.stat_result) -> Tree | None:
        """The tree of the file at `place`, if it was read before, or ahead."""
        if known := self.unchanged(path, found):
            return known
        one = self._ahead.get(str(place))
        if not one or one.stamp != stamp(found):
            return None
        return self._keep(path, found, one.digest, PackedTree(one.text, path, one.data))

    def unchanged(self, path: str, found: os.stat_result) -> Tree | None:
        """The tree of the file at `path`, if it is surely as it was."""
        known = self._known.get(path)
        if not known or known.stamp != stamp(found):
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
        if data := self._stored.get(digest):
            return self._keep(path, found, digest, PackedTree(text, path, data))
        return None

    def keep(self, path: str, found: os.stat_result, digest: str, tree: Tree) -> Tree:
        """The tree of a file that was read, as it is kept."""
        if not isinstance(tree, PlacedLater):
            return tree
        packed = PackedTree(tree.text, path, pack(tree.found))
        return self._keep(path, found, digest, packed)

    def _keep(self, path: str, found: os.stat_result, digest: str, tree: PackedTree) -> Tree:
        self._met[path] = _File(_sure_stamp(found), digest, tree)
        return tree

    def finish(self) -> None:
        """Forget what was not met; the first reading of a process is written down for the next."""
        is_first, self._known, self._met = not self._known, self._met, {}
        self._are_new = is_first and len(self._known) >= MANY
        if self.store and is_first:
            lasting = self._known.values() if self._are_new else ()
            values = {file.digest: file.tree.data for file in lasting}
            if values.keys() != self._stored.keys():
                stored.write(self.store, values)
        self._stored, self._ahead = {}, {}

    def settle(self) -> None:
        """Spare Python's garbage collector what lasts as long as the process."""
        if self._are_new:
            gc.freeze()
            self._are_new = False


def _sure_stamp(found: os.stat_result) -> Stamp | None:
    """None where the file could change once more and keep its stamp."""
    age = time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns)
    return stamp(found) if age > SETTLED else None


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
