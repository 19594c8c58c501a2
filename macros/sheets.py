"""Style sheets: what they would fetch from another site, which the policy of each page forbids."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from macros.blocked import LOCAL_HOME, OUR_HOME
from macros.problems import Problem, quoted

if TYPE_CHECKING:  # Most sheets need no parsing.
    from tinycss2.ast import Node

ELSEWHERE = re.compile(r"\s*([a-z][a-z0-9+.-]*:)?[/\\]{2}", re.I)
SUSPECT = re.compile(r"[/\\]{2}|\\(?:[\r\n\f]|0{0,4}(?:2f|5c))", re.I)
"""Two slashes, however CSS writes them: most sheets hold none, and need no parsing."""


def elsewhere(path: str, rules: str) -> Iterator[Problem]:
    """Each address of another site in `rules`, the style sheet at `path`."""
    if not SUSPECT.search(rules):
        return
    import tinycss2

    home = LOCAL_HOME if path.startswith(LOCAL_HOME.assets) else OUR_HOME
    lines = rules.splitlines()
    for node, address in _in_rules(tinycss2.parse_stylesheet(rules, True, True)):
        if ELSEWHERE.match(address):
            message = f"{quoted(address)} is not loaded from another site: keep a copy in "
            place = (node.source_line, node.source_column)
            yield Problem(path, *place, message + home.assets, lines[place[0] - 1])


def _in_rules(rules: "Iterable[Node]") -> Iterator[tuple["Node", str]]:
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "import":
            parts = [part for part in rule.prelude if part.type in ("string", "url")]
            yield from ((rule, part.value) for part in parts[:1])
        else:
            # What cannot be read has none.
            yield from _fetched(getattr(rule, "content", None) or ())


def _fetched(parts: "Iterable[Node]") -> Iterator[tuple["Node", str]]:
    """What properties fetch: a text alone is one that they show."""
    for part in parts:
        if part.type == "url":
            yield part, part.value
        elif part.type == "function":
            texts = [one for one in part.arguments if one.type == "string"]
            yield from ((part, text.value) for text in texts)
            yield from _fetched(part.arguments)
        elif part.type.endswith(" block"):
            yield from _fetched(part.content)
