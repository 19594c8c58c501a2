"""What a page has said so far: its numbered notes, the words that it has explained."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from macros.headings import Headings
from macros.model import Source


@dataclass
class Note:
    """A numbered note at the foot of a page; `uses` counts the places that point to it."""

    number: int
    source: Source
    at: str
    uses: int = 0


@dataclass
class PageState:
    """What one page has said so far; `url` is its address inside the site."""

    url: str = ""
    notes: dict[tuple[str, str], Note] = field(default_factory=dict)
    defined: set[str] = field(default_factory=set)
    headings: Headings | None = None
    """Those so far, where the page is drawn as HTML; elsewhere Markdown makes them."""

    def address(self, path: str) -> str:
        """The address of `path` (inside the site) as this page has to write it."""
        folder, is_below, _ = path.partition("/")
        if is_below and folder != self._top:
            return self._up + path
        return _relative(path, self._folders)

    @cached_property
    def _top(self) -> str:
        return self.url.partition("/")[0]

    @cached_property
    def _up(self) -> str:
        return "../" * len(self._folders)

    @cached_property
    def _folders(self) -> list[str]:
        return _folders(self.url)

    def note(self, source: Source, at: str) -> Note:
        """The note for a place in a source, used once more; the same place keeps its number."""
        new = Note(len(self.notes) + 1, source, at)
        note = self.notes.setdefault((source.id, at), new)
        note.uses += 1
        return note


def _relative(path: str, here: Sequence[str]) -> str:
    target, anchor, words = path.partition("#")
    there = _folders(target.rpartition("/")[0])
    steps = enumerate(zip(here, there, strict=False))
    shared = next((n for n, (a, b) in steps if a != b), min(len(here), len(there)))
    up, down = "../" * (len(here) - shared), "".join(f"{name}/" for name in there[shared:])
    # The start of the site is written without its last slash.
    relative = up + down + target.rpartition("/")[2] if target else up[:-1]
    return (relative or "./") + anchor + words


def _folders(url: str) -> list[str]:
    return [name for name in url.split("/") if name]
