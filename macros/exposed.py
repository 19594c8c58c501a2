"""What git keeps and must not: what only staff may see, and what builds take as it is."""

from collections.abc import Iterator
from pathlib import Path

from macros import swapping
from macros.editions import PRIVATE, Edition
from macros.problems import Problem
from macros.repository import RefusedError, Repository

HELP = "docs/adapt/never-public.md"
CACHE = ".cache"


def exposed(root: Path) -> Iterator[Problem]:
    """One for each such place of which git keeps anything; none of it is opened."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return
    repository, staff = Repository(root), Edition.STAFF
    site = (path.name for path in swapping.places(root / staff.site))
    for place in (f"data/{PRIVATE}", *site, staff.archive, staff.store):
        if files := _files(repository, place):
            message = (
                f"git keeps {files} of it, and hands them to all who see the repository. Run "
                f"'git rm -r --cached {place}' and commit. Was it pushed? {HELP} says what to do"
            )
            yield Problem(place, 1, 1, message)
    if files := _files(repository, CACHE, f":(exclude){staff.store}"):
        message = (
            f"git keeps {files} of it, and builds take what stands there as it is: pages could say "
            f"what no file of data says. Run 'git rm -r --cached {CACHE}' and commit"
        )
        yield Problem(CACHE, 1, 1, message)


def _files(repository: Repository, *places: str) -> str:
    """How many files git keeps there, in words; nothing where there is no git to ask."""
    try:
        count = repository.run("ls-files", "-z", "--", *places).stdout.count("\0")
    except RefusedError:
        return ""
    return "1 file" if count == 1 else f"{count} files" * bool(count)
