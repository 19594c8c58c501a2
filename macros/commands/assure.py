"""`guide assure`: that a person held something against the world."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from pydantic import ValidationError

from macros.commands.lengths import LENGTH
from macros.commands.options import EDITION, FOLDER, sound
from macros.editions import Edition
from macros.filing import put
from macros.model import Checked
from macros.problems import quoted, visible
from macros.roles import looks_like_a_person

if TYPE_CHECKING:
    from macros.due.claims import Claim, Writing
    from macros.due.things import Thing

NOTHING = "Nothing was written."
A_PERSON = (
    "{name} looks like a person's name, and readers see it: write the role, such as 'Partnership "
    "coordinator'"
)
ASKED = "Did somebody hold {these} against the world on {day}?"


@click.command()
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@FOLDER
@EDITION
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The day on which somebody looked, as 2026-11-21; today unless given.",
)
@click.option("--by", default="", metavar="ROLE", help="Who looked: a role, never a person's name.")
@click.option("--every", type=LENGTH, help="Look again after this time: '6 months'.")
@click.option("--yes", is_flag=True, help="Do not ask whether it is so.")
@click.option("--force", is_flag=True, help="Write a day before the one that is known, too.")
def assure(
    keys: tuple[str, ...],
    folder: Path,
    edition: Edition,
    day: datetime | None,
    by: str,
    every: str | None,
    yes: bool,
    force: bool,
) -> None:
    """Write down that a person checked these entries.

    KEY is what «guide due» shows: partners/bank-on, partners/bank-on#SERVICE, hotlines/ID,
    chapters/vetting.md. An id is enough where only one entry has it.
    """
    # They bring what no other command needs.
    from macros.due.claims import Claim, Writing
    from macros.due.finding import Finder
    from macros.due.things import things

    root = folder.resolve()
    reading, guide = sound(root, edition)
    claim = Claim(day.date() if day else date.today(), by.strip(), every or "")
    found, complaints = Finder(things(reading, guide), guide).find(keys)
    complaints += [*_complaints(by), *claim.complaints(found, date.today(), force)]
    writing = Writing(root, reading.loaded)
    for thing in found:
        writing.add(thing, claim.fields)
    _stop(complaints + writing.complaints)
    _ask(claim, found, writing, yes)
    for path, text in writing.texts.items():
        if put(root / path, text):
            click.echo(f"Written: {path}")


def _complaints(by: str) -> list[str]:
    """What is wrong with a role."""
    if not by.strip():
        return []
    try:
        Checked.model_validate({"assured_by": by})
    except ValidationError as error:
        return [f"--by: {one['msg']}" for one in error.errors()]
    return []


def _stop(complaints: Iterable[str]) -> None:
    """Tell all of them, if there are any."""
    told = [visible(one) for one in complaints]
    if told:
        click.echo("\n".join([*told, NOTHING]), err=True)
        raise SystemExit(1)


def _ask(claim: "Claim", found: Sequence["Thing"], writing: "Writing", is_sure: bool) -> None:
    """Show what it says of what, and let a person confirm it: programs check nothing."""
    if looks_like_a_person(claim.by):
        click.echo(A_PERSON.format(name=quoted(claim.by)), err=True)
    for thing in found:
        click.echo(f"{visible(thing.title)} ({thing.key})")
        by = visible(claim.by or thing.role)
        click.echo(f"  checked on {claim.day} by {by}, look again by {claim.again(thing)}")
        click.echo(f"  in {writing.places[thing.key]}")
    these = "this" if len(found) == 1 else f"these {len(found)}"
    if not is_sure and not click.confirm(ASKED.format(these=these, day=claim.day)):
        click.echo(NOTHING, err=True)
        raise SystemExit(1)
