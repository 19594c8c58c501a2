"""Takes a release of the guide that this one was forked from: `git fetch`, `git merge`, and words.

A merge is made whole or not at all: what does not fit is named and taken back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from macros import calm, straying, unfinished
from macros.differences import remember
from macros.editions import LOCAL
from macros.layout import TAKEN
from macros.repository import Done, RefusedError, Repository
from macros.taken import Taken

REMOTE = "upstream"
NOTES = f"data/{LOCAL}/{TAKEN}"
MESSAGE = "Take a release of the guide that this one builds on"
NOTED = "Note what the guide that this one builds on said before its release"
COMMON = "Note which release of the guide this one began with"
# A folder that was renamed must not carry a fork's own files along.
MERGE = ("-c", "merge.directoryRenames=false", "merge", "--no-edit", "-m")
TIE = ("merge", "--strategy", "ours", "--allow-unrelated-histories", "--no-edit", "-m")
ABOUT = {"data": "records", "docs": "pages", "overrides": "templates", "macros": "program"}


@dataclass(frozen=True)
class Update:
    """What a release brought: the files that changed, and which of them a fork has its own of."""

    changed: tuple[str, ...] = ()
    concerned: tuple[tuple[str, str], ...] = ()
    """Local files, each with the file of ours that changed below it."""
    before: str = ""
    """The commit that undoes it."""
    strays: tuple[str, ...] = ()
    """Files of ours that the fork has changed."""

    def counts(self) -> dict[str, int]:
        """How many files changed, by what they are."""
        tops = [ABOUT.get(path.split("/")[0], "other files") for path in self.changed]
        return {name: tops.count(name) for name in sorted(set(tops), key=tops.index)}


def update(root: Path, address: str = "", release: str = "") -> Update:
    """Merge what the guide at `address` has new, or its `release`; raises RefusedError."""
    repository = Repository(root)
    calm.require_branch(repository)
    with unfinished.alone(repository):
        return _update(repository, address, release)


def _update(repository: Repository, address: str, release: str) -> Update:
    unfinished.take_back(repository)
    calm.require_clean(repository, NOTES)
    new = _fetched(repository, address, release)
    old = repository.says("rev-parse", "HEAD")
    common = repository.run("merge-base", old, new).stdout.strip()
    start = common or _found_start(repository, old, new)
    _keep_address(repository, address)
    if common == new:
        if not release:
            straying.note(repository, new)
        return Update(strays=straying.strays(repository))
    _note(repository)
    if not common:
        repository.says(*TIE, COMMON, start)
    changed = repository.lines("diff", "--name-only", "--no-renames", start, new)
    _merge(repository, repository.says("rev-parse", "HEAD"), new)
    straying.note(repository, new)
    strays = straying.strays(repository)
    return Update(tuple(changed), tuple(_concerned(repository.root, changed)), old, strays)


def _fetched(repository: Repository, address: str, release: str) -> str:
    """The commit to take, from `address` or from where the last one came."""
    where = address or _address(repository)
    if not where:
        raise RefusedError(
            "it is not known which guide this one builds on: the first time, say where it is, "
            "such as 'uv run guide update --from https://github.com/NAME/GUIDE'"
        )
    source = REMOTE if where == _address(repository) else where
    done = repository.run("fetch", "--no-tags", "--", source, release or "HEAD")
    if done.returncode:
        what = f"no release '{release}'" if release else "nothing"
        raise RefusedError(f"{what} could be fetched from {where}: {done.stderr.strip()}")
    return repository.says("rev-parse", "FETCH_HEAD^{commit}")


def _address(repository: Repository) -> str:
    return repository.run("remote", "get-url", REMOTE).stdout.strip()


def _keep_address(repository: Repository, address: str) -> None:
    """For the next time, now that it turned out to be right."""
    known = _address(repository)
    if address and not known:
        repository.says("remote", "add", REMOTE, address)
    elif address and address != known:
        repository.says("remote", "set-url", REMOTE, address)


def _note(repository: Repository) -> None:
    """So that `guide diff` can tell what is new where this guide differs."""
    if problem := Taken.read(repository.root).problem:
        raise RefusedError(f"{problem.path}:{problem.line}: {problem.message}; then commit")
    try:
        remember(repository.root)
    except OSError as error:
        raise RefusedError(f"{error.filename} cannot be written: {error.strerror}") from error
    if repository.says("status", "--porcelain", "--", NOTES):
        repository.says("add", "--", NOTES)
        repository.says("commit", "--message", NOTED, "--", NOTES)


def _found_start(repository: Repository, old: str, new: str) -> str:
    """A copy without history, as templates make it: its first commit holds what a release held."""
    trees = {line.split()[1] for line in repository.lines(*_ROOTS, old)}
    every = (line.split() for line in repository.lines("log", "--format=%H %T", new))
    start = next((commit for commit, tree in every if tree in trees), "")
    if not start:
        raise RefusedError(
            "this guide shares no history with that one, and its first commit equals none of its "
            f"releases: fork that guide anew, and copy your folders named {LOCAL}/ into the fork"
        )
    return start


_ROOTS = ("log", "--max-parents=0", "--format=%H %T")


def _merge(repository: Repository, old: str, new: str) -> None:
    """All of it, or nothing."""
    is_done = False
    with unfinished.noted(repository, old, new):
        try:
            done = repository.run(*MERGE, MESSAGE, new)
            is_done = done.returncode == 0
            torn = [] if is_done else _torn(repository)
        finally:
            if not is_done:
                repository.run("merge", "--abort")
    if not is_done:
        raise RefusedError(_why(torn, done))


def _torn(repository: Repository) -> list[str]:
    return repository.lines("diff", "--name-only", "--diff-filter=U")


def _why(torn: Sequence[str], done: Done) -> str:
    if not torn:
        return f"git could not merge: {(done.stderr or done.stdout).strip()}"
    files = straying.listed(torn)
    return (
        f"you and the release both changed these files, which are not yours to change:\n{files}\n"
        "Nothing was taken: your guide is as it was. Put what you changed into a folder named "
        f"{LOCAL}/, and bring each file back to what it was ('git log FILE' shows your commits, "
        "'git checkout COMMIT~ -- FILE' goes behind one). Commit, then run 'uv run guide update' "
        "again."
    )


def _concerned(root: Path, changed: Iterable[str]) -> Iterable[tuple[str, str]]:
    """What a fork changes, hides or replaces, and ours that changed below it."""
    for path in changed:
        top, _, rest = path.partition("/")
        own = PurePosixPath(top, LOCAL, rest)
        if top in ("data", "docs", "overrides") and rest and (root / own).is_file():
            yield own.as_posix(), path
