"""`guide build`: an edition of the guide, as `mkdocs build --strict` makes one.

The edition is this process's own choice: no setting and no variable names it, so no other command
can publish the staff edition by accident.
"""

from pathlib import Path

import click
from mkdocs.__main__ import cli as mkdocs
from yaml import YAMLError

from macros import session
from macros.destination import Layout
from macros.editions import Edition


def build(root: Path, edition: Edition, site: Path | None) -> None:
    """Ends the program as MkDocs would."""
    words = ["build", "--strict", "--config-file", str(root / "mkdocs.yml")]
    if site or edition.is_staff:
        site = (site or root / edition.site).resolve()
        if complaint := _layout(root).complaint(site, edition):
            raise click.ClickException(complaint)
        words += ["--site-dir", str(site)]
    with session.of_edition(root, edition):
        mkdocs.main(words, prog_name="guide")


def _layout(root: Path) -> Layout:
    try:
        return Layout.of(root)
    except (OSError, YAMLError, AttributeError, TypeError) as error:
        raise click.ClickException(f"{root / 'mkdocs.yml'} cannot be read ({error})") from error
