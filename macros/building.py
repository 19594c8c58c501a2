"""`guide build`: an edition of the guide, as `mkdocs build --strict` makes one.

The edition is this process's own choice: no setting and no variable names it, so no other command
can publish the staff edition by accident.
"""

from pathlib import Path

import click
from mkdocs.__main__ import cli as mkdocs
from yaml import YAMLError

from macros import session, zipping
from macros.destination import Layout
from macros.editions import NOTICE, Edition


def build(root: Path, edition: Edition, site: Path | None, archive: Path | None = None) -> None:
    """Raises what MkDocs would where anything is wrong; `archive` is a zip to write, too."""
    words = ["build", "--strict", "--config-file", str(root / "mkdocs.yml")]
    if site or edition.is_staff:
        site = (site or root / edition.site).resolve()
        words += ["--site-dir", str(site)]
        _refuse(_layout(root).complaint(site, edition))
    if archive:
        _refuse(_layout(root).archive_complaint(archive, site, edition))
    with session.of_edition(root, edition):
        mkdocs.main(words, prog_name="guide", standalone_mode=False)
        click.echo(f"The finished guide stands in {session.current.site}")
        if archive:
            _pack(session.current, archive)


def _refuse(complaint: str) -> None:
    if complaint:
        raise click.ClickException(complaint)


def _layout(root: Path) -> Layout:
    try:
        return Layout.of(root)
    except (OSError, YAMLError, AttributeError, TypeError) as error:
        raise click.ClickException(f"{root / 'mkdocs.yml'} cannot be read ({error})") from error


def _pack(now: session.Session, archive: Path) -> None:
    assert now.site and now.guide and now.renderer  # noqa: S101  (the build made all of them)
    name = now.guide.site.name
    called = zipping.Names.of(name, now.edition)
    facts = {"name": name, "page": called.start, "folder": called.inside}
    notice = now.renderer.draw("zip_notice", is_staff=now.edition.is_staff, **facts)
    notes = {zipping.READ: notice}
    if now.edition.is_staff:
        notes[NOTICE] = now.renderer.draw("edition_notice")
    try:
        packed = zipping.pack(now.site, archive, called, notes)
    except zipping.UnportableError as error:
        raise click.ClickException(f"{archive.name} was not written:\n{error}") from error
    size = f"{packed.size / 1_000_000:.1f} MB, {packed.files} files"
    click.echo(f"{archive}: {size}. Unpack it, then open “{called.start}”.")
