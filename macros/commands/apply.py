"""`guide apply`: what a reader says is right, as a change to look at."""

from pathlib import Path
from typing import BinaryIO

import click

from macros.annotations import annotated, reported
from macros.commands.options import FOLDER, sound
from macros.filing import put
from macros.problems import visible

STDIN = "<stdin>"
TOO_LONG = "has more than {limit:,} characters: that is no correction"


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--write", is_flag=True, help="Write the change that is shown.")
@FOLDER
def apply(file: BinaryIO, write: bool, folder: Path) -> None:
    """Show what a reader's correction would change.

    FILE holds the text that came by e-mail, or the body of an issue; '-' reads what is piped in.
    Nothing is written without --write, and the date of the last check is never touched.
    """
    # They bring what no other command needs.
    from macros.corrections import reports
    from macros.corrections.deciding import UnknownEntryError, decided
    from macros.corrections.received import UNREADABLE, received

    root = folder.resolve()
    given = received(_text(file))
    if not given:
        raise click.ClickException(f"{_named(file)} {UNREADABLE}")
    reading, guide = sound(root)
    try:
        decision = decided(given, reading, guide, root)
    except UnknownEntryError as error:
        raise click.ClickException(visible(str(error))) from None
    click.echo(annotated("\n\n".join(reports.told(decision)), (), "notice"))
    if decision.problems:
        click.echo(f"\n{reported(decision.problems)}", err=True)
        raise SystemExit(1)
    if not decision.file:
        return
    path = decision.file.path
    if not write:
        return click.echo(f"\n{reports.DRY.format(path=path)}")
    put(root / path, decision.file.new)
    click.echo(f"\n{reports.WRITTEN.format(path=path)}")
    click.echo(reports.THEN.format(key=decision.record.key))


def _text(file: BinaryIO) -> str:
    from macros.corrections.received import SIZE_LIMIT

    data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise click.ClickException(f"{_named(file)} {TOO_LONG.format(limit=SIZE_LIMIT)}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _named(file: BinaryIO) -> str:
    name = str(getattr(file, "name", STDIN))
    return "what was piped in" if name == STDIN else visible(name)
