"""`guide update`: a release of the guide that this one was forked from."""

import subprocess
import sys
from pathlib import Path

import click

from macros import straying
from macros.commands.options import FOLDER
from macros.repository import RefusedError
from macros.updating import Update
from macros.updating import update as take


@click.command()
@FOLDER
@click.option("--from", "address", default="", help="Where the other guide is; once is enough.")
@click.option("--release", default="", help="Which release, such as v1.2.0; else the newest.")
def update(folder: Path, address: str, release: str) -> None:
    """Take a new release of the guide that this one was forked from."""
    root = folder.resolve()
    try:
        brought = take(root, address, release)
    except RefusedError as error:
        raise click.ClickException(str(error)) from None
    if not brought.changed:
        click.echo(
            "\n".join(["There is nothing new: your guide has all of it.", *_strays(brought)])
        )
        return
    click.echo(_told(brought))
    if {"uv.lock", "pyproject.toml"} & set(brought.changed):
        click.echo("It may bring other libraries. Now run: uv run guide check")
        return
    # What is running is the program as it was before.
    command = [sys.executable, "-m", "macros.cli", "check", "--folder", str(root)]
    raise SystemExit(subprocess.run(command, cwd=root, check=False).returncode)  # noqa: S603


def _told(brought: Update) -> str:
    counts = ", ".join(f"{name} {count}" for name, count in brought.counts().items())
    lines = [f"The release is in your guide. Files that changed: {counts}."]
    if brought.concerned:
        lines.append("Of these you have your own. Look whether you want what is new:")
        lines += [f"  {own} (in the release: {ours})" for own, ours in brought.concerned]
        lines.append("'uv run guide diff' shows what is new in records, field by field.")
    lines += _strays(brought)
    lines.append("To go back to what you had: git reset --hard " + brought.before[:10])
    return "\n".join(lines)


def _strays(brought: Update) -> list[str]:
    return [f"{straying.TITLE}:", straying.listed(brought.strays)] if brought.strays else []
