"""An update that was cut off: its note says what to bring back, so that it can begin anew.

Git itself would leave files of both states, and no word on which of them a person wrote.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.filing import put
from macros.repository import Repository

NOTE = "guide-update"


def _note(repository: Repository) -> Path:
    return repository.root / repository.run("rev-parse", "--git-path", NOTE).stdout.strip()


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
    """Bring back what an update that was cut off has changed; what is local stays as it is."""
    if not repository.holds("rev-parse", "HEAD") or not _note(repository).is_file():
        return
    old, new = _note(repository).read_text("utf-8").split()
    if not repository.holds("merge-base", "--is-ancestor", new, "HEAD"):
        repository.says("reset", "--quiet", old)
        _bring_back(repository, old, new)
    _note(repository).unlink()


def _bring_back(repository: Repository, old: str, new: str) -> None:
    common = repository.says("merge-base", old, new)
    for line in repository.lines("diff", "--no-renames", "--name-status", common, new):
        letter, _, path = line.partition("\t")
        file = repository.root / path
        if letter != "A":
            repository.run("checkout", "--quiet", old, "--", path)
        elif file.is_file() and _is_of(repository, new, path):
            file.unlink()


def _is_of(repository: Repository, commit: str, path: str) -> bool:
    """Whether the file is as the commit has it, so that nobody else wrote it."""
    return repository.says("hash-object", "--", path) == repository.says(
        "rev-parse", f"{commit}:{path}"
    )
