"""Line breaks that a source writes out, as programs do: a backslash and an n."""

import re

from macros.imports.ledger import Ledger

WRITTEN_OUT = re.compile(r"(?<!\\)(?:\\r)?\\n")
NO_TEXT = re.compile(
    r"(?:https?://|www\.|[\w.-]+\.[a-z]{2,}[\\/])\S*|(?:[A-Za-z]:|\\)\\.*|\".*\"|\[.*\]|\{.*\}",
    re.S,
)
"""An address of a page, a place on a disk, and JSON, in which they belong."""
NOTICE = "Texts with a backslash and an n where a line break was meant: {}. They have line breaks."


def with_breaks(words: str, ledger: Ledger) -> str:
    if "\\n" not in words or NO_TEXT.fullmatch(words):
        return words
    broken, count = WRITTEN_OUT.subn("\n", words)
    if count:
        ledger.count(NOTICE)
    return broken.strip()
