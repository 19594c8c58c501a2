"""What is wrong with a file, said so that the person who keeps the data can mend it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

EXCERPT_LIMIT = 100
QUOTED_LIMIT = 70
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
"""Characters that nobody sees, or that reorder what is read.

Not among them are the marks that Arabic and Hebrew are written with (U+061C, 200E, 200F).
"""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: `path` is relative to the project, `line` and `column` count from 1."""

    path: str
    line: int
    column: int
    message: str
    excerpt: str = field(default="", compare=False)

    def __str__(self) -> str:
        place = visible(f"{self.path}:{self.line}:{self.column}: {self.message}")
        if not self.excerpt.strip():
            return place
        shown, column = _window(visible(self.excerpt), self.column)
        return f"{place}\n    {shown}\n    {' ' * (column - 1)}^"


def report(problems: Iterable[Problem]) -> str:
    """All problems in the order of files and lines, and how many there are."""
    found = sorted(set(problems))
    count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
    return "\n".join([*map(str, found), f"{count} found; nothing was changed."])


def visible(words: str) -> str:
    """`words` on one line, with a mark for each character that would hide."""
    return HIDDEN.sub("\ufffd", re.sub(r"[\t\n]", " ", words))


def _window(line: str, column: int) -> tuple[str, int]:
    """As much of a long line as can be read, and the column that `column` has in there."""
    start = max(column - EXCERPT_LIMIT // 2, 0) if column > EXCERPT_LIMIT - 10 else 0
    shown = line[start : start + EXCERPT_LIMIT]
    if start:
        shown = "…" + shown[1:]
    if len(line) > start + EXCERPT_LIMIT:
        shown = shown[:-1] + "…"
    return shown, column - start


def quoted(words: object) -> str:
    """`words` in quotes, short enough for a message."""
    shown = " ".join(str(words).split())
    return f"'{shown[: QUOTED_LIMIT - 1]}…'" if len(shown) > QUOTED_LIMIT else f"'{shown}'"


def nearest(word: str, choices: Iterable[str], sure: bool = False) -> str:
    """The choice that `word` most likely stands for, or nothing; `sure` takes slips only."""
    lowered = {choice.lower(): choice for choice in choices}
    if sure:
        return next((lowered[choice] for choice in _slips(word.lower(), lowered)), "")
    # Where nothing is wrong, nobody loads it.
    from rapidfuzz import fuzz, process

    match = process.extractOne(word.lower(), list(lowered), scorer=fuzz.ratio, score_cutoff=65)
    return lowered[match[0]] if match else ""


def _slips(word: str, choices: Iterable[str]) -> list[str]:
    """The choices from which `word` differs by a few letters, the nearest first."""
    from rapidfuzz.distance import OSA

    distances = {choice: OSA.distance(word, choice) for choice in choices}
    near = [choice for choice in distances if distances[choice] <= max(1, len(choice) // 3)]
    return sorted(near, key=lambda choice: distances[choice])


def meant(word: str, choices: Iterable[str], sure: bool = False) -> str:
    """The tail of a message that offers the nearest choice, if one is near."""
    choice = nearest(word, choices, sure)
    return f", did you mean '{choice}'?" if choice else ""


def allowed(word: str, choices: Iterable[str], limit: int = 26) -> str:
    """The nearest choice and, where they are few enough to read, all of them."""
    known = list(choices)
    near = meant(word, known)
    if len(known) > limit or not known:
        return near
    return f"{near or ';'}{' A' if near else ' a'}llowed: {', '.join(known)}"
