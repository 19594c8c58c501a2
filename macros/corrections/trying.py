"""What `guide check` would say of a project with another text in one of its files."""

import shutil
import tempfile
from pathlib import Path

from macros.editions import PRIVATE
from macros.problems import Problem
from macros.project import TEMPLATES, read

CHECKED = ("data", "docs", TEMPLATES)
CONFIGURATION = "mkdocs.yml"


def problems_with(root: Path, path: str, text: str) -> tuple[Problem, ...]:
    """Nothing in the project itself is touched."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        for name in filter(lambda name: (root / name).is_dir(), CHECKED):
            shutil.copytree(root / name, trial / name, ignore=shutil.ignore_patterns(PRIVATE))
        if (root / CONFIGURATION).is_file():
            shutil.copy(root / CONFIGURATION, trial)
        file = trial / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return read(trial).problems
