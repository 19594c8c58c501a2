"""`guide import`: what another directory or a spreadsheet holds → records of the local guide."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from macros.commands.options import FOLDER, sound
from macros.guide import Guide
from macros.imports import accounts
from macros.imports.incoming import Haul, Unreadable
from macros.problems import report as problem_report
from macros.problems import visible
from macros.project import Reading

if TYPE_CHECKING:
    from macros.imports.applying import Prepared
    from macros.imports.reading import Options
    from macros.imports.withdrawing import Shown

DOUBT = 90
"""What is less sure than this is asked for."""


def _pairs(context: click.Context, option: click.Parameter, given: Sequence[str]) -> dict[str, str]:
    pairs = [text.rpartition("=") for text in given]
    for text, (heading, _, _) in zip(given, pairs, strict=True):
        if not heading:
            raise click.BadParameter(
                f"'{text}' needs a heading, '=' and a field: 'Tel=phones.number'"
            )
    return {heading: field for heading, _, field in pairs}


@click.command(name="import")
@click.argument("source_path", metavar="FILE", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--write", "is_for_real", is_flag=True, help="Write the files; without it, only look."
)
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="HEADING=FIELD",
    callback=_pairs,
    help="The field of a column, such as 'Tel=phones.number'; 'Notes=-' leaves it out.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice([*accounts.FORMATS]),
    help="What the file is, where the guess is wrong.",
)
@click.option("--source", default="", help="What the other directory is called.")
@click.option("--sheet", default="", help="The sheet of a workbook; the first one unless given.")
@click.option("--force", is_flag=True, help="Change records, too, that a person has checked.")
@click.option(
    "--same-names", is_flag=True, help="A record of ours with the same name is the same one."
)
@click.option("--with-names", is_flag=True, help="Take persons' names; each must have agreed.")
@click.option("--yes", is_flag=True, help="Take the headings as they were matched.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A CSV file for each change and all that is not taken.",
)
@FOLDER
def import_(
    source_path: Path,
    is_for_real: bool,
    mapping: dict[str, str],
    format_name: str | None,
    source: str,
    sheet: str,
    force: bool,
    same_names: bool,
    with_names: bool,
    yes: bool,
    report: Path | None,
    folder: Path,
) -> None:
    """Take over what FILE, or a folder, holds. Nothing is written without --write."""
    # They bring what no other command needs.
    from macros.imports.applying import prepared
    from macros.imports.planning import Leave
    from macros.imports.reading import Format, Options
    from macros.imports.reports import write_report
    from macros.imports.withdrawing import shown

    root = folder.resolve()
    reading, guide = sound(root)
    format_ = Format(format_name) if format_name else None
    options = Options(
        map=mapping, source=source, with_names=with_names, sheet=sheet, format=format_
    )
    console = Console(width=None if sys.stdout.isatty() else 100, highlight=False)
    haul = _read(source_path, options, guide, console)
    _confirm(haul, yes, is_for_real, console)
    if not source:
        _ask_for_source(haul, reading, is_for_real, console)
    found = shown(haul, reading)
    is_secret_out = bool(found) and _withdraw(root, found, is_for_real, console)
    if found and is_for_real:
        reading, _ = sound(root)
    with _waiting(console, "Comparing with the guide"):
        ready = prepared(root, haul, reading, Leave(force, same_names))
    accounts.show(haul, ready.plan, console)
    if report:
        write_report(haul, ready.plan, found, report)
        accounts.say(f"\nEach change, and all that is not taken, stands in {report}.", console)
    if ready.problems:
        raise click.ClickException(
            "the guide would not be sound with this:\n" + problem_report(ready.problems)
        )
    _finish(root, haul, ready, is_for_real, console)
    if is_secret_out:
        raise click.ClickException("the guide still shows what the source keeps secret: see above.")


def _ask_for_source(haul: Haul, reading: Reading, is_for_real: bool, console: Console) -> None:
    from macros.imports.sources import known_as

    if not (known := known_as(haul, reading)):
        return
    words = visible(
        f"most of these names stand in the guide already, from '{known}'. Is it the same "
        f'directory? Then add --source "{known}", or each record gets a second number. '
        'If it is another one, say so: --source "NAME"'
    )
    if is_for_real:
        raise click.ClickException(f"{words}. Nothing was written.")
    accounts.say(f"Look: {words}.\n", console)


def _withdraw(root: Path, found: "Sequence[Shown]", is_for_real: bool, console: Console) -> bool:
    """Take out of the public guide what can be; whether anything is still shown."""
    from macros.imports.applying import problems_with
    from macros.imports.withdrawing import withdrawal

    made = withdrawal(root, found)
    problems = problems_with(root, made.local)
    accounts.stop(found, made, console)
    if problems and is_for_real:
        raise click.ClickException(
            "it cannot be taken out while other files need it; nothing was written:\n"
            + problem_report(problems)
        )
    if is_for_real:
        try:
            made.do(root)
        except OSError as error:
            raise click.ClickException(
                f"it cannot be taken out: {error.filename}: {error.strerror}"
            ) from None
        accounts.moved(made, console)
    return bool(made.left) or not is_for_real


def _read(path: Path, options: "Options", guide: Guide, console: Console) -> Haul:
    from macros.imports.reading import detected, read

    try:
        format_ = detected(path, options)
        accounts.say(f"{path.name}: {accounts.FORMATS[format_.value]}.\n", console)
        with _counting(console, "Reading") as advance:
            return read(path, options, guide, advance)
    except Unreadable as error:
        raise click.ClickException("\n".join(map(visible, str(error).split("\n")))) from None


def _confirm(haul: Haul, yes: bool, is_for_real: bool, console: Console) -> None:
    """Guesses about headings are asked for where somebody sits, and refused where nobody does."""
    if not haul.matches:
        return
    console.print(accounts.headings(haul.matches))
    doubtful = [match for match in haul.matches if match.field and match.sure < DOUBT]
    if not doubtful or yes:
        return
    names = visible(", ".join(f"'{match.heading}'" for match in doubtful))
    if sys.stdin.isatty() and sys.stdout.isatty():
        click.confirm(f"Guessed: {names}. Is that right?", abort=True)
    elif is_for_real:
        raise click.ClickException(
            f"these headings are guessed: {names}. Say what they are with --map "
            "'HEADING=FIELD', or --yes if the table above is right; nothing was written."
        )


def _finish(root: Path, haul: Haul, ready: "Prepared", is_for_real: bool, console: Console) -> None:
    if not ready.files:
        console.print(f"\n{accounts.nothing_to_write(haul, ready.plan)}")
    elif not is_for_real:
        files = accounts.counted(len(ready.files), "file")
        console.print(
            f"\nNothing was written. This would write {files} below data/local/; "
            "run it again with --write."
        )
    else:
        from macros.imports.applying import write

        with _counting(console, "Writing", len(ready.files)) as advance:
            count = write(root, ready.files, lambda: advance(1))
        written = accounts.counted(count, "file")
        console.print(f"\n{written} written below data/local/. Now:\n{accounts.NEXT}")


@contextmanager
def _counting(
    console: Console, what: str, total: int | None = None
) -> Iterator[Callable[[int], None]]:
    """A bar, for those who look; a file or a pipe gets none."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task(what, total=total)
        yield lambda count: bar.advance(task, count)


@contextmanager
def _waiting(console: Console, what: str) -> Iterator[None]:
    with _counting(console, what):
        yield
