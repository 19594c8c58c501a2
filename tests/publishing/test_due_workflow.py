"""The workflow that lists each month what to look at again: one issue, and none unasked."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.due.guides import run
from tests.projects import ROOT, Project

PATH = ROOT / ".github/workflows/due.yml"
GH = """\
#!/bin/sh
echo "$@" >> "$ASKED"
case "$*" in *"issue list"*) printf '%s' "$OPEN";; esac
"""
"""Notes what it is asked, and knows one open issue or none."""


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    # YAML 1.1 reads the key «on» as true.
    content: dict[str, Any] = yaml.safe_load(PATH.read_text("utf-8"))
    content["on"] = content.pop(True)
    return content


def step(workflow: dict[str, Any], words: str) -> dict[str, Any]:
    steps = workflow["jobs"]["due"]["steps"]
    found: dict[str, Any] = next(one for one in steps if words in one.get("run", ""))
    return found


def test_it_sleeps_until_a_variable_wakes_it(workflow: dict[str, Any]) -> None:
    assert workflow["jobs"]["due"]["if"] == "vars.GUIDE_DUE != ''"
    assert {*workflow["on"]} == {"schedule", "workflow_dispatch"}
    page = (ROOT / "docs/adapt/reviews.md").read_text("utf-8")
    assert "`GUIDE_DUE`" in page


def test_only_the_step_that_needs_it_gets_the_key(workflow: dict[str, Any]) -> None:
    steps = workflow["jobs"]["due"]["steps"]
    assert [one["name"] for one in steps if "github.token" in str(one.get("env"))] == [
        "Open the issue, or bring the open one up to date"
    ]


@pytest.mark.parametrize(
    ("listed", "known", "asked"),
    [
        (True, "", "issue create --title What to look at again --body-file due.md"),
        (True, "7", "issue edit 7 --body-file due.md"),
        (False, "7", "issue close 7 --comment Nothing is due."),
        (False, "", ""),
    ],
)
def test_it_keeps_one_issue(
    workflow: dict[str, Any], tmp_path: Path, listed: bool, known: str, asked: str
) -> None:
    gh = tmp_path / "gh"
    gh.write_text(GH)
    gh.chmod(0o755)
    if listed:
        (tmp_path / "due.md").write_text("- [ ] Look\n")
    telling = step(workflow, "gh issue")
    mine = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "OPEN": known, "ASKED": "asked.txt"}
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", telling["run"]],
        cwd=tmp_path,
        env={**os.environ, **mine, "TITLE": telling["env"]["TITLE"]},
        check=True,
    )
    first, *others = (tmp_path / "asked.txt").read_text().splitlines()
    assert "issue list --state open --app github-actions" in first
    assert '.title == "What to look at again"' in first
    assert others == ([asked] if asked else [])


def test_its_command_writes_the_list_or_nothing(
    workflow: dict[str, Any], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = step(workflow, "guide due")["run"].partition("uv run guide ")[2]
    monkeypatch.chdir(project.root)
    assert run(project, *shlex.split(command)).exit_code == 0
    assert "partners/town-library" in (project.root / "due.md").read_text("utf-8")
    (project.root / "due.md").unlink()
    for kind in ("partners", "templates"):
        keys = [path.stem for path in (project.root / "data" / kind).iterdir()]
        run(project, "assure", *keys, "computer-class", "--by", "Desk", "--yes")
    words = (*shlex.split(command), "--kind", "partners", "--kind", "templates")
    assert run(project, *words).exit_code == 0
    assert not (project.root / "due.md").exists()
