"""YAML text → plain values, with the line and column of each.

Every scalar stays the text that stands in the file: the model decides what it means, so that
quoting, `no`, `07001` or `2026-02-30` hold no surprise. Aliases, tags and second documents are
refused: data needs none, and they are how a small file becomes a large one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from macros.composing import DEPTH_LIMIT, EMPTY, LOADER, ODD_SPACES, Found, composed
from macros.problems import HIDDEN, Problem, quoted
from macros.slips import COMMA, CUT, DASH_IN_TEXT, NO_NAME, Slip, cannot_start, end, start
from macros.tree import Location, Mark, Tree, Value, indent, mark_after

ODD_SPACE = re.compile(rf"(?m)^[ -]*+(?:[a-z_]++:[ ]*+)?({ODD_SPACES.pattern})")
BEFORE_NOTE = re.compile(r"(\s+)#")
GLUED_NOTE = re.compile(r"[^:#]*:\s*(#\S.*)")


class _StopError(Exception):
    def __init__(self, mark: Mark, message: str) -> None:
        self.mark = mark
        self.message = message


def decode(data: bytes, path: str) -> str | Problem:
    """The text of a file, or the place of its first byte that is not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(path, 1, 1, "is saved as UTF-16: save it again as UTF-8")
    if data.count(b"\0") > 1:
        return Problem(path, 1, 1, "is no text file: save it again as text in UTF-8")
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
    if found := composed(text):
        return PlacedLater(text, path, found), []
    return _placed(text, path)


class PlacedLater(Tree):
    """A sound file: where its values stand is worked out when a message asks for it."""

    def __init__(self, text: str, path: str, found: Found) -> None:
        self.text = text
        self.path = path
        self.found = found
        self.value, self._first = found

    def __getattr__(self, name: str) -> object:
        if name not in ("lines", "marks", "keys"):
            raise AttributeError(name)
        tree, _ = _placed(self.text, self.path)
        self.lines, self.marks, self.keys = tree.lines, tree.marks, tree.keys
        return getattr(self, name)

    def mark(self, location: Location) -> Mark:
        return super().mark(location) if location else (self._first[0], self._first[1])


def _placed(text: str, path: str) -> tuple[Tree, list[Problem]]:
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
        reader.problems.append(tree.problem(*Slip.of(error, tree, reader.last).said()))
    tree.whole = not reader.problems
    return tree, reader.problems


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
            raise _StopError(start(following), message)

    def _next(self) -> yaml.Event:
        self.last = next(self.events)
        return self.last

    def _why_empty(self) -> str:
        notes = any(line.lstrip().startswith("#") for line in self.tree.lines)
        return "holds nothing but notes (lines that start with '#')" if notes else "is empty"

    def _node(self, event: yaml.Event, location: Location) -> Value:
        mark = self.tree.marks[location] = start(event)
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
        for line in range(mark[0] + 1, end(event)[0] + 1):
            if re.match(r"\s*-\s", self.tree.line(line)):
                raise _StopError((line, indent(self.tree.line(line)) + 1), DASH_IN_TEXT)
        if text in EMPTY:
            return None
        self._refuse_cut(event)
        return text

    def _refuse_cut(self, event: yaml.ScalarEvent) -> None:
        """YAML takes ' #' for a note and drops the rest: `12 Main St # 4` would lose its end."""
        line, column = end(event)
        if rest := BEFORE_NOTE.match(self.tree.line(line), column - 1):
            self.problems.append(self.tree.problem((line, column + len(rest[1])), CUT))

    def _list(self, location: Location) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._node(event, (*location, len(values))))
        return values

    def _mapping(self, location: Location) -> dict[str, Value]:
        values: dict[str, Value] = {}
        lacks_dash = False
        in_braces = bool(getattr(self.last, "flow_style", False))
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name = self._name(event)
            if in_braces and values and (comma := self._comma_before(event)):
                self.problems.append(self.tree.problem(comma, COMMA))
                self._next()
                continue
            here = (*location, name)
            again = here in self.tree.keys
            if again and not lacks_dash:
                self._repeat(here, start(event))
            lacks_dash = lacks_dash or (again and _starts_item(location, name, values))
            if again or lacks_dash:
                self._node(self._next(), (*here, f"again in line {start(event)[0]}"))
                continue
            self.tree.keys[here] = start(event)
            value = self._node(self._next(), here)
            values[name] = self._lost(here) if value is None else value
        return values

    def _lost(self, here: Location) -> str | None:
        """What YAML takes for a note where it is the value, as in `brand: #0f5257`."""
        line, column = self.tree.keys[here]
        if not (lost := GLUED_NOTE.match(self.tree.line(line)[column - 1 :])):
            return None
        advice = f"put quotes around the value, {here[-1]}: {_in_quotes(lost[1])}"
        self.problems.append(self.tree.problem((line, column), f"'#' begins a note: {advice}"))
        return lost[1]

    def _comma_before(self, event: yaml.Event) -> Mark | None:
        """The comma that ends a value too early, where the name after it has no colon."""
        (line, column), (last, behind) = start(event), end(event)
        before = self.tree.line(line)[: column - 1].rstrip()
        if self.tree.line(last)[behind - 1 :].lstrip()[:1] not in (",", "}"):
            return None
        return (line, len(before)) if before.endswith(",") else (line, column)

    def _name(self, event: yaml.Event) -> str:
        mark = start(event)
        self._refuse_what_data_never_needs(event, mark)
        if not isinstance(event, yaml.ScalarEvent):
            raise _StopError(mark, cannot_start(self.tree.line(mark[0])[mark[1] - 1 : mark[1]]))
        name = str(event.value)
        if not name.strip():
            raise _StopError(mark, NO_NAME)
        if hidden := HIDDEN.search(name):
            raise _StopError(mark, f"this name holds {_hidden(hidden[0])}: delete it")
        if odd := ODD_SPACES.search(name):
            message = f"this name holds a space that is none (U+{ord(odd[0]):04X}): delete it"
            raise _StopError(mark, message)
        return name

    def _repeat(self, here: Location, mark: Mark) -> None:
        line, _ = self.tree.keys[here]
        name = quoted(here[-1])
        in_list = len(here) > 1 and isinstance(here[-2], int)
        advice = "keep one, or put a dash before a new item" if in_list else "keep one"
        message = f"{name} stands here a second time (first in line {line}); {advice}"
        self.problems.append(self.tree.problem(mark, message))


def _in_quotes(words: str) -> str:
    mark = "'" if '"' in words else '"'
    return f"{mark}{words.rstrip()}{mark}"


def _starts_item(location: Location, name: str, values: dict[str, Value]) -> bool:
    """Whether `name`, standing a second time, begins another item that lacks its dash."""
    return bool(location) and isinstance(location[-1], int) and name == next(iter(values), "")
