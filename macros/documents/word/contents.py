"""The contents of a Word file: written out, and a field that Word fills anew when asked.

The entries bear no page numbers until someone asks Word to update them: only Word knows the pages,
and a file that asked it to count on opening would greet every reader with a question.
"""

from collections.abc import Callable, Iterator, Sequence

from lxml.html import HtmlElement

from macros.documents.word.elements import Element, field_mark, w
from macros.documents.word.runs import Node, nodes
from macros.documents.word.styles import LEVELS

MakeParagraph = Callable[[Sequence[Node], str], Iterator[Element]]


def contents(nav: HtmlElement, make: MakeParagraph) -> Iterator[Element]:
    headings = [child for child in nav if str(child.tag)[:1] == "h"]
    for heading in headings:
        yield from make(nodes(heading), "TOCHeading")
    entries = [entry for child in nav for entry in _entries(child, 1, make)]
    if entries:
        _open_field(entries[0], max(_level(entry) for entry in entries))
        entries[-1].append(field_mark("end"))
    yield from entries


def _entries(element: HtmlElement, level: int, make: MakeParagraph) -> Iterator[Element]:
    for item in element.findall("li") if element.tag in ("ul", "ol") else ():
        style = f"TOC{min(level, LEVELS)}"
        lists = item.findall("ul") + item.findall("ol")
        yield from make([node for node in nodes(item) if node not in lists], style)
        for inner in lists:
            yield from _entries(inner, level + 1, make)


def _level(entry: Element) -> int:
    style = entry[0][0].values()[0]
    return int(style[-1])


def _open_field(entry: Element, levels: int) -> None:
    code = w("instrText", **{"xml:space": "preserve"})
    code.text = f' TOC \\o "1-{levels}" \\h \\z \\u '
    # After the paragraph's properties.
    for mark in (field_mark("separate"), w("r", code), field_mark("begin")):
        entry.insert(1, mark)
