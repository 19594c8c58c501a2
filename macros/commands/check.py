"""`guide check` and `guide words`: what is wrong, and what could be said better."""

from pathlib import Path

import click

from macros import advice, collecting, dead_links, shelters, uncited
from macros.annotations import annotated, reported
from macros.commands.options import EDITION, FOLDER, sound
from macros.editions import Edition
from macros.history import vanished

ADVICE_LIMIT = 20
"""How much advice `guide check` gives; `guide words` gives all."""


@click.command()
@FOLDER
@EDITION
@collecting.held()
def check(folder: Path, edition: Edition) -> None:
    """Check every record and every page, without building anything."""
    reading, guide = sound(folder, edition)
    links = dead_links.check(reading, guide, folder.resolve())
    if links.problems:
        click.echo(reported(links.problems), err=True)
        raise SystemExit(1)
    count = sum(map(len, guide.records.values()))
    click.echo(f"{count} records and {len(reading.pages)} pages checked: no problems.")
    gone = vanished.advise(folder.resolve(), guide, reading)
    bare = uncited.advise(reading.loaded, reading.hand_written)
    if spare := sorted([*reading.loaded.advice, *links.advice, *gone, *bare]):
        said = "\n".join([f"Lines to look at ({len(spare)}):", *map(str, spare[:ADVICE_LIMIT])])
        click.echo("\n" + annotated(said, spare[:ADVICE_LIMIT], "notice"))
    if doors := shelters.advise(reading.loaded):
        said = "\n".join([f"{shelters.HEADING} ({len(doors)}):", *map(str, doors)])
        click.echo("\n" + annotated(said, doors, "warning"))
    if given := advice.advise(reading.loaded, reading.hand_written):
        said = advice.listed(given, ADVICE_LIMIT)
        click.echo("\n" + annotated(said, given[:ADVICE_LIMIT], "notice"))


@click.command()
@FOLDER
@EDITION
def words(folder: Path, edition: Edition) -> None:
    """List the words for which data/wording.yml knows better ones."""
    reading, _ = sound(folder, edition)
    click.echo(advice.listed(advice.advise(reading.loaded, reading.hand_written)))
