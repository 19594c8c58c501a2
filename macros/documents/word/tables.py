"""Tables of a Word file: widths that fit the page, header rows that come again on each page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml.html import HtmlElement

from macros.documents.word.elements import Element, w
from macros.documents.word.paragraph import keep_together
from macros.documents.word.paragraph_style import shading, twips
from macros.documents.word.styles import NINE_MM, SHADE

MOST_TO_KEEP = 8
"""Rows of a group that stay together; more would leave half a page white."""
LETTER_WIDTH = 125
"""Of a bold letter, roughly, in twentieths of a point."""
MARGINS = 200
LONGEST_LINE = 40
"""Letters after which a cell may as well take another line."""
ROOM_TO_WRITE = 34


@dataclass(frozen=True)
class Cell:
    """One cell where it stands in the grid; `element` is the same for all it spans."""

    element: HtmlElement
    column: int
    columns: int
    continues: bool = False
    """Whether it only goes on from the row above."""
    spans_rows: bool = False

    @property
    def style(self) -> str:
        if self.element.tag == "th" and self.element.get("scope") != "row":
            return "TableHeading"
        return "TableBox" if "tick" in self.element.get("class", "") else "TableText"


@dataclass(frozen=True)
class Row:
    """One row with its cells."""

    element: HtmlElement
    cells: Sequence[Cell]

    @property
    def is_head(self) -> bool:
        parent = self.element.getparent()
        return parent is not None and parent.tag == "thead"

    @property
    def is_written_in(self) -> bool:
        return self.element.find(".//textarea") is not None


def table(element: HtmlElement, width: int, content: Callable[[Cell], list[Element]]) -> Element:
    rows = list(_rows(element))
    widths = _widths(rows, width)
    drawn = {id(row): _draw_row(row, widths, content) for row in rows}
    for _, group in groupby(rows, lambda row: row.element.getparent()):
        members = [drawn[id(row)] for row in group]
        if len(members) <= MOST_TO_KEEP:
            keep_together(members)
    grid = w("tblGrid", *(w("gridCol", w=each) for each in widths))
    return w("tbl", _properties(element, width), grid, *drawn.values())


def _properties(element: HtmlElement, width: int) -> Element:
    caption = element.find("caption")
    words = " ".join(caption.text_content().split()) if caption is not None else ""
    return w(
        "tblPr",
        w("tblStyle", val="TableGrid"),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="06A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0),
        w("tblCaption", val=words) if words else None,
    )


# --- the grid ---


def _rows(table: HtmlElement) -> Iterator[Row]:
    """The rows with their cells, those of earlier rows that reach into them among them."""
    reaching: dict[int, tuple[Cell, int]] = {}
    for element in table.iter("tr"):
        cells, column = [], 0
        waiting = [child for child in element if child.tag in ("td", "th")]
        while waiting or column in reaching:
            if column in reaching:
                above, left = reaching.pop(column)
                cell = Cell(above.element, column, above.columns, continues=True, spans_rows=True)
            else:
                child = waiting.pop(0)
                left = _span(child, "rowspan")
                cell = Cell(child, column, _span(child, "colspan"), spans_rows=left > 1)
            if left > 1:
                reaching[column] = (cell, left - 1)
            cells.append(cell)
            column += cell.columns
        yield Row(element, cells)


def _span(cell: HtmlElement, name: str) -> int:
    words = cell.get(name, "1")
    return min(max(int(words), 1), 1000) if words.isdecimal() else 1


# --- widths ---


def _widths(rows: Sequence[Row], width: int) -> list[int]:
    """Boxes get what their heading needs, all else shares the rest by what it holds."""
    count = max((cell.column + cell.columns for row in rows for cell in row.cells), default=1)
    columns = [_column(rows, number) for number in range(count)]
    fixed = {n: _box_width(cells) for n, cells in enumerate(columns) if _is_to_tick(cells)}
    rest = max(width - sum(fixed.values()), width // 3)
    weights = {n: _weight(cells) for n, cells in enumerate(columns) if n not in fixed}
    total = sum(weights.values())
    shares = {n: round(rest * weight / total) for n, weight in weights.items()}
    return [(fixed | shares)[n] for n in range(count)]


def _column(rows: Sequence[Row], number: int) -> list[HtmlElement]:
    cells = (cell for row in rows for cell in row.cells)
    return [cell.element for cell in cells if cell.column == number and cell.columns == 1]


def _is_to_tick(cells: Sequence[HtmlElement]) -> bool:
    return any(cell.tag == "td" and "tick" in cell.get("class", "") for cell in cells)


def _box_width(cells: Sequence[HtmlElement]) -> int:
    return max(7, max(map(_longest_word, cells))) * LETTER_WIDTH + MARGINS


def _weight(cells: Sequence[HtmlElement]) -> int:
    """What the column holds; room to write counts as a full line."""
    if any(cell.tag == "td" and cell.find(".//textarea") is not None for cell in cells):
        return ROOM_TO_WRITE
    lengths = [min(len(cell.text_content()), LONGEST_LINE) for cell in cells]
    return max([4, *map(_longest_word, cells), *lengths])


def _longest_word(cell: HtmlElement) -> int:
    return max(map(len, cell.text_content().split()), default=0)


# --- drawing ---


def _draw_row(row: Row, widths: Sequence[int], content: Callable[[Cell], list[Element]]) -> Element:
    height = w("trHeight", val=twips(NINE_MM), hRule="atLeast") if row.is_written_in else None
    head = w("tblHeader") if row.is_head else None
    cells = (_draw_cell(cell, widths, content(cell)) for cell in row.cells)
    return w("tr", w("trPr", w("cantSplit"), height, head), *cells)


def _draw_cell(cell: Cell, widths: Sequence[int], content: Sequence[Element]) -> Element:
    across = sum(widths[cell.column : cell.column + cell.columns])
    properties = w(
        "tcPr",
        w("tcW", w=across, type="dxa"),
        w("gridSpan", val=cell.columns) if cell.columns > 1 else None,
        w("vMerge", val="continue" if cell.continues else "restart") if cell.spans_rows else None,
        shading(SHADE) if cell.style == "TableHeading" else None,
        w("vAlign", val="center") if cell.style == "TableBox" else None,
    )
    return w("tc", properties, *content)
