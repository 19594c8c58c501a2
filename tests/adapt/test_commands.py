"""Commands on the pages for those who keep a guide exist, and the path with git leads through."""

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from macros.cli import main
from macros.project import read
from tests.adapt.handbook import PAGES, blocks, commands
from tests.projects import Project

NAMED = [(page, words) for page in PAGES for words in commands(page)]
SHEET = "Agency,Phone\nHarbor Job Center,202-555-0177\nRiverside Clinic,call us\n"
ASKS = ["guide", "init"]


def test_the_pages_name_commands() -> None:
    assert {words[0] for _, words in NAMED} == {*main.commands}


@pytest.mark.parametrize(("page", "words"), NAMED, ids=lambda value: str(value))
def test_a_command_exists_with_its_options(page: str, words: list[str]) -> None:
    command = main.commands.get(words[0])
    assert command, f"{page}: there is no command 'guide {words[0]}'"
    parser = command.make_parser(click.Context(command))
    parser.parse_args(words[1:])


def fill_in(path: Path, told: str) -> None:
    """Say what the command asks for, in the line that it names."""
    lines = path.read_text("utf-8").split("\n")
    (number,) = re.findall(r"Fill in line (\d+): sources:", told)
    lines[int(number) - 1] += " [survey]"
    path.write_text("\n".join(lines), "utf-8")


def test_the_path_with_git_leads_to_a_guide(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "".join(blocks("start-with-git.md", "sh")).splitlines()
    typed = [shlex.split(line)[2:] for line in lines if line.startswith("uv run guide ")]
    (project.root.parent / "partners.csv").write_text(SHEET, "utf-8")
    monkeypatch.chdir(project.root)
    for words in typed:
        if words != ASKS:
            done = CliRunner().invoke(main, words[1:])
            assert done.exit_code == 0, done.output
        if words[1] == "new":
            fill_in(project.root / "data/local/partners/lake-county-jobs.yml", done.output)
    guide = read(project.root).guide
    assert guide
    assert guide.site.name == "Lake County Work Guide"
    assert {"lake-county-jobs", "harbor-job-center"} <= guide.partners.keys()
