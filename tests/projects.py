"""Small real projects to build: the records of `tests/guide`, the templates and macros of ours."""

import atexit
import contextlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.utils import yaml_load

HERE = Path(__file__).parent
OWN = ("data/local", "data/private", "docs/local", "overrides/local")
"""What belongs to a fork; our tests say nothing about it."""
NOT_COPIED = (".git", ".venv", ".cache", ".mypy_cache", ".ruff_cache", ".pytest_cache")


def without_own(root: Path) -> Path:
    """The project in `root` as it comes from upstream: a copy where a fork adds to it."""
    if not any((root / path).exists() for path in OWN if path != "data/private"):
        return root
    copy = Path(tempfile.mkdtemp(prefix="upstream-")) / root.name
    atexit.register(shutil.rmtree, copy.parent, ignore_errors=True)
    left_out = {str(root / path) for path in OWN}

    def leave_out(folder: str, names: list[str]) -> set[str]:
        return {n for n in names if n in NOT_COPIED or str(Path(folder) / n) in left_out}

    shutil.copytree(root, copy, symlinks=True, ignore=leave_out)
    (root / ".cache").mkdir(exist_ok=True)
    (copy / ".cache").symlink_to(root / ".cache")
    return copy


ROOT = without_own(HERE.parent)
SMALL = HERE / "guide"


@dataclass(frozen=True)
class Project:
    """A project folder that a test may change."""

    root: Path

    @classmethod
    def small(cls, root: Path) -> "Project":
        """A copy of the small guide in `root`; templates and macros are the real ones."""
        shutil.copytree(SMALL, root, dirs_exist_ok=True)
        for name in ("overrides", "macros"):
            (root / name).symlink_to(ROOT / name)
        shutil.copytree(ROOT / "docs/assets", root / "docs/assets", dirs_exist_ok=True)
        config = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
        config.pop("nav")
        (root / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
        return cls(root)

    @property
    def site(self) -> Path:
        return self.root / "site"

    def write(self, path: str, text: str) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        return target

    def page(self, path: str) -> str:
        return (self.site / path / "index.html").read_text("utf-8")

    def build(self, **settings: object) -> "Project":
        """Build in this process, strictly; raises what MkDocs raises."""
        config = load_config(str(self.root / "mkdocs.yml"), strict=True, **settings)
        with as_on_the_command_line():
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        return self

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command as a person would, in the project's folder."""
        return self.run_with({}, *words)

    def run_with(
        self, variables: Mapping[str, str], *words: str
    ) -> subprocess.CompletedProcess[str]:
        """The same, with variables of the environment set."""
        return subprocess.run(
            [sys.executable, "-m", *words],
            cwd=self.root,
            env=os.environ | variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


@contextlib.contextmanager
def as_on_the_command_line() -> Iterator[None]:
    """MkDocs' command sets this level; without it, warnings would reach no counter."""
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(level)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
