"""A finished site takes the place of the old one, in two renames."""

import atexit
import shutil
from pathlib import Path


def begin(site: Path) -> Path:
    """An empty place beside `site` to build in; it goes when the program ends."""
    _end_last(site)
    beside = _beside(site)
    shutil.rmtree(beside, ignore_errors=True)
    atexit.register(shutil.rmtree, beside, ignore_errors=True)
    return beside


def swap(new: Path, site: Path) -> None:
    """Hidden entries of `site`, such as a worktree's `.git`, stay, as MkDocs leaves them."""
    old = _old(site)
    _end_last(site)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except BaseException:
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    _end_last(site)


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
