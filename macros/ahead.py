"""Files of records read before anyone asks for them, by as many processes as there are cores.

What is odd about a file is left to those who read it next: they find here what they need not parse.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from macros.composing import SIZE_LIMIT, composed
from macros.model import BY_KIND
from macros.packed import pack
from macros.parsing import decode
from macros.stored import digest

MANY = 1_000
"""Fewer files are read as quickly by one process."""


Stamp = tuple[int, ...]


class Ahead(NamedTuple):
    """A sound file."""

    stamp: Stamp
    digest: str
    text: str
    data: bytes
    """Its packed values."""


def stamp(found: os.stat_result) -> Stamp:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def read(folders: Iterable[Path]) -> Mapping[str, Ahead]:
    """The sound files of one record each by their paths, where there are many."""
    paths = [path for folder in folders for path in _inside(folder)]
    if len(paths) < MANY:
        return {}
    # Few guides are large enough to load it for.
    from macros.spreading import LostError, processes, spread

    if processes(len(paths)) == 1:
        return {}
    with suppress(LostError):
        return dict(chain.from_iterable(map(dict.items, spread(_read, paths))))
    return {}


def _inside(folder: Path) -> Iterator[str]:
    """The files of one record each; no links, for they may lead to what is private."""
    for inside in (folder / kind for kind in BY_KIND):
        if folder.is_symlink() or inside.is_symlink():
            continue
        with suppress(OSError), os.scandir(inside) as entries:
            plain = (entry for entry in entries if entry.is_file(follow_symlinks=False))
            yield from (entry.path for entry in plain if entry.name.endswith(".yml"))


def _read(paths: Iterable[str]) -> dict[str, Ahead]:
    return {path: one for path in paths if (one := _of(path))}


def _of(path: str) -> Ahead | None:
    try:
        with Path(path).open("rb", buffering=0) as file:
            found = os.fstat(file.fileno())
            data = file.read() if found.st_size <= SIZE_LIMIT else b""
    except OSError:
        return None
    text = decode(data, path)
    values = composed(text) if isinstance(text, str) else None
    return Ahead(stamp(found), digest(data), str(text), pack(values)) if values else None
