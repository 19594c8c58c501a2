"""`guide rename`: another id for a record, and its old address leads on."""

from pathlib import Path

import click

from macros.annotations import reported
from macros.commands.options import FOLDER, sound
from macros.editions import Edition
from macros.model import BY_KIND
from macros.problems import allowed, quoted
from macros.project import read
from macros.rename.plan import Plan, Planning, RefusedError

DONE = (
    "Renamed. Its old address leads to the new one: take a look, then run 'uv run guide release'."
)
ALREADY = "It has this id already, and nothing names it by the old one."


@click.command()
@click.argument("key", metavar="KIND/OLD")
@click.argument("new")
@FOLDER
@click.option("--dry-run", is_flag=True, help="Show which files would change, and change none.")
def rename(key: str, new: str, folder: Path, dry_run: bool) -> None:
    """Give a record another id: guide rename partners/job-center lake-jobs.

    Its file gets the new name, all data and pages that name it follow, and the old address leads
    to the new one. If it is interrupted, the same command again finishes the work.
    """
    root = folder.resolve()
    kind, slash, _ = key.partition("/")
    if not slash or kind not in BY_KIND:
        raise click.UsageError(f"{quoted(key)} must be KIND/ID{allowed(kind, BY_KIND)}")
    planning = Planning.of(root, key, new)
    if not planning.is_begun:
        sound(root, _edition(root))
    try:
        plan = planning.plan()
    except RefusedError as error:
        raise click.ClickException(str(error)) from None
    click.echo("\n".join(_told(plan, root)) or ALREADY)
    if not dry_run and plan.texts:
        plan.write()
        _look(root)


def _edition(root: Path) -> Edition:
    """What only staff see may name the record, too."""
    return Edition.STAFF if (root / "data" / "private").is_dir() else Edition.PUBLIC


def _told(plan: Plan, root: Path) -> list[str]:
    lines = [
        f"  {path.relative_to(root).as_posix()}: {_places(plan.places[path])}"
        for path in plan.texts
    ]
    return lines + ([f"  {plan.gone.relative_to(root).as_posix()} goes"] if plan.gone else [])


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def _look(root: Path) -> None:
    reading = read(root, edition=_edition(root))
    if reading.problems:
        click.echo(reported(reading.problems), err=True)
        raise SystemExit(1)
    click.echo(DONE)
