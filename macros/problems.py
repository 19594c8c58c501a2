"""What is wrong with a file, said so that the person who keeps the data can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

EXCERPT_LIMIT = 100


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: `path` is relative to the project, `line` and `column` count from 1."""

    path: str
    line: int
    column: int
    message: str
    excerpt: str = field(default="", compare=False)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}: {self.message}"
        if not self.excerpt.strip() or self.column > EXCERPT_LIMIT:
            return place
        shown = self.excerpt.replace("\t", " ")
        if len(shown) > EXCERPT_LIMIT:
            shown = shown[: EXCERPT_LIMIT - 1] + "…"
        return f"{place}\n    {shown}\n    {' ' * (self.column - 1)}^"


class ProblemsFoundError(Exception):
    """Nothing can be built from what was read; `problems` says why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """All problems in the order of files and lines, and how many there are."""
    found = sorted(set(problems))
    count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
    return "\n".join([*map(str, found), f"{count} found; nothing was changed."])


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that `word` most likely stands for, or nothing."""
    lowered = {choice.lower(): choice for choice in choices}
    match = process.extractOne(word.lower(), list(lowered), scorer=fuzz.ratio, score_cutoff=65)
    return lowered[match[0]] if match else ""


def meant(word: str, choices: Iterable[str]) -> str:
    """The tail of a message that offers the nearest choice, if one is near."""
    choice = nearest(word, choices)
    return f", did you mean '{choice}'?" if choice else ""


def allowed(word: str, choices: Iterable[str], limit: int = 26) -> str:
    """The nearest choice and, where they are few enough to read, all of them."""
    known = list(choices)
    near = meant(word, known)
    if len(known) > limit or not known:
        return near
    return f"{near or ';'}{' A' if near else ' a'}llowed: {', '.join(known)}"
