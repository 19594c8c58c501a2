"""The headings of a page that is drawn as HTML at once: their anchors."""

import re
from dataclasses import dataclass, field

from markdown.extensions.toc import slugify, unique

RESERVED = frozenset(
    {"services", "related", "notes", "main-content", "footer-help", "site-menu", "finder-title"}
)
"""What templates name by themselves; no words become such an anchor."""
NUMBERED = re.compile(r"(?:note|cite)-\d.*")
"""The same, for what they number."""


@dataclass(frozen=True)
class Heading:
    level: int
    words: str
    anchor: str


@dataclass
class Headings:
    """Those of one page, in their order; anchors are what Markdown would make of the words."""

    found: list[Heading] = field(default_factory=list)
    _taken: set[str] = field(default_factory=lambda: set(RESERVED))

    def add(self, level: int, words: str, anchor: str = "") -> Heading:
        heading = Heading(level, words, anchor or self._anchor(slugify(words, "-")))
        self.found.append(heading)
        return heading

    def _anchor(self, wished: str) -> str:
        if NUMBERED.fullmatch(wished):
            self._taken.add(wished)
        return str(unique(wished, self._taken))
