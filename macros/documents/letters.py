"""Letters that the fonts of documents have, and what stands for those that they lack."""

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

IN_PLACE = "□"
"""Shows that something is missing, where leaving it out would change a name in silence."""
MEANT = {"\u2028": " ", "\u2029": " ", "\uf0b7": "•"}
"""What office programs leave in text that is pasted from them."""
UNSEEN = ("Cc", "Cf", "Mn", "Zs", "Zl", "Zp")
"""Sorts of characters that are not drawn by themselves."""


@cache
def drawable(fonts: Path) -> frozenset[str]:
    """All letters that a font in the folder `fonts` has."""
    files = sorted(fonts.glob("*.woff2"))
    return frozenset(chr(code) for file in files for code in TTFont(file).getBestCmap())


def missing(text: str, fonts: Path) -> list[str]:
    """The letters of `text` that no font has."""
    unknown = set(text) - drawable(fonts) - set(MEANT)
    return sorted(c for c in unknown if unicodedata.category(c) not in UNSEEN)


def replaced(text: str, fonts: Path) -> str:
    """`text` with nothing in it that the fonts cannot draw."""
    unknown = set(text) - drawable(fonts)
    # Marks on top of letters that are drawn by themselves, such as those of emoji, are dropped.
    unseen = {c for c in unknown if unicodedata.category(c) == "Mn" or c == "\u200d"}
    others: dict[str, str | int | None] = dict.fromkeys(missing(text, fonts), IN_PLACE)
    return text.translate(str.maketrans(others | dict.fromkeys(unseen, "") | MEANT))
