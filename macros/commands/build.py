"""`guide build`: the finished site."""

from pathlib import Path

import click

from macros.commands.options import EDITION, FOLDER
from macros.editions import Edition


@click.command()
@FOLDER
@EDITION
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="Where to put it; site/ unless given, site-staff/ for staff.",
)
@click.option(
    "--zip",
    "archive",
    is_flag=False,
    flag_value=Path(),
    type=click.Path(path_type=Path),
    metavar="[FILE]",
    help="Pack it for a memory stick, too; site.zip unless named, site-staff.zip for staff.",
)
def build(folder: Path, edition: Edition, site_dir: Path | None, archive: Path | None) -> None:
    """Build the finished site, strictly, for the public or for staff."""
    # It brings MkDocs, which no other command needs.
    from macros import building

    root = folder.resolve()
    if archive:
        named = archive if archive != Path() else root / edition.archive
        archive = named.resolve()
    building.build(root, edition, site_dir, archive)
