"""YAML text → plain values, with the line and column of each.

Every scalar stays the text that stands in the file: the model decides what it means, so that
quoting, `no`, `07001` or `2026-02-30` hold no surprise. Aliases, tags and second documents are
refused: data needs none, and they are how a small file becomes a large one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from macros.problems import HIDDEN, Problem, quoted

Value = str | list["Value"] | dict[str, "Value"] | None
Location = tuple[str | int, ...]
Mark = tuple[int, int]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EMPTY = ("", "~", "null", "Null", "NULL")
DEPTH_LIMIT = 20
ODD_SPACES = r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
ODD_SPACE = re.compile(rf"(?m)^[ -]*(?:[a-z_]+:)?[ ]*({ODD_SPACES})")
FIELD = re.compile(r"[ ]*(?:-[ ]+)*[A-Za-z][\w-]*:(?=\s|$)")
GLUED = re.compile(r"[ ]*(?:-[ ]+)*[a-z][a-z0-9_]*:(?=[^\s:/])")

QUOTE_IT = "put the whole value in quotes"
COLON = f"this value holds a colon: {QUOTE_IT}"
TAB = "a tab stands here: use spaces instead"
NO_SPACE = "write a space after this colon"
NO_FIELD = (
    "this line starts with no field's name and colon; if it goes on with the text above, indent it"
)
NO_DASH = "this line stands in a list and lacks its dash ('- ')"
NO_NAME = "a field's name is missing before this colon"
DEEPER = "this line is indented deeper than the one above it, which has its value already"
BACKSLASH = "a backslash does not fit here: use single quotes around the value, or no quotes"
EMPTY_ITEM = "this item is empty: fill it in, or delete its dash"


def cannot_start(character: str) -> str:
    return f"a value cannot start with '{character}': {QUOTE_IT}"


def _unlike(column: int) -> str:
    return f"this line starts in column {column}, and nothing that it could belong to starts there"


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

    def at(self, location: Location, message: str) -> Problem:
        """A problem with the value at `location`, or with the nearest thing that holds it."""
        return self.problem(self.mark(location), message)

    def at_key(self, location: Location, message: str) -> Problem:
        mark = self.keys.get(location)
        return self.problem(mark, message) if mark else self.at(location, message)

    def mark(self, location: Location) -> Mark:
        while location and location not in self.marks:
            location = location[:-1]
        return self.marks.get(location, (1, 1))

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def written(self, location: Location) -> str:
        """What stands in the file from the value at `location` to the end of its line."""
        line, column = self.mark(location)
        return self.line(line)[column - 1 :]

    def glued(self, location: Location) -> Mark | None:
        """Where a colon lacks its space in the line of the value at `location`, if one does."""
        line, _ = self.mark(location)
        return _after_glued_colon(self.line(line), line)


class _StopError(Exception):
    def __init__(self, mark: Mark, message: str) -> None:
        self.mark = mark
        self.message = message


def decode(data: bytes, path: str) -> str | Problem:
    """The text of a file, or the place of its first byte that is not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(path, 1, 1, "is saved as UTF-16: save it again as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        line, column = mark_after(before)
        here = data.decode("utf-8-sig", "replace").splitlines()[line - 1]
        message = f"a character here is not saved as UTF-8 (0x{data[error.start]:02X}): "
        return Problem(path, line, column, f"{message}save the file again as UTF-8", here)


def parse(text: str, path: str) -> tuple[Tree, list[Problem]]:
    """The tree of `text`; its value is nothing where the text cannot be read."""
    tree = Tree(path, text.splitlines())
    reader = _Reader(tree)
    try:
        _refuse_odd_characters(text)
        reader.read(text)
    except _StopError as stop:
        tree.value = None
        reader.problems.append(tree.problem(stop.mark, stop.message))
    except yaml.YAMLError as error:
        tree.value = None
        reader.problems.append(tree.problem(*_Slip.of(error, tree, reader.last).said()))
    tree.whole = not reader.problems
    return tree, reader.problems


def mark_after(before: str) -> Mark:
    """The place of what follows `before`."""
    lines = f"{before}.".splitlines()
    return len(lines), len(lines[-1])


def _refuse_odd_characters(text: str) -> None:
    if hidden := HIDDEN.search(text.replace("\r", "\n")):
        mark = mark_after(text[: hidden.start()])
        raise _StopError(mark, f"{_hidden(hidden[0])} stands here: delete it")
    if odd := ODD_SPACE.search(text):
        message = f"this is no ordinary space (U+{ord(odd[1]):04X}): type a space instead"
        raise _StopError(mark_after(text[: odd.start(1)]), message)


def _hidden(character: str) -> str:
    return f"an invisible character (U+{ord(character):04X})"


class _Reader:
    """Walks the parser's events once; never builds what it would have to refuse."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []
        self.last: yaml.Event | None = None

    def read(self, text: str) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=LOADER)
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise _StopError((1, 1), self._why_empty())
        self.tree.value = self._node(self._next(), ())
        if self.tree.value is None:
            raise _StopError((1, 1), self._why_empty())
        self._next()
        following = self._next()
        if isinstance(following, yaml.DocumentStartEvent):
            message = "a second part starts here, and a file has only one: delete this line"
            raise _StopError(_start(following), message)

    def _next(self) -> yaml.Event:
        self.last = next(self.events)
        return self.last

    def _why_empty(self) -> str:
        notes = any(line.lstrip().startswith("#") for line in self.tree.lines)
        return "holds nothing but notes (lines after '#')" if notes else "is empty"

    def _node(self, event: yaml.Event, location: Location) -> Value:
        mark = self.tree.marks[location] = _start(event)
        self._refuse_what_data_never_needs(event, mark)
        if len(location) > DEPTH_LIMIT:
            raise _StopError(mark, "lists and groups stand too deep inside one another here")
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(location)
        return self._mapping(location)

    def _refuse_what_data_never_needs(self, event: yaml.Event, mark: Mark) -> None:
        """Aliases, anchors and tags."""
        if isinstance(event, yaml.AliasEvent):
            raise _StopError(mark, cannot_start("*"))
        if getattr(event, "anchor", None):
            raise _StopError(mark, cannot_start("&"))
        if getattr(event, "tag", None):
            raise _StopError(mark, cannot_start("!"))

    def _text(self, event: yaml.ScalarEvent, mark: Mark) -> str | None:
        text = str(event.value)
        if hidden := HIDDEN.search(text):
            raise _StopError(mark, f"this value holds {_hidden(hidden[0])}: delete it")
        if event.style:
            return text
        for line in range(mark[0] + 1, _end(event)[0] + 1):
            if re.match(r"\s*-\s", self.tree.line(line)):
                message = "this dash goes on with the text above: start all dashes in one column"
                raise _StopError((line, _indent(self.tree.line(line)) + 1), message)
        return None if text in EMPTY else text

    def _list(self, location: Location) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._node(event, (*location, len(values))))
        return values

    def _mapping(self, location: Location) -> dict[str, Value]:
        values: dict[str, Value] = {}
        repeated: list[str] = []
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name = self._name(event)
            here = (*location, name)
            if here in self.tree.keys:
                if not (repeated and _starts_item(location, repeated[0], values)):
                    self._repeat(here, _start(event))
                repeated.append(name)
                self._node(self._next(), (*here, "again"))
                continue
            self.tree.keys[here] = _start(event)
            value = self._node(self._next(), here)
            values[name] = value
        return {name: value for name, value in values.items() if value is not None}

    def _name(self, event: yaml.Event) -> str:
        mark = _start(event)
        self._refuse_what_data_never_needs(event, mark)
        if not isinstance(event, yaml.ScalarEvent):
            raise _StopError(mark, cannot_start(self.tree.line(mark[0])[mark[1] - 1 : mark[1]]))
        name = str(event.value)
        if not name.strip():
            raise _StopError(mark, NO_NAME)
        if hidden := HIDDEN.search(name):
            raise _StopError(mark, f"this name holds {_hidden(hidden[0])}: delete it")
        return name

    def _repeat(self, here: Location, mark: Mark) -> None:
        line, _ = self.tree.keys[here]
        name = quoted(here[-1])
        in_list = len(here) > 1 and isinstance(here[-2], int)
        advice = "keep one, or put a dash before a new item" if in_list else "keep one"
        message = f"{name} stands here a second time (first in line {line}); {advice}"
        self.problems.append(self.tree.problem(mark, message))


def _starts_item(location: Location, name: str, values: dict[str, Value]) -> bool:
    """Whether `name`, standing a second time, begins a list item that lacks its dash."""
    return bool(location) and isinstance(location[-1], int) and name == next(iter(values), "")


def _start(event: yaml.Event) -> Mark:
    return _place(event.start_mark)


def _end(event: yaml.Event) -> Mark:
    return _place(event.end_mark)


def _place(mark: Any) -> Mark:
    """Where one of the parser's marks stands; libyaml has its own class for them."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _content(text: str) -> int:
    """The column in which a line starts, its dashes left out."""
    return len((re.match(r"[ ]*(?:-[ ]+)*", text) or [""])[0]) + 1


def _after_glued_colon(text: str, line: int) -> Mark | None:
    glued = GLUED.match(text)
    return (line, glued.end() + 1) if glued else None


# --- syntax ------------------------------------------------------------------


@dataclass(frozen=True)
class _Slip:
    """Where the parser gave up, what it had begun there, and the last thing that it read."""

    tree: Tree
    reason: str
    mark: Mark
    begun: Mark
    last: yaml.Event | None

    @classmethod
    def of(cls, error: yaml.YAMLError, tree: Tree, last: yaml.Event | None) -> _Slip:
        if not isinstance(error, yaml.MarkedYAMLError):
            return cls(tree, str(error), (1, 1), (1, 1), last)
        mark = _place(error.problem_mark or error.context_mark)
        begun = _place(error.context_mark or error.problem_mark)
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
        if glued := _after_glued_colon(above, number):
            return glued, NO_SPACE
        if number and _content(above) == _content(self.text) and not FIELD.match(above):
            return (number, _content(above)), NO_FIELD
        if FIELD.match(self.text):
            return (line, _indent(self.text) + 1), DEEPER
        return self.mark, COLON

    def no_colon(self) -> tuple[Mark, str]:
        """A line without a field's name where a field was due."""
        line, column = self.begun
        if glued := _after_glued_colon(self.tree.line(line), line):
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
        indent = _indent(self.tree.line(first))
        if self.starts_line and indent >= self.mark[1]:
            return (first, indent + 1), f"the first field starts in column {indent + 1}, not in 1"
        return self.after_value()

    def after_value(self) -> tuple[Mark, str]:
        """What follows the closing quote or bracket of a value, or a line indented wrongly."""
        before = self.text[: self.mark[1] - 1].rstrip()
        if isinstance(self.last, yaml.ScalarEvent) and self.last.style in ("'", '"'):
            if _end(self.last)[0] == self.mark[0] and before:
                return self._after_quote(self.last, self.last.style)
        elif before.endswith(("]", "}")):
            return self.mark, f"text goes on after the closing '{before[-1]}': {QUOTE_IT}"
        if self.starts_line:
            return self.mark, _unlike(self.mark[1])
        return self.mark, f"this part of the line cannot be read: {QUOTE_IT}"

    def _after_quote(self, value: yaml.Event, quote: str) -> tuple[Mark, str]:
        opened = _start(value)
        if opened[0] != self.mark[0]:
            return opened, f"a quote is opened here and closed only in line {self.mark[0]}"
        name, other = ("single", "'") if quote == '"' else ("double", '"')
        advice = f"put {name} quotes ({other}) around the whole value"
        if other in self.text[opened[1] :]:
            advice = "delete the quotes inside it"
        return self.mark, f"text goes on after the closing quote: {advice}"

    def bracket(self) -> tuple[Mark, str]:
        character = "[" if "]" in self.reason else "{"
        if self.mark[0] == self.begun[0] and self.text[self.mark[1] - 1 :].strip():
            return self.mark, "a comma is missing before this"
        return self.begun, f"a '{character}' is opened here and never closed"

    def nothing(self) -> tuple[Mark, str]:
        character = self.text[self.mark[1] - 1 : self.mark[1]]
        if "flow" in self.reason and character in ",]}":
            return self.mark, f"nothing stands before this '{character}'"
        return self.start()


SLIPS: dict[str, Callable[[_Slip], tuple[Mark, str]]] = {
    "scanning a directive": _Slip.begun_with,
    "mapping values are not allowed": _Slip.colon,
    "could not find expected ':'": _Slip.no_colon,
    "unexpected end of stream": _Slip.unclosed_quote,
    "cannot start any token": _Slip.start,
    "tab character": _Slip.tab,
    "parsing a quoted scalar": _Slip.backslash,
    "did not find expected key": _Slip.key,
    "expected '-' indicator": _Slip.dash,
    "expected <document start>": _Slip.whole,
    "expected ',' or": _Slip.bracket,
    "alphabetic or numeric": _Slip.begun_with,
    "mapping keys are not allowed": _Slip.start,
    "sequence entries are not allowed": _Slip.dash_in_value,
    "expected comment or line break": _Slip.begun_with,
    "expected node content": _Slip.nothing,
}
"""By what the parser says (libyaml's words)."""
