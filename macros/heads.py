"""The heads of hand-written pages: the lines of YAML above the text."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import yaml

from macros.checks import Ids
from macros.parsing import parse
from macros.problems import Problem
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
    for name in ("title", "description"):
        if (name,) in tree.keys and not isinstance(yaml.safe_load(head).get(name), str):
            yield tree.at_key((name,), f"'{name}' must be text: put its value in quotes")
    for location in tree.keys:
        if len(location) == 1 and location[0] in macros:
            message = f"'{location[0]}' is the name of a macro; a page's head cannot use it"
            yield tree.at_key(location, message)
    yield from _topics(tree, ids)


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
