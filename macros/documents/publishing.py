"""Publishes documents with a site: whether it does, where it keeps them, what it says of failures.

A site without its documents is better than none; who cannot do without them says so.
"""

import os
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

from macros.documents import pdf
from macros.documents.catalog import Document
from macros.documents.making import Made, make

VARIABLE = "GUIDE_DOCUMENTS"
STORE = ".cache/documents"
"""Where a project keeps what it made; safe to delete."""

Tell = Callable[[str], None]


class Wanted(StrEnum):
    """What the environment variable may say."""

    POSSIBLE = ""
    """Every document that this machine can write; the others are left out."""
    REQUIRED = "required"
    """Every document, or the build fails: for releases."""
    OFF = "off"
    """None: for a quick look."""


def is_wanted(tell: Tell) -> bool:
    """Whether to make documents; tells what this machine lacks for it.

    Raises ValueError, in words for the user, where what is required cannot be had.
    """
    wanted = _wanted()
    if wanted is Wanted.OFF:
        return False
    if missing := pdf.missing():
        _complain(missing, tell)
    return True


def publish(documents: Iterable[Document], styles: Path, root: Path, tell: Tell) -> Made:
    """Make the documents of the project in `root`; raises ValueError as `is_wanted` does."""
    made = make(documents, styles, root / STORE)
    if made.failures:
        _complain("\n".join(made.failures), tell)
    return made


def _wanted() -> Wanted:
    given = os.environ.get(VARIABLE, "").strip().lower()
    try:
        return Wanted(given)
    except ValueError:
        raise ValueError(f"{VARIABLE} is '{given}': say 'required' or 'off', or leave it") from None


def _complain(words: str, tell: Tell) -> None:
    if _wanted() is Wanted.REQUIRED:
        raise ValueError(words)
    # Told, not warned: a warning would make a strict build fail.
    tell(words)
