"""Publishes documents with a site: whether it does, where it keeps them, what it says of failures.

A site without its documents is better than none; who cannot do without them says so.
"""

import os
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from macros.documents.catalog import Document

if TYPE_CHECKING:
    from macros.documents.making import Made

VARIABLE = "GUIDE_DOCUMENTS"

Tell = Callable[[str], None]


class Wanted(StrEnum):
    """What the environment variable may say."""

    POSSIBLE = ""
    """Every document that this machine can write; the others are left out."""
    REQUIRED = "required"
    """Every document, or the build fails: for releases."""
    OFF = "off"
    """None: for a quick look."""


class RefusedError(Exception):
    """What is required cannot be had; says why, in words for the user."""


def is_wanted(tell: Tell) -> bool:
    """Whether to make documents; tells what this machine lacks for it.

    Raises RefusedError where what is required cannot be had.
    """
    wanted = _wanted()
    if wanted is Wanted.OFF:
        return False
    # What makes PDF and Word takes long to load; a build without documents need not wait for it.
    from macros.documents import pdf

    if missing := pdf.missing():
        _complain(missing, tell)
    return True


def publish(documents: Iterable[Document], styles: Path, store: Path, tell: Tell) -> "Made":
    """Make the documents and keep them in `store`; raises RefusedError as `is_wanted` does."""
    from macros.documents.making import Made, make

    try:
        made = make(documents, styles, store, tell)
    except OSError as error:
        place = "/".join(store.parts[-2:])
        _complain(f"No documents: {place} cannot be used ({error.strerror})", tell)
        return Made({}, {})
    if made.undrawn:
        letters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in made.undrawn)
        tell(f"In PDF files a box stands for what no font of ours has: {letters}")
    for failure in made.failures:
        _complain(failure, tell)
    return made


def _wanted() -> Wanted:
    given = os.environ.get(VARIABLE, "").strip().lower()
    try:
        return Wanted(given)
    except ValueError:
        message = f"{VARIABLE} is '{given}': say 'required' or 'off', or leave it out"
        raise RefusedError(message) from None


def _complain(words: str, tell: Tell) -> None:
    if _wanted() is Wanted.REQUIRED:
        raise RefusedError(words)
    # Told, not warned: a warning would make a strict build fail.
    tell(words)
