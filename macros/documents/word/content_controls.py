"""Content controls: the boxes and fields of a Word file, each with a title and a name."""

from hashlib import sha256

from lxml.html import HtmlElement

from macros.documents.word.elements import Element, clean, text, w

LONGEST = 64
"""Word calls a file broken where a title or a name is longer."""
OPEN, TICKED = "\u2610", "\u2612"
BOX_FONT = "MS Gothic"
"""What Word itself draws boxes with."""
TO_FILL = "\u2026"
"""Shows where to click and leaves paper free for a pen."""


class ContentControls:
    """Makes the controls of one document and keeps their names apart."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._count = 0

    def box(self, control: HtmlElement) -> Element:
        """To tick with a click or the space bar."""
        shown = w("r", _box_look(), text(OPEN))
        return self._control(control, [_box()], _box_look(), shown)

    def field(self, control: HtmlElement) -> Element:
        """To write in; only a `textarea` takes several lines."""
        lines = {"multiLine": 1} if control.tag == "textarea" else {}
        shown = w("r", w("rPr", w("rStyle", val="PlaceholderText")), text(TO_FILL))
        return self._control(control, [w("showingPlcHdr"), w("text", **lines)], None, shown)

    def _control(
        self, control: HtmlElement, kind: list[Element], look: Element | None, shown: Element
    ) -> Element:
        name, title = control.get("name", ""), control.get("title", "")
        self._count += 1
        properties = w(
            "sdtPr",
            look,
            w("alias", val=self._unique(short_title(title or name))),
            w("tag", val=short_name(name)),
            w("id", val=self._count),
            *kind,
        )
        return w("sdt", properties, w("sdtContent", shown))

    def _unique(self, title: str) -> str:
        found, number = title, 2
        while found in self._taken:
            ending = f" ({number})"
            found, number = cut(title, LONGEST - len(ending)) + ending, number + 1
        self._taken.add(found)
        return found


def short_name(name: str) -> str:
    """A name that is too long ends in a digest of the whole: still one of its kind."""
    if length(name) <= LONGEST:
        return name
    digest = sha256(name.encode("utf-8", "replace")).hexdigest()[:10]
    return f"{cut(name, LONGEST - 11)}~{digest}"


def short_title(title: str) -> str:
    """A title that is too long loses words of its middle: the column, at its end, stays."""
    if length(title) <= LONGEST:
        return title
    start, _, column = title.rpartition(": ")
    if not start or length(column) > LONGEST // 2:
        return cut(title, LONGEST - 1).rstrip() + TO_FILL
    return f"{cut(start, LONGEST - length(column) - 3).rstrip()}{TO_FILL}: {column}"


def length(words: str) -> int:
    """As Word counts: an emoji is two."""
    return len(clean(words).encode("utf-16-le")) // 2


def cut(words: str, most: int) -> str:
    """The start of `words`, at most that long."""
    return clean(words).encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _box() -> Element:
    return w(
        "w14:checkbox",
        w("w14:checked", **{"w14:val": "0"}),
        w("w14:checkedState", **_glyph(TICKED)),
        w("w14:uncheckedState", **_glyph(OPEN)),
    )


def _glyph(character: str) -> dict[str, str]:
    return {"w14:val": f"{ord(character):04X}", "w14:font": BOX_FONT}


def _box_look() -> Element:
    fonts = w("rFonts", ascii=BOX_FONT, eastAsia=BOX_FONT, hAnsi=BOX_FONT, hint="eastAsia")
    return w("rPr", w("rStyle", val="TickBox"), fonts)
