"""One paragraph of a Word file and what is set for it alone."""

from collections.abc import Iterable

from macros.documents.word.elements import Element, name, w

ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "tabs", "ind")
"""Word refuses a file whose properties stand in any other order."""


def paragraph(style: str, content: Iterable[Element]) -> Element:
    return w("p", w("pPr", w("pStyle", val=style)), *content)


def put(paragraph: Element, property: Element) -> None:
    """Set `property`, unless it is set already."""
    properties = paragraph[0]
    names = [name(other) for other in properties]
    if name(property) not in names:
        place = ORDER.index(name(property))
        before = sum(ORDER.index(other) < place for other in names)
        properties.insert(before, property)


def has(paragraph: Element, property: str) -> bool:
    return any(name(other) == property for other in paragraph[0])


def keep_together(blocks: Iterable[Element]) -> None:
    """On one page, if they fit on one: each holds on to the next."""
    paragraphs = [p for block in blocks for p in block.iter() if name(p) == "p"]
    for each in paragraphs[:-1]:
        put(each, w("keepNext"))
    for each in paragraphs:
        put(each, w("keepLines"))
