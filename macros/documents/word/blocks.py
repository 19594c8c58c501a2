"""Blocks: the headings, paragraphs, lists and tables that a Word file makes of an HTML document."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from macros.documents.word.content_controls import ContentControls
from macros.documents.word.contents import contents
from macros.documents.word.elements import Element, name, w
from macros.documents.word.paragraph import has, keep_together, paragraph, put
from macros.documents.word.paragraph_style import twips
from macros.documents.word.references import References
from macros.documents.word.runs import Look, Node, Runs, nodes
from macros.documents.word.styles import BULLETS, INDENT, INDENTS, LEVELS, NUMBERS, list_number
from macros.documents.word.tables import Cell, table

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {
    *HEADINGS,
    *("address", "article", "aside", "blockquote", "body", "details", "dd", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend"),
    *("li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul"),
}
BY_TAG: Mapping[str, str] = {
    "blockquote": "Quote",
    "dd": "Definition",
    "dt": "Term",
    "figcaption": "Caption",
    "legend": "Term",
    "summary": "Term",
}
BY_CLASS: Mapping[str, str] = {
    "admonition": "Box",
    "admonition-title": "BoxTitle",
    "based-on": "Small",
    "box": "Box",
    "box-title": "BoxTitle",
    "found-kind": "Term",
    "guidance": "Guidance",
    "help": "Help",
    "how-to": "HowTo",
    "imprint": "Small",
    "lead": "Lead",
    "no-names": "NoNames",
    "notes": "Small",
    "response": "Response",
    "staff-edition": "Box",
    "value": "Value",
    "warning-signs": "WarningSigns",
    "wording": "Wording",
}
PARAGRAPHS: Mapping[str, str] = {
    "answers": "Answers",
    "blank": "Blank",
    "choice": "Choice",
    "notes": "Notes",
}
"""Classes of `<p>` in forms."""
IN_TABLE: Mapping[str, str] = {"help": "TableHelp", "intro": "TableHelp"}


@dataclass(frozen=True)
class Place:
    """Where a block stands."""

    style: str = "Normal"
    look: Look = field(default_factory=Look)
    level: int = 0
    """How many lists it stands in."""
    in_table: bool = False


class Blocks:
    """Makes the blocks of one document, `width` wide, in twentieths of a point."""

    def __init__(self, references: References, root: HtmlElement, width: int) -> None:
        self.lists = [list_number(1, BULLETS)]
        self._references = references
        self._controls = ContentControls()
        self._width = width
        self._is_only_title = len(root.xpath("//h1")) < 2
        self._level: int | None = None
        self._marks: list[Element] = []
        self._new_page = False

    def inside(self, element: HtmlElement, place: Place) -> Iterator[Element]:
        """The blocks that `element` holds; words between blocks are paragraphs too."""
        line: list[Node] = []
        for node in nodes(element):
            if not isinstance(node, str) and _is_block(node, place):
                yield from self._paragraph(line, place)
                line = []
                yield from self._block(node, place)
            else:
                line.append(node)
        yield from self._paragraph(line, place)

    def _paragraph(self, line: Sequence[Node], place: Place) -> Iterator[Element]:
        runs = Runs(self._references, self._controls).of(line, place.look)
        if not runs:
            return
        made = paragraph(place.style, [*self._marks, *runs])
        if self._new_page:
            put(made, w("pageBreakBefore"))
        self._marks, self._new_page = [], False
        yield made

    def _block(self, element: HtmlElement, place: Place) -> Iterator[Element]:
        self._marks += self._references.bookmark(element)
        look = place.look.within(element)
        yield from self._maker(element)(element, replace(place, look=look))

    def _maker(self, element: HtmlElement) -> Callable[[HtmlElement, Place], Iterator[Element]]:
        match element.tag:
            case "ul" | "ol":
                return self._list
            case "table":
                return self._table
            case "nav":
                return self._contents
            case tag if tag in HEADINGS:
                return self._heading
            case _ if _is_fact(element):
                return self._fact
            case _:
                return self._container

    # --- containers and headings ---

    def _container(self, element: HtmlElement, place: Place) -> Iterator[Element]:
        self._new_page |= _starts_page(element) and self._level is not None
        style = _style(element, place)
        blocks = list(self.inside(element, replace(place, style=style)))
        if "item" in _classes(element):
            keep_together(blocks)
        yield from blocks

    def _heading(self, element: HtmlElement, place: Place) -> Iterator[Element]:
        yield from self.inside(element, replace(place, style=self._heading_style(element)))

    def _fact(self, element: HtmlElement, place: Place) -> Iterator[Element]:
        """A term and what is said of it, side by side."""
        line = [child for child in element if child.tag in ("dt", "dd")]
        yield from self._paragraph(line, replace(place, style="Fact"))

    def _heading_style(self, element: HtmlElement) -> str:
        """The title is none of the levels, and no level is skipped."""
        if self._level is None:
            self._level = 0
            if element.tag == "h1":
                return "Title"
        level = int(str(element.tag)[1]) - self._is_only_title
        self._level = max(1, min(level, self._level + 1))
        return f"Heading{self._level}"

    def _contents(self, element: HtmlElement, place: Place) -> Iterator[Element]:
        self._new_page = self._level is not None
        yield from contents(element, lambda line, style: self._paragraph(line, Place(style)))

    # --- lists ---

    def _list(self, element: HtmlElement, place: Place) -> Iterator[Element]:
        number = self._list_number(element)
        level = min(place.level, LEVELS - 1)
        style = "ListParagraph" if place.style == "Normal" else place.style
        deeper = replace(place, style=style, level=place.level + 1)
        for child in element:
            blocks = list(self._block(child, deeper) if isinstance(child.tag, str) else ())
            _number(blocks, number, level, style)
            yield from blocks

    def _list_number(self, element: HtmlElement) -> int:
        if element.tag == "ul":
            return 1
        start = element.get("start", "1")
        id = len(self.lists) + 1
        self.lists.append(list_number(id, NUMBERS, int(start) if start.isdecimal() else 1))
        return id

    # --- tables ---

    def _table(self, element: HtmlElement, place: Place) -> Iterator[Element]:
        if place.in_table:
            yield from self._container(element, place)
            return
        caption = element.find("caption")
        if caption is not None and "worksheet" not in _classes(element):
            yield from self._paragraph(nodes(caption), replace(place, style="Caption"))
        yield table(element, self._width, self._cell)
        # Without a paragraph between them, Word makes one table of two.
        yield paragraph("AfterTable", [])

    def _cell(self, cell: Cell) -> list[Element]:
        place = Place(cell.style, in_table=True)
        if cell.continues:
            return [paragraph(cell.style, [])]
        return list(self.inside(cell.element, place)) or [paragraph(cell.style, [])]


def _is_block(element: HtmlElement, place: Place) -> bool:
    if element.tag == "span":
        return place.in_table and not _classes(element).isdisjoint(IN_TABLE)
    return element.tag in BLOCKS


def _is_fact(element: HtmlElement) -> bool:
    """One term with a few words, neither lists nor paragraphs."""
    if element.tag != "div":
        return False
    parts = [child.tag for child in element]
    inside = {each.tag for each in element.iterdescendants()} - {"dt", "dd"}
    return parts == ["dt", "dd"] and inside.isdisjoint(BLOCKS)


def _style(element: HtmlElement, place: Place) -> str:
    classes = element.get("class", "").split()
    if place.in_table:
        return next((IN_TABLE[name] for name in classes if name in IN_TABLE), place.style)
    named = {**BY_CLASS, **PARAGRAPHS} if element.tag == "p" else BY_CLASS
    by_class = (named[name] for name in classes if name in named)
    return next(by_class, BY_TAG.get(str(element.tag), place.style))


def _starts_page(element: HtmlElement) -> bool:
    """A part does, and a chapter that does not stand right below the heading of its part."""
    before = element.getprevious()
    is_first = before is not None and before.tag in HEADINGS
    return "part" in _classes(element) or ("chapter" in _classes(element) and not is_first)


def _number(blocks: Sequence[Element], list: int, level: int, style: str) -> None:
    """The first paragraph of an item bears the number or bullet, the others stand below it."""
    left = twips(INDENTS[style] + INDENT * (level + 1))
    for count, block in enumerate(blocks):
        if name(block) != "p" or has(block, "numPr"):
            continue
        if count == 0:
            put(block, w("numPr", w("ilvl", val=level), w("numId", val=list)))
        put(block, w("ind", left=left, hanging=0 if count else twips(INDENT)))


def _classes(element: HtmlElement) -> set[str]:
    return set(element.get("class", "").split())
