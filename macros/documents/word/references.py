"""References: links to other places, inside a Word file and outside."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart
from lxml.html import HtmlElement

from macros.documents.word.elements import Element, clean, w

SCHEMES = {"http", "https", "mailto", "tel"}
LONGEST_ADDRESS, LONGEST_BOOKMARK = 2000, 40


class References:
    """The links of one document; only what a link leads to becomes a bookmark."""

    def __init__(self, part: DocumentPart, root: HtmlElement) -> None:
        self._part = part
        there = set(map(str, root.xpath("//@id")))
        linked = (str(href)[1:] for href in root.xpath("//a/@href") if str(href)[:1] == "#")
        wanted = dict.fromkeys(id for id in linked if id in there)
        self._names = {id: _bookmark(id, number) for number, id in enumerate(wanted, 1)}
        self._waiting = list(wanted)

    def link(self, href: str) -> Element | None:
        """A hyperlink without words yet; none where the address leads nowhere from a file."""
        if href.startswith("#"):
            name = self._names.get(href[1:])
            return w("hyperlink", anchor=name, history=1) if name else None
        if address := _address(href):
            id = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            return w("hyperlink", **{"r:id": id}, history=1)
        return None

    def bookmark(self, element: HtmlElement) -> Iterator[Element]:
        """Marks the place of `element` where a link leads there."""
        id = element.get("id", "")
        if id in self._waiting:
            self._waiting.remove(id)
            number = list(self._names).index(id)
            yield w("bookmarkStart", id=number, name=self._names[id])
            yield w("bookmarkEnd", id=number)


def _address(href: str) -> str:
    """`href` as Word takes it: a badly written address makes it call the whole file broken."""
    try:
        parts = urlsplit(clean(href).strip())
        known = parts.scheme in SCHEMES and bool(parts.hostname or parts.scheme[:4] != "http")
        _ = parts.port
    except ValueError:
        return ""
    address = quote(parts.geturl(), safe="%:/?#@!$&'()*+,;=~-._")
    return address if known and len(address) <= LONGEST_ADDRESS else ""


def _bookmark(id: str, number: int) -> str:
    """Letters, digits and `_` only; the number keeps it apart from all others."""
    words = re.sub(r"\W+", "_", id, flags=re.ASCII)
    return f"to_{number}_{words}"[:LONGEST_BOOKMARK]
