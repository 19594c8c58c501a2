"""What a reader wrote, however it came: the text of a page, or the form of a repository.

All of it is words: nothing here is looked up, run or believed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from macros.corrections.forms import CHOICES, HEADINGS

SIZE_LIMIT = 100_000
"""More than any correction needs."""
PATH = r"[a-z0-9_]+(?:\.[a-z0-9_-]+)*"
QUESTION = re.compile(rf"^[ \t]*\[({PATH})\]\s{{1,4}}([^:\[\]()]{{1,120}}):", re.M)
"""A program that wraps lines may have broken it behind its path."""
END = re.compile(r"^[ \t]*\[end\]", re.M)
ENTRY = re.compile(r"^(?P<before>[> \t]*)Entry:[ \t]*(?P<entry>\S[^\n]*)$", re.M)
SERVICES = "services."
WRONG, HOW = "wrong", "how"
NOTHING = "_No response_"
UNREADABLE = (
    "is no correction: the text that pages of records offer has a line «Entry: …», the form of a "
    "repository a heading «Which entry»"
)


class Answer(NamedTuple):
    """What is right in a field of the record, or of one of its services."""

    field: str
    text: str
    service: str = ""

    @property
    def path(self) -> str:
        steps = ("services", self.service, self.field) if self.service else (self.field,)
        return ".".join(filter(None, steps))


@dataclass(frozen=True)
class Received:
    """A correction; `wrong` and `how` are for those who decide about it."""

    entry: str
    answers: tuple[Answer, ...]
    wrong: str = ""
    how: str = ""


def received(text: str) -> Received | None:
    """The correction that `text` holds, or nothing."""
    lines = re.sub(r"\r\n?", "\n", text).replace("\u00a0", " ")
    if found := ENTRY.search(lines):
        return _from_page(_unquoted(lines, found["before"]), found["entry"].strip())
    return _from_form(lines)


def _unquoted(text: str, before: str) -> str:
    """The lines without the marks that a reply has put before them."""
    deep = before.count(">")
    return re.sub(rf"^(?:[ \t]*>){{1,{deep}}}[ \t]?", "", text, flags=re.M) if deep else text


# --- the text of a page ---


def _from_page(text: str, entry: str) -> Received:
    end = END.search(text)
    answers = [*_answers(text[: end.start()] if end else text)]
    beside = {one.field: one.text for one in answers if one.field in (WRONG, HOW)}
    said = tuple(one for one in answers if one.field not in beside)
    return Received(entry, said, beside.get(WRONG, ""), beside.get(HOW, ""))


def _answers(text: str) -> Iterator[Answer]:
    """What stands behind each question, where anything does."""
    asked = [*QUESTION.finditer(text)]
    ends = [*(found.start() for found in asked), len(text)]
    for found, end in zip(asked, ends[1:], strict=True):
        if said := _tidy(text[found.end() : end]):
            service, _, field = found[1].removeprefix(SERVICES).partition(".")
            is_service = found[1].startswith(SERVICES)
            yield Answer(field, said, service) if is_service else Answer(found[1], said)


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


# --- the form of a repository ---


def _from_form(text: str) -> Received | None:
    said = dict(_sections(text, [*HEADINGS.values()]))
    if not (entry := said.get(HEADINGS["record"], "")):
        return None
    name = CHOICES.get(said.get(HEADINGS["field"], ""), "other")
    service = said.get(HEADINGS["service"], "")
    right = said.get(HEADINGS["right"], "")
    now = said.get(HEADINGS["now"], "")
    answers = (Answer(name, right, service),) if right else ()
    return Received(entry, answers, now, said.get(HEADINGS["how"], ""))


def _sections(text: str, headings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What stands below each heading; one that comes out of order is the reader's own words."""
    found: list[tuple[str, int, int]] = []
    for heading in headings:
        start = found[-1][2] if found else 0
        if match := re.compile(rf"^### {re.escape(heading)}[ \t]*$", re.M).search(text, start):
            found.append((heading, match.start(), match.end()))
    found.append(("", len(text), 0))
    for (heading, _, start), (_, end, _) in pairwise(found):
        said = _tidy(text[start:end])
        yield heading, "" if said == NOTHING else said
