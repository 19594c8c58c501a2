"""A named paragraph style: how paragraphs of one kind look, as Word's list of styles has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from macros.documents.word.elements import Element, w

Border = Literal["", "left", "line", "box"]
"""None, a bar at the side, a line to write on, or a frame."""


@dataclass(frozen=True)
class ParagraphStyle:
    """Sizes and distances are in points."""

    id: str
    name: str
    based: str = "Normal"
    size: float = 0
    bold: bool = False
    italic: bool = False
    color: str = ""
    keep: bool = False
    """On the page of the next paragraph."""
    border: Border = ""
    shade: str = ""
    before: float | None = None
    after: float | None = None
    least: float = 0
    """Height of each line at least."""
    left: float = 0
    right: float = 0
    hanging: float = 0
    right_tab: bool = False
    """Whether a tab leads to the right edge."""
    leader: str = "none"
    centered: bool = False
    outline: int = 0
    """Level among the headings."""

    def element(self, width: int) -> Element:
        """For lines of `width`, in twentieths of a point."""
        names = [w("name", val=self.name), w("basedOn", val=self.based) if self.based else None]
        looks = [w("pPr", *self._paragraph(width)), w("rPr", *self._run())]
        flags = [w("uiPriority", val=9), w("qFormat")]
        default = {} if self.based else {"default": 1}
        return w("style", *names, *flags, *looks, type="paragraph", styleId=self.id, **default)

    def _paragraph(self, width: int) -> Iterator[Element]:
        """In the order that Word asks for."""
        if self.keep:
            yield w("keepNext")
        if self.border:
            yield w("pBdr", *(line(side) for side in _SIDES[self.border]))
        if self.shade:
            yield shading(self.shade)
        if self.right_tab:
            yield w("tabs", w("tab", val="right", leader=self.leader, pos=width))
        if spacing := self._spacing():
            yield w("spacing", **spacing)
        if self.left:
            sides = {"left": self.left, "right": self.right, "hanging": self.hanging}
            yield w("ind", **{side: twips(by) for side, by in sides.items()})
        if self.centered:
            yield w("jc", val="center")
        if self.outline:
            yield w("outlineLvl", val=self.outline - 1)

    def _spacing(self) -> dict[str, object]:
        around = {"before": self.before, "after": self.after}
        found: dict[str, object] = {k: twips(v) for k, v in around.items() if v is not None}
        return found | ({"line": twips(self.least), "lineRule": "atLeast"} if self.least else {})

    def _run(self) -> Iterator[Element]:
        if self.bold:
            yield w("b")
        if self.italic:
            yield w("i")
        if self.color:
            yield w("color", val=self.color)
        if self.size:
            yield w("sz", val=round(2 * self.size))
            yield w("szCs", val=round(2 * self.size))


def twips(points: float) -> int:
    """Twentieths of a point, Word's own measure."""
    return round(20 * points)


def line(side: str, color: str = "7F7F7F", size: int = 4, space: int = 4) -> Element:
    """One side of a border; `size` in eighths of a point."""
    return w(side, val="single", sz=size, space=space, color=color)


def shading(color: str) -> Element:
    return w("shd", val="clear", color="auto", fill=color)


_SIDES: dict[Border, tuple[str, ...]] = {
    "left": ("left",),
    # Without `between`, Word frames neighbours as one.
    "line": ("bottom", "between"),
    "box": ("top", "left", "bottom", "right"),
}
