"""Finishes a new site: what data makes in numbers joins what is there, and only what differs from
the old site is written.
"""

import filecmp
import os
import shutil
import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from macros import collecting
from macros.lots import Lot
from macros.spreading import spread
from macros.unchanged import Notes, Stamp


class WritingError(Exception):
    """A file could not be made: says which, and why."""


@collecting.held()
def by_path(lots: Iterable[Lot]) -> dict[str, Lot]:
    """The lot of each file; WritingError where two have one place, or one is outside the site."""
    found: dict[str, Lot] = {}
    for lot in lots:
        for path in lot.paths():
            if path in found:
                raise WritingError(f"two files have the path {path}")
            if ".." in path.split("/") or PurePosixPath(path).is_absolute():
                raise WritingError(f"{path} leads out of the site")
            found[path] = lot
    return found


@dataclass(frozen=True)
class Writing:
    """A `new` site, beside the `old` one that nothing here changes."""

    lots: Mapping[str, Lot]
    """What there is to draw, by its path."""
    new: Path
    old: Path
    was: Mapping[str, Stamp]
    """The files of the old site."""
    kept: frozenset[str] = frozenset()
    """What would come out as it stands in the old site."""
    made: Mapping[str, Collection[str]] = field(default_factory=dict)
    """All of these paths, by what their lot is made of."""

    @classmethod
    def of(cls, lots: Iterable[Lot], new: Path, old: Path, notes: Notes | None = None) -> "Writing":
        """`notes` are those of the build that made the old site."""
        there = dict(_files(old))
        named = [(lot.made_of(), lot) for lot in lots]
        noted = {name: (notes or {}).get(name, {}) for name, _ in named}
        same = {name for name, files in noted.items() if files and files.items() <= there.items()}
        found = by_path(lot for name, lot in named if name not in same)
        kept = frozenset(path for name in same for path in noted[name])
        if twice := {*found, *kept}.intersection(dict(_files(new))):
            told = "the data makes a file of this path: rename the one in docs/"
            raise WritingError(f"{min(twice)}: {told}")
        made = {name: noted[name] if name in same else lot.paths() for name, lot in named}
        return cls(found, new, old, _ours(there, {*found, *kept}, new), kept, made)

    @property
    def paths(self) -> set[str]:
        """All files of lots."""
        return {*self.lots, *self.kept}

    def notes(self, drawn: Mapping[str, Stamp]) -> Notes:
        """For the next build, once the new site stands where the old one was."""
        there = {**self.was, **drawn}
        return {name: {path: there[path] for path in paths} for name, paths in self.made.items()}

    def draw(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """Write each of these that differs from the old site, and say which they were."""
        written = ((path, self._draw(path)) for path in paths)
        return {path: stamp for path, stamp in written if stamp}

    def _draw(self, path: str) -> Stamp | None:
        with telling(path):
            data = self.lots[path].draw(path)
            if data is None:
                raise LookupError("its own lot does not know it")
            if self._was_as_long(path, len(data)) and (self.old / path).read_bytes() == data:
                return None
            place = _with_folder(self.new / path)
            place.write_bytes(data)
            return len(data), place.stat().st_mtime_ns

    def complete(self, drawn: Collection[str]) -> bool:
        """Add what did not change; whether anything did: if not, the new site stays a part."""
        if not self.was:
            return True
        others = dict(_files(self.new)).keys() - self.paths
        same = [path for path in others if self._is_same(path)]
        gone = self.was.keys() - others - self.paths
        if not drawn and not gone and len(same) == len(others):
            return False
        for path in same:
            _date_as(self.old / path, self.new / path)
        spread(self._keep, sorted(self.paths - set(drawn)))
        return True

    def _is_same(self, path: str) -> bool:
        old, new = self.old / path, self.new / path
        return self._was_as_long(path, new.stat().st_size) and filecmp.cmp(old, new, shallow=False)

    def _was_as_long(self, path: str, size: int) -> bool:
        return path in self.was and self.was[path][0] == size

    def _keep(self, paths: Iterable[str]) -> None:
        for path in paths:
            with telling(path):
                _link(self.old / path, _with_folder(self.new / path))


def _ours(there: Mapping[str, Stamp], paths: Collection[str], new: Path) -> dict[str, Stamp]:
    """Hidden entries that only the old site has are not of our making."""
    own = {path.partition("/")[0] for path in paths} | {path.name for path in new.glob(".*")}
    tops = {path: path.partition("/")[0] for path in there}
    return {path: there[path] for path, top in tops.items() if top in own or top[0] != "."}


def _files(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Every file below `folder` by its path; anything else has a size of -1."""
    waiting = [""] if folder.is_dir() else []
    while waiting:
        inside = waiting.pop()
        with os.scandir(folder / inside) as entries:
            for entry in entries:
                path = f"{inside}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                else:
                    yield path, _stamp(entry)


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    if not entry.is_file(follow_symlinks=False):
        return -1, 0
    found = entry.stat()
    return found.st_size, found.st_mtime_ns


def _with_folder(place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _date_as(old: Path, new: Path) -> None:
    """What copies a site elsewhere goes by dates."""
    date = old.stat().st_mtime_ns
    os.utime(new, ns=(date, date))


def _link(old: Path, new: Path) -> None:
    """One file under both names; where the disk knows no such thing, a copy."""
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


@contextmanager
def telling(path: str) -> Iterator[None]:
    """Whatever a template or a disk raises is told with the file that was being made."""
    try:
        yield
    except Exception as error:
        raise WritingError(f"{path} could not be made: {_why(error)}") from error


def _why(error: Exception) -> str:
    """The line of a template that brought it about comes first."""
    frames = traceback.extract_tb(error.__traceback__)
    drawn = [f"{f.filename}:{f.lineno}: " for f in frames if f.filename.endswith(".html")]
    return f"{''.join(drawn[-1:])}{type(error).__name__}: {error}"
