"""Upstream's files that a fork has changed: a release that changes them, too, cannot be taken.

What a fork began with is known when it takes a release, and from then on by a reference of git.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.editions import LOCAL, PRIVATE
from macros.repository import RefusedError, Repository

TAKEN = "refs/guide/release"
"""The release that was taken last."""
SHELVES = ("data", "docs", "overrides")
OWN = (*(f"{shelf}/{LOCAL}" for shelf in SHELVES), f"data/{PRIVATE}")
TITLE = "Not yours to change, though changed here; a release may not fit any more"


def note(repository: Repository, release: str) -> None:
    if not repository.holds("merge-base", "--is-ancestor", release, TAKEN):
        repository.says("update-ref", TAKEN, release)


def strays(repository: Repository, release: str = TAKEN) -> tuple[str, ...]:
    """The files outside a fork's own folders that are not as the `release` has them.

    New ones count where upstream keeps records, pages and templates.
    """
    try:
        base = repository.run("merge-base", "HEAD", release).stdout.strip()
        return tuple(sorted(_changed(repository, base))) if base else ()
    except RefusedError:
        return ()


def _changed(repository: Repository, base: str) -> Iterator[str]:
    told = ("diff", "--name-only", "--no-renames")
    others = [f":!{folder}" for folder in OWN]
    yield from repository.lines(*told, "--diff-filter=a", base, "--", ".", *others)
    yield from repository.lines(*told, "--diff-filter=A", base, "--", *SHELVES, *others)


def where_to(path: str) -> str:
    """Where a fork would have said the same without touching our file."""
    top, _, rest = path.partition("/")
    return f" → {top}/{LOCAL}/{rest}" if top in SHELVES and rest else ""


def listed(paths: Iterable[str]) -> str:
    return "\n".join(f"  {path}{where_to(path)}" for path in paths)


def of_folder(root: Path) -> tuple[str, ...]:
    """None where no release was taken yet, or git is not there."""
    repository = Repository(root)
    return strays(repository) if (root / ".git").exists() else ()
