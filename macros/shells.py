"""A page drawn once by the theme, with slots for what differs from record to record."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from markdown.extensions.toc import nest_toc_tokens
from markupsafe import escape

from macros.headings import Heading

SECRET = f"x{token_hex()}x"
"""Begins every mark of a slot; nobody can write it. Letters and digits pass through any filter."""
MARK = re.compile(rf"{SECRET}(\w+?)z")
HEADING_END = "</h1>"


def mark(slot: str) -> str:
    """What stands in a shell where `slot` is to be filled in."""
    return f"{SECRET}{slot}z"


@dataclass(frozen=True)
class Shape:
    """What two pages must have in common to share a shell, besides their kind."""

    depth: int
    """How many folders a page stands below its kind's."""
    has_heading: bool
    """Whether its text brings the heading of the page."""
    levels: tuple[int, ...]
    """The ranks of its further headings."""

    @property
    def content(self) -> "Content":
        """What a page of this shape says, with marks in place of all that differs."""
        headings = enumerate(self.levels)
        return Content(
            "/".join(mark(f"folder{number}") for number in range(self.depth)),
            mark("title"),
            mark("description"),
            mark("file"),
            mark("head") + HEADING_END * self.has_heading + mark("text"),
            [Heading(level, mark(f"heading{n}"), mark(f"anchor{n}")) for n, level in headings],
        )


@dataclass(frozen=True)
class Content:
    """What one page says; all but `prose`, which is HTML, is plain text."""

    place: str
    """The address below the folder of its kind."""
    title: str
    description: str
    data_file: str
    prose: str
    headings: Sequence[Heading]

    @property
    def contents(self) -> list[Any]:
        """The headings as Markdown's `toc` tells of them."""
        return nest_toc_tokens(
            [
                {"level": one.level, "id": one.anchor, "name": escape(one.words)}
                for one in self.headings
            ]
        )

    @property
    def shape(self) -> Shape:
        levels = tuple(heading.level for heading in self.headings)
        return Shape(self.place.count("/") + 1, HEADING_END in self.prose, levels)

    def slots(self, prose: str) -> dict[str, str]:
        """What fills a shell; `prose` is that of this page as it is to be shown."""
        head, end, text = prose.partition(HEADING_END)
        folders = enumerate(self.place.split("/"))
        return {
            **{f"folder{number}": folder for number, folder in folders},
            "title": escape(self.title),
            "description": escape(self.description),
            "file": escape(self.data_file),
            "head": head if end else "",
            "text": text if end else head,
            **{f"heading{number}": escape(one.words) for number, one in enumerate(self.headings)},
            **{f"anchor{number}": escape(one.anchor) for number, one in enumerate(self.headings)},
        }


@dataclass(frozen=True)
class Shell:
    """The text of a page around its slots, and the names of these."""

    texts: Sequence[str]
    names: Sequence[str]

    @classmethod
    def of(cls, html: str) -> "Shell":
        parts = MARK.split(html)
        return cls(parts[::2], parts[1::2])

    def filled(self, slots: Mapping[str, str]) -> str:
        """Slots are filled once: what looks like a mark in them stays as it is."""
        written = [self.texts[0]]
        for name, text in zip(self.names, self.texts[1:], strict=True):
            written += (slots[name], text)
        return "".join(written)
