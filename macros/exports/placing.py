"""An export in a folder or a file of someone's own, written whole and never over other things."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from macros.exports.packing import Files, archive, document
from macros.filing import beside, put

LIST = "guide-export.json"
"""Names what an export has written, so that the next one knows what it may write over."""


Shown = Callable[[Files], Iterable[str]]


class OccupiedError(Exception):
    """The place holds things that no export wrote."""


def write_folder(
    folder: Path, format: str, files: Files, force: bool = False, shown: Shown = iter
) -> int:
    """Write `files` and take away what an earlier export left; how many files changed.

    `shown` wraps the paths, to show how far it is.
    """
    before = _written(folder)
    if strangers := _strangers(folder, before, force):
        more = f" and {len(strangers) - 1} more" if len(strangers) > 1 else ""
        raise OccupiedError(
            f"{folder} holds what no export wrote ({strangers[0]}{more}): "
            "name a new folder, or say --force to write beside it"
        )
    # Whoever is interrupted can begin again: until the end, the list names both.
    put(folder / LIST, _list(format, {*before, *files}))
    changed = sum(put(folder / path, files[path], lasting=False) for path in shown(files))
    for path in sorted((before - files.keys()) | _half({*before, *files, LIST})):
        (folder / path).unlink(missing_ok=True)
    put(folder / LIST, _list(format, files))
    return changed


def write_archive(file: Path, files: Files, force: bool = False) -> int:
    """All of `files` in one; an archive that is there is written over only by force."""
    data = archive(files)
    if file.exists() and not force and file.read_bytes() != data:
        raise OccupiedError(f"{file} is there already: name another file, or say --force")
    return int(put(file, data))


def _list(format: str, paths: Iterable[str]) -> bytes:
    return document({"format": format, "files": sorted(paths)})


def _written(folder: Path) -> set[str]:
    """What an earlier export wrote into `folder`; nothing that leads out of it."""
    try:
        found = json.loads((folder / LIST).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    paths = {path for path in found if isinstance(path, str)} if isinstance(found, list) else set()
    inside = folder.resolve()
    return {path for path in paths if (folder / path).resolve().is_relative_to(inside)}


def _strangers(folder: Path, known: set[str], force: bool) -> list[str]:
    if force or not folder.exists():
        return []
    if not folder.is_dir():
        return [folder.name]
    found = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir())
    ours = {*known, LIST}
    return sorted({*found} - ours - _half(ours))


def _half(paths: Iterable[str]) -> set[str]:
    """Where a run that was killed may have left the beginning of each."""
    return {beside(Path(path)).as_posix() for path in paths}
