"""WeasyPrint with nothing to read but one folder of styles.

Without Pango, importing this raises OSError: import it late.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from mimetypes import guess_type
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

BASE = "https://documents.invalid/"
"""Where documents pretend to be; what is below it comes from the folder of styles."""
PICTURES = ("data:image/png;", "data:image/svg+xml;")
"""Addresses that hold what they name, as a logo's does."""
STYLE_SHEET = "document.css"
FONT_SETTINGS = Path("fonts/fonts.conf")


def typeset(html: str, paper: str, styles: Path, fillable: bool) -> bytes:
    """`html` as PDF, laid out by the style sheet in `styles`."""
    options = {"pdf_variant": "pdf/ua-1", "pdf_forms": fillable}
    try:
        document = _laid_out(html, _pages(paper) + _style_sheet(styles), styles, options)
    except FatalURLFetchingError as error:
        raise FileNotFoundError(str(error)) from error
    written = bytes(document.write_pdf(**options))
    if strange := {chr(code) for font in document.fonts.values() for code in font.missing}:
        letters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in sorted(strange))
        raise ValueError(f"no font in {styles / 'fonts'} has {letters}")
    return written


def _laid_out(html: str, look: str, styles: Path, options: Mapping[str, object]) -> Document:
    places = {"base_url": BASE, "url_fetcher": Fetcher(styles)}
    with _no_fonts_but(styles):
        fonts = FontConfiguration()
    sheet = CSS(string=look, font_config=fonts, **places)
    page = HTML(string=html, **places)
    return page.render(stylesheets=[sheet], font_config=fonts, **options)


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves a folder: what it lacks ends the work, and all other addresses are refused."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder.resolve()

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url.startswith(PICTURES):
            return super().fetch(url, headers)
        path = (self._folder / url.removeprefix(BASE)).resolve()
        if not url.startswith(BASE) or not path.is_relative_to(self._folder):
            raise ValueError(f"{url} is not a part of the styles")
        if not path.is_file():
            raise FatalURLFetchingError(f"{path} is not there, but a document needs it")
        kind = guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def _pages(paper: str) -> str:
    return f"@page {{ size: {paper} }} @page wide {{ size: {paper} landscape }}"


def _style_sheet(styles: Path) -> str:
    look = (styles / STYLE_SHEET).read_text("utf-8")
    if "@font-face" not in look:
        # Without any font, Pango would end the whole process.
        raise ValueError(f"{styles / STYLE_SHEET} names no font in an @font-face rule")
    return look


@contextmanager
def _no_fonts_but(styles: Path) -> Iterator[None]:
    """Fontconfig finds no font of the machine: documents look alike wherever they are made."""
    name = "FONTCONFIG_FILE"
    before = os.environ.get(name)
    os.environ[name] = str((styles / FONT_SETTINGS).resolve())
    try:
        yield
    finally:
        os.environ.pop(name) if before is None else os.environ.update({name: before})
