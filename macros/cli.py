"""`guide`: commands for people who keep the data."""

from pathlib import Path

import click

from macros import advice
from macros.editions import Edition
from macros.guide import Guide
from macros.problems import report
from macros.project import Reading, read

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
ADVICE_LIMIT = 20
"""How much advice `guide check` gives; `guide words` gives all."""


@click.group()
@click.version_option(package_name="resource-guide")
def main() -> None:
    """Keep the data of a resource guide."""


@main.command()
@FOLDER
@EDITION
def check(folder: Path, edition: Edition) -> None:
    """Check every record and every page, without building anything."""
    reading, guide = _sound(folder, edition)
    count = sum(map(len, guide.records.values()))
    click.echo(f"{count} records and {len(reading.pages)} pages checked: no problems.")
    if given := advice.advise(reading.loaded, reading.hand_written):
        click.echo("\n" + advice.listed(given, ADVICE_LIMIT))


def _sound(folder: Path, edition: Edition) -> tuple[Reading, Guide]:
    """What the project holds; where anything is wrong, a report of it and the program's end."""
    reading = read(folder.resolve(), edition=edition)
    if reading.problems or not reading.guide:
        click.echo(report(reading.problems), err=True)
        raise SystemExit(1)
    return reading, reading.guide


@main.command()
@FOLDER
@EDITION
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="Where to put it; site/ unless given, site-staff/ for staff.",
)
def build(folder: Path, edition: Edition, site_dir: Path | None) -> None:
    """Build the finished site, strictly, for the public or for staff."""
    # It brings MkDocs, which no other command needs.
    from macros import building

    building.build(folder.resolve(), edition, site_dir)


@main.command()
@FOLDER
@EDITION
def words(folder: Path, edition: Edition) -> None:
    """List the words for which data/wording.yml knows better ones."""
    reading, _ = _sound(folder, edition)
    click.echo(advice.listed(advice.advise(reading.loaded, reading.hand_written)))


if __name__ == "__main__":
    main()
