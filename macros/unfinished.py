"""An update that was cut off: its note says what to bring back, so that it can begin anew.

Git itself would leave files of both states, and no word on which of them a person wrote.
"""

import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.editions import LOCAL
from macros.filing import put
from macros.locking import hold, let_go
from macros.repository import RefusedError, Repository

NOTE = "guide-update"
LOCK = "guide-update.lock"
"""Stands there while a release is taken; whoever was killed has left it behind."""
PATIENCE = 10.0
"""Seconds in which a git that lost its update may end what it does."""


def _note(repository: Repository) -> Path:
    return _place(repository, NOTE)


def _place(repository: Repository, name: str) -> Path:
    return repository.root / repository.run("rev-parse", "--git-path", name).stdout.strip()


@contextmanager
def alone(repository: Repository) -> Iterator[None]:
    """While nobody else takes a release here, not even a git whose update was killed."""
    lock = _place(repository, LOCK)
    was_cut_off = lock.is_file()
    until = time.monotonic() + PATIENCE
    while not hold(lock):
        if time.monotonic() > until:
            raise RefusedError("an update is still at work here: wait a minute, then run it again")
        time.sleep(0.1)
    try:
        if was_cut_off:
            _free_index(repository)
        yield
    finally:
        let_go(lock)


def _free_index(repository: Repository) -> None:
    """A git that was killed leaves its index locked, and empty until all files are written."""
    left = _place(repository, "index.lock")
    if not left.is_file():
        return
    if left.stat().st_size:
        raise RefusedError(
            f"an update was cut off here, and git has left {left}, or is at work elsewhere: close "
            "other programs that use git, delete that file, then run 'uv run guide update' again"
        )
    left.unlink()


@contextmanager
def noted(repository: Repository, old: str, new: str) -> Iterator[None]:
    """While files of `old` become those of `new`; it takes a second, and Ctrl-C waits for it."""
    put(_note(repository), f"{old} {new}")
    is_main = threading.current_thread() is threading.main_thread()
    # Git, too, would stop at once.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if is_main else None
    try:
        yield
        _note(repository).unlink()
    finally:
        if is_main:
            signal.signal(signal.SIGINT, before)


def take_back(repository: Repository) -> None:
    """Bring back what an update that was cut off has changed, and nothing that a person did since.

    Raises RefusedError where it cannot tell the two apart.
    """
    if not _note(repository).is_file():
        return
    old, new = _note(repository).read_text("utf-8").split()
    if _is_where_it_stopped(repository, old, new):
        touched = list(_touched(repository, old, new))
        _refuse_work(path for path in touched if not _is_by_git(repository, path, old, new))
        if touched or _merging(repository):
            repository.says("reset", "--quiet", old)
            _bring_back(repository, old, touched)
    _note(repository).unlink()


def _is_where_it_stopped(repository: Repository, old: str, new: str) -> bool:
    """Whether nobody went on since, be it with a commit or with another merge."""
    return repository.says("rev-parse", "HEAD") == old and _merging(repository) in ("", new)


def _merging(repository: Repository) -> str:
    """The commit that a merge has begun to take, if one is open."""
    return repository.run("rev-parse", "--verify", "--quiet", "MERGE_HEAD").stdout.strip()


def _touched(repository: Repository, old: str, new: str) -> Iterator[str]:
    """The files that are not as they were, of those that the release changes."""
    common = repository.says("merge-base", old, new)
    for path in repository.lines("diff", "--no-renames", "--name-only", common, new):
        if not _is_of(repository, old, path):
            yield path


def _refuse_work(paths: Iterable[str]) -> None:
    if files := ", ".join(paths):
        raise RefusedError(
            f"an update was cut off here, and somebody has worked since on {files}, which the "
            f"release changes, too. To keep that work, put it into a folder named {LOCAL}/. Bring "
            "each file back ('git checkout HEAD -- FILE') or delete it where it is new; then run "
            "'uv run guide update' again"
        )


def _bring_back(repository: Repository, old: str, touched: Iterable[str]) -> None:
    for path in touched:
        if repository.holds("cat-file", "-e", f"{old}:{path}"):
            repository.says("checkout", "--quiet", old, "--", path)
        else:
            (repository.root / path).unlink()


def _is_by_git(repository: Repository, path: str, old: str, new: str) -> bool:
    """Whether the file holds nothing but what the update wrote, whole or cut off."""
    file = repository.root / path
    if not file.is_file() or _is_of(repository, new, path):
        return True
    return any(_begins(file, text) for text in _written(repository, path, old, new))


def _written(repository: Repository, path: str, old: str, new: str) -> Iterator[str]:
    """What git may have been writing there."""
    yield repository.run("show", f"{new}:{path}").stdout
    # Older versions of git cannot do this; then a merged file counts as somebody's work.
    merged = repository.run("merge-tree", "--write-tree", "HEAD", new).stdout.split("\n")[0]
    yield repository.run("show", f"{merged}:{path}").stdout if merged else ""


def _begins(file: Path, text: str) -> bool:
    return text.startswith(file.read_text("utf-8", "replace").rstrip("\ufffd"))


def _is_of(repository: Repository, commit: str, path: str) -> bool:
    """Whether the file is as the commit has it, or lacks where that has none."""
    there = repository.run("rev-parse", "--verify", "--quiet", f"{commit}:{path}").stdout.strip()
    here = (repository.root / path).is_file()
    return there == (repository.says("hash-object", "--", path) if here else "")
