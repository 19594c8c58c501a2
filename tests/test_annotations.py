"""In a GitHub workflow, problems stand beside the lines of a change, and data starts no command."""

import re

import pytest

from macros.annotations import VARIABLE, annotated, reported
from macros.problems import Problem, report
from tests.projects import Project

BAD = Problem("data/partners/a,b:c.yml", 4, 3, "unknown field 'x', 50% sure", "  x: 1")
SLY = (
    "::add-mask::e",
    "##[add-mask]e",
    "::error file=docs/index.md::Mine",
    "x\n::set-env name=PATH::/tmp",
    "x\r\n::add-path::/tmp",
    "::0123456789abcdef::",
    "%0A::add-path::/tmp",
)


def commands(log: str) -> list[str]:
    """The commands that GitHub's runner finds in a log, as its source says that it does."""
    found, token = [], ""
    for line in re.split(r"\r\n|\r|\n", log):
        command = line.lstrip()
        if token:
            token = "" if command == f"::{token}::" else token
        elif command.startswith("::stop-commands::"):
            token = command.removeprefix("::stop-commands::")
        elif command.startswith("::") or "##[" in line:
            found.append(command)
    assert not token
    return found


@pytest.fixture
def workflow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "true")


def test_only_a_workflow_gets_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert reported([BAD]) == report([BAD])


def test_a_problem_becomes_a_note(workflow: None) -> None:
    place = "file=data/partners/a%2Cb%3Ac.yml,line=4,col=3,title=guide check"
    assert commands(reported([BAD, BAD])) == [f"::error {place}::unknown field 'x', 50%25 sure"]


def test_the_report_stays_as_it_is(workflow: None) -> None:
    assert f"\n{report([BAD])}\n::" in reported([BAD])


@pytest.mark.parametrize("words", SLY)
def test_data_starts_no_command(words: str, workflow: None) -> None:
    problem = Problem(f"data/{words}.yml", 1, 1, words, words)
    found = commands(annotated(words, [problem], "notice"))
    assert len(found) == 1
    assert found[0].startswith("::notice file=data/")


def test_each_report_has_a_mark_of_its_own(workflow: None) -> None:
    assert reported([BAD]) != reported([BAD])


def test_check_and_build_write_notes(project: Project) -> None:
    project.write("data/partners/bank.yml", 'name: Bank\n"::add-path::/tmp": x\n')
    check = project.run_with({VARIABLE: "true"}, "macros.cli", "check")
    build = project.run_with({VARIABLE: "true"}, "mkdocs", "build", "--strict")
    for done in (check, build):
        assert done.returncode == 1
        found = commands(done.stdout + done.stderr)
        assert [line.partition(",title")[0] for line in found] == [
            "::error file=data/partners/bank.yml,line=2,col=1"
        ]
    assert '    "::add-path::/tmp": x\n' in check.stderr


def test_advice_becomes_a_notice(project: Project) -> None:
    project.write(
        "data/partners/bank.yml",
        "name: Bank\ndescription: It helps every addict.\nsources: [survey]\n",
    )
    done = project.run_with({VARIABLE: "true"}, "macros.cli", "check")
    assert done.returncode == 0
    assert [line.partition("::'")[0] for line in commands(done.stdout)] == [
        "::notice file=data/partners/bank.yml,line=2,col=29,title=guide check"
    ]
