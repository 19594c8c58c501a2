"""The questions with which a local guide begins, and what an answer means."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from macros.exits import exit_words
from macros.tree import Value
from macros.values import kebab


@dataclass(frozen=True)
class Question:
    """One thing to know for `site.yml`; `name` is the field, and the option of the command."""

    name: str
    words: str
    is_needed: bool = False
    read: Callable[[str], Value] = str


def several(words: str) -> list[Value]:
    """`en, es` → a list."""
    return [*words.replace(",", " ").split()]


def hotline(words: str) -> dict[str, Value]:
    """`Name: number` → a help line."""
    name, _, phone = map(str.strip, words.rpartition(":") if ":" in words else (words, "", ""))
    return {"id": kebab(name) or None, "name": name or None, "phone": phone or None}


QUESTIONS = (
    Question("name", "What is your guide called?", is_needed=True),
    Question("area", "Which area is it for?", is_needed=True),
    Question("publisher", "Who publishes it?"),
    Question("summary", "What is it, in one or two sentences?"),
    Question("email", "At which e-mail address can people report a mistake?"),
    Question("website", "Where will it be published, such as https://guide.example.org/?"),
    Question("exit_address", "Where should “Leave now” lead?"),
)
LANGUAGES = Question("languages", "In which languages, as codes such as en, es?", read=several)
COLORS = (
    Question("brand", "Color of the band at the top, such as #0f5257?"),
    Question("link", "Color of links and buttons, such as #0b5f66?"),
)
HOTLINE = Question("hotlines", "A local help line, as Name: number?", read=hotline)


def silent(languages: Iterable[str]) -> list[str]:
    """The languages in which nobody knows what “Leave now” is called."""
    return [code for code in languages if not exit_words(code, {})]


def labels(languages: Iterable[str], given: Mapping[str, str]) -> dict[str, Value]:
    """What “Leave now” is called in each of the languages where somebody says it."""
    words = ((code, exit_words(code, given)) for code in languages)
    return {code: said.label for code, said in words if said}
