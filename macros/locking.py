"""One program at a time: whoever else wants the same learns that it is taken."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_held: dict[Path, BinaryIO] = {}


def hold(file: Path) -> bool:
    """Whether this program has `file` for itself, until it lets go or ends in whatever way."""
    while file not in _held:
        held = file.open("ab")
        if not _lock(held):
            held.close()
            return False
        if _is_at(file, held):
            _held[file] = held
        else:  # Who had it has taken it away meanwhile.
            held.close()
    return True


def is_held(file: Path) -> bool:
    return file in _held


def handed_on() -> tuple[int, ...]:
    """What a program that this one starts must get, so that all stays taken until it ends, too."""
    if sys.platform == "win32":
        return ()
    return tuple(held.fileno() for held in _held.values())


def let_go(file: Path) -> None:
    if held := _held.pop(file, None):
        with suppress(OSError):  # Windows takes no open file away; an empty one does no harm.
            file.unlink()
        held.close()


def _is_at(file: Path, held: BinaryIO) -> bool:
    try:
        return os.path.samestat(file.stat(), os.fstat(held.fileno()))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(held: BinaryIO) -> bool:
        try:
            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(held: BinaryIO) -> bool:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # Some disks know no locks.
            return True
        return True
