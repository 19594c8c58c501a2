"""`guide`: commands for people who keep the data."""

from pathlib import Path

import click

from macros.problems import report
from macros.project import read


@click.group()
@click.version_option(package_name="resource-guide")
def main() -> None:
    """Keep the data of a resource guide."""


@main.command()
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder; the current one unless given.",
)
def check(folder: Path) -> None:
    """Check every record and every page, without building anything."""
    reading = read(folder.resolve())
    if reading.problems or not reading.guide:
        click.echo(report(reading.problems), err=True)
        raise SystemExit(1)
    count = sum(map(len, reading.guide.records.values()))
    click.echo(f"{count} records and {len(reading.pages)} pages checked: no problems.")


if __name__ == "__main__":
    main()
