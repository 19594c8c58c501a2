"""The heads of hand-written pages: the lines of YAML above the text."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from macros.checks import Ids
from macros.parsing import parse
from macros.problems import Problem, quoted
from macros.tree import Tree, mark_after

HEAD = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.S | re.M)
OPEN_HEAD = re.compile(r"\A---[ \t]*\r?\n[a-z_]+:[ \t\r\n]")


@dataclass(frozen=True)
class Page:
    """A hand-written page; `path` is relative to the project."""

    path: str
    text: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, path: str, text: str) -> "Page":
        return cls(path, text, tuple(text.splitlines()))

    def problem(self, offset: int, message: str) -> Problem:
        """A problem with what stands `offset` characters behind the start of the page."""
        line, column = mark_after(self.text[:offset])
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        return Problem(self.path, line, column, message, excerpt)


BARE_HEAD = re.compile(r" {0,3}[A-Za-z0-9_-]+:(\s|$)")


def check_head(page: Page, head: str, macros: Collection[str], ids: Ids) -> list[Problem]:
    """Every problem with `head`, the lines between the page's first two `---`."""
    return list(_head(page, head, macros, ids))


def _head(page: Page, head: str, macros: Collection[str], ids: Ids) -> Iterator[Problem]:
    if not head:
        yield from _half_head(page)
        return
    braces = [page.text.index(head) + brace.start() for brace in re.finditer(r"\{[{%]", head)]
    for offset in braces:
        yield page.problem(offset, "a page's head cannot call macros")
    if braces or not re.search(r"(?m)^\s*[^#\s]", head):
        return
    tree, problems = parse(f"\n{head}", page.path)
    yield from problems
    if problems:
        return
    said, unreadable = _said(page, head)
    yield from unreadable
    for name in () if unreadable else ("title", "description"):
        if (name,) in tree.keys and not isinstance(said.get(name), str):
            yield tree.at_key((name,), f"'{name}' must be text: put its value in quotes")
    for location in tree.keys:
        if len(location) == 1 and location[0] in macros:
            message = f"'{location[0]}' is the name of a macro; a page's head cannot use it"
            yield tree.at_key(location, message)
    yield from _topics(tree, ids)


def _said(page: Page, head: str) -> tuple[dict[Any, Any], list[Problem]]:
    """What MkDocs reads from a head; unlike ours, its reader makes dates and numbers of values."""
    try:
        said = yaml.safe_load(head)
    except (ValueError, yaml.YAMLError):
        offset = page.text.index(head)
        return {}, [page.problem(offset + at, words) for at, words in _unreadable(head)]
    return said if isinstance(said, dict) else {}, []


def _unreadable(head: str) -> list[tuple[int, str]]:
    """The offset of each value that MkDocs cannot read, and why."""
    loader = yaml.SafeLoader(head)
    found = []
    for node in _scalars(loader.get_single_node()):
        try:
            loader.construct_object(node)
        except (ValueError, yaml.YAMLError):
            words = f"{quoted(node.value)} looks like a date or a number, but there is none such"
            found.append((node.start_mark.index, f"{words}: mend it, or put it in quotes"))
    return found or [(0, "this head cannot be read: write one 'name: value' on each line")]


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from _scalars(pair[1])


def _topics(tree: Tree, ids: Ids) -> Iterator[Problem]:
    """What a page says it is about; the finder narrows by it."""
    topics = tree.value.get("topics") if isinstance(tree.value, dict) else None
    if topics is None:
        return
    if not isinstance(topics, list):
        yield tree.at(("topics",), "'topics' must be a list of ids, such as [vetting]")
        return
    for number, id in enumerate(topics):
        if complaint := ids.complaint("terms", str(id), "topics"):
            yield tree.at(("topics", number), complaint)


def _half_head(page: Page) -> Iterator[Problem]:
    """A page without a head that MkDocs would yet read one from, or nearly."""
    if OPEN_HEAD.match(page.text) and not HEAD.match(page.text):
        yield page.problem(0, "the page's head opens here and is not closed by a line '---'")
    elif BARE_HEAD.match(page.text):
        message = "a first line of this form is taken for a head: start with a '# heading'"
        yield page.problem(0, message)
