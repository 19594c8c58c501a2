"""Takes a release of the guide that this one was forked from: `git fetch`, `git merge`, and words.

A merge is made whole or not at all: what does not fit is named and taken back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from macros import unfinished
from macros.differences import remember
from macros.editions import LOCAL
from macros.folder import TAKEN
from macros.repository import Done, RefusedError, Repository

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

    def counts(self) -> dict[str, int]:
        """How many files changed, by what they are."""
        tops = [ABOUT.get(path.split("/")[0], "other files") for path in self.changed]
        return {name: tops.count(name) for name in sorted(set(tops), key=tops.index)}


def update(root: Path, address: str = "", release: str = "") -> Update:
    """Merge what the guide at `address` has new, or its `release`; raises RefusedError."""
    repository = Repository(root)
    unfinished.take_back(repository)
    _require_calm(repository)
    _require_remote(repository, address)
    new = _fetched(repository, release)
    old = repository.says("rev-parse", "HEAD")
    if repository.holds("merge-base", "--is-ancestor", new, old):
        return Update()
    common = repository.run("merge-base", old, new).stdout.strip()
    start = common or _found_start(repository, old, new)
    _note(repository)
    if not common:
        repository.says(*TIE, COMMON, start)
    changed = repository.lines("diff", "--name-only", "--no-renames", start, new)
    _merge(repository, repository.says("rev-parse", "HEAD"), new)
    return Update(tuple(changed), tuple(_concerned(root, changed)), old)


def _require_calm(repository: Repository) -> None:
    """What would make a merge mix with other work."""
    if not repository.holds("rev-parse", "--show-toplevel"):
        raise RefusedError(
            "this folder is no git repository, so there is no release to merge: take the new one "
            f"as a ZIP file, and copy your folders named {LOCAL}/, and data/private/, into it"
        )
    if Path(repository.says("rev-parse", "--show-toplevel")).resolve() != repository.root.resolve():
        raise RefusedError("this folder is inside another git repository: go to the guide's own")
    if not repository.holds("rev-parse", "HEAD"):
        raise RefusedError("this repository has no commit yet: commit your guide first")
    if repository.holds("rev-parse", "--verify", "--quiet", "MERGE_HEAD"):
        raise RefusedError(
            "a merge was begun here and not finished. 'git merge --abort' takes it back; then run "
            "'guide update' again. If you are mending it by hand, end it with 'git commit'"
        )
    if repository.says("rev-parse", "--is-shallow-repository") == "true":
        raise RefusedError(
            "only the newest part of this guide's history is here: run 'git fetch --unshallow', "
            "then 'guide update' again"
        )
    if changed := repository.lines(
        "status", "--porcelain", "--untracked-files=no", "--", ".", f":!{NOTES}"
    ):
        raise RefusedError(
            f"{_listed(line[3:] for line in changed)} changed since your last commit: "
            "commit that first ('git commit -a'), so that nothing can be lost"
        )
    if not repository.holds("var", "GIT_COMMITTER_IDENT"):
        raise RefusedError(
            "git does not know who you are: run 'git config user.name \"Your name\"' and "
            "'git config user.email you@example.org' first"
        )


def _require_remote(repository: Repository, address: str) -> None:
    known = repository.run("remote", "get-url", REMOTE).stdout.strip()
    if not known and not address:
        raise RefusedError(
            "it is not known which guide this one builds on: the first time, say where it is, "
            "such as 'guide update --from https://github.com/NAME/GUIDE'"
        )
    if not known:
        repository.says("remote", "add", REMOTE, address)
    elif address and address != known:
        repository.says("remote", "set-url", REMOTE, address)


def _fetched(repository: Repository, release: str) -> str:
    done = repository.run("fetch", "--no-tags", REMOTE, release or "HEAD")
    if done.returncode:
        where = repository.says("remote", "get-url", REMOTE)
        what = f"no release '{release}'" if release else "nothing"
        raise RefusedError(f"{what} could be fetched from {where}: {done.stderr.strip()}")
    return repository.says("rev-parse", "FETCH_HEAD^{commit}")


def _note(repository: Repository) -> None:
    """So that `guide diff` can tell what is new where this guide differs."""
    remember(repository.root)
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
    files = "\n".join(f"  {path}{_where_to(path)}" for path in torn)
    return (
        f"you and the release both changed these files, which are not yours to change:\n{files}\n"
        "Nothing was taken: your guide is as it was. Put what you changed into a folder named "
        f"{LOCAL}/, and bring each file back to what it was ('git log FILE' shows your commits, "
        "'git checkout COMMIT~ -- FILE' goes behind one). Commit, then run 'guide update' again."
    )


def _where_to(path: str) -> str:
    """Where a fork would have said the same without touching our file."""
    top, _, rest = path.partition("/")
    return f" → {top}/{LOCAL}/{rest}" if top in ("data", "docs", "overrides") and rest else ""


def _concerned(root: Path, changed: Iterable[str]) -> Iterable[tuple[str, str]]:
    """What a fork changes, hides or replaces, and ours that changed below it."""
    for path in changed:
        top, _, rest = path.partition("/")
        own = PurePosixPath(top, LOCAL, rest)
        if top in ("data", "docs", "overrides") and rest and (root / own).is_file():
            yield own.as_posix(), path


def _listed(names: Iterable[str], limit: int = 3) -> str:
    shown = list(names)
    more = f" and {len(shown) - limit} more files" if len(shown) > limit else ""
    return ", ".join(shown[:limit]) + more
