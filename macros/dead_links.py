"""Links and pictures of hand-written pages that lead nowhere, and HTML that does not work.

A build says so, too, but later, and in words for people who make sites.
"""

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from macros import local_pages, menu
from macros.blocked import blocked
from macros.converting import Converted, Converter
from macros.editions import LOCAL
from macros.guide import Guide
from macros.heads import Page
from macros.pages import SHELLED, is_shelled, page_path, pages
from macros.problems import Problem, meant, nearest
from macros.project import TEMPLATES, Reading


@dataclass
class Found:
    """What is wrong with the links of pages, and which of them become plain words."""

    problems: list[Problem] = field(default_factory=list)
    advice: list[Problem] = field(default_factory=list)


def check(reading: Reading, guide: Guide, root: Path) -> Found:
    """What `mkdocs build --strict` would refuse in the pages that were read."""
    converter = Converter(menu.settings(root).get("markdown_extensions") or ())
    converted = {place: converter.convert(text) for place, text in reading.pages.items()}
    # MkDocs knows no page that shares a shell: a link of Markdown would not find it.
    known = (page.path for page in pages(guide) if not is_shelled(page))
    records = frozenset(page_path(kind, id) for kind in SHELLED for id in guide.records[kind])
    every = frozenset((*converted, *known, *_files(root)))
    places = _Places(guide, reading.files, converted, every, records)
    found = Found()
    for place, page in converted.items():
        written = Page.of(reading.files[place], reading.pages[place])
        found.problems += blocked(page.html, written)
        for link in page.links:
            problem, is_wrong = places.looked_up(place, link)
            if problem:
                told = found.problems if is_wrong else found.advice
                told.append(written.problem(_offset(written.text, link), problem))
    return found


def _files(root: Path) -> Iterator[str]:
    """All that is copied into a site, by its place."""
    for top in (root / "docs", root / TEMPLATES):
        for folder, _, names in os.walk(top, followlinks=True):
            yield from (local_pages.place(Path(folder) / name, top) for name in names)


def _offset(text: str, link: str) -> int:
    """Where it is written; of several, the first."""
    for before in ("(", "<", ": "):
        if (start := text.find(before + link)) >= 0:
            return start + len(before)
    return max(text.find(link), 0)


@dataclass(frozen=True)
class _Places:
    """What links may lead to."""

    guide: Guide
    files: Mapping[str, str]
    """Where hand-written pages stand, by their places in the site."""
    converted: Mapping[str, Converted]
    every: frozenset[str]
    records: frozenset[str]
    """The pages that only macros lead to."""

    def looked_up(self, place: str, link: str) -> tuple[str, bool]:
        """What is to be said of a `link` on the page at `place`, and whether it is a mistake."""
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
            return "", False
        target = self._target(place, unquote(parts.path))
        if self.guide.site.hides(target) and target not in self.converted:
            hidden = f"'{link}' leads to a page that is hidden here: readers see plain words"
            return hidden if self._is_own(place) else "", False
        if parts.path.startswith(("/", "\\")) or target not in self.every:
            return f"'{link}' leads to {self._why_lost(place, target)}", True
        return self._anchor_complaint(place, target, parts.fragment), True

    def _target(self, place: str, path: str) -> str:
        folder = posixpath.dirname(place)
        return posixpath.normpath(posixpath.join(folder, path.lstrip("/"))) if path else place

    def _is_own(self, place: str) -> bool:
        return self.files[place].startswith(f"docs/{LOCAL}/")

    def _why_lost(self, place: str, target: str) -> str:
        if target in self.records:
            return f"a record: write {_macro(target)}"
        return f"no page or file{self._hint(place, target)}"

    def _hint(self, place: str, target: str) -> str:
        if (key := target.removesuffix(".md")) in self.guide.hidden:
            return f": this guide hides '{PurePosixPath(key).name}'"
        guesses = (f"{target}.md", f"{target}/index.md", target.removeprefix("../"))
        near = next((guess for guess in guesses if guess in self.every), "")
        near = near or nearest(target, self.every | self.records)
        if near in self.records:
            return f", did you mean {_macro(near)}?"
        start = posixpath.dirname(place) or "."
        return f", did you mean '{posixpath.relpath(near, start)}'?" if near else ""

    def _anchor_complaint(self, place: str, target: str, anchor: str) -> str:
        there = self.converted.get(target)
        if not anchor or not there or not there.is_whole or anchor in there.anchors:
            return ""
        if self._is_own(target) and not self._is_own(place):
            # Ours cannot know it: such a link leads to the start of the page.
            return ""
        where = "on this page" if target == place else f"in {self.files[target]}"
        return f"'#{anchor}': there is no such heading {where}{meant(anchor, there.anchors)}"


def _macro(path: str) -> str:
    """The call that leads to the record at `path`."""
    return f'{{{{ link("{path.removesuffix(".md")}") }}}}'
