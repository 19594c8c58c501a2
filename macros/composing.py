"""YAML text → plain values and nothing else, where nothing about the text is odd.

It reads what `parsing` reads, several times faster, because it asks for no places. What it is not
sure of it leaves to `parsing`, which knows what to say.
"""

import re
from collections.abc import Callable
from sys import intern

import yaml

from macros.problems import HIDDEN
from macros.tree import Mark, Value

Found = tuple[Value, Mark]
"""The values of a file, and where they begin."""
Node = yaml.ScalarNode | yaml.SequenceNode | yaml.MappingNode

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EMPTY = ("", "~", "null", "Null", "NULL")
DEPTH_LIMIT = 20
SIZE_LIMIT = 1_000_000
"""So many bytes may a file hold."""
ODD_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
NOTE = re.compile(r"""\S[ \t]+#|[\[\]{}:,"'>|-]#""")
"""A note that may have swallowed the end of a value; one on a line of its own has not."""
MARK = re.compile(r"(?:^|[\s\[\]{},:?\"'-])(?:!|&[\w-])")
"""What may be a tag or an anchor; the parser refuses an alias where there is no anchor."""
DASH = re.compile(r"[ \n]-(?:\s|$)")
STEEP = 500
"""Signs that may open a level; the parser takes stack for each level."""


class _OddError(Exception):
    """Something here needs a closer look."""


def composed(text: str) -> Found | None:
    """Nothing where the text needs a closer look."""
    if _is_odd(text):
        return None
    try:
        node = (_Composer if _is_flat(text) else _Counting)(text).get_single_node()
        value = _value(node, 0) if node else None
    except (yaml.YAMLError, RecursionError, _OddError):
        return None
    return (value, (node.start_mark.line + 1, node.start_mark.column + 1)) if value else None


def _is_odd(text: str) -> bool:
    if "\\" in text or HIDDEN.search(text.replace("\r", "\n")):
        return True
    if not text.isascii() and ODD_SPACES.search(text):
        return True
    if "#" in text and NOTE.search(text):
        return True
    return bool(("!" in text or "&" in text) and MARK.search(text))


def _is_flat(text: str) -> bool:
    return sum(map(text.count, "[{-?:")) < STEEP


def _nothing(*_: object) -> str:
    return ""


class _Composer(LOADER):  # type: ignore[misc, valid-type]  # one of two
    """The parser's nodes, without working out what kind of value each is."""

    resolve: Callable[..., str] = staticmethod(_nothing)
    descend_resolver: Callable[..., object] = staticmethod(_nothing)
    ascend_resolver: Callable[..., object] = staticmethod(_nothing)


class _Counting(_Composer):
    """The same for a text that could be deep enough to exhaust the stack."""

    depth = 0

    def descend_resolver(self, parent: object, index: object) -> None:
        self.depth += 1
        if self.depth > DEPTH_LIMIT + 1:
            raise _OddError

    def ascend_resolver(self) -> None:
        self.depth -= 1


def _value(node: Node, depth: int) -> Value:
    if depth > DEPTH_LIMIT:
        raise _OddError
    if isinstance(node, yaml.ScalarNode):
        return _text(node)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, depth + 1)
    return [_value(item, depth + 1) for item in node.value]


def _mapping(node: yaml.MappingNode, depth: int) -> dict[str, Value]:
    values = {_name(name): _value(value, depth) for name, value in node.value}
    # A name stands twice, or a comma has torn a value apart.
    if len(values) < len(node.value) or (node.flow_style and None in values.values()):
        raise _OddError
    return values


def _name(node: Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise _OddError
    # They are the same few in thousands of files.
    return intern(str(node.value))


def _text(node: yaml.ScalarNode) -> str | None:
    text = str(node.value)
    if node.style:
        return text
    if "-" in text and node.start_mark.line < node.end_mark.line and DASH.search(text):
        raise _OddError
    return None if text in EMPTY else text
