"""Guides with checks in them, and the two commands as somebody types them."""

from datetime import date, timedelta

from click.testing import CliRunner, Result

from macros.cli import main
from macros.due.rows import Row, rows
from macros.editions import Edition
from macros.intervals import after
from macros.problems import report
from macros.project import read
from tests.projects import Project

DAY = date(2026, 11, 22)
YESTERDAY = date.today() - timedelta(days=1)


def run(project: Project, *words: str, typed: str = "") -> Result:
    at = (words[0], "--folder", str(project.root), *words[1:])
    return CliRunner().invoke(main, at, input=typed, catch_exceptions=False)


def found(
    project: Project, within: str = "", edition: Edition = Edition.PUBLIC, day: date = DAY
) -> dict[str, Row]:
    """What a guide has, by key and in order."""
    reading = read(project.root, edition=edition)
    assert reading.guide, report(reading.problems)
    until = after(day, within) if within else day
    return {row.thing.key: row for row in rows(reading, reading.guide, day, until)}


def add(project: Project, path: str, text: str) -> None:
    """Write more below what a file says."""
    file = project.root / path
    file.write_text(file.read_text("utf-8") + text, "utf-8")
