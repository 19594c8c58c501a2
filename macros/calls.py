"""The macro calls of hand-written pages, checked before anything is built.

A page holds prose and macro calls with constant arguments, nothing else of Jinja: so a call can
be checked without running it, and a page needs no programmer.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from inspect import Parameter, signature
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.checks import ONE_OF, Ids
from macros.guide import PAGED
from macros.heads import HEAD, Page, check_head
from macros.placement import placement
from macros.problems import Problem, allowed, meant, quoted
from macros.values import ANY_KIND, Ref

Macros = Mapping[str, Callable[..., Any]]
HOW = 'a page may only call macros, such as {{ partners() }} or {{ partner("some-id") }}'
MARKUP = re.compile(
    r"""
    (?P<raw> \{%-?\s*raw\s*-?%\} .*? \{%-?\s*endraw\s*-?%\} )
    | (?P<note> \{\# (?:(?!\{\#).)*? \#\} )
    | (?P<call> \{\{ (?: "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | (?!\}\}|\{\{)[^"'] )* \}\} )
    | (?P<open> \{\{ | \{%(?!-?\s*(?:end|el)) | \{\# )
    """,
    re.S | re.X,
)
"""All that means something to Jinja; `open` is what a page may not hold, or never closes."""


def check_page(page: Page, macros: Macros, ids: Ids) -> list[Problem]:
    """Every wrong macro call of a page."""
    head = HEAD.match(page.text)
    problems = check_head(page, head[1] if head else "", macros, ids)
    if is_without_calls(page.text):
        return problems
    found = list(MARKUP.finditer(page.text, head.end() if head else 0))
    for markup in found:
        if markup["call"]:
            problems += _Call(page, markup.start(), markup["call"], macros, ids).problems()
        elif markup["open"]:
            problems.append(page.problem(markup.start(), _why_open(page.text[markup.start() :])))
    if not problems and not _holds_calls_only(page.text, sum(bool(m["call"]) for m in found)):
        problems.append(page.problem(0, HOW))
    return problems


def calls(text: str) -> Iterator[tuple[str, nodes.Call]]:
    """The macro calls of a sound page, with the names of their macros."""
    template = None if is_without_calls(text) else _parsed(text)
    for call in template.find_all(nodes.Call) if template else ():
        if isinstance(call.node, nodes.Name):
            yield call.node.name, call


def is_without_calls(text: str) -> bool:
    """Whether a page does without macros, and may hold whatever looks like a call."""
    head = HEAD.match(text)
    return bool(head and re.search(r"(?m)^render_macros:\s*(false|no|off)\s*$", head[1]))


def _holds_calls_only(text: str, calls: int) -> bool:
    """Whether Jinja sees the same: as many calls, and nothing else."""
    template = _parsed(text)
    if template is None or not all(isinstance(part, nodes.Output) for part in template.body):
        return False
    shown = [node for part in template.find_all(nodes.Output) for node in part.nodes]
    return sum(not isinstance(node, nodes.TemplateData) for node in shown) == calls


@lru_cache(maxsize=1024)
def _parsed(text: str) -> nodes.Template | None:
    """While serving, most pages say what they said before."""
    try:
        return Environment().parse(text)  # noqa: S701  (parsed, never rendered)
    except (TemplateSyntaxError, RecursionError, ValueError):
        return None


def _why_open(text: str) -> str:
    line = text.split("\n", 1)[0]
    if text.startswith("{%"):
        return HOW
    if text.startswith("{#"):
        return "'{#' opens a note that '#}' closes; a heading is named like this: {: #name }"
    if "}}" in line and line.split("}}", 1)[0].count('"') % 2:
        return "a quote is opened in this call and never closed"
    return "'{{' is opened here and not closed by '}}'"


@dataclass(frozen=True)
class _Call:
    """What stands between two braces and two braces, `start` characters behind the page's start."""

    page: Page
    start: int
    text: str
    macros: Macros
    ids: Ids

    def problem(self, message: str, word: str = "", after: str = "") -> Problem:
        """A problem with the call, or with the first `word` that stands `after` another."""
        found = self.text.find(word, self.text.find(after))
        return self.page.problem(self.start + max(found, 0), message)

    def problems(self) -> Iterator[Problem]:
        node = self._node()
        if node is None:
            yield self.problem(self._why_unreadable())
        elif isinstance(node, nodes.Name) and node.name in self.macros:
            yield self.problem(f"a macro needs its parentheses: write {{{{ {node.name}() }}}}")
        elif not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            yield self.problem(HOW)
        elif node.node.name not in self.macros:
            name = node.node.name
            yield self.problem(f"unknown macro '{name}'{meant(name, self.macros)}", name)
        else:
            yield from self._known(node, self.macros[node.node.name])

    def _node(self) -> nodes.Expr | None:
        template = _parsed(self.text)
        output = template.body[0] if template and len(template.body) == 1 else None
        if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
            return None
        return output.nodes[0]

    def _why_unreadable(self) -> str:
        if odd := re.search("[“”„‘’«»]", self.text):
            return f"'{odd[0]}' is no plain quote: put plain quotes (\") here"
        if self.text.count("(") != self.text.count(")"):
            return "a parenthesis is opened or closed without the other one"
        return f"this cannot be read: {HOW}"

    def _known(self, node: nodes.Call, macro: Callable[..., Any]) -> Iterator[Problem]:
        name = macro.__name__
        if placement(macro) == "block" and not self._alone:
            yield self.problem(f"'{name}' must stand alone on its line, from the first column")
        given = [*node.args, *(keyword.value for keyword in node.kwargs)]
        constant = all(isinstance(value, nodes.Const) for value in given)
        if node.dyn_args or node.dyn_kwargs or not constant:
            example = f'{{{{ {name}("some-id") }}}}'
            yield self.problem(f"{name}: put quotes around each word, such as {example}", name)
            return
        values = [value.as_const() for value in node.args]
        named = {keyword.key: keyword.value.as_const() for keyword in node.kwargs}
        try:
            bound = signature(macro).bind(None, *values, **named)
        except TypeError:
            yield self.problem(_usage(macro, len(values), named), name)
            return
        hints = get_type_hints(macro, include_extras=True)
        for parameter, value in list(bound.arguments.items())[1:]:
            if complaint := _complaint(hints[parameter], value, self.ids):
                yield self.problem(f"{name}: {complaint}", str(value), after="(")

    @property
    def _alone(self) -> bool:
        before = self.page.text[: self.start]
        after = self.page.text[self.start + len(self.text) :]
        starts = not before or before.endswith(("\n", "\r"))
        return starts and not re.split(r"[\r\n]", after, maxsplit=1)[0].strip()


def _usage(macro: Callable[..., Any], count: int, named: Mapping[str, object]) -> str:
    """How to call `macro` where a call has `count` values and `named` ones, and they do not fit."""
    parameters = list(signature(macro).parameters.values())[1:]
    required = [p.name for p in parameters if p.default is Parameter.empty]
    every = [p.name for p in parameters]
    if unknown := [name for name in named if name not in every]:
        reason = f"'{unknown[0]}=' is unknown"
    elif set(required) - set(every[:count]) - set(named):
        reason = "something is missing"
    else:
        reason = "there is too much"
    ways = [f"{{{{ {macro.__name__}({_in_quotes(words)}) }}}}" for words in (required, every)]
    how = " or ".join(dict.fromkeys(ways))
    return f"{macro.__name__}: {reason} between the parentheses; write {how}"


def _in_quotes(words: list[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _complaint(hint: Any, value: object, ids: Ids) -> str:
    if not isinstance(value, str):
        return f"put quotes around {value}"
    if get_origin(hint) is Literal:
        words = get_args(hint)
        return "" if value in words else f"{quoted(value)} is not allowed{allowed(value, words)}"
    refs = [mark for mark in get_args(hint) if isinstance(mark, Ref)]
    if get_origin(hint) is not Annotated or not refs:
        return ""
    if refs[0].kind == ANY_KIND:
        return _key_complaint(value, ids)
    return ids.complaint(refs[0].kind, value, refs[0].vocabulary)


def _key_complaint(value: str, ids: Ids) -> str:
    """Why no page has the key `value`, KIND/ID, or nothing."""
    kind, slash, name = value.partition("/")
    if slash and kind in PAGED:
        return ids.complaint(kind, name)
    if slash and kind in ONE_OF:
        return f"a {ONE_OF[kind]} has no page to link to"
    if not slash:
        keys = [f"{paged}/{value}" for paged in PAGED if f"{paged}/{value}" in ids.entries]
        start = f", did you mean '{keys[0]}'?" if keys else ", such as 'partners/some-id'"
        return f"{quoted(value)} does not say of what kind it is{start}"
    kinds = allowed(kind, [known for known in ONE_OF if known in PAGED])
    return f"{quoted(value)} does not start with a kind of record{kinds}"
