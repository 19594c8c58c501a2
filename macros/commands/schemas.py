"""`guide schemas`: what editors complete and check the guide's files by."""

from pathlib import Path

import click

from macros.commands.options import FOLDER


@click.command()
@FOLDER
def schemas(folder: Path) -> None:
    """Tell your editor which fields and words your guide knows."""
    from macros.project import read
    from macros.schemas import files

    root = folder.resolve()
    changed = files.write(root, read(root).loaded)
    click.echo(f"{len(files.patterns())} schemas in {files.STORE}/, {changed} of them changed.")
