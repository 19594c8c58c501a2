"""A small guide whose records come, change and go, and the commands that note it."""

from pathlib import Path

from click.testing import CliRunner, Result

from macros.cli import main
from macros.history import files
from macros.history.releases import Release
from tests.projects import Project

BANK = "data/partners/credit-union.yml"
JOBS = "data/partners/job-club.yml"
PAGE = "---\ntitle: What changed\n---\n\n# What changed\n\n{{ changes() }}\n"
WEBSITE = "website: https://guide.example.org/lake/\n"


def run(project: Project, *words: str, fails: bool = False) -> str:
    done: Result = CliRunner().invoke(main, [*words, "--folder", str(project.root)])
    assert bool(done.exit_code) is fails, done.output
    assert not done.exception or isinstance(done.exception, SystemExit), done.output
    return done.output


def release(project: Project, *words: str, fails: bool = False) -> str:
    return run(project, "release", *words, fails=fails)


def history(project: Project) -> tuple[Release, ...]:
    found = files.read(project.root)
    assert not found.problems
    return found.releases


def begun(project: Project) -> Project:
    """With a partner more, a page of changes, and a history that has begun."""
    project.write(JOBS, "name: Job Club\nemail: club@example.org\nsources: [survey]\n")
    project.write("docs/changes.md", PAGE)
    link(project)
    release(project, "--on", "2026-10-01")
    return project


def link(project: Project) -> None:
    index = project.root / "docs/index.md"
    index.write_text(index.read_text("utf-8") + "\n- [What changed](changes.md)\n", "utf-8")


def add(project: Project, path: str, text: str) -> Path:
    """Put `text` behind what stands in a file."""
    file = project.root / path
    file.write_text(file.read_text("utf-8") + text, "utf-8")
    return file


def with_all(project: Project) -> Project:
    """With a release in which something came, changed, went and got another id."""
    begun(project)
    add(project, BANK, "hours: Mondays\nphones: [{number: 202-555-0143}]\n")
    add(project, "data/site.yml", WEBSITE)
    (project.root / JOBS).unlink()
    project.write("data/partners/lake.yml", 'name: "*Lake* & {{ 7*7 }} Jobs"\nsources: [survey]\n')
    run(project, "rename", "resources/mapping-guide", "map-guide")
    note = "We **called** them & asked."
    release(project, "--on", "2026-11-02", "--removed", "partners/job-club", "--note", note)
    return project
