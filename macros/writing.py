"""Finishes a new site: what data makes in numbers joins what is there, and only what differs from
the old site is written.
"""

import filecmp
import os
import shutil
import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from macros import collecting
from macros.lots import Lot, Whole
from macros.spreading import spread
from macros.unchanged import Notes, Stamp


class WritingError(Exception):
    """A file could not be made: says which, and why."""


def by_thing(lots: Iterable[Lot]) -> dict[str, Lot]:
    """What there is to draw: each `Whole` lot by its folder, then each file of the others.

    WritingError where two files have one place, or one is outside the site.
    """
    found: dict[str, Lot] = {lot.folder: lot for lot in lots if isinstance(lot, Whole)}
    for lot in lots:
        for path in () if isinstance(lot, Whole) else lot.paths():
            if path in found:
                raise _two_of(path)
            _refuse_outside(path)
            found[path] = lot
    return found


def _two_of(path: str) -> WritingError:
    return WritingError(f"two files have the path {path}")


def _refuse_outside(path: str) -> None:
    if ".." in path.split("/") or PurePosixPath(path).is_absolute():
        raise WritingError(f"{path} leads out of the site")


Drawn = Sequence[tuple[str, str, Stamp | None]]
"""Of each file: what thing it is of, its path, and its stamp, unless the old site has the same."""


@dataclass(frozen=True)
class Writing:
    """A `new` site, beside the `old` one that nothing here changes."""

    things: Mapping[str, Lot]
    """What there is to draw; see `by_thing`."""
    new: Path
    old: Path
    there: Mapping[str, Stamp] = field(default_factory=dict)
    """The files of the old site."""
    kept: Notes = field(default_factory=dict)
    """Of these, what would come out as it stands."""
    fresh: Mapping[str, Lot] = field(default_factory=dict)
    """The lots that are drawn, by what they are made of."""
    others: frozenset[str] = frozenset()
    """The files of the new site that are of no lot."""

    @classmethod
    def of(cls, lots: Iterable[Lot], new: Path, old: Path, notes: Notes | None = None) -> "Writing":
        """`notes` are those of the build that made the old site."""
        there = dict(_files(old))
        named = [(lot.made_of(), lot) for lot in lots]
        noted = {name: (notes or {}).get(name, {}) for name, _ in named}
        kept = {n: files for n, files in noted.items() if files and files.items() <= there.items()}
        fresh = [(name, lot) for name, lot in named if name not in kept]
        things = by_thing([lot for _, lot in fresh])
        writing = cls(things, new, old, there, kept, dict(fresh), frozenset(dict(_files(new))))
        writing._refuse_others({*things}.union(*kept.values()))
        return writing

    def _refuse_others(self, paths: Collection[str]) -> None:
        if twice := self.others.intersection(paths):
            told = "the data makes a file of this path: rename the one in docs/"
            raise WritingError(f"{min(twice)}: {told}")

    def draw(self, things: Iterable[str]) -> Drawn:
        """Write each of their files that differs from the old site."""
        return [drawn for thing in things for drawn in self._drawn(thing)]

    def _drawn(self, thing: str) -> Drawn:
        lot = self.things[thing]
        if not isinstance(lot, Whole):
            return [(thing, thing, self._draw(lot, thing))]
        with collecting.held(stays=True):
            with telling(thing):
                paths = lot.paths()
            for path in paths:
                _refuse_outside(path)
            return [(thing, path, self._draw(lot, path)) for path in paths]

    def _draw(self, lot: Lot, path: str) -> Stamp | None:
        with telling(path):
            data = lot.draw(path)
            if data is None:
                raise LookupError("its own lot does not know it")
            if self.was_as_long(path, len(data)) and (self.old / path).read_bytes() == data:
                return None
            place = _with_folder(self.new / path)
            place.write_bytes(data)
            return len(data), place.stat().st_mtime_ns

    def was_as_long(self, path: str, size: int) -> bool:
        return path in self.there and self.there[path][0] == size

    def files(self, drawn: Drawn) -> dict[str, Stamp]:
        """What lots have in the site; WritingError where a `Whole` one took a path of others."""
        found = {path: stamp for files in self.kept.values() for path, stamp in files.items()}
        for _, path, stamp in drawn:
            if path in found:
                raise _two_of(path)
            found[path] = stamp or self.there[path]
        self._refuse_others(found)
        return found

    def written(self, drawn: Drawn) -> "Written":
        files = self.files(drawn)
        notes = {
            name: {path: files[path] for thing, path, _ in drawn if self.things[thing] is lot}
            for name, lot in self.fresh.items()
        }
        changed = frozenset(path for _, path, stamp in drawn if stamp)
        return Written(self, files, {**self.kept, **notes}, changed)


@dataclass(frozen=True)
class Written:
    """All that lots have in a new site, or will have: what did not change is not there yet."""

    writing: Writing
    files: Mapping[str, Stamp]
    notes: Notes
    """For the next build, once the new site stands where the old one was."""
    changed: frozenset[str]

    def complete(self) -> bool:
        """Add what did not change; whether anything did: if not, the new site stays a part."""
        new, old = self.writing.new, self.writing.old
        was = _ours(self.writing.there, self.files, new)
        if not was:
            return True
        others = dict(_files(new)).keys() - self.files.keys()
        same = [path for path in others if self._is_same(path)]
        gone = was.keys() - others - self.files.keys()
        if not self.changed and not gone and len(same) == len(others):
            return False
        for path in same:
            _date_as(old / path, new / path)
        spread(self._keep, sorted(self.files.keys() - self.changed))
        return True

    def _is_same(self, path: str) -> bool:
        old, new = self.writing.old / path, self.writing.new / path
        is_as_long = self.writing.was_as_long(path, new.stat().st_size)
        return is_as_long and filecmp.cmp(old, new, shallow=False)

    def _keep(self, paths: Iterable[str]) -> None:
        for path in paths:
            with telling(path):
                _link(self.writing.old / path, _with_folder(self.writing.new / path))


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
