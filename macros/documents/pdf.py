"""PDF: `typesetting` lays a document out, `tagging` and `widgets` mend what it leaves open."""

import warnings
from contextlib import redirect_stdout
from enum import StrEnum
from io import BytesIO, StringIO
from pathlib import Path
from types import ModuleType

import pikepdf

from macros.documents import letters, tagging, widgets

FONTS = "fonts"
"""The folder of fonts below that of the style sheet."""
NEEDED = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
"""Debian's packages that WeasyPrint cannot do without."""


class Paper(StrEnum):
    """A size of paper, by its name in CSS."""

    LETTER = "letter"
    A4 = "a4"


def missing() -> str:
    """What to install before PDF can be made; empty where nothing is missing."""
    try:
        _typesetting()
    except OSError:
        return f"No PDF without Pango; on Debian: apt-get install {NEEDED} (README has the others)"
    return ""


def start() -> None:
    """Load all that `render` needs: what a worker does before its first document."""
    _typesetting()


def render(html: str, paper: Paper, styles: Path, fillable: bool = True) -> bytes:
    """`html` on `paper`: tagged (PDF/UA-1), and if it is `fillable`, with fields for its controls.

    `styles` holds the style sheet, its fonts and pictures; nothing else is read. The same words
    and styles always give the same bytes. A box stands for each letter that no font has.
    """
    words = letters.replaced(html, styles / FONTS)
    drawn: bytes = _typesetting().typeset(words, paper, styles, fillable)
    with pikepdf.open(BytesIO(drawn)) as pdf:
        tagging.mend(pdf)
        widgets.mend(pdf)
        written = BytesIO()
        packed = pikepdf.ObjectStreamMode.generate
        pdf.save(written, deterministic_id=True, object_stream_mode=packed)
    return written.getvalue()


def _typesetting() -> ModuleType:
    """Loaded when first needed: it takes a while, and raises OSError without Pango."""
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        # WeasyPrint misses the fonts of the machine, and prints advice for programmers.
        warnings.simplefilter("ignore", UserWarning)
        from macros.documents import typesetting
    return typesetting
