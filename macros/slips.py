"""Slips of YAML's syntax: what the parser stumbled over, where to look and what to do there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from macros.tree import Mark, Tree, after_glued_colon, content, indent

FIELD = re.compile(r"[ ]*(?:-[ ]+)*[A-Za-z][\w-]*:(?=\s|$)")

QUOTE_IT = "put the whole value in quotes"
COLON = f"this value holds a colon: {QUOTE_IT}"
COMMA = f"a comma stands in this value: {QUOTE_IT}"
TAB = "a tab stands here: use spaces instead"
NO_SPACE = "write a space after this colon"
NO_FIELD = (
    "this line starts with no field's name and colon; if it goes on with the text above, indent it"
)
NO_DASH = "this line stands in a list and lacks its dash ('- ')"
DASH_IN_TEXT = (
    "this dash is read as part of the text above: "
    "give each item a line of its own, all dashes in one column"
)
NO_NAME = "a field's name is missing before this colon"
DEEPER = (
    "this line is indented deeper than the one above it, which has its value already: "
    "start both in the same column"
)
BACKSLASH = "a backslash does not fit here: use single quotes around the value, or no quotes"
CUT = "everything from this '#' on would be lost: put the whole value in quotes"
EMPTY_ITEM = "this item is empty: fill it in, or delete its dash"


def cannot_start(character: str) -> str:
    return f"a value cannot start with '{character}': {QUOTE_IT}"


def noted(written: str) -> str:
    """What to do where a note stands in place of a value, or nothing."""
    note = "what follows '#' is a note; put the value in quotes"
    return note if written.lstrip().startswith("#") else ""


def unlike(column: int) -> str:
    return (
        f"this line starts in column {column}, and nothing that it could belong to starts there: "
        "indent it like its neighbours"
    )


def start(event: yaml.Event) -> Mark:
    return place(event.start_mark)


def end(event: yaml.Event) -> Mark:
    return place(event.end_mark)


def place(mark: Any) -> Mark:
    """Where one of the parser's marks stands; libyaml has its own class for them."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


@dataclass(frozen=True)
class Slip:
    """Where the parser gave up, what it had begun there, and the last thing that it read."""

    tree: Tree
    reason: str
    mark: Mark
    begun: Mark
    last: yaml.Event | None

    @classmethod
    def of(cls, error: yaml.YAMLError, tree: Tree, last: yaml.Event | None) -> Slip:
        if not isinstance(error, yaml.MarkedYAMLError):
            return cls(tree, str(error), (1, 1), (1, 1), last)
        mark = place(error.problem_mark or error.context_mark)
        begun = place(error.context_mark or error.problem_mark)
        return cls(tree, f"{error.context or ''}: {error.problem or ''}", mark, begun, last)

    def said(self) -> tuple[Mark, str]:
        """The place to look at and what to do there, in plain words."""
        for reason, explain in SLIPS.items():
            if reason in self.reason:
                return explain(self)
        return self.mark, "this line cannot be read: compare it with its neighbours"

    @property
    def text(self) -> str:
        return self.tree.line(self.mark[0])

    @property
    def starts_line(self) -> bool:
        return not self.text[: self.mark[1] - 1].strip()

    @property
    def above(self) -> tuple[int, str]:
        """The nearest line above that holds more than a note."""
        for line in range(self.mark[0] - 1, 0, -1):
            text = self.tree.line(line)
            if text.strip() and not text.lstrip().startswith("#"):
                return line, text
        return 0, ""

    # --- what each reason comes from ---

    def colon(self) -> tuple[Mark, str]:
        """A colon where none can be: in a value, or in a line that is indented wrongly."""
        line, column = self.mark
        if value := re.match(r".*?:\s+(.*)", self.text[: column - 1]):
            if value[1][:1] in ("“", "”", "„", "‘", "«"):
                start = (line, value.start(1) + 1)
                return start, f"'{value[1][0]}' is no plain quote: put plain quotes (\") here"
            return self.mark, COLON
        number, above = self.above
        if glued := after_glued_colon(above, number):
            return glued, NO_SPACE
        if number and content(above) == content(self.text) and not FIELD.match(above):
            return (number, content(above)), NO_FIELD
        if FIELD.match(self.text):
            return (line, indent(self.text) + 1), DEEPER
        return self.mark, COLON

    def colon_in_brackets(self) -> tuple[Mark, str]:
        return self.mark, COLON

    def no_colon(self) -> tuple[Mark, str]:
        """A line without a field's name where a field was due."""
        line, column = self.begun
        if glued := after_glued_colon(self.tree.line(line), line):
            return glued, NO_SPACE
        dashes = re.compile(rf"[ ]{{{column - 1}}}-\s")
        if any(dashes.match(text) for text in self.tree.lines[: line - 1]) and column > 1:
            return self.begun, NO_DASH
        return self.begun, NO_FIELD

    def unclosed_quote(self) -> tuple[Mark, str]:
        return self.begun, "a quote is opened here and never closed"

    def start(self) -> tuple[Mark, str]:
        character = self.text[self.mark[1] - 1 : self.mark[1]]
        if character == "\t":
            return self.tab()
        return self.mark, cannot_start(character)

    def begun_with(self) -> tuple[Mark, str]:
        line, column = self.begun
        return self.begun, cannot_start(self.tree.line(line)[column - 1 : column])

    def tab(self) -> tuple[Mark, str]:
        if self.text.strip():
            return self.mark, TAB
        return self.mark, "this line looks empty and holds a tab: delete it"

    def dash_in_value(self) -> tuple[Mark, str]:
        return self.mark, f"{cannot_start('- ')}, or start the list in the next line"

    def backslash(self) -> tuple[Mark, str]:
        line, column = self.mark
        return (line, self.text.rfind("\\", 0, column) + 1 or column), BACKSLASH

    def key(self) -> tuple[Mark, str]:
        """Something among fields that is no field."""
        if self.text[self.mark[1] - 1 :].startswith(":"):
            return self.mark, NO_NAME
        if self.starts_line and self.mark[1] == self.begun[1] and self.text.lstrip()[:1] == "-":
            return self.mark, "a dash stands here among fields: delete it"
        return self.after_value()

    def dash(self) -> tuple[Mark, str]:
        """Something among the items of a list that is no item."""
        if self.starts_line and self.mark[1] == self.begun[1]:
            return self.mark, NO_DASH
        return self.after_value()

    def whole(self) -> tuple[Mark, str]:
        """Something after the end of all that was read."""
        number, above = self.above
        if above.rstrip() == "...":
            return (number, 1), "this line ends the file: delete it"
        if self.tree.line(1).startswith("%"):
            return (1, 1), cannot_start("%")
        first = next((n for n, t in enumerate(self.tree.lines, 1) if FIELD.match(t)), 0)
        depth = indent(self.tree.line(first))
        if self.starts_line and depth >= self.mark[1]:
            return (first, depth + 1), f"the first field starts in column {depth + 1}, not in 1"
        return self.after_value()

    def after_value(self) -> tuple[Mark, str]:
        """What follows the closing quote or bracket of a value, or a line indented wrongly."""
        before = self.text[: self.mark[1] - 1].rstrip()
        if isinstance(self.last, yaml.ScalarEvent) and self.last.style in ("'", '"'):
            if end(self.last)[0] == self.mark[0] and before:
                return self._after_quote(self.last, self.last.style)
        elif before.endswith(("]", "}")):
            message = f"text goes on after the closing '{before[-1]}'"
            return self.mark, f"{message}: delete what follows, or {QUOTE_IT}"
        if self.starts_line:
            return self.mark, unlike(self.mark[1])
        return self.mark, f"this part of the line cannot be read: {QUOTE_IT}"

    def _after_quote(self, value: yaml.Event, quote: str) -> tuple[Mark, str]:
        opened = start(value)
        if opened[0] != self.mark[0]:
            return opened, f"a quote is opened here and closed only in line {self.mark[0]}"
        name, other = ("single", "'") if quote == '"' else ("double", '"')
        advice = f"put {name} quotes ({other}) around the whole value"
        if other in self.text[opened[1] :]:
            advice = "delete the quotes inside the value"
        return self.mark, f"text goes on after the closing quote: {advice}"

    def bracket(self) -> tuple[Mark, str]:
        character = "[" if "]" in self.reason else "{"
        rest = self.text[self.mark[1] - 1 :]
        if self.mark[0] == self.begun[0] and rest.strip():
            return self.mark, COLON if rest[0] == ":" else "a comma is missing before this"
        return self.begun, f"a '{character}' is opened here and never closed"

    def nothing(self) -> tuple[Mark, str]:
        character = self.text[self.mark[1] - 1 : self.mark[1]]
        number, above = self.above
        if not character and " #" in above:
            return (number, above.index(" #") + 2), f"'#' begins a note: {QUOTE_IT}"
        if "flow" in self.reason and character in ",]}":
            return self.mark, f"nothing stands before this '{character}'"
        return self.start()


SLIPS: dict[str, Callable[[Slip], tuple[Mark, str]]] = {
    "scanning a directive": Slip.begun_with,
    "incompatible YAML document": Slip.begun_with,
    "scanning a tag": Slip.begun_with,
    "mapping values are not allowed": Slip.colon,
    "could not find expected ':'": Slip.no_colon,
    "unexpected end of stream": Slip.unclosed_quote,
    "cannot start any token": Slip.start,
    "tab character": Slip.tab,
    "found unexpected ':'": Slip.colon_in_brackets,
    "parsing a quoted scalar": Slip.backslash,
    "did not find expected key": Slip.key,
    "expected '-' indicator": Slip.dash,
    "expected <document start>": Slip.whole,
    "expected ',' or": Slip.bracket,
    "alphabetic or numeric": Slip.begun_with,
    "mapping keys are not allowed": Slip.start,
    "sequence entries are not allowed": Slip.dash_in_value,
    "expected comment or line break": Slip.begun_with,
    "expected node content": Slip.nothing,
}
"""By what the parser says (libyaml's words)."""
