"""Hand-written pages as Markdown makes them, but for what macros draw."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from macros.calls import MARKUP
from macros.drawing import macros
from macros.heads import HEAD
from macros.placement import placement

BUILT_IN = ("toc", "tables", "fenced_code")
"""What MkDocs reads pages with, besides what a project asks for."""
RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
CALLED = re.compile(r"\{\{-?\s*(\w+)")
LINKS = {"a": "href", "img": "src"}


@dataclass(frozen=True)
class Converted:
    """What a page became."""

    html: str
    links: tuple[str, ...]
    """Where its links and pictures lead, as they are written."""
    anchors: frozenset[str]
    is_whole: bool
    """Whether no macro draws headings that are not known here."""


class Converter:
    """Converts pages with the extensions that `mkdocs.yml` names."""

    def __init__(self, extensions: Sequence[Any]) -> None:
        named = [*BUILT_IN]
        configs: dict[str, Mapping[str, Any]] = {}
        for extension in extensions:
            given = extension if isinstance(extension, dict) else {extension: None}
            named += [name for name in given if name not in named]
            configs |= {name: config for name, config in given.items() if config}
        self._markdown = Markdown(extensions=named, extension_configs=configs)
        self._links = _Links(self._markdown)
        # As late as MkDocs looks at them.
        self._markdown.treeprocessors.register(self._links, "links", 0)

    def convert(self, text: str) -> Converted:
        self._links.found.clear()
        html = self._markdown.reset().convert(_without_macros(text))
        anchors = _Anchors()
        anchors.feed(html)
        links = tuple(dict.fromkeys(self._links.found))
        return Converted(html, links, frozenset(anchors.found), not any(_drawn(text)))


def _without_macros(text: str) -> str:
    head = HEAD.match(text)
    return MARKUP.sub(_shown, text[head.end() :] if head else text)


def _shown(markup: re.Match[str]) -> str:
    return RAW.sub("", markup["raw"]) if markup["raw"] else "x" if markup["call"] else ""


def _drawn(text: str) -> Iterator[str]:
    """The macros of a page that may draw headings."""
    for markup in MARKUP.finditer(text):
        called = CALLED.match(markup["call"] or "")
        macro = macros().get(called[1]) if called else None
        if macro and placement(macro) == "block":
            yield macro.__name__


class _Links(Treeprocessor):
    """Those of Markdown: nobody changes the links of a page's own HTML."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.found: list[str] = []

    def run(self, root: Element) -> None:
        for element in root.iter():
            target = element.get(LINKS[element.tag]) if element.tag in LINKS else None
            # A mail address is written in such characters.
            if target and AMP_SUBSTITUTE not in target:
                self.found.append(target)


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = ("id", "name") if tag == "a" else ("id",)
        self.found.update(value for name, value in attrs if name in names and value)
