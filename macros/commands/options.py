"""What several commands ask for, and how they begin."""

from pathlib import Path

import click

from macros.annotations import reported
from macros.editions import Edition
from macros.guide import Guide
from macros.project import Reading, read
from macros.schemas import files

FOLDER = click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder; the current one unless given.",
)
EDITION = click.option(
    "--edition",
    type=click.Choice([edition.value for edition in Edition]),
    callback=lambda context, option, value: Edition(value),
    default=Edition.PUBLIC.value,
    help="For whom; 'staff' reads data/private/, too.",
    show_default=True,
)


def sound(folder: Path, edition: Edition = Edition.PUBLIC) -> tuple[Reading, Guide]:
    """What the project holds; where anything is wrong, a report of it and the program's end."""
    reading = read(folder.resolve(), edition=edition)
    if edition is Edition.PUBLIC:
        files.keep_up(folder.resolve(), reading.loaded)
    if reading.problems or not reading.guide:
        click.echo(reported(reading.problems), err=True)
        raise SystemExit(1)
    return reading, reading.guide
