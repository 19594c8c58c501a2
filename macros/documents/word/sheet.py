"""The sheet of paper: its size, its margins, and what stands at its head and foot."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from macros.documents.word.elements import Element, field, text, w
from macros.documents.word.source import Source

SIZES: Mapping[str, tuple[int, int]] = {"letter": (12240, 15840), "a4": (11906, 16838)}
"""Width and height upright, in twentieths of a point."""
MARGIN = 1080
TO_EDGE = 560
"""From the edge of the sheet to its head and foot."""
LOGO_HEIGHT = 10
"""In millimetres."""


@dataclass(frozen=True)
class Sheet:
    width: int
    height: int

    @classmethod
    def of(cls, paper: str, is_wide: bool) -> "Sheet":
        width, height = SIZES[paper]
        return cls(height, width) if is_wide else cls(width, height)

    @property
    def line(self) -> int:
        """How wide the words may run."""
        return self.width - 2 * MARGIN

    def put(self, section: Section, source: Source) -> None:
        """The guide and the page at the foot; at the head its logo, then the title."""
        section._sectPr[:] = self._properties()  # type: ignore[assignment]
        section.different_first_page_header_footer = True
        for part in (section.header, section.first_page_header):
            part.is_linked_to_previous = False
        section.header.paragraphs[0]._p.append(w("r", text(source.running_title)))
        for footer in (section.footer, section.first_page_footer):
            footer.is_linked_to_previous = False
            footer.paragraphs[0]._p.extend(_foot(source.site))
        if source.logo:
            _draw(source, section.first_page_header.paragraphs[0])

    def _properties(self) -> list[Element]:
        is_wide = self.width > self.height
        sides = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN)
        lying = {"orient": "landscape"} if is_wide else {}
        return [
            w("pgSz", w=self.width, h=self.height, **lying),
            w("pgMar", **sides, header=TO_EDGE, footer=TO_EDGE, gutter=0),
        ]


def _draw(source: Source, paragraph: Paragraph) -> None:
    picture = paragraph.add_run().add_picture(BytesIO(source.logo), height=Mm(LOGO_HEIGHT))
    picture._inline.docPr.set("descr", source.site)


def _foot(site: str) -> list[Element]:
    words = [w("r", text(site)), w("r", w("tab")), w("r", text("Page "))]
    return [*words, field("PAGE", "1"), w("r", text(" of ")), field("NUMPAGES", "1")]
