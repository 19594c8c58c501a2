"""Fragments drawn by templates, and what these may ask of the page on which they stand."""

from collections.abc import Sequence
from typing import Any

from jinja2.environment import TemplateModule
from markupsafe import Markup

from macros.corrections.forms import report_at
from macros.corrections.questions import questions, questions_of
from macros.guide import Guide
from macros.model import Record
from macros.notes import PageState
from macros.rendering import Renderer


class Fragments:
    """Draws fragments on one page after another; `page` is the one that is being drawn."""

    def __init__(self, guide: Guide, renderer: Renderer) -> None:
        self.page = PageState()
        self._guide = guide
        self._renderer = renderer
        self._known = {
            "guide": guide,
            "url": self._url,
            "cite": self.cite,
            "anchor": self._anchor,
            "tags": self._tags,
            "row": self._row,
            "questions": questions,
            "questions_of": questions_of,
            "report_at": report_at,
        }
        self._made: dict[tuple[bool, bool], TemplateModule] = {}
        self._tags_drawn: dict[tuple[str, str], Markup] = {}
        self._cites_drawn: dict[tuple[int, int, str, str], Markup] = {}
        self._rows: dict[tuple[str, int, str], Markup] = {}

    def block(self, fragment: str, **context: Any) -> str:
        """Blank lines around keep Markdown from joining the block with its neighbours."""
        return f"\n\n{self.draw(fragment, **context)}\n\n"

    def draw(self, fragment: str, **context: Any) -> str:
        parts = self._parts(context.get("whole", False), "form" in context)
        return self._renderer.draw(fragment, **{**self._known, "parts": parts, **context})

    def _row(self, record: Record, length: int) -> Markup:
        """A record in a list, with so much of what it says; it stands in many lists."""
        key = record.key, length, self.page.address(record.path)
        if key not in self._rows:
            drawn = self.draw("row", record=record, address=key[2], length=length)
            self._rows[key] = Markup(drawn)  # noqa: S704  (drawn by an autoescaped template)
        return self._rows[key]

    def _parts(self, whole: bool, fillable: bool) -> TemplateModule:
        """What fragments share. Made once: all that differs by page is asked of the page."""
        made = self._made.get((whole, fillable))
        if not made:
            known = {"whole": whole, "fillable": fillable, **self._known}
            made = self._made[whole, fillable] = self._renderer.shared("_parts", **known)
        return made

    def _url(self, path: str) -> str:
        return self.page.address(path)

    def _tags(self, ids: Sequence[str]) -> Markup:
        """Links to terms."""
        return Markup(", ").join(map(self._tag, ids))

    def _tag(self, id: str) -> Markup:
        """Few terms are on many records, and on most pages they have the same address."""
        address = self.page.address(f"terms/{id}/")
        drawn = self._tags_drawn.get((id, address))
        if not drawn:
            html = self._renderer.draw("tag", term=self._guide.terms[id], address=address)
            # Drawn by an autoescaped template like any fragment.
            drawn = self._tags_drawn[id, address] = Markup(html)  # noqa: S704
        return drawn

    def _anchor(self, level: int, words: str, id: str = "") -> str:
        """The anchor of a heading, where it is not Markdown that makes one."""
        headings = self.page.headings
        return headings.add(level, words, id).anchor if headings else ""

    def cite(self, id: str, at: str | None = "") -> Markup:
        note = self.page.note(self._guide.sources[id], at or "")
        # Most pages cite each source once.
        key = (note.number, note.uses, id, note.at)
        if not (drawn := self._cites_drawn.get(key)):
            # Drawn by an autoescaped template like any fragment.
            drawn = self._cites_drawn[key] = Markup(self._renderer.draw("cite", note=note))  # noqa: S704
        return drawn
