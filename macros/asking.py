"""The questions with which a local guide begins, and what an answer means."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from macros.exits import ExitLabel, exit_words
from macros.places import language_code
from macros.problems import quoted
from macros.tree import Value
from macros.values import kebab

LABEL = TypeAdapter(ExitLabel)
SEPARATOR = re.compile(r"[,;]|\band\b", re.I)
HOW = "write its name, a colon and its number, such as Lake Line: 202-555-0143"


def nothing_wrong(words: str) -> str:
    return ""


@dataclass(frozen=True)
class Question:
    """One thing to know for `site.yml`; `name` is the field, and the option of the command."""

    name: str
    words: str
    is_needed: bool = False
    read: Callable[[str], Value] = str
    complaint: Callable[[str], str] = nothing_wrong
    """What keeps an answer from being read, or nothing."""


def languages(words: str) -> list[Value]:
    """`en, es` or `English, Spanish` → their codes; what nobody knows stays as it is."""
    return [code for part in SEPARATOR.split(words) for code in _codes(part)]


def _codes(words: str) -> Iterator[str]:
    if code := language_code(words):
        yield code
    else:
        yield from (language_code(word) or word for word in words.split())


def hotline_complaint(words: str) -> str:
    name, _, phone = map(str.strip, words.rpartition(":"))
    return "" if name and phone else f"{quoted(words)}: {HOW}"


def hotline(words: str) -> dict[str, Value]:
    """`Name: number` → a help line."""
    name, _, phone = map(str.strip, words.rpartition(":"))
    return {"id": kebab(name) or None, "name": name, "phone": phone}


QUESTIONS = (
    Question("name", "What is your guide called?", is_needed=True),
    Question("area", "Which area is it for?", is_needed=True),
    Question("publisher", "Who publishes it?"),
    Question("summary", "What is it, in one or two sentences?"),
    Question("email", "At which e-mail address can people report a mistake?"),
    Question("website", "Where will it be published, such as https://guide.example.org/?"),
    Question("exit_address", "Where should “Leave now” lead?"),
)
LANGUAGES = Question("languages", "In which languages, such as English, Spanish?", read=languages)
COLORS = (
    Question("brand", "Color of the band at the top, such as #0f5257?"),
    Question("link", "Color of links and buttons, such as #0b5f66?"),
)
HOTLINE = Question(
    "hotlines",
    "A local help line, as Name: number?",
    read=hotline,
    complaint=hotline_complaint,
)


def silent(languages: Iterable[str]) -> list[str]:
    """The languages in which nobody knows what “Leave now” is called."""
    return [code for code in languages if not exit_words(code, {})]


def labels(languages: Iterable[str], given: Mapping[str, str]) -> dict[str, Value]:
    """What “Leave now” is called in each of the languages where somebody says it."""
    words = ((code, exit_words(code, given)) for code in languages)
    return {code: said.label for code, said in words if said}


def label_complaint(words: str) -> str:
    """What is wrong with a word for “Leave now”, or nothing."""
    try:
        LABEL.validate_python(words)
    except ValidationError as error:
        return f"{quoted(words)} {error.errors()[0]['msg']}"
    return ""
