"""The git repository that a guide is kept in."""

import subprocess
from pathlib import Path

from macros.locking import handed_on

Done = subprocess.CompletedProcess[str]


class RefusedError(Exception):
    """Why nothing was taken; says what to do, in words for people who keep a guide."""


class Repository:
    """The git repository of a guide."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *words: str) -> Done:
        try:
            return subprocess.run(  # noqa: S603  (nobody else's words)
                ["git", "-c", "core.quotePath=false", "-C", str(self.root), *words],  # noqa: S607
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                check=False,
                pass_fds=handed_on(),
            )
        except FileNotFoundError:
            raise RefusedError("git is not installed: see https://git-scm.com/downloads") from None

    def says(self, *words: str) -> str:
        """What git answers; raises where it fails."""
        done = self.run(*words)
        if done.returncode:
            raise RefusedError(f"git {words[0]} failed: {done.stderr.strip()}")
        return done.stdout.strip()

    def holds(self, *words: str) -> bool:
        return self.run(*words).returncode == 0

    def lines(self, *words: str) -> list[str]:
        return self.says(*words).splitlines()
