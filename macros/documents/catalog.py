"""Which documents a guide offers, and in which formats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

FOLDER = "downloads"
WHOLE_GUIDE = "guide"

Kind = Literal["pdf", "word"]


@dataclass(frozen=True)
class Format:
    """One way to write a document; `paper` is the size of its pages."""

    kind: Kind
    paper: Literal["letter", "a4"]
    label: str
    ending: str


FORMATS = (
    Format("pdf", "letter", "PDF, Letter paper", "-letter.pdf"),
    Format("pdf", "a4", "PDF, A4 paper", "-a4.pdf"),
    Format("word", "letter", "Word", ".docx"),
)


@dataclass(frozen=True)
class Document:
    """One thing to take along: `key` is `KIND/ID` or a page's path, `html` all that it says."""

    key: str
    title: str
    html: str
    fillable: bool = True
    """Whether its PDF has fields; those of the whole guide are for a pen."""

    def path(self, format: Format) -> str:
        """Where it stands inside the site."""
        return f"{FOLDER}/{self.key}{format.ending}"


@dataclass(frozen=True)
class Download:
    """A file to fetch; `size` in bytes."""

    key: str
    title: str
    format: Format
    path: str
    size: int

    @property
    def words(self) -> str:
        return size_in_words(self.size)


def size_in_words(size: int) -> str:
    """A number of bytes as people say it."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"


def by_part(
    downloads: Mapping[str, Sequence[Download]],
) -> dict[str, dict[str, Sequence[Download]]]:
    """The downloads under the first part of their keys: `worksheets`, `chapters`, `guide`."""
    parts: dict[str, dict[str, Sequence[Download]]] = {}
    for key, found in downloads.items():
        parts.setdefault(key.split("/")[0], {})[key] = found
    return parts
