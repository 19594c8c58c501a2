"""Plain words: the reading grade of the pages that this project brings (not of a fork's own)."""

import re
from pathlib import Path

import pytest
import textstat

from tests.projects import ROOT

LIMIT = 8.0
PAGES = sorted(
    path
    for path in (ROOT / "docs").rglob("*.md")
    if "local" not in path.parts and "adapt" not in path.parts
)


def prose(text: str) -> str:
    """The sentences of a page: no head, headings, tables, macro calls or marks."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    text = re.sub(r'\{\{ (?:define|link)\("[^"]+", "([^"]+)"\) \}\}', r"\1", text)
    text = re.sub(r"\{\{.*?\}\}", "", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    lines = [line for line in text.splitlines() if not re.match(r"\s*(#|\||!!!|\{)", line)]
    paragraphs = "\n".join(lines).split("\n\n")
    sentences = [" ".join(part.split()).strip("*-> ") for part in paragraphs]
    return " ".join(s if s.endswith((".", "?", "!", ":")) else f"{s}." for s in sentences if s)


def grade(path: Path) -> float:
    """Flesch–Kincaid grade; 8 is what a reader of about 13 manages."""
    return float(textstat.flesch_kincaid_grade(prose(path.read_text("utf-8"))))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_page_is_written_in_plain_words(path: Path) -> None:
    assert grade(path) <= LIMIT


def test_the_measure_tells_hard_from_plain() -> None:
    hard = (
        "Multidisciplinary collaboration necessitates comprehensive institutional reconfiguration."
    )
    assert textstat.flesch_kincaid_grade(hard) > LIMIT > textstat.flesch_kincaid_grade("Go home.")
