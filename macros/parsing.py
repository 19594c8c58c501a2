"""YAML text → plain values, with the line and column of each.

Every scalar stays the text that stands in the file: the model decides what it means, so that
quoting, `no`, `07001` or `2026-02-30` hold no surprise. Aliases, tags and second documents are
refused: data needs none, and they are how a small file becomes a large one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from macros.problems import Problem

Value = str | list["Value"] | dict[str, "Value"] | None
Location = tuple[str | int, ...]
Mark = tuple[int, int]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EMPTY = ("", "~", "null", "Null", "NULL")
DEPTH_LIMIT = 20
UNPRINTABLE = re.compile(
    "[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)

QUOTE_IT = "put the whole value in quotes"
SYNTAX = {
    "could not find expected ':'": "this line is no 'field: value', and no part of the one above",
    "found unexpected end of stream": "a quote is opened here and never closed",
    "found a tab character that violates indentation": "a tab stands here: indent with spaces",
    "found unknown escape character": (
        "a backslash does not fit here: use single quotes around the value, or no quotes"
    ),
    "did not find expected <document start>": "this line is indented unlike the ones above it",
    "did not find expected ',' or ']'": "a '[' is opened here and never closed",
    "did not find expected ',' or '}'": "a '{' is opened here and never closed",
    "did not find expected alphabetic or numeric character": (
        f"a value cannot start with this character: {QUOTE_IT}"
    ),
}
AT_CONTEXT = ("could not find", "unexpected end", "',' or", "alphabetic")


@dataclass
class Tree:
    """The values of one file; `marks` and `keys` say where values and field names stand."""

    path: str
    lines: list[str]
    value: Value = None
    marks: dict[Location, Mark] = field(default_factory=dict)
    keys: dict[Location, Mark] = field(default_factory=dict)

    def problem(self, mark: Mark, message: str) -> Problem:
        line, column = mark
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        return Problem(self.path, line, column, message, excerpt)

    def at(self, location: Location, message: str) -> Problem:
        """A problem with the value at `location`, or with the nearest thing that holds it."""
        while location and location not in self.marks:
            location = location[:-1]
        return self.problem(self.marks.get(location, (1, 1)), message)

    def at_key(self, location: Location, message: str) -> Problem:
        mark = self.keys.get(location)
        return self.problem(mark, message) if mark else self.at(location, message)


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
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        byte = data[error.start]
        return Problem(
            path, line, column, f"holds a byte (0x{byte:02X}) that is not UTF-8: save it as UTF-8"
        )


def parse(text: str, path: str) -> tuple[Tree, list[Problem]]:
    """The tree of `text`; with problems, as much of it as could be read."""
    tree = Tree(path, text.splitlines())
    if odd := UNPRINTABLE.search(text):
        before = text[: odd.start()]
        mark = (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
        return tree, [
            tree.problem(mark, f"holds an invisible character (U+{ord(odd[0]):04X}); delete it")
        ]
    reader = _Reader(tree)
    try:
        reader.read(text)
    except _StopError as stop:
        reader.problems.append(tree.problem(stop.mark, stop.message))
    except yaml.MarkedYAMLError as error:
        reader.problems.append(_syntax_problem(error, tree))
    return tree, reader.problems


class _Reader:
    """Walks the parser's events once; never builds what it would have to refuse."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []

    def read(self, text: str) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=LOADER)
        next(self.events)
        started = next(self.events)
        if isinstance(started, yaml.StreamEndEvent):
            raise _StopError((1, 1), "is empty")
        self.tree.value = self._node(next(self.events), ())
        if self.tree.value is None:
            raise _StopError((1, 1), "is empty")
        next(self.events)
        following = next(self.events)
        if isinstance(following, yaml.DocumentStartEvent):
            raise _StopError(
                _mark(following), "a second document starts here: delete the line '---'"
            )

    def _node(self, event: yaml.Event, location: Location) -> Value:
        mark = self.tree.marks[location] = _mark(event)
        if isinstance(event, yaml.AliasEvent):
            raise _StopError(
                mark, f"'*{event.anchor}' is a YAML alias: write the value out, or quote it"
            )
        if anchor := getattr(event, "anchor", None):
            raise _StopError(
                mark,
                f"'&{anchor}' is a YAML anchor: delete it, or quote the value",
            )
        if getattr(event, "tag", None):
            raise _StopError(
                mark, f"'{_shown(event.tag)}' is a YAML tag: delete it, or quote the value"
            )
        if len(location) > DEPTH_LIMIT:
            raise _StopError(mark, "is nested too deep")
        if isinstance(event, yaml.ScalarEvent):
            return None if event.style is None and event.value in EMPTY else str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(location)
        return self._mapping(location)

    def _list(self, location: Location) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            value = self._node(event, (*location, len(values)))
            if value is None:
                message = "an empty item in a list: fill it in, or delete the dash"
                self.problems.append(self.tree.problem(_mark(event), message))
                continue
            values.append(value)
        return values

    def _mapping(self, location: Location) -> dict[str, Value]:
        values: dict[str, Value] = {}
        first_marks: dict[str, Mark] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _StopError(_mark(event), "a field's name must be one word")
            name, mark = str(event.value), _mark(event)
            if name in first_marks:
                line = first_marks[name][0]
                message = f"'{name}' stands here a second time (first in line {line}); keep one"
                self.problems.append(self.tree.problem(mark, message))
                self._node(next(self.events), (*location, name, "again"))
                continue
            first_marks[name] = self.tree.keys[(*location, name)] = mark
            value = self._node(next(self.events), (*location, name))
            if value is not None:
                values[name] = value
        return values


def _mark(event: yaml.Event) -> Mark:
    start = event.start_mark
    return (start.line + 1, start.column + 1) if start else (1, 1)


def _shown(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _syntax_problem(error: yaml.MarkedYAMLError, tree: Tree) -> Problem:
    said = error.problem or ""
    mark = error.problem_mark
    if error.context_mark and any(part in said for part in AT_CONTEXT):
        mark = error.context_mark
    position = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return tree.problem(position, _plain_words(said, position, tree))


def _plain_words(said: str, position: Mark, tree: Tree) -> str:
    line, column = position
    text = tree.lines[line - 1] if line <= len(tree.lines) else ""
    if said == "mapping values are not allowed in this context":
        return _misplaced_colon(text[: column - 1], tree.lines[: line - 1])
    if said == "found character that cannot start any token":
        if text[column - 1 : column] == "\t":
            return SYNTAX["found a tab character that violates indentation"]
        return f"a value cannot start with '{text[column - 1 : column]}': {QUOTE_IT}"
    if said == "did not find expected key":
        if re.match(r"\s*(- )?[\w-]+:( |$)", text) and column <= len(text) - len(text.lstrip()) + 1:
            return "this line is indented unlike the ones above it"
        return "the value ends here, after its closing quote, but the line goes on; quote all of it"
    if said == "did not find expected '-' indicator":
        return "a list goes on here, but the line does not start with a dash in the same column"
    return SYNTAX.get(said, f"cannot be read as YAML here ({said})")


def _misplaced_colon(before: str, lines_above: list[str]) -> str:
    if re.search(r":\s", before):
        return f"this value holds a colon: {QUOTE_IT}"
    above = next((text for text in reversed(lines_above) if text.strip()), "")
    if re.match(r"\s*(- )?[\w-]+:\S", above):
        return "the line above lacks a space after its colon"
    return "this line is indented deeper than the one above it"
