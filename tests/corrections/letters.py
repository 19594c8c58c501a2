"""The texts that pages offer, and readers who fill them in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml.html import HtmlElement, document_fromstring

from macros.corrections.forms import HEADINGS

PAGES = (
    "case_studies/library-cafe",
    "checklists/visit",
    "glossary/mou",
    "partners/town-library",
    "resources/mapping-guide",
    "templates/pact",
    "terms/mapping",
    "worksheets/town-map",
)
"""A record of each kind that has pages."""


@dataclass(frozen=True)
class Site:
    """A built guide."""

    folder: Path

    def page(self, path: str) -> HtmlElement:
        html = (self.folder / path / "index.html").read_text("utf-8")
        return document_fromstring(html)

    def wrong(self, path: str) -> HtmlElement:
        """What stands under «Something wrong here?»."""
        (found,) = self.page(path).xpath("//details[@class='wrong']")
        return found

    def text(self, path: str) -> str:
        (found,) = self.wrong(path).xpath("pre")
        # As HTML has it, a line end that starts a text counts for nothing.
        return str(found.text_content()).removeprefix("\n")


def filled(text: str, answers: Mapping[str, str]) -> str:
    """The text with an answer behind the question of each path."""
    for path, answer in answers.items():
        question = re.search(rf"^\[{re.escape(path)}\] .*:$", text, re.M)
        assert question, path
        text = f"{text[: question.end()]} {answer}{text[question.end() :]}"
    return text


def letter(entry: str, **answers: str) -> str:
    """A text as a reader sends it."""
    lines = [f"[{path.replace('__', '.')}] Words: {said}" for path, said in answers.items()]
    return "\n".join([f"Entry: {entry}", *lines, "[end] Thank you."])


def issue(**answers: str) -> str:
    """The body of an issue as the form makes it."""
    parts = [f"### {head}\n\n{answers.get(id, '_No response_')}" for id, head in HEADINGS.items()]
    return "\n\n".join(parts)
