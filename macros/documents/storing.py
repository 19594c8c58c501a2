"""The store of documents: each stands under a name that changes with whatever changes it."""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from macros.documents.catalog import Document, Format

KEPT_FOR = 30 * 24 * 3600
"""Seconds after which a file that no build has used is deleted."""
WRITERS = ("weasyprint", "pydyf", "fonttools", "pikepdf", "python-docx", "lxml")


@dataclass(frozen=True)
class Store:
    """The folder in which documents are kept, for one look of theirs."""

    folder: Path
    look: str

    @classmethod
    def open(cls, folder: Path, styles: Path) -> "Store":
        """Raises OSError where `folder` cannot be a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder, _look(styles))

    def place(self, document: Document, format: Format) -> Path:
        """Where `document` is kept: its words, its look and what writes it make the name."""
        parts = (document.html, str(document.fillable), format.paper, self.look, _code())
        digest = sha256("\0".join(parts).encode()).hexdigest()[:32]
        return self.folder / f"{digest}.{format.ending.rpartition('.')[2]}"

    def keep(self, place: Path, content: bytes) -> None:
        """A build that is stopped here leaves no half document behind; raises OSError."""
        part = place.with_suffix(f".{os.getpid()}.part")
        try:
            part.write_bytes(content)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)

    def tidy(self, used: set[Path]) -> None:
        """Delete what no build has used for long; what cannot be touched stays."""
        for place in used:
            with suppress(OSError):
                os.utime(place)
        for place in self.folder.iterdir():
            # Another build may be at work here.
            with suppress(OSError):
                if place.is_file() and time.time() - place.stat().st_mtime > KEPT_FOR:
                    place.unlink()


def _look(styles: Path) -> str:
    files = (path for path in sorted(styles.rglob("*")) if path.is_file())
    read = (path.read_bytes() for path in files if path.suffix != ".html")
    return sha256(b"".join(read)).hexdigest()


@cache
def _code() -> str:
    own = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
    return sha256(own + " ".join(map(version, WRITERS)).encode()).hexdigest()
