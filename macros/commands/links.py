"""`guide links`: whether the addresses of other sites still lead somewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from rich.console import Console

from macros.commands.options import EDITION, FOLDER, sound
from macros.editions import Edition
from macros.guide import Guide
from macros.locking import hold, let_go
from macros.project import Reading

if TYPE_CHECKING:
    from macros.links.addresses import Standing
    from macros.links.checking import Check, Outcome

Shape = Literal["table", "markdown", "json"]
DAYS, PAUSE, MINUTES = 7, 1.0, 120.0
ARCHIVE = "https://archive.org/wayback/available"
OFFLINE = (
    "hardly anything answered, so that nothing was written. Is this computer online? A site whose "
    "address is right answers even to programs that it keeps out."
)
BUSY = "another 'guide links' is asking for this guide: wait until it is done, or stop it"
LOCK = ".cache/links.lock"
STOPPED = "Stopped. Until tomorrow, the same command goes on from here and asks nothing twice."


@click.command()
@FOLDER
@EDITION
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "markdown", "json"]),
    default="table",
    help="'markdown' is for an issue, 'json' for programs.",
)
@click.option("--archive", is_flag=True, help="Ask archive.org for copies of what is gone.")
@click.option(
    "--expiry",
    type=click.IntRange(0),
    default=DAYS,
    show_default=True,
    metavar="DAYS",
    help="Look again after so many days; 0 looks at all now.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0),
    default=PAUSE,
    show_default=True,
    metavar="SECONDS",
    help="Between two requests to one host.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(0, min_open=True),
    default=MINUTES,
    show_default=True,
    metavar="MINUTES",
    help="How long to ask; what is left is for another day.",
)
@click.option("--archive-at", default=ARCHIVE, hidden=True)
@click.option("--inside", is_flag=True, hidden=True)
def links(
    folder: Path,
    edition: Edition,
    shape: Shape,
    archive: bool,
    expiry: int,
    pause: float,
    minutes: float,
    archive_at: str,
    inside: bool,
) -> None:
    """Ask the addresses of other sites whether they still lead somewhere.

    It asks one host one thing at a time and does what robots.txt says. An address counts as gone
    after three strikes, days apart. The results go into link-status.yml; the site marks what is
    gone. Ctrl+C stops it; the same command goes on later.
    """
    # They bring what no other command needs.
    from macros.links.asking import Manners
    from macros.links.checking import Wishes, agent

    check, called = _check(folder.resolve(), edition, inside, agent)
    wishes = Wishes(
        Manners(
            agent=called,
            pause=pause,
            until=time.monotonic() + minutes * 60,
            is_inside_asked=inside,
        ),
        date.today(),
        timedelta(days=expiry),
        archive_at if archive else "",
    )
    with _alone(check.root), _progress() as progress:
        outcome = check.run(wishes, progress)
    for problem in outcome.advice:
        click.echo(problem, err=True)
    if outcome.found.is_stopped:
        click.echo(STOPPED, err=True)
        raise SystemExit(130)
    if outcome.found.is_offline:
        raise click.ClickException(OFFLINE)
    _report(outcome, shape, wishes.day)
    for path in outcome.written:
        click.echo(f"Written: {path.relative_to(check.root).as_posix()}", err=True)


def _check(
    root: Path, edition: Edition, inside: bool, agent: Callable[..., str]
) -> tuple["Check", str]:
    from macros.links.addresses import addresses
    from macros.links.checking import Check
    from macros.links.inside import is_inside

    def standing(reading: Reading, guide: Guide) -> "Standing":
        found = addresses(reading, guide, root)
        return {one: found[one] for one in found if inside or not is_inside(one)}

    reading, guide = sound(root)
    public, called = standing(reading, guide), agent(guide.site)
    if not edition.is_staff:
        return Check(root, public), called
    every = standing(*sound(root, edition))
    private = {address: files for address, files in every.items() if address not in public}
    return Check(root, public, private, edition), called


def _report(outcome: "Outcome", shape: Shape, day: date) -> None:
    from macros.links import reports

    if shape == "table":
        reports.show(outcome, Console(width=None if sys.stdout.isatty() else 100, highlight=False))
    elif shape == "markdown":
        click.echo(reports.markdown(outcome, day.isoformat()), nl=False)
    else:
        click.echo(reports.to_json(outcome, day.isoformat()))


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Two runs at once would ask a host two things at once, and lose what one of them finds."""
    lock = root / LOCK
    lock.parent.mkdir(parents=True, exist_ok=True)
    if not hold(lock):
        raise click.ClickException(BUSY)
    try:
        yield
    finally:
        let_go(lock)


@contextmanager
def _progress() -> Iterator[Callable[[int], Callable[[], None]]]:
    """A bar, for those who look; a file or a pipe gets none."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:

        def begin(total: int) -> Callable[[], None]:
            task = bar.add_task("Asking", total=total)
            return lambda: bar.advance(task)

        yield begin
