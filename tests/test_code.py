"""The code as its next owner wants it: formatted, linted, typed, spelled."""

import subprocess
import sys

import pytest

from tests.projects import ROOT

CHECKS = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "types": ("mypy",),
    "spelling": ("codespell", "macros", "overrides", "docs", "data", "tests", "README.md"),
}


@pytest.mark.parametrize("name", CHECKS)
def test_code(name: str) -> None:
    command = [sys.executable, "-m", *CHECKS[name]]
    if name == "spelling":
        command[2] = "codespell_lib"
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
