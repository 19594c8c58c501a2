"""A finished site takes the place of the old one: at once on Linux, elsewhere in two renames."""

import atexit
import ctypes
import os
import shutil
import sys
from pathlib import Path

from macros import locking

AT_FDCWD, RENAME_EXCHANGE = -100, 2
"""What `renameat2` of Linux takes; Python has no name for them."""


class BusyError(Exception):
    """Another program is building the same site."""


def begin(site: Path) -> Path:
    """An empty place beside `site` to build in; it goes when the program ends."""
    site.parent.mkdir(parents=True, exist_ok=True)
    if not locking.hold(_lock(site)):
        raise BusyError
    atexit.register(leave, site)
    _end_last(site)
    beside = _beside(site)
    shutil.rmtree(beside, ignore_errors=True)
    return beside


def leave(site: Path) -> None:
    """Nothing is left of what was begun, and another build may begin."""
    if locking.is_held(_lock(site)):
        shutil.rmtree(_beside(site), ignore_errors=True)
        locking.let_go(_lock(site))


def swap(new: Path, site: Path) -> None:
    """Hidden entries of `site`, such as a worktree's `.git`, stay, as MkDocs leaves them."""
    old = _old(site)
    _end_last(site)
    if site.exists():
        new.rename(old)
        if _exchange(old, site):
            _end_last(site)
            return
        old.rename(new)
        site.rename(old)
    try:
        new.rename(site)
    except BaseException:
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    _end_last(site)


def _exchange(one: Path, other: Path) -> bool:
    """Each takes the other's place, so that there is a site at any moment; whether it could be."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    places = AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other)
    return bool(rename and rename(*places, RENAME_EXCHANGE) == 0)


def _end_last(site: Path) -> None:
    """End a swap wherever it was cut off; what is hidden and new stays as it is."""
    old = _old(site)
    if old.exists() and not site.exists():
        old.rename(site)
    for kept in old.glob(".*"):
        if not (site / kept.name).exists():
            kept.rename(site / kept.name)
    shutil.rmtree(old, ignore_errors=True)


def places(site: Path) -> tuple[Path, Path, Path]:
    """Every folder that may hold a part of a site while it is built."""
    return site, _beside(site), _old(site)


def _beside(site: Path) -> Path:
    return site.with_name(f".{site.name}.building")


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _lock(site: Path) -> Path:
    return site.with_name(f".{site.name}.lock")
