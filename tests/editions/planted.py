"""The small guide with private data in every field, and what builds make of it."""

import gzip
from dataclasses import dataclass, field
from pathlib import Path

from macros.documents.publishing import VARIABLE
from macros.editions import Edition
from tests.editions.canaries import SIGN
from tests.projects import Project, snapshot


@dataclass
class Planted:
    """The small guide with private data, after a public, a staff and again a public build."""

    project: Project
    canaries: dict[str, str]
    public: dict[str, bytes] = field(default_factory=dict)
    public_again: dict[str, bytes] = field(default_factory=dict)
    store: dict[str, bytes] = field(default_factory=dict)

    @property
    def words(self) -> set[str]:
        return {SIGN, *self.canaries}

    @property
    def staff(self) -> Path:
        return self.project.root / Edition.STAFF.site

    def build(self, *words: str) -> dict[str, bytes]:
        """The public site as it is after a command that builds."""
        done = self.project.run_with({VARIABLE: "required"}, *words)
        assert done.returncode == 0, done.stderr
        return contents(self.project.site)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes; packed files note when they were packed."""
    files = snapshot(folder)
    return {
        name: gzip.decompress(data) if name.endswith(".gz") else data
        for name, data in files.items()
    }
