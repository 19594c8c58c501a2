"""The macro calls of hand-written pages, checked before anything is built.

A page holds prose and macro calls with constant arguments, nothing else of Jinja: so a call can
be checked without running it, and a page needs no programmer.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.checks import ONE_OF, Ids
from macros.drawing import placement
from macros.guide import PAGED
from macros.problems import Problem, allowed, meant
from macros.values import ANY_KIND, Ref

Macros = Mapping[str, Callable[..., Any]]
HOW = 'a page may only call macros, such as {{ partners() }} or {{ partner("some-id") }}'
FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)^(?:---|\.\.\.)\s*$\n?", re.S | re.M)


@dataclass(frozen=True)
class Page:
    """A hand-written page; `path` is relative to the project."""

    path: str
    text: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, path: str, text: str) -> "Page":
        return cls(path, text, tuple(text.splitlines()))

    def problem(self, line: int, message: str, word: str = "") -> Problem:
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(self.path, line, max(excerpt.find(word), 0) + 1, message, excerpt)


def check_page(page: Page, macros: Macros, ids: Ids) -> list[Problem]:
    """Every wrong macro call of a page."""
    head = FRONT_MATTER.match(page.text)
    problems = list(_front_matter(page, head[1], macros)) if head else []
    if head and re.search(r"(?m)^render_macros:\s*(false|no|off)\s*$", head[1]):
        return problems
    try:
        template = Environment().parse(page.text)  # noqa: S701  (parsed, never rendered)
    except TemplateSyntaxError as error:
        return [*problems, page.problem(error.lineno, f"cannot be read ({error.message}): {HOW}")]
    for statement in template.body:
        if not isinstance(statement, nodes.Output):
            problems.append(page.problem(statement.lineno, HOW, "{%"))
            continue
        for node in statement.nodes:
            if not isinstance(node, nodes.TemplateData):
                problems += _node(page, node, macros, ids)
    return problems


def _front_matter(page: Page, head: str, macros: Macros) -> Iterator[Problem]:
    for number, line in enumerate(head.splitlines(), start=2):
        name = re.match(r"\w+(?=\s*:)", line)
        if name and name[0] in macros:
            message = f"'{name[0]}' is the name of a macro; a page's head cannot use it"
            yield page.problem(number, message)
        if "{{" in line or "{%" in line:
            yield page.problem(number, "a page's head cannot call macros", "{")


def _node(page: Page, node: nodes.Expr, macros: Macros, ids: Ids) -> Iterator[Problem]:
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)):
        yield page.problem(node.lineno, HOW, "{{")
        return
    name = node.node.name
    if name not in macros:
        message = f"unknown macro '{name}'{meant(name, macros)}"
        yield page.problem(node.lineno, message, name)
        return
    if placement(macros[name]) == "block" and not _alone(page, node.lineno):
        yield page.problem(node.lineno, f"'{name}' must stand alone on its line", "{{")
    yield from _arguments(page, node, macros[name], ids)


def _alone(page: Page, line: int) -> bool:
    return re.fullmatch(r"\{\{.*\}\}\s*", page.lines[line - 1]) is not None


def _arguments(
    page: Page, node: nodes.Call, macro: Callable[..., Any], ids: Ids
) -> Iterator[Problem]:
    name = macro.__name__
    given = [*node.args, *(keyword.value for keyword in node.kwargs)]
    if node.dyn_args or node.dyn_kwargs or not all(isinstance(arg, nodes.Const) for arg in given):
        message = f'{name}: an argument is a word in quotes, such as {name}("some-id")'
        yield page.problem(node.lineno, message, name)
        return
    values = [arg.as_const() for arg in node.args]
    named = {keyword.key: keyword.value.as_const() for keyword in node.kwargs}
    try:
        bound = signature(macro).bind(None, *values, **named)
    except TypeError as error:
        yield page.problem(node.lineno, f"{_usage(macro)} ({error})", name)
        return
    hints = get_type_hints(macro, include_extras=True)
    for parameter, value in list(bound.arguments.items())[1:]:
        if complaint := _complaint(hints[parameter], value, ids):
            yield page.problem(node.lineno, f"{name}: {complaint}", str(value))


def _usage(macro: Callable[..., Any]) -> str:
    parameters = list(signature(macro).parameters.values())[1:]
    shown = [p.name if p.default is Parameter.empty else f"{p.name}=…" for p in parameters]
    return f"{macro.__name__} is called as {macro.__name__}({', '.join(shown)})"


def _complaint(hint: Any, value: object, ids: Ids) -> str:
    if not isinstance(value, str):
        return f"{value!r} must be a word in quotes"
    if get_origin(hint) is Literal:
        words = get_args(hint)
        return "" if value in words else f"'{value}' is not allowed{allowed(value, words)}"
    refs = [mark for mark in get_args(hint) if isinstance(mark, Ref)]
    if get_origin(hint) is not Annotated or not refs:
        return ""
    if refs[0].kind == ANY_KIND:
        return _key_complaint(value, ids)
    return ids.complaint(refs[0].kind, value, refs[0].vocabulary)


def _key_complaint(value: str, ids: Ids) -> str:
    kind, slash, name = value.partition("/")
    if kind not in PAGED or not slash:
        return f"'{value}' is not KIND/ID{allowed(kind, [k for k in ONE_OF if k in PAGED])}"
    return ids.complaint(kind, name)
