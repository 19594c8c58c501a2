"""What a page has said so far: its numbered notes, the words that it has explained."""

from dataclasses import dataclass, field

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

    def note(self, source: Source, at: str) -> Note:
        """The note for a place in a source, used once more; the same place keeps its number."""
        new = Note(len(self.notes) + 1, source, at)
        note = self.notes.setdefault((source.id, at), new)
        note.uses += 1
        return note
