"""What stands in the way of a merge: words for it, before git has any."""

from collections.abc import Iterable
from pathlib import Path

from macros.editions import LOCAL
from macros.repository import RefusedError, Repository


def require_branch(repository: Repository) -> None:
    """A repository in which git is doing nothing else."""
    if not repository.holds("rev-parse", "--show-toplevel"):
        raise RefusedError(
            "this folder is no git repository, so there is no release to merge: take the new one "
            f"as a ZIP file, and copy your folders named {LOCAL}/, and data/private/, into it"
        )
    if Path(repository.says("rev-parse", "--show-toplevel")).resolve() != repository.root.resolve():
        raise RefusedError("this folder is inside another git repository: go to the guide's own")
    if not repository.holds("rev-parse", "HEAD"):
        raise RefusedError("this repository has no commit yet: commit your guide first")
    for sign, work in UNDER_WAY.items():
        place = repository.says("rev-parse", "--git-path", sign)
        if (repository.root / place).exists():
            raise RefusedError(
                f"a {work} was begun here and not finished. 'git {work} --abort' takes it back; "
                f"'git {work} --continue' ends it, once you have mended what it asks for"
            )
    if not repository.holds("symbolic-ref", "--quiet", "HEAD"):
        raise RefusedError(
            "no branch is checked out, so that what is taken would belong to none: go to your own "
            "first, such as 'git switch main'"
        )


UNDER_WAY = {
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}
"""What git keeps while it does something in several steps."""


def require_clean(repository: Repository, notes: str) -> None:
    """No work that a merge would mix with, but for the file of `notes`."""
    if repository.holds("rev-parse", "--verify", "--quiet", "MERGE_HEAD"):
        raise RefusedError(
            "a merge was begun here and not finished. 'git merge --abort' takes it back; then run "
            "'uv run guide update' again. If you are mending it by hand, end it with 'git commit'"
        )
    if repository.says("rev-parse", "--is-shallow-repository") == "true":
        raise RefusedError(
            "only the newest part of this guide's history is here: run 'git fetch --unshallow', "
            "then 'uv run guide update' again"
        )
    if changed := repository.lines("diff", "--name-only", "HEAD", "--", ".", f":!{notes}"):
        raise RefusedError(
            f"{_listed(changed)} changed since your last commit: "
            "commit that first ('git commit -a'), so that nothing can be lost"
        )
    if not repository.holds("var", "GIT_COMMITTER_IDENT"):
        raise RefusedError(
            "git does not know who you are: run 'git config user.name \"Your name\"' and "
            "'git config user.email you@example.org' first"
        )


def _listed(names: Iterable[str], limit: int = 3) -> str:
    shown = list(names)
    more = f" and {len(shown) - limit} more files" if len(shown) > limit else ""
    return ", ".join(shown[:limit]) + more
