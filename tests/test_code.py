"""The code as its next owner wants it: formatted, linted, typed, spelled."""

import re
import subprocess
import sys

import pytest

from tests.projects import ROOT

EDGE = {
    "building.py",
    "destination.py",
    "documents/adding.py",
    "finder/adding.py",
    "hooks.py",
    "laying.py",
    "redirecting.py",
    "replacing.py",
    "serving.py",
    "shelling.py",
    "theme.py",
}
"""What knows MkDocs: another generator needs these anew, and nothing else."""
PAPERS = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")
CHECKS = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "types": ("mypy",),
    "spelling": ("codespell", "macros", "overrides", "docs", "data", "tests", *PAPERS),
}


@pytest.mark.parametrize("name", CHECKS)
def test_code(name: str) -> None:
    command = [sys.executable, "-m", *CHECKS[name]]
    if name == "spelling":
        command[2] = "codespell_lib"
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_edge_knows_mkdocs() -> None:
    folder = ROOT / "macros"
    known = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if re.search(r"^\s*(from|import) mkdocs\b", path.read_text("utf-8"), re.M)
    }
    assert known == EDGE
