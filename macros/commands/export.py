"""`guide export`: the public records as files for others."""

from collections.abc import Iterable
from pathlib import Path

import click

from macros.commands.options import FOLDER, sound
from macros.exports import api, placing, tables
from macros.exports.formats import Exports, Format
from macros.exports.packing import Files
from macros.guide import Guide
from macros.model import BY_KIND, Partner, Record
from macros.project import Reading

XLSX = "xlsx"
KINDS: dict[Format, tuple[type[Record], ...]] = {
    Format.JSON: api.KINDS,
    Format.CSV: tables.KINDS,
    Format.HSDS: (Partner,),
    Format.HSDS_CSV: (Partner,),
}


@click.command()
@click.argument("format", type=click.Choice([*(str(format) for format in Format), XLSX]))
@click.argument("target", type=click.Path(path_type=Path))
@FOLDER
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([kind.kind for kind in api.KINDS]),
    multiple=True,
    help="Only these records, such as partners; may be given several times.",
)
@click.option("--force", is_flag=True, help="Write even where other files are.")
def export(format: str, target: Path, folder: Path, kinds: tuple[str, ...], force: bool) -> None:
    """Write the public records into TARGET, for others or for a spreadsheet.

    json and csv hold every kind of record; hsds and hsds-csv hold the partners as Open Referral
    HSDS 3.0, the second as a data package of CSV tables; xlsx is a workbook to edit and to take
    back with `guide import`. TARGET is a folder, or a file that ends in .zip or .xlsx.
    """
    if format == XLSX and kinds:
        raise click.UsageError("xlsx always holds every kind that it can hold: leave out --kind")
    chosen = [] if format == XLSX else _chosen(Format(format), kinds)
    reading, guide = sound(folder)
    if format == XLSX:
        _workbook(reading, guide, target, force)
        return
    made = Exports(guide).files(Format(format), chosen)
    try:
        if target.suffix == ".zip":
            changed = placing.write_archive(target, made, force)
        else:
            changed = placing.write_folder(target, format, made, force, _shown)
    except placing.OccupiedError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{target} holds {len(made)} files now; {changed} of them changed.")


def _shown(files: Files) -> Iterable[str]:
    """On a terminal, a bar shows how many are written."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    is_seen = console.is_terminal
    return track(files, "Writing", console=console, transient=True, disable=not is_seen)


def _chosen(format: Format, kinds: tuple[str, ...]) -> list[type[Record]]:
    known = [kind.kind for kind in KINDS[format]]
    if wrong := [kind for kind in kinds if kind not in known]:
        raise click.UsageError(f"{format} has no {', '.join(wrong)}; it has {', '.join(known)}")
    return [BY_KIND[kind] for kind in kinds]


def _workbook(reading: Reading, guide: Guide, target: Path, force: bool) -> None:
    from macros.exports import sheet

    if target.suffix != f".{XLSX}":
        raise click.UsageError(f"a workbook is a file: name it {target}.{XLSX}")
    if target.exists() and not force:
        raise click.ClickException(f"{target} is there already: name another file, or say --force")
    sheet.write(guide, reading.loaded.entries, target)
    click.echo(f"{target} is written: change it, then `uv run guide import {target}`.")
