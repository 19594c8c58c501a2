"""The values of one file and where each stands, for messages that point at the place."""

import re
from dataclasses import dataclass, field

from macros.problems import Problem

Value = str | list["Value"] | dict[str, "Value"] | None
Location = tuple[str | int, ...]
Mark = tuple[int, int]
"""Line and column, from 1."""

GLUED = re.compile(r"[ ]*(?:-[ ]+)*[a-z][a-z0-9_]*:(?=[^\s:/])")


@dataclass
class Tree:
    """The values of one file; `marks` and `keys` say where values and field names stand.

    It is `whole` when nothing of the file was left out.
    """

    path: str
    lines: list[str]
    value: Value = None
    whole: bool = True
    marks: dict[Location, Mark] = field(default_factory=dict)
    keys: dict[Location, Mark] = field(default_factory=dict)

    def problem(self, mark: Mark, message: str) -> Problem:
        line, column = mark
        return Problem(self.path, line, column, message, self.line(line))

    def origin(self, location: Location) -> tuple["Tree", Location]:
        """The file in which the value at `location` stands, and its place in there."""
        return self, location

    def at(self, location: Location, message: str) -> Problem:
        """A problem with the value at `location`, or with the nearest thing that holds it."""
        tree, _ = self.origin(location)
        return self.said(tree.problem(self.mark(location), message))

    def said(self, problem: Problem) -> Problem:
        """A problem with one of the values, as one says it who knows what the file belongs to."""
        return problem

    def at_key(self, location: Location, message: str) -> Problem:
        tree, place = self.origin(location)
        mark = tree.keys.get(place)
        return self.said(tree.problem(mark, message)) if mark else self.at(location, message)

    def mark(self, location: Location) -> Mark:
        tree, place = self.origin(location)
        while place and place not in tree.marks:
            place = place[:-1]
        return tree.marks.get(place, (1, 1))

    def line_of(self, location: Location, beside: Location) -> str:
        """Where the value at `location` stands, as one says it in the file of `beside`."""
        tree, _ = self.origin(location)
        line, _ = self.mark(location)
        here, _ = self.origin(beside)
        return f"line {line}" if tree is here else f"{tree.path}:{line}"

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def written(self, location: Location) -> str:
        """What stands in the file from the value at `location` to the end of its line."""
        tree, place = self.origin(location)
        line, column = tree.mark(place)
        return tree.line(line)[column - 1 :]

    def glued(self, location: Location) -> Mark | None:
        """Where a colon lacks its space in the line of the value at `location`, if one does."""
        tree, place = self.origin(location)
        line, _ = tree.mark(place)
        return after_glued_colon(tree.line(line), line)


def mark_after(before: str) -> Mark:
    """The place of what follows `before`."""
    lines = f"{before}.".splitlines()
    return len(lines), len(lines[-1])


def indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def content(text: str) -> int:
    """The column in which a line starts, its dashes left out."""
    return len((re.match(r"[ ]*(?:-[ ]+)*", text) or [""])[0]) + 1


def after_glued_colon(text: str, line: int) -> Mark | None:
    glued = GLUED.match(text)
    return (line, glued.end() + 1) if glued else None
