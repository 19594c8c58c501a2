"""Problems as GitHub shows them: beside the lines of a change.

A workflow's log is read for commands, one a line. Words from data must never become one, so all
that quotes them stands where commands are switched off, or is escaped.
"""

import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from macros.problems import Problem, report, visible

VARIABLE = "GITHUB_ACTIONS"
"""GitHub sets it to `true` in its workflows."""
TITLE = "guide check"
ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
IN_PROPERTIES = ESCAPES | {":": "%3A", ",": "%2C"}

Level = Literal["error", "warning", "notice"]


def reported(problems: Sequence[Problem]) -> str:
    """The report; in a workflow, a note beside each line that is wrong as well."""
    return annotated(report(problems), sorted(set(problems)), "error")


def annotated(words: str, problems: Iterable[Problem], level: Level) -> str:
    """`words` about `problems`; in a workflow they stand where nobody takes them for commands."""
    if os.environ.get(VARIABLE) != "true":
        return words
    # Nobody who writes data can know it, so nothing in `words` can switch commands on again.
    token = secrets.token_hex(16)
    notes = (_command(problem, level) for problem in problems)
    # A log may put words of its own before the first line.
    return "\n".join(["", f"::stop-commands::{token}", words, f"::{token}::", *notes])


def _command(problem: Problem, level: Level) -> str:
    place = {"file": problem.path, "line": problem.line, "col": problem.column, "title": TITLE}
    properties = (f"{name}={_escaped(value, IN_PROPERTIES)}" for name, value in place.items())
    return f"::{level} {','.join(properties)}::{_escaped(visible(problem.message), ESCAPES)}"


def _escaped(value: object, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in str(value))
