"""Values → YAML as the files of this guide are written: blocks, few quotes, short lines.

What YAML, or an editor that checks by a schema, would take for a number or a yes stands in quotes.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

import yaml

from macros.fields import in_order, part_at, part_in
from macros.model import Part
from macros.tree import Location, Value

WIDTH = 100
ADDRESSED = ("changes", "hides")
"""What says which record of ours it is about; it stands above its fields."""
RESOLVER = yaml.SafeLoader("")
TEXT, DAY = "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"
NUMBER = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")
BREAK = re.compile(r"(?<=\S) (?=\S)")
HIDING = ("Cc", "Cn", "Co", "Cs", "Zl", "Zp", "Zs")
SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def dumped(value: Mapping[str, Value], part: type[Part]) -> str:
    """A record as its own file says it, in the order of the model's fields."""
    return block(ordered(dict(value), part), Style(part)) + "\n"


def ordered(value: Value, part: type[Part] | None) -> Value:
    """`value` with its fields in the model's order."""
    if isinstance(value, list):
        return [ordered(item, part) for item in value]
    if not isinstance(value, dict) or part is None:
        return value
    ranks = {name: rank for rank, name in enumerate([*ADDRESSED, *in_order(part)])}
    names = sorted(value, key=lambda name: ranks.get(name, len(ranks)))
    return {name: ordered(value[name], _part_of(part, name)) for name in names}


def _part_of(part: type[Part], name: str) -> type[Part] | None:
    return part_in(part.model_fields[name].annotation) if name in part.model_fields else None


# --- single values -----------------------------------------------------------


def scalar(text: str | None, in_flow: bool = False, is_number: bool = False) -> str:
    """A single value on one line."""
    if text is None:
        return "null" if in_flow else ""
    if is_number and NUMBER.fullmatch(text):
        return text
    if _is_plain(text, in_flow):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    if '"' in text and not re.search(r"[\\'\n\t]", text) and not _escaped(text):
        return f"'{text}'"
    return '"' + "".join(map(_in_quotes, text)) + '"'


def _is_plain(text: str, in_flow: bool) -> bool:
    """Whether the parser, and any other one, reads `text` back as it is."""
    if not text or text != text.strip() or _escaped(text) or re.search(r"[\n\t]", text):
        return False
    if text[0] in "-?:,[]{}#&*!|>'\"%@`." or re.search(r": | #|:$", text):
        return False
    if in_flow and re.search(r"[,\[\]{}:?]", text):
        return False
    read_as = RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return read_as in (TEXT, DAY) and not NUMBER.fullmatch(text)


def _escaped(text: str) -> bool:
    """Whether it holds what nobody would see in a file."""
    seen = text.replace("\n", "").replace("\t", "")
    return not seen.isprintable() and any(map(_hides, seen))


def _hides(character: str) -> bool:
    return character != " " and unicodedata.category(character) in HIDING


def _in_quotes(character: str) -> str:
    if character in SHORT:
        return SHORT[character]
    if not _hides(character):
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _long_text(text: str, depth: int) -> str:
    """The text as a block of its own, or nothing where that would not keep it exactly."""
    lines = text.split("\n")
    if not lines[0] or not lines[-1] or any(line != line.strip() for line in lines):
        return ""
    if re.search(r"[^\S\n \u00a0]", text) or _escaped(text.replace("\u00a0", " ")):
        return ""
    width = WIDTH - depth
    if len(lines) > 1 and max(map(len, lines)) <= width:
        return _indented("|-", lines, depth)
    if len(lines) > 1:
        lines = [each for line in lines for each in ([line, ""] if line else [""])][:-1]
    return _indented(">-", [piece for line in lines for piece in _folded(line, width)], depth)


def _indented(sign: str, lines: list[str], depth: int) -> str:
    return "\n".join([sign, *(" " * depth + line if line else "" for line in lines)])


def _folded(line: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in BREAK.split(line):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


# --- groups and lists --------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """How a value is written at a place inside `part`: on one line, or as lines below its name."""

    part: type[Part] | None = None
    place: Location = ()
    in_flow: bool = False
    is_noted: bool = False
    """Whether a note follows in the line: our reader refuses one behind a text without quotes."""

    def at(self, step: str | int) -> "Style":
        return Style(self.part, (*self.place, step), self.in_flow)

    def one(self, value: str | None) -> str:
        """A single value on one line."""
        if self.is_noted and value is not None:
            return _quoted(value)
        return scalar(value, self.in_flow, self._holds_number())

    def flow(self, value: Value) -> str:
        """Any value on one line."""
        inside = Style(self.part, self.place, in_flow=True)
        if isinstance(value, dict):
            pairs = (
                f"{scalar(name, True)}: {inside.at(name).flow(v)}" for name, v in value.items()
            )
            return "{" + ", ".join(pairs) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(inside.at(n).flow(v) for n, v in enumerate(value)) + "]"
        return inside.one(value)

    def after_name(self, value: Value, column: int, one_line: bool = False) -> str:
        """What follows the colon of a name that starts in `column`."""
        used = column + len(str(self.place[-1])) + 2 if self.place else column
        return self._after(value, used, column + 2, one_line)

    def after_dash(self, value: Value, column: int, one_line: bool = False) -> str:
        """What follows a dash in `column`."""
        if value and not one_line and not isinstance(value, str):
            return f" {self._lines(value, column + 2).lstrip(' ')}"
        return self._after(value, column + 2, column + 2, one_line)

    def _after(self, value: Value, used: int, depth: int, one_line: bool) -> str:
        if value is None or isinstance(value, str):
            written = self.one(value)
            if value and not one_line and ("\n" in value or used + len(written) > WIDTH):
                written = _long_text(value, depth) or written
            return f" {written}" if written else ""
        if not value or one_line or self._fits(value, used):
            return f" {self.flow(value)}"
        return f"\n{self._lines(value, depth)}"

    def _fits(self, value: Value, used: int) -> bool:
        """Lists of single words or lines stand in one line if there is room."""
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return False
        return used + len(self.flow(value)) <= WIDTH

    def _lines(self, value: Value, column: int) -> str:
        indent = " " * column
        if isinstance(value, dict):
            return "\n".join(
                f"{indent}{scalar(name)}:{self.at(name).after_name(inner, column)}"
                for name, inner in value.items()
            )
        items = enumerate(value if isinstance(value, list) else ())
        return "\n".join(f"{indent}-{self.at(n).after_dash(i, column)}" for n, i in items)

    def _holds_number(self) -> bool:
        """Whether the model takes a number here, or a yes or no."""
        if self.part is None or not self.place or not isinstance(self.place[-1], str):
            return False
        holder = part_at(self.part, self.place[:-1])
        info = holder.model_fields.get(self.place[-1])
        return info is not None and not {int, float, bool}.isdisjoint(_types(info.annotation))


def _types(annotation: Any) -> set[Any]:
    return {annotation}.union(*map(_types, get_args(annotation)))


def block(value: Value, style: Style) -> str:
    """A whole value as the lines of a file, without the last line's end."""
    if not value or isinstance(value, str):
        return style.flow(value)
    return style._lines(value, 0)
