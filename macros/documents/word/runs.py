"""Runs: the words of a paragraph with their looks, links and controls."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml.html import HtmlElement

from macros.documents.word.content_controls import ContentControls
from macros.documents.word.elements import Element, name, text, w
from macros.documents.word.references import References

Node = str | HtmlElement

NOT_SHOWN = {"script", "style", "template", "head", "title", "meta", "link", "button", "select"}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "strong": {"bold": True},
    "dt": {"bold": True},
    "b": {"bold": True},
    "em": {"italic": True},
    "i": {"italic": True},
    "cite": {"italic": True},
    "sup": {"raised": "superscript"},
    "sub": {"raised": "subscript"},
    "code": {"style": "Code"},
}
OWN_LINE = {"help", "intro", "ways", "why"}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BETWEEN_BOXES = "\u2003\u2003"
_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Look:
    """How words look."""

    bold: bool = False
    italic: bool = False
    raised: str = ""
    style: str = ""
    language: str = ""

    def element(self) -> Element | None:
        parts = [
            w("rStyle", val=self.style) if self.style else None,
            w("b") if self.bold else None,
            w("i") if self.italic else None,
            w("vertAlign", val=self.raised) if self.raised else None,
            w("lang", val=self.language) if self.language else None,
        ]
        return w("rPr", *parts) if any(part is not None for part in parts) else None

    def within(self, element: HtmlElement) -> "Look":
        """How words look inside `element`."""
        changes = LOOKS.get(str(element.tag), {})
        return replace(self, **changes, language=element.get("lang", self.language))


class Runs:
    """The runs of one paragraph; white space counts as it does in HTML."""

    def __init__(self, references: References, controls: ContentControls) -> None:
        self._references = references
        self._controls = controls
        self._into = w("p")
        self._after_space = True
        self._after_box = False

    def of(self, nodes: Sequence[Node], look: Look) -> list[Element]:
        self._walk(nodes, look)
        _strip_end(self._into)
        return list(self._into)

    def _walk(self, nodes: Sequence[Node], look: Look) -> None:
        for node in nodes:
            if isinstance(node, str):
                self._words(node, look)
            elif _is_shown(node):
                self._element(node, look.within(node))

    def _words(self, words: str, look: Look) -> None:
        words = _SPACE.sub(" ", words)
        if self._after_space:
            words = words.lstrip(" ")
        if self._after_box and words.startswith(" "):
            words = _NO_BREAK + words[1:]
        if words:
            self._run(look, text(words))
            self._after_space = words.endswith(" ")

    def _run(self, look: Look, content: Element) -> None:
        self._into.append(w("r", look.element(), content))
        self._after_space = self._after_box = False

    def _element(self, element: HtmlElement, look: Look) -> None:
        self._into.extend(self._references.bookmark(element))
        match element.tag:
            case "br":
                self._run(look, w("br"))
                self._after_space = True
            case "input" | "textarea":
                self._control(element)
            case "img" | "svg":
                self._words(said_by(element), look)
            case "dd":
                self._run(look, w("tab"))
                self._after_space = True
                self._walk(nodes(element), look)
            case "a":
                self._link(element, look)
            case "label":
                self._label(element, look)
            case _:
                self._other(element, look)

    def _other(self, element: HtmlElement, look: Look) -> None:
        """A span that stands on a line of its own starts one."""
        if element.get("class") in OWN_LINE and len(self._into):
            self._run(look, w("br"))
            self._after_space = True
        self._walk(nodes(element), look)

    def _control(self, element: HtmlElement) -> None:
        is_box = element.get("type") == "checkbox"
        controls = self._controls
        made = controls.box(element) if is_box else controls.field(element)
        self._into.append(made)
        self._after_space, self._after_box = False, is_box

    def _link(self, element: HtmlElement, look: Look) -> None:
        link = self._references.link(element.get("href", ""))
        # One link cannot hold another.
        if link is None or self._into.tag == link.tag:
            return self._walk(nodes(element), look)
        outside, self._into = self._into, link
        self._walk(nodes(element), replace(look, style="Hyperlink"))
        self._into = outside
        if len(link):
            outside.append(link)

    def _label(self, element: HtmlElement, look: Look) -> None:
        if len(self._into):
            _strip_end(self._into)
            self._run(look, text(_BETWEEN_BOXES))
            self._after_space = True
        self._walk(nodes(element), look)


def nodes(element: HtmlElement) -> list[Node]:
    """Words and elements directly inside `element`, in order."""
    found: list[Node] = [element.text or ""]
    for child in element:
        found += [child, child.tail or ""]
    return [node for node in found if node != ""]


def _is_shown(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):  # a comment
        return False
    return element.tag not in NOT_SHOWN and element.get("aria-hidden") != "true"


def said_by(picture: HtmlElement) -> str:
    """What a picture says in words."""
    titles = [element.text or "" for element in picture.iter("title")]
    return picture.get("alt") or picture.get("aria-label") or " ".join(titles)


def _strip_end(parent: Element) -> None:
    """Spaces at the end of a paragraph are none."""
    if len(parent) and len(parent[-1]) and name(parent[-1][-1]) == "t":
        last = parent[-1][-1]
        last.text = (last.text or "").rstrip(" ")
        if not last.text:
            parent.remove(parent[-1])
