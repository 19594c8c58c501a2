"""The workflow that publishes on GitHub Pages: what it does, and what it does not do unasked."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.projects import ROOT, Project
from tests.websites import Document

PATH = ROOT / ".github/workflows/pages.yml"
ADDRESS = "https://someone.github.io/guide/"


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    # YAML 1.1 reads the key «on» as true.
    content: dict[str, Any] = yaml.safe_load(PATH.read_text("utf-8"))
    content["on"] = content.pop(True)
    return content


def step(workflow: dict[str, Any], job: str, name: str) -> dict[str, Any]:
    steps = workflow["jobs"][job]["steps"]
    found: dict[str, Any] = next(one for one in steps if name in str(one))
    return found


def test_it_runs_for_the_main_branch_and_by_hand_one_at_a_time(workflow: dict[str, Any]) -> None:
    assert workflow["on"] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_nothing_is_built_where_pages_are_off(workflow: dict[str, Any]) -> None:
    jobs = workflow["jobs"]
    assert jobs["build"]["needs"] == "ask"
    assert jobs["build"]["if"] == "needs.ask.outputs.address != ''"
    assert jobs["publish"]["needs"] == "build"


@pytest.mark.parametrize(
    ("answer", "written"),
    [
        (f"echo {ADDRESS}", f"address={ADDRESS}\n"),
        ("echo '{\"message\": \"Not Found\"}'; echo 'gh: Not Found (HTTP 404)' >&2; exit 1", ""),
        ("exit 0", ""),
    ],
    ids=["on", "off", "on, from a branch"],
)
def test_it_asks_whether_pages_are_on(
    workflow: dict[str, Any], tmp_path: Path, answer: str, written: str
) -> None:
    gh = tmp_path / "gh"
    gh.write_text(f"#!/bin/sh\n{answer}\n")
    gh.chmod(0o755)
    output = tmp_path / "output"
    output.touch()
    mine = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_OUTPUT": str(output)}
    command = ["bash", "-e", "-o", "pipefail", "-c", step(workflow, "ask", "gh api")["run"]]
    done = subprocess.run(
        command,
        env={**os.environ, **mine, "GITHUB_REPOSITORY": "someone/guide"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert output.read_text() == written
    assert ("::notice title=Not published::" in done.stdout) == (not written)


def test_what_is_published_is_checked_and_has_all_its_documents(workflow: dict[str, Any]) -> None:
    steps = workflow["jobs"]["build"]["steps"]
    order = [
        name
        for one in steps
        for name in ("guide check", "guide build", "upload-")
        if name in str(one)
    ]
    assert order == ["guide check", "guide build", "upload-"]
    built = step(workflow, "build", "guide build")
    assert built["env"]["GUIDE_DOCUMENTS"] == "required"
    assert step(workflow, "build", "upload-")["with"] == {"path": "site"}


def test_a_guide_that_does_not_say_its_address_is_told_it(project: Project) -> None:
    """The page for a missing page is shown at any address, so its links are whole."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    project.write("mkdocs.yml", re.sub(r"(?ms)^nav:\n(?:[ #-].*?\n)+", "", settings))
    done = project.run_with({"GUIDE_WEBSITE": ADDRESS.rstrip("/")}, "macros.cli", "build")
    assert done.returncode == 0, done.stderr
    links = [
        one.attributes.get("href", "") for one in Document.of(project.site / "404.html").all("a")
    ]
    assert "/guide/partners/" in links
    assert ADDRESS in (project.site / "sitemap.xml").read_text("utf-8")
