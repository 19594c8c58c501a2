"""What only staff may see and git yet keeps: it would go wherever the repository goes."""

from collections.abc import Iterator
from pathlib import Path

from macros import swapping
from macros.editions import PRIVATE, Edition
from macros.problems import Problem
from macros.repository import RefusedError, Repository

HELP = "docs/adapt/never-public.md"


def exposed(root: Path) -> Iterator[Problem]:
    """One for each place of the staff edition of which git keeps anything; none of it is opened."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return
    repository, staff = Repository(root), Edition.STAFF
    site = (path.name for path in swapping.places(root / staff.site))
    for place in (f"data/{PRIVATE}", *site, staff.archive, staff.store):
        if count := _count(repository, place):
            files = "1 file" if count == 1 else f"{count} files"
            message = (
                f"git keeps {files} of it, and hands them to all who see the repository. Run "
                f"'git rm -r --cached {place}' and commit. Was it pushed? {HELP} says what to do"
            )
            yield Problem(place, 1, 1, message)


def _count(repository: Repository, place: str) -> int:
    """How many files git keeps there; none where there is no git to ask."""
    try:
        return repository.run("ls-files", "-z", "--", place).stdout.count("\0")
    except RefusedError:
        return 0
