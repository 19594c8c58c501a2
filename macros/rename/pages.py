"""A record's id in the macro calls of a page, and in its head; all other bytes stay."""

from collections.abc import Iterator
from inspect import signature
from typing import get_args, get_type_hints

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.calls import MARKUP, Macros, is_without_calls
from macros.changes import Changes
from macros.editing import BOM, edited
from macros.heads import HEAD
from macros.model import Term
from macros.splicing import values
from macros.tree import Location
from macros.values import ANY_KIND, Ref

Span = tuple[int, int]


def renamed(text: str, macros: Macros, kind: str, old: str, new: str) -> tuple[str, int]:
    """`text` with `new` wherever it names the record, and in how many places that is."""
    mark, body = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    ends = sorted((end for _, end in _spans(body, macros, kind, old)), reverse=True)
    for end in ends:
        body = f"{body[: end - len(old)]}{new}{body[end:]}"
    topics = _topics(body, old) if kind == Term.kind else []
    return mark + _with_head(body, dict.fromkeys(topics, new)), len(ends) + len(topics)


def _spans(text: str, macros: Macros, kind: str, old: str) -> Iterator[Span]:
    """What stands between the quotes of each call that names the record."""
    if is_without_calls(text):
        return
    for markup in MARKUP.finditer(text):
        if markup["call"] and old in markup["call"]:
            for start, end in _in_call(markup["call"], macros, kind, old):
                yield markup.start() + start, markup.start() + end


def _in_call(text: str, macros: Macros, kind: str, old: str) -> Iterator[Span]:
    call = _call(text)
    if call is None or not isinstance(call.node, nodes.Name) or call.node.name not in macros:
        return
    macro = macros[call.node.name]
    names = list(signature(macro).parameters)[1:]
    hints = get_type_hints(macro, include_extras=True)
    given = [*zip(names, call.args, strict=False), *((k.key, k.value) for k in call.kwargs)]
    words = list(_words(text))
    for (name, value), span in zip(given, words, strict=False) if len(given) == len(words) else ():
        ref = next((mark for mark in get_args(hints.get(name)) if isinstance(mark, Ref)), None)
        wanted = f"{kind}/{old}" if ref and ref.kind == ANY_KIND else old
        is_kind = ref and ref.kind in (ANY_KIND, kind)
        if is_kind and isinstance(value, nodes.Const) and value.value == wanted:
            yield span


def _call(text: str) -> nodes.Call | None:
    try:
        found = Environment().parse(text).find(nodes.Call)  # noqa: S701  (parsed, never rendered)
    except TemplateSyntaxError:
        return None
    return found if isinstance(found, nodes.Call) else None


def _words(text: str) -> Iterator[Span]:
    """Where the words in quotes stand, the quotes left out."""
    offset = 0
    for _, token, word in Environment().lex(text):  # noqa: S701
        if token == "string":  # noqa: S105
            yield offset + 1, offset + len(word) - 1
        offset += len(word)


def _topics(text: str, old: str) -> list[Location]:
    """Where the head of a page says that it is about the term."""
    head = HEAD.match(text)
    said = values(head[1]) if head else None
    topics = said.get("topics") if isinstance(said, dict) else None
    listed = topics if isinstance(topics, list) else []
    return [("topics", number) for number, topic in enumerate(listed) if topic == old]


def _with_head(text: str, changes: Changes) -> str:
    head = HEAD.match(text)
    if not head or not changes:
        return text
    return text[: head.start(1)] + edited(head[1], changes) + text[head.end(1) :]
