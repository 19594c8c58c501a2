"""`guide release`: note what became of the records since the last release."""

from datetime import date
from pathlib import Path

import click
from pydantic import BaseModel, TypeAdapter, ValidationError

from macros.annotations import reported
from macros.commands.options import FOLDER, sound
from macros.history import files, state
from macros.history.releases import Changed, Release, Renamed
from macros.history.releasing import EVERY, Outcome, Wishes, outcome
from macros.history.telling import SORTS, in_words
from macros.problems import Problem, meant, quoted
from macros.values import IsoDate

LIMIT = 20
"""How many of one sort are listed; the page lists them all."""
SIGNS = {"added": "New", "changed": "Changed", "removed": "Taken out", "renamed": "Renamed"}
TOLD = {
    "first": "First noted: {count} entries. From now on, each release says what became of them.",
    "forgotten": "No fingerprints of the last release were found. {count} entries are noted as "
    "they are now; what changed before is not told.",
    "finished": "The last run was cut off; its release is noted whole now.",
    "nothing": "Nothing has changed since the last release: no release was noted.",
}
DECIDE = """\
These are gone, and their old addresses would lead nowhere:
{listed}
Has something taken their place? Then lead readers there: with 'former_ids' in the new record, which
'guide rename' writes, or with 'redirects' in site.yml. Otherwise say --removed and the name, or
--removed all: a page at the old address then says that the entry was taken out, and not what it
was. For someone's safety, --without and the name leaves no word of it anywhere."""


@click.command()
@FOLDER
@click.option("--name", default="", help="What this release is called, such as 'Spring 2027'.")
@click.option("--note", default="", help="What readers should know of it.")
@click.option("--on", "day", metavar="DAY", help="Its day, such as 2026-11-21; today unless given.")
@click.option("--removed", multiple=True, metavar="KIND/ID", help="It was taken out; or 'all'.")
@click.option("--without", multiple=True, metavar="KIND/ID", help="Say nothing at all of it.")
@click.option("--dry-run", is_flag=True, help="Show what would be noted, and write nothing.")
def release(
    folder: Path,
    name: str,
    note: str,
    day: str | None,
    removed: tuple[str, ...],
    without: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Note what came, changed and went since the last release, for «What changed» and the feed.

    It compares the records of the public edition with what they said at the last release, and
    writes only which of them changed, and in which fields. Then publish your guide.
    """
    root = folder.resolve()
    reading, guide = sound(root)
    then = state.read(root)
    if isinstance(then, Problem):
        click.echo(reported([then]), err=True)
        raise SystemExit(1)
    try:
        found = outcome(root, guide, then, Wishes(_day(day), name, note, frozenset(without)))
    except ValidationError as error:
        first = error.errors()[0]
        raise click.UsageError(f"--{first['loc'][0]}: {first['msg']}") from None
    _refuse(found, (*removed, *without))
    if dry_run:
        click.echo(_told(found, root))
    if undecided := found.undecided(guide, reading, frozenset(removed)):
        raise click.ClickException(DECIDE.format(listed="\n".join(f"  {key}" for key in undecided)))
    if not dry_run:
        found.write(root)
        click.echo(_told(found, root))


def _day(given: str | None) -> date:
    try:
        day: date = TypeAdapter(IsoDate).validate_python(given or date.today())
    except ValidationError as error:
        raise click.UsageError(f"--on: {error.errors()[0]['msg']}") from None
    if day > date.today():
        raise click.UsageError(f"--on: {day} is in the future")
    return day


def _refuse(found: Outcome, keys: tuple[str, ...]) -> None:
    """Keys of nothing, and a day that is past."""
    for key in keys:
        if key not in found.known and key != EVERY:
            named = sorted(one for one in found.known if one.endswith(f"/{key}"))
            near = meant(*((named[0], named) if named else (key, sorted(found.known))))
            raise click.UsageError(
                f"{quoted(key)}: nothing of this name is here or was at the last release{near}"
            )
    if found.release and found.last and found.release.date < found.last.date:
        raise click.UsageError(f"--on: the last release is of {found.last.date}, which is later")


def _told(found: Outcome, root: Path) -> str:
    if found.sort != "noted" or not found.release:
        return TOLD[found.sort].format(count=f"{len(found.state.records):,}")
    path = files.own_path(root).relative_to(root).as_posix()
    return "\n".join([f"A release of {found.release.date}, in {path}:", *_lines(found.release)])


def _lines(noted: Release) -> list[str]:
    lines: list[str] = [noted.note] if noted.note else []
    for sort in SORTS:
        if found := [_line(one) for one in getattr(noted, sort)]:
            left = len(found) - LIMIT
            lines += [f"{SIGNS[sort]} ({len(found)})", *found[:LIMIT]]
            lines += [f"  … and {left} more"] if left > 0 else []
    return lines


def _line(one: BaseModel) -> str:
    if isinstance(one, Changed):
        return f"  {one.key}: {', '.join(in_words(one.fields))}"
    return (
        f"  {one.old} → {one.new}" if isinstance(one, Renamed) else f"  {getattr(one, 'key', '')}"
    )
