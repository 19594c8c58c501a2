"""`guide due`: what to look at again."""

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from rich.console import Console

from macros.commands.lengths import LENGTH
from macros.commands.options import EDITION, FOLDER, sound
from macros.editions import Edition
from macros.filing import put
from macros.intervals import after
from macros.model import ReviewEvery, Site
from macros.values import kebab

if TYPE_CHECKING:
    from macros.due.rows import Row

Shape = Literal["table", "json", "ical", "issues"]
NO_DAY = "{count} have no day to look again by: they get one when somebody checks them."
NOT_FOR_STAFF = (
    "calendars travel through other people's servers, so this one never holds what is private: "
    "leave '--edition staff' out"
)
TO_FOLDER = "'--into' takes the files of '--format issues'"
ONLY_COUNTED = "'--ages' counts: it knows the formats 'table' and 'json'"
PASSED_ON = (
    "what stands in the guide's folder is published, or kept by git for all who share it: "
    "write what staff see outside of the guide's folder"
)
NOBODY = "nobody-yet"
"""The file of what has no role, or one without letters that a name may have."""
WIDTH = 80


@click.command()
@FOLDER
@EDITION
@click.option(
    "--within", type=LENGTH, help="What comes due in this time, too: '30d', '6 weeks', '1 year'."
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(list(ReviewEvery.model_fields)),
    multiple=True,
    help="Only these.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "ical", "issues"]),
    default="table",
    help="'ical' is for calendars, 'issues' for an issue tracker, 'json' for programs.",
)
@click.option("--ages", is_flag=True, help="Count by how long ago things were checked instead.")
@click.option("--all", "lists_all", is_flag=True, help="List all, however many.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it into this file."
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write issues into this folder, one file for each role.",
)
def due(
    folder: Path,
    edition: Edition,
    within: str | None,
    kinds: tuple[str, ...],
    shape: Shape,
    ages: bool,
    lists_all: bool,
    output: Path | None,
    into: Path | None,
) -> None:
    """List what to look at again, and who looked last.

    What is overdue and what nobody ever checked comes with it; what readers meet most often stands
    first.
    """
    # They bring what no other command needs.
    from macros.due.rows import due as only_due
    from macros.due.rows import rows

    if into and shape != "issues":
        raise click.UsageError(TO_FOLDER)
    if ages and shape not in ("table", "json"):
        raise click.UsageError(ONLY_COUNTED)
    if edition.is_staff:
        _keep_private(shape, folder, output, into)
    reading, guide = sound(folder, edition)
    day = date.today()
    until = after(day, within) if within else day
    found = rows(reading, guide, day, until, kinds)
    if ages:
        return _give(_ages(found, day, shape), output)
    # A calendar is made for the days to come.
    chosen = found if shape == "ical" and not within else only_due(found)
    report = _Report(chosen, guide.site, day, until, edition.is_staff, lists_all)
    if into:
        return _put_into(into, report.issues)
    return _give(getattr(report, shape), output)


@dataclass(frozen=True)
class _Report:
    """What was found, in each shape."""

    found: Sequence["Row"]
    site: Site
    day: date
    until: date
    is_staff: bool
    lists_all: bool

    @property
    def table(self) -> str:
        from macros.due.tables import LISTED, show

        limit = len(self.found) if self.lists_all else LISTED
        return _shown(lambda console: show(self.found, console, self.is_staff, limit))

    @property
    def json(self) -> str:
        from macros.due.records import to_json

        return to_json(self.found, self.site, self.day, self.until, self.is_staff)

    @property
    def ical(self) -> bytes:
        from macros.due.calendars import to_calendar

        without = sum(not row.thing.review.again for row in self.found)
        if without:
            click.echo(NO_DAY.format(count=f"{without:,}"), err=True)
        return to_calendar(self.found, self.site)

    @property
    def issues(self) -> Mapping[str, str]:
        from macros.due.issues import LISTED, issues

        limit = len(self.found) if self.lists_all else LISTED
        return issues(self.found, self.site, self.day, self.is_staff, limit)


def _keep_private(shape: Shape, folder: Path, *paths: Path | None) -> None:
    """Refuse what would carry private records to where others see them."""
    if shape == "ical":
        raise click.UsageError(NOT_FOR_STAFF)
    if any(path and path.resolve().is_relative_to(folder.resolve()) for path in paths):
        raise click.UsageError(PASSED_ON)


def _ages(found: Sequence["Row"], day: date, shape: Shape) -> str:
    from macros.due.ages import ages, show, to_json

    counts = ages(found, day)
    return to_json(counts, day) if shape == "json" else _shown(lambda c: show(counts, c))


def _give(made: str | bytes | Mapping[str, str], output: Path | None) -> None:
    content = "\n".join(made.values()) if isinstance(made, Mapping) else made
    if not output:
        click.echo(content, nl=False)
    elif content:
        put(output, content)
        click.echo(f"Written: {output}", err=True)


def _put_into(folder: Path, made: Mapping[str, str]) -> None:
    names: Counter[str] = Counter()
    for role, text in made.items():
        name = kebab(role) or NOBODY
        names[name] += 1
        tail = f"-{names[name]}" if names[name] > 1 else ""
        path = folder / f"{name}{tail}.md"
        put(path, text)
        click.echo(f"Written: {path}", err=True)


def _shown(show: Callable[[Console], None]) -> str:
    """In colour for those who look; a file or a pipe gets none."""
    is_seen = sys.stdout.isatty()
    file = StringIO()
    show(
        Console(
            file=file, width=None if is_seen else WIDTH, force_terminal=is_seen, highlight=False
        )
    )
    return file.getvalue()
