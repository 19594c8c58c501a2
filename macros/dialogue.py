"""Asking for what a local guide begins with: each answer is checked before the next question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

import click

from macros import palette
from macros.asking import (
    COLORS,
    HOTLINE,
    LANGUAGES,
    QUESTIONS,
    Question,
    label_complaint,
    labels,
    silent,
)
from macros.colours import LEAST, contrast
from macros.loading import languages_of
from macros.model import Site
from macros.places import language_name
from macros.starting import Start
from macros.tree import Value

NOTHING = "leave it out"
NOTE_WIDTH = 50
LABEL = "What is “Leave now” called in {language}, in up to 24 characters?"


@dataclass
class Dialogue:
    """Takes what is `given` with the command; asks for the rest, unless it `is_silent`."""

    start: Start
    given: Mapping[str, Sequence[str]]
    is_silent: bool
    wrong: list[str] = field(default_factory=list)
    """What is wrong with what was given, where nobody can be asked again."""

    def hold(self) -> None:
        for question in (*QUESTIONS, LANGUAGES, *COLORS):
            self._settle(question, next(iter(self.given[question.name]), ""))
        for words in self.given[HOTLINE.name]:
            self._settle(HOTLINE, words)
        while not self.is_silent and self._is_new and self._settle(HOTLINE, ""):
            continue

    @property
    def _is_new(self) -> bool:
        """Whether nobody has answered before; later only what is needed is asked for."""
        return not self.start.text

    # --- one question ---

    def _settle(self, question: Question, words: str) -> bool:
        """Whether there is an answer now."""
        if self._is_there(question):
            self._refuse_second(question, words)
            return False
        while words := words or self._asked(question):
            complaints = self._complaints(question, words)
            if not complaints:
                self._show_contrast(question)
                return True
            for complaint in complaints:
                self._complain(complaint)
            if self.is_silent:
                break
            words = ""
        return False

    def _complaints(self, question: Question, words: str) -> list[str]:
        """What is wrong with an answer; it is taken if nothing is."""
        if complaint := question.complaint(words):
            return [complaint]
        return self.start.complaints(self._answer(question, words))

    def _is_there(self, question: Question) -> bool:
        there = self.start.there
        if question in COLORS:
            colors = there.get("colors")
            return isinstance(colors, dict) and question.name in colors
        return question.name in there and question is not HOTLINE

    def _refuse_second(self, question: Question, words: str) -> None:
        if words:
            self._complain(
                f"{question.name}: stands in {self.start.shown} already; change it there"
            )

    def _asked(self, question: Question) -> str:
        """What somebody types; nothing leaves it as it is."""
        if self.is_silent and question.is_needed:
            self.wrong.append(f"{question.name} is missing: --{question.name} ...")
        if self.is_silent or not (question.is_needed or self._is_new):
            return ""
        if question.is_needed:
            return _typed(question.words)
        return _typed(f"{question.words} (Enter: {self._note(question)})", default="")

    def _note(self, question: Question) -> str:
        """What holds if nobody answers."""
        field = Site.model_fields.get(question.name)
        ours = self.start.ours(question.name) or (field.default if field else None)
        if isinstance(ours, list) and question is LANGUAGES:
            return ", ".join(map(str, ours))
        return shorten(ours, NOTE_WIDTH, placeholder="…") if isinstance(ours, str) else NOTHING

    def _complain(self, words: str) -> None:
        if self.is_silent:
            self.wrong.append(words)
        else:
            click.echo(f"  {words}")

    # --- what an answer says ---

    def _answer(self, question: Question, words: str) -> dict[str, Value]:
        if question in COLORS:
            return {"colors": self._joined("colors", {question.name: words})}
        if question is HOTLINE:
            return {HOTLINE.name: [*self._listed(HOTLINE.name), question.read(words)]}
        value = question.read(words)
        labels = self._labels(value) if question is LANGUAGES else {}
        return {question.name: value, **labels}

    def _joined(self, name: str, new: dict[str, Value]) -> Value:
        known = self.start.values.get(name)
        return {**known, **new} if isinstance(known, dict) else {**new}

    def _listed(self, name: str) -> list[Value]:
        known = self.start.values.get(name)
        return known if isinstance(known, list) else []

    def _labels(self, languages: Value) -> dict[str, Value]:
        """What “Leave now” is called, where one of the languages has no word for it yet."""
        codes = languages_of({LANGUAGES.name: languages})
        given = dict(words.partition("=")[::2] for words in self.given["exit_label"])
        for code in () if self.is_silent else silent(codes):
            given[code] = given.get(code) or self._label(code)
        return {"exit_label": labels(codes, given)} if silent(codes) and given else {}

    def _label(self, code: str) -> str:
        question = LABEL.format(language=language_name(code))
        while complaint := label_complaint(words := _typed(question)):
            self._complain(complaint)
        return words

    def _show_contrast(self, question: Question) -> None:
        colors = self.start.values.get("colors")
        if question not in COLORS or not isinstance(colors, dict):
            return
        own = palette.colours_of(self.start.root / "docs" / palette.STYLE_SHEET)[palette.LIGHT]
        for other, what in palette.MEETS[question.name].items():
            ratio = contrast(str(colors[question.name]), own[other])
            click.echo(f"  With {what}: {ratio:.1f}:1 (at least {LEAST}:1 is needed)")


def _typed(words: str, default: str | None = None) -> str:
    told = click.prompt(words, default=default, show_default=False, prompt_suffix=" ")
    return str(told).strip()
