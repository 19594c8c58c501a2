"""New text between the marks that the parser gives."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import yaml

from macros.changes import GONE, Changes, Gone, below, changed
from macros.composing import EMPTY, LOADER
from macros.dumping import Style, scalar
from macros.model import Part
from macros.tree import Location, Value

Span = tuple[int, int]
COLON = re.compile(r"\s*:")
LINE_END = re.compile(r"\r?\n")
NOTE = re.compile(r"(?:^|[ \t])(#[^\r\n]*)")


def values(text: str) -> Value:
    """What `text` says, all scalars as text."""
    node = yaml.compose(text, Loader=LOADER)
    return _value(node) if node else None


def _value(node: yaml.Node) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in EMPTY else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return {str(name.value): _value(inner) for name, inner in node.value}


def as_in(text: str, new: str) -> str:
    """`new` with the line ends that `text` has."""
    return new.replace("\n", "\r\n") if "\r\n" in text else new


def _is_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


@dataclass(frozen=True)
class _Item:
    """One entry of a group or of a list.

    `start` is that of its name or of its dash; `behind`, where its value may start; `end` follows
    its last character.
    """

    step: str | int
    node: yaml.Node
    start: int
    behind: int
    end: int
    in_flow: bool


class Splicer:
    """Collects splices of one text, and makes them from its end to its start."""

    def __init__(self, text: str, part: type[Part] | None) -> None:
        self.text = text
        self.part = part
        self.splices: list[tuple[Span, str]] = []

    def splice(self, changes: Changes) -> str:
        """The new text; raises `ValueError` where a change cannot be made by splicing."""
        node = yaml.compose(self.text, Loader=LOADER)
        if node is None or () in changes:
            raise ValueError("all of the text changes")
        self._change(node, changes, (), None)
        done, last = self.text, len(self.text)
        for (start, end), new in sorted(self.splices, reverse=True):
            if end > last:
                raise ValueError("two changes meet")
            done = done[:start] + as_in(self.text, new) + done[end:]
            last = start
        return done

    def _change(
        self, node: yaml.Node, changes: Changes, place: Location, holder: _Item | None
    ) -> None:
        items = self._items(node)
        gone = [item for item in items if changes.get((item.step,)) is GONE]
        if not items or len(gone) == len(items):
            return self._replace(holder, changed(_value(node), changes), place)
        self._take_away(items, gone)
        for item in items:
            inner, here = below(changes, item.step), (*place, item.step)
            new = inner.get(())
            if () in inner and not isinstance(new, Gone):
                self._replace(item, new, here)
            elif inner and () not in inner:
                self._change(item.node, inner, here, item)
        known = {item.step for item in items}
        added = {step[0]: new for step, new in changes.items() if step[0] not in known}
        if added:
            self._add(items, added, place)

    # --- what stands where ---

    def _items(self, node: yaml.Node) -> list[_Item]:
        in_flow = bool(getattr(node, "flow_style", False))
        if isinstance(node, yaml.MappingNode):
            return [self._named(name, inner, in_flow) for name, inner in node.value]
        if isinstance(node, yaml.SequenceNode):
            return [self._numbered(n, item, in_flow) for n, item in enumerate(node.value)]
        raise ValueError("a single value holds no others")

    def _named(self, name: yaml.Node, node: yaml.Node, in_flow: bool) -> _Item:
        colon = COLON.match(self.text, name.end_mark.index)
        if not colon:
            raise ValueError("a name without its colon")
        end = max(colon.end(), self._end(node))
        return _Item(str(name.value), node, name.start_mark.index, colon.end(), end, in_flow)

    def _numbered(self, number: int, node: yaml.Node, in_flow: bool) -> _Item:
        start = node.start_mark.index
        if in_flow:
            return _Item(number, node, start, start, self._end(node), in_flow)
        dash = self._dash(start)
        return _Item(number, node, dash, dash + 1, max(dash + 1, self._end(node)), in_flow)

    def _dash(self, start: int) -> int:
        """The dash before an item; only notes and empty lines stand between them."""
        line = self._line_start(start)
        while True:
            found = re.match(r"[ ]*((?:-[ ]+)*-)(?:[ ]|$)", self.text[line:start].rstrip("\r\n"))
            if found:
                return line + found.end(1) - 1
            if not line or self.text[line:start].lstrip()[:1] not in ("", "#"):
                raise ValueError("an item without its dash")
            start = line - 1
            line = self._line_start(start)

    def _end(self, node: yaml.Node) -> int:
        """Where a value ends; the parser counts the notes and empty lines that follow, too."""
        start, end = node.start_mark.index, node.end_mark.index
        if _is_text(node):
            return self._end_of_text(start, end)
        if (
            isinstance(node, yaml.ScalarNode)
            or getattr(node, "flow_style", False)
            or not node.value
        ):
            return end
        return self._items(node)[-1].end

    def _end_of_text(self, start: int, end: int) -> int:
        first, *lines = self.text[start:end].splitlines(keepends=True)
        if "+" in first.split("#")[0]:
            return end
        depth = next((_indent(line) for line in lines if line.strip()), 0)
        while lines and (not lines[-1].strip() or _indent(lines[-1]) < depth):
            lines.pop()
        return start + len("".join([first, *lines]).rstrip("\r\n"))

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        """The end of the line in which something ends; a text may have taken that along."""
        if index and self.text[index - 1] == "\n":
            return index
        found = LINE_END.search(self.text, index)
        return found.start() if found else len(self.text)

    def _column(self, index: int) -> int:
        return index - self._line_start(index)

    # --- what can happen ---

    def _replace(self, item: _Item | None, new: Value, place: Location) -> None:
        if item is None:
            raise ValueError("all of the text changes")
        note = self._note(item)
        follows = self.text[item.end : self._line_end(item.end)].strip()
        one_line = item.in_flow or bool(note or follows)
        style = Style(self.part, place, item.in_flow, bool(note or "#" in follows))
        column = self._column(item.start)
        if isinstance(item.step, str):
            written = style.after_name(new, column, one_line)
        elif item.in_flow:
            written = style.flow(new)
        else:
            written = style.after_dash(new, column, one_line)
        self.splices.append(((item.behind, item.end), f"{written}  {note}".rstrip()))

    def _note(self, item: _Item) -> str:
        """What is noted beside a name or a dash whose value stands in the lines below."""
        start = item.node.start_mark.index
        until = self._line_end(start) if _is_text(item.node) else start
        found = NOTE.search(self.text[item.behind : until].split("\n")[0])
        return found[1] if found else ""

    def _take_away(self, items: list[_Item], gone: list[_Item]) -> None:
        if not gone:
            return
        if items[0].in_flow:
            return self._take_from_flow(items, gone)
        for item, follower in zip(items, [*items[1:], None], strict=True):
            if item in gone:
                self._take_lines(item, follower)

    def _take_from_flow(self, items: list[_Item], gone: list[_Item]) -> None:
        last_kept = max(n for n, item in enumerate(items) if item not in gone)
        if last_kept + 1 < len(items):
            self.splices.append(((items[last_kept].end, items[-1].end), ""))
        for item, follower in pairwise(items[: last_kept + 1]):
            if item in gone:
                self.splices.append(((item.start, follower.start), ""))

    def _take_lines(self, item: _Item, follower: _Item | None) -> None:
        line = self._line_start(item.start)
        if self.text[line : item.start].strip():
            return self._take_first(item, follower)
        end = self._line_end(item.end)
        if following := LINE_END.match(self.text, end):
            end = following.end()
        elif end == len(self.text) and not self.text.endswith("\n"):
            line = max(line - 2 if self.text[:line].endswith("\r\n") else line - 1, 0)
        self.splices.append(((line, end), ""))

    def _take_first(self, item: _Item, follower: _Item | None) -> None:
        """Behind a dash the next entry takes the place of the first, unless notes stand between."""
        if follower is None:
            raise ValueError("nothing would be left behind the dash")
        between = self.text[item.end : follower.start]
        end = item.end if "#" in between else follower.start
        start = item.start - (1 if end == item.end else 0)
        self.splices.append(((start, end), ""))

    def _add(
        self, items: list[_Item], added: Mapping[str | int, Value | Gone], place: Location
    ) -> None:
        new = [self._entry(items[0], step, value, place) for step, value in added.items()]
        if items[0].in_flow:
            at = items[-1].end
            return self.splices.append(((at, at), "".join(f", {entry}" for entry in new)))
        at = self._line_end(items[-1].end)
        starts_line = self.text[at - 1 : at] == "\n"
        indent = " " * self._column(items[0].start)
        lines = (f"{indent}{entry}" for entry in new)
        written = "".join(f"{line}\n" if starts_line else f"\n{line}" for line in lines)
        self.splices.append(((at, at), written))

    def _entry(self, first: _Item, step: str | int, value: Value | Gone, place: Location) -> str:
        if isinstance(value, Gone):
            raise ValueError("what is not there cannot be taken away")
        style = Style(self.part, (*place, step), first.in_flow)
        if isinstance(step, str):
            name = scalar(step, first.in_flow)
            return f"{name}:{style.after_name(value, self._column(first.start), first.in_flow)}"
        if first.in_flow:
            return style.flow(value)
        return f"-{style.after_dash(value, self._column(first.start))}"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
