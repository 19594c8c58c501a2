"""Whether a build makes documents, and where it keeps them."""

import os
from enum import StrEnum
from pathlib import Path

VARIABLE = "GUIDE_DOCUMENTS"
STORE = ".cache/documents"


class Wanted(StrEnum):
    """What the environment variable may say."""

    POSSIBLE = ""
    """Every document that this machine can write; the others are left out."""
    REQUIRED = "required"
    """Every document, or the build fails: for releases."""
    OFF = "off"
    """None: for a quick look."""


def wanted() -> Wanted:
    """What the environment asks for; raises ValueError with words for the user."""
    given = os.environ.get(VARIABLE, "").strip().lower()
    try:
        return Wanted(given)
    except ValueError:
        raise ValueError(f"{VARIABLE} is '{given}': say 'required' or 'off', or leave it") from None


def store(root: Path) -> Path:
    """The folder in which the project in `root` keeps what it made; safe to delete."""
    return root / STORE
