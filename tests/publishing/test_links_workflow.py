"""The workflow that asks addresses each week: one issue, one pull request, and none unasked."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from macros.cli import main
from tests.projects import ROOT

PATH = ROOT / ".github/workflows/links.yml"
GH = """\
#!/bin/sh
echo "gh $*" >> "$ASKED"
case "$*" in
  "issue list"*) printf '%s' "$ISSUE";;
  "pr list"*"select(.isCrossRepository | not)"*) printf '%s' "$PULL";;
  "pr list"*) printf '%s' 99;;
  "api "*) echo "known: there";;
esac
"""
"""Notes what it is asked, and knows one open issue and pull request or none.

Somebody else's copy has a branch of that name, too, and asks us to take it.
"""
FOUND = "# Links to look at\n\n- [ ] <https://example.org/>\n"


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    # YAML 1.1 reads the key «on» as true.
    content: dict[str, Any] = yaml.safe_load(PATH.read_text("utf-8"))
    content["on"] = content.pop(True)
    return content


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A guide on some machine, with a place to push to."""
    gh = tmp_path / "gh"
    gh.write_text(GH)
    gh.chmod(0o755)
    for words in ("init -q --bare origin.git", "init -q -b main guide"):
        git(tmp_path, words)
    guide = tmp_path / "guide"
    (guide / "data").mkdir()
    (guide / "data/site.yml").write_text("name: Guide\n")
    git(guide, "remote add origin ../origin.git")
    git(guide, "add .")
    git(guide, "-c user.name=A -c user.email=a@example.org commit -qm Start")
    return guide


def git(folder: Path, words: str) -> str:
    return subprocess.run(
        ["git", *shlex.split(words)], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def step(workflow: dict[str, Any], name: str) -> dict[str, Any]:
    steps = workflow["jobs"]["links"]["steps"]
    found: dict[str, Any] = next(one for one in steps if name in one.get("name", ""))
    return found


def run(one: dict[str, Any], folder: Path, **settings: str) -> list[str]:
    """Run a step as GitHub does; what it asked of GitHub."""
    noted = folder.parent / "asked.txt"
    mine = {
        "PATH": f"{folder.parent}:{os.environ['PATH']}",
        **{"ASKED": str(noted), "ISSUE": "", "PULL": "", "BRANCH": "link-status"},
        **{"GITHUB_ENV": str(folder.parent / "env.txt"), "GITHUB_REF_NAME": "main"},
        **{"GH_REPO": "someone/guide", "TITLE": one["env"].get("TITLE", ""), **settings},
    }
    command = ["bash", "-e", "-o", "pipefail", "-c", one["run"]]
    subprocess.run(command, cwd=folder, env={**os.environ, **mine}, check=True)
    return noted.read_text().splitlines() if noted.exists() else []


def test_it_sleeps_until_a_variable_wakes_it(workflow: dict[str, Any]) -> None:
    assert workflow["jobs"]["links"]["if"] == "vars.GUIDE_LINKS != ''"
    assert {*workflow["on"]} == {"schedule", "workflow_dispatch"}
    assert "`GUIDE_LINKS`" in (ROOT / "docs/adapt/links.md").read_text("utf-8")


def test_what_asks_other_sites_has_no_key(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    steps = workflow["jobs"]["links"]["steps"]
    assert "persist-credentials" in str(steps[0])
    (asking,) = (one for one in steps if "uv run" in one.get("run", ""))
    assert "env" not in asking
    assert "token" not in str(workflow["jobs"]["links"]["env"])


def test_its_command_is_one(workflow: dict[str, Any]) -> None:
    words = step(workflow, "Ask each")["run"].partition("uv run guide ")[2].partition(" > ")[0]
    assert words == "links --minutes 90 --format markdown"
    assert CliRunner().invoke(main, [*shlex.split(words), "--help"]).exit_code == 0


@pytest.mark.parametrize(
    ("report", "known", "asked"),
    [
        (FOUND, "", ["gh issue create --title Links to look at --body-file links.md"]),
        (FOUND, "7", ["gh issue edit 7 --body-file links.md"]),
        ("3 addresses\n", "7", ["gh issue close 7 --comment All addresses are fine."]),
        ("3 addresses\n", "", []),
    ],
)
def test_it_keeps_one_issue(
    workflow: dict[str, Any], repository: Path, report: str, known: str, asked: list[str]
) -> None:
    (repository / "links.md").write_text(report)
    first, *others = run(step(workflow, "issue"), repository, ISSUE=known)
    assert "issue list --state open --app github-actions" in first
    assert others == asked


@pytest.mark.parametrize(
    ("place", "pull"), [("data", ""), ("data", "3"), ("data/local", ""), ("data/local", "3")]
)
def test_it_goes_on_from_an_open_pull_request(
    workflow: dict[str, Any], repository: Path, place: str, pull: str
) -> None:
    (repository / place).mkdir(exist_ok=True)
    file = f"{place}/link-status.yml"
    asked = run(step(workflow, "Go on"), repository, PULL=pull)
    assert (repository.parent / "env.txt").read_text() == f"FILE={file}\n"
    assert (repository / file).exists() == bool(pull)
    assert any(f"repos/someone/guide/contents/{file}?ref=link-status" in one for one in asked) == (
        bool(pull)
    )


@pytest.mark.parametrize("pull", ["", "3"])
def test_the_file_alone_goes_into_a_pull_request(
    workflow: dict[str, Any], repository: Path, pull: str
) -> None:
    keep = step(workflow, "Keep")
    (repository / "data/link-status.yml").write_text("ok: []\n")
    (repository / "links.md").write_text(FOUND)
    asked = run(keep, repository, PULL=pull, FILE="data/link-status.yml")
    origin = repository.parent / "origin.git"
    changed = git(origin, "show --name-only --format= link-status").split()
    assert changed == ["data/link-status.yml"]
    assert any(one.startswith("gh pr create --head link-status --base main") for one in asked) == (
        not pull
    )
    assert git(origin, "branch --list main") == ""


def test_nothing_new_makes_no_pull_request(workflow: dict[str, Any], repository: Path) -> None:
    assert run(step(workflow, "Keep"), repository, FILE="data/site.yml") == []
