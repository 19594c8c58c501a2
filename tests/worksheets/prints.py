"""Pages as a browser prints them, and what then stands on the paper."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pypdfium2
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from macros.forms import Form, Item
from macros.model import Worksheet
from macros.prose import to_text
from tests.watching import on_a_stick

PAPERS = {"Letter": (215.9, 279.4), "A4": (210.0, 297.0)}
"""Width and height in mm."""
MARGINS = (28, 30)
"""What the style sheet leaves free, of the width and of the height."""
PIXELS_PER_MM = 96 / 25.4
# Room for a heading or a header row above what is kept together.
HEADING = 25


def squeezed(text: str) -> str:
    """Paper breaks lines anywhere and draws some pairs of letters as one."""
    return re.sub(r"[\s•]", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True)
class Reader:
    """How somebody looks at the guide."""

    scheme: Literal["light", "dark"] = "light"
    scripts: bool = True

    @contextmanager
    def page(self, browser: Browser) -> Iterator[Page]:
        context = browser.new_context(color_scheme=self.scheme, java_script_enabled=self.scripts)
        context.set_default_timeout(10_000)
        yield context.new_page()
        context.close()


@dataclass(frozen=True)
class Print:
    content: bytes = field(repr=False)

    @classmethod
    def of(cls, page: Page, paper: str = "Letter", **options: Any) -> "Print":
        return cls(page.pdf(format=paper, **options))

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page but its number, squeezed; the number has to be there."""
        texts = [page.extract_text() for page in PdfReader(BytesIO(self.content)).pages]
        numbers = [f"Page {number} of {len(texts)}" for number in range(1, len(texts) + 1)]
        for text, number in zip(texts, numbers, strict=True):
            assert text.count(number) == 1, f"not once on its page: {number}"
        return [squeezed(t.replace(n, "")) for t, n in zip(texts, numbers, strict=True)]

    @property
    def text(self) -> str:
        return "".join(self.pages)

    @property
    def title(self) -> str:
        information = PdfReader(BytesIO(self.content)).metadata
        return (information and information.title) or ""

    def pixels(self) -> Iterator[list[tuple[int, int, int]]]:
        """Each page as blue, green and red, row by row, with its edges."""
        for sheet in pypdfium2.PdfDocument(self.content):
            bitmap = sheet.render(scale=0.5)
            data, width = bytes(bitmap.buffer), bitmap.width * 3
            rows = [data[at : at + width] for at in range(0, len(data), bitmap.stride)]
            whole = b"".join(rows)
            yield list(zip(whole[0::3], whole[1::3], whole[2::3], strict=True))


# --- what has to stand together ---


def _said(item: Item) -> list[str]:
    texts = [item.text, item.help, *(control.column for control in item.ticks + item.writes)]
    for name in ("warning_signs", "response", "wording"):
        words = getattr(item.record, name, None) or ()
        texts += [words] if isinstance(words, str) else words
    return [squeezed(to_text(text)) for text in texts if text]


def together(form: Form) -> Iterator[list[str]]:
    """What may not be torn apart: a group of rows, a point, a question; a heading and the first."""
    for group in form.groups:
        title, items = squeezed(group.title), [_said(item) for item in group.items]
        if form.record.kind == "worksheets":
            yield [title, *(text for said in items for text in said)]
        else:
            yield [title, squeezed(to_text(group.intro)), *items[0]]
            yield from items[1:]


def headings(form: Form) -> list[str]:
    """The header row of a worksheet."""
    assert isinstance(form.record, Worksheet)
    labels = (form.record.row_label, *(column.label for column in form.record.columns))
    return [squeezed(label) for label in labels]


# --- sizes ---

MEASURE = """selector => [...document.querySelectorAll(selector)]
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.width)
    .map(([, box]) => [box.width, box.height, box.right])"""
# Words that leave their cell or the page; what only a screen reader says takes no room.
STICKS_OUT = """() => {
    const found = [], walker = document.createTreeWalker(document.querySelector("article"), 4);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const holder = text.parentElement.closest("th, td, label, article");
        if (text.parentElement.closest(".visually-hidden, .cell-label")) continue;
        const box = holder.getBoundingClientRect(), range = document.createRange();
        range.selectNodeContents(text);
        const out = [...range.getClientRects()].some((rect) =>
            rect.width && (rect.left < box.left - 1 || rect.right > box.right + 1));
        if (out) found.push(text.textContent);
    }
    return found;
}"""


@dataclass(frozen=True)
class Size:
    """In mm."""

    width: float
    height: float
    right: float


@dataclass(frozen=True)
class OnPaper:
    """A page laid out as wide as `paper` between its margins."""

    page: Page
    paper: str

    def __post_init__(self) -> None:
        width = round(self.width * PIXELS_PER_MM)
        self.page.set_viewport_size({"width": width, "height": 1000})
        self.page.emulate_media(media="print")

    @property
    def width(self) -> float:
        return PAPERS[self.paper][0] - MARGINS[0]

    @property
    def height(self) -> float:
        return PAPERS[self.paper][1] - MARGINS[1]

    def sizes(self, selector: str) -> list[Size]:
        found = self.page.evaluate(MEASURE, selector)
        return [Size(*(pixels / PIXELS_PER_MM for pixels in one)) for one in found]

    def sticks_out(self) -> list[str]:
        found: list[str] = self.page.evaluate(STICKS_OUT)
        return found

    def fits(self) -> list[bool]:
        """Whether each part of `together` has room on one page, below a heading."""
        parts = "form[data-sheet] tbody, .point, form.checklist > fieldset[data-item]"
        return [size.height + HEADING < self.height for size in self.sizes(parts)]


def address_of(site: Path, path: str) -> str:
    return (on_a_stick(site) / path / "index.html").as_uri()
