"""Pango, which WeasyPrint needs: the tests install it rather than skip."""

from functools import cache

from macros.documents import pdf
from tests import debian


@cache
def require_pango() -> None:
    """Install Debian's packages where they are missing and can be had."""
    if pdf.missing():
        debian.install(*pdf.NEEDED.split())
    if problem := pdf.missing():
        raise RuntimeError(problem)
