"""`guide new`: a file for a record, with all that may stand in it."""

import sys
from pathlib import Path

import click

from macros.additions import KINDS, Addition
from macros.commands.options import FOLDER
from macros.filing import put
from macros.known import Known
from macros.problems import Problem
from macros.project import read
from macros.schemas import files
from macros.values import kebab


class Kind(click.Choice[str]):
    """The word for a kind; that of its folder means the same."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        word = value.lower().replace("_", "-")
        folders = {kind.kind.replace("_", "-"): name for name, kind in KINDS.items()}
        return super().convert(folders.get(word, word), param, ctx)


@click.command()
@click.argument("kind", type=Kind(list(KINDS)))
@click.argument("name", default="")
@click.option("--id", help="The record's id; made from its name unless given.")
@click.option("--changes", metavar="ID", help="Change this record of ours instead.")
@FOLDER
def new(kind: str, name: str, id: str | None, changes: str | None, folder: Path) -> None:
    """Begin a record of your own, or a change of one of ours.

    The new file stands in data/local/. It lists every field, what it means and what it may hold.
    """
    if changes and (name or id):
        raise click.UsageError("'--changes' says which record it is: leave name and --id out")
    name = "" if changes else name.strip() or _asked(kind)
    root = folder.resolve()
    loaded = read(root).loaded
    files.keep_up(root, loaded)
    known = Known.of(loaded)
    addition = Addition(KINDS[kind], changes or id or kebab(name), name)
    if refusal := addition.refusal(root, known):
        raise click.ClickException(refusal)
    text = addition.text(known)
    lacking = addition.problems(text, known)
    if wrong := [problem.message for problem in lacking if not _is_open(problem)]:
        raise click.ClickException("; ".join(wrong))
    put(root / addition.path, text)
    click.echo(f"Begun: {addition.path}")
    for problem in lacking:
        click.echo(f"  Fill in line {problem.line}: {problem.excerpt.strip(' -')}")
    click.echo("Then: uv run guide check")


def _asked(kind: str) -> str:
    if not _is_terminal():
        raise click.UsageError(f'write its name, too: uv run guide new {kind} "Its Name"')
    return str(click.prompt("Its name")).strip()


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _is_open(problem: Problem) -> bool:
    """Whether something is to be filled in there."""
    return problem.excerpt.rstrip().endswith((":", "-"))
