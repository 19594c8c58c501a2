"""`guide init`: the beginning of a local guide."""

from pathlib import Path
from textwrap import indent

import click

from macros.asking import COLORS, HOTLINE, LANGUAGES, QUESTIONS
from macros.commands.options import FOLDER
from macros.dumping import Style, block
from macros.layout import README
from macros.model import Site
from macros.project import read
from macros.reading import LOCAL_FOLDER, SITE
from macros.tree import Value


def _options(command: click.Command) -> click.Command:
    """One for each question that has a single answer."""
    named = [
        click.Option([f"--{one.name.replace('_', '-')}", one.name], help=one.words)
        for one in (*QUESTIONS, LANGUAGES, *COLORS)
    ]
    command.params[:0] = named
    return command


@_options
@click.command()
@click.option(
    "--hotline",
    HOTLINE.name,
    multiple=True,
    help="A local help line, as Name: number. May stand there several times.",
)
@click.option(
    "--exit-label", multiple=True, metavar="CODE=WORDS", help="“Leave now” in a language."
)
@click.option("--yes", is_flag=True, help="Ask nothing: take what the options say.")
@FOLDER
def init(folder: Path, yes: bool, **options: str | tuple[str, ...] | None) -> None:
    """Begin your own guide: name, area, help lines, colors.

    It asks, and checks each answer at once. All of it goes into data/local/. A file that is there
    is never written over: run it again, and only what is missing is added.
    """
    # They bring more than other commands need.
    from macros.dialogue import Dialogue
    from macros.known import Known
    from macros.schemas import files
    from macros.starting import Start, UnreadableError

    root = folder.resolve()
    if not (root / "data" / SITE).is_file():
        raise click.ClickException(
            f"{root} holds no guide: go to the folder that holds data/{SITE}"
        )
    start = Start(root, read(root))
    dialogue = Dialogue(start, {name: _several(value) for name, value in options.items()}, yes)
    try:
        _show(start.there)
        dialogue.hold()
    except UnreadableError as error:
        raise click.ClickException(f"mend this first:\n{error}") from error
    if dialogue.wrong:
        raise click.ClickException("\n  ".join(["nothing was written:", *dialogue.wrong]))
    known = Known.of(start.reading.loaded)
    written = start.write(known)
    files.keep_up(root, read(root).loaded)
    for path in written:
        click.echo(f"Written: {path}")
    click.echo("" if written else "All of it is there already.")
    click.echo(
        f"What to do next stands in {LOCAL_FOLDER}{README}. Check it all: uv run guide check"
    )


def _several(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def _show(there: dict[str, Value]) -> None:
    if there:
        click.echo("Stands there already:")
    for name, value in there.items():
        click.echo(indent(block({name: value}, Style(Site)), "  "))
