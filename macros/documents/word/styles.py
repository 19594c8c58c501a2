"""The named styles and the lists of a Word file; an agency changes its look there, in one place."""

from collections.abc import Iterator
from dataclasses import replace

from macros.documents.word.elements import Element, w
from macros.documents.word.paragraph_style import ParagraphStyle, line

FONT = "Arial"
BLACK, GREY, SHADE = "000000", "595959", "EDEDED"
LEVELS = 6
"""Of headings, and of lists inside lists."""
NINE_MM = 25.6
"""The least height of a line to write on."""
BULLETS, NUMBERS = 1, 2
"""The two kinds of lists."""
INDENT = 18
"""Of each level of a list."""
SIZES = (16, 13, 11.5, 11, 11, 11)

_Style = ParagraphStyle

PARAGRAPHS = (
    _Style("Normal", "Normal", based="", after=5),
    _Style("Title", "Title", size=20, bold=True, after=6, keep=True),
    *(
        _Style(
            f"Heading{level}",
            f"heading {level}",
            size=size,
            bold=True,
            before=max(16 - 3 * level, 6),
            after=4 if level < 3 else 2,
            keep=True,
            outline=level,
        )
        for level, size in enumerate(SIZES, 1)
    ),
    _Style("TOCHeading", "TOC Heading", size=15, bold=True, after=6, keep=True),
    *(
        _Style(
            f"TOC{level}",
            f"toc {level}",
            bold=level == 1,
            before=6 if level == 1 else 0,
            after=2,
            left=INDENT * (level - 1),
            right_tab=True,
            leader="dot",
        )
        for level in range(1, LEVELS + 1)
    ),
    _Style("Lead", "Lead", size=12, after=8),
    _Style("ListParagraph", "List Paragraph", after=3),
    _Style("Quote", "Quote", left=INDENT, border="left", italic=True),
    _Style("Caption", "caption", size=10, bold=True, before=4, keep=True),
    _Style("Term", "Term", bold=True, before=4, after=0, keep=True),
    _Style("Definition", "Definition", left=INDENT),
    _Style("Fact", "Fact", left=128, hanging=128, after=2),
    _Style("Small", "Small Print", size=9.5, after=2),
    _Style("Header", "header", size=9, color=GREY, after=0, right_tab=True),
    _Style("Footer", "footer", size=9, color=GREY, after=0, right_tab=True),
    _Style("Value", "Value", size=16, bold=True, before=4, after=2, keep=True),
    # Boxes and asides.
    _Style("Box", "Box", border="box", shade=SHADE, left=6, right=6),
    _Style("BoxTitle", "Box Title", based="Box", bold=True, keep=True),
    _Style("Guidance", "Guidance", italic=True),
    _Style("Wording", "Wording", left=14, border="left"),
    _Style("WarningSigns", "Warning Signs", left=14, after=2),
    _Style("Response", "Response", left=14, after=2),
    # Forms.
    _Style("HowTo", "How To", after=4),
    _Style("NoNames", "No Names", before=2, after=4),
    _Style("Help", "Help", size=10, after=3),
    _Style("Answers", "Answers", after=3),
    _Style("Choice", "Choice", left=22, hanging=22, after=2),
    _Style("Blank", "Blank", border="line", after=6, least=NINE_MM),
    _Style("Notes", "Notes", border="line", after=6, least=NINE_MM),
    # Tables.
    _Style("TableText", "Table Text", size=10, before=1, after=1),
    _Style("TableHeading", "Table Heading", based="TableText", bold=True, keep=True),
    _Style("TableHelp", "Table Help", based="TableText", size=9),
    _Style("TableBox", "Table Box", based="TableText", before=0, after=0, centered=True),
    _Style("AfterTable", "After Table", size=4, after=3),
)


BRANDED = ("Title", "Heading1", "Heading2", "TOCHeading")

INDENTS = {style.id: style.left for style in PARAGRAPHS}
"""How far in each stands, in points."""


def styles(language: str, width: int, brand: str = "") -> Iterator[Element]:
    """All that stands in `styles.xml`, for lines of `width`; headings have the color `brand`."""
    yield _defaults(language)
    yield from (_branded(style, brand).element(width) for style in PARAGRAPHS)
    yield from _tables()
    yield _character("Hyperlink", "Hyperlink", w("color", val="003A8C"), w("u", val="single"))
    yield _character("Code", "Code", w("rFonts", ascii="Courier New", hAnsi="Courier New"))
    yield _character("PlaceholderText", "Placeholder Text", w("color", val="7F7F7F"))
    yield _character("TickBox", "Tick Box", w("sz", val=28), w("szCs", val=28))


def _branded(style: ParagraphStyle, brand: str) -> ParagraphStyle:
    return replace(style, color=brand) if brand and style.id in BRANDED else style


def lists() -> Iterator[Element]:
    """How lists are drawn; which list is which, `list_number` adds."""
    signs = ("•", "–", "▪") * LEVELS
    yield _list(BULLETS, [("bullet", sign) for sign in signs[:LEVELS]])
    kinds = ("decimal", "lowerLetter", "lowerRoman") * LEVELS
    yield _list(NUMBERS, [(kind, f"%{n}.") for n, kind in enumerate(kinds[:LEVELS], 1)])


def list_number(id: int, kind: int, start: int = 1) -> Element:
    """One list of its own, that counts from `start`."""
    levels = [
        w("lvlOverride", w("startOverride", val=start if level == 0 else 1), ilvl=level)
        for level in range(LEVELS)
    ]
    counting = levels if kind == NUMBERS else []
    return w("num", w("abstractNumId", val=kind), *counting, numId=id)


def _defaults(language: str) -> Element:
    fonts = w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    sizes = [w("color", val=BLACK), w("sz", val=22), w("szCs", val=22)]
    run = w("rPr", fonts, *sizes, w("lang", val=language, eastAsia=language, bidi="ar-SA"))
    paragraph = w("pPr", w("spacing", line=259, lineRule="auto"))
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", paragraph))


def _tables() -> Iterator[Element]:
    around = (("top", 20), ("left", 80), ("bottom", 20), ("right", 80))
    margins = w("tblCellMar", *(w(side, w=room, type="dxa") for side, room in around))
    plain = w("tblPr", w("tblInd", w=0, type="dxa"), margins)
    yield _table("TableNormal", "Normal Table", plain, default=1)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = w("tblBorders", *(line(side, space=0) for side in sides))
    yield _table("TableGrid", "Table Grid", w("tblPr", lines))


def _table(id: str, name: str, look: Element, **default: int) -> Element:
    based = None if default else w("basedOn", val="TableNormal")
    return w("style", w("name", val=name), based, look, type="table", styleId=id, **default)


def _character(id: str, name: str, *look: Element) -> Element:
    return w("style", w("name", val=name), w("rPr", *look), type="character", styleId=id)


def _list(id: int, levels: list[tuple[str, str]]) -> Element:
    drawn = (_level(n, kind, sign) for n, (kind, sign) in enumerate(levels))
    return w("abstractNum", w("multiLevelType", val="hybridMultilevel"), *drawn, abstractNumId=id)


def _level(number: int, kind: str, sign: str) -> Element:
    indent = w("ind", left=20 * INDENT * (number + 1), hanging=20 * INDENT)
    parts = [
        w("start", val=1),
        w("numFmt", val=kind),
        w("lvlText", val=sign),
        w("lvlJc", val="left"),
    ]
    return w("lvl", *parts, w("pPr", indent), ilvl=number)
