"""How often the guide leads people to each thing, in its records and on its hand-written pages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from inspect import signature
from posixpath import dirname, join, normpath
from typing import Any, get_args, get_type_hints

from jinja2 import nodes

from macros.calls import Macros, calls
from macros.drawing import macros
from macros.guide import Guide
from macros.layout import HOTLINES
from macros.pages import pages
from macros.project import Reading
from macros.values import ANY_KIND, Ref

TO_PAGE = re.compile(r"\]\(([^)#\s]+\.md)\b")


class Uses:
    """Counts, made once for all."""

    def __init__(self, reading: Reading, guide: Guide) -> None:
        known = macros()
        named_by = ({*named(text, known)} for text in reading.pages.values())
        self._pages = sum(1 for _ in pages(guide)) + len(reading.pages)
        self._counts = Counter(key for keys in named_by for key in keys)
        for key, mentions in guide.mentions.items():
            self._counts[key] += len({mention.record.key for mention in mentions})
        for place, text in reading.pages.items():
            self._counts.update({*_linked(place, text)} - {place})

    def of(self, key: str) -> int:
        """A help line stands on every page; a service is reached through its partner."""
        if key.startswith(f"{HOTLINES}/"):
            return self._pages
        return self._counts[key.partition("#")[0]]


def named(text: str, known: Macros) -> Iterator[str]:
    """The keys of the records that the macro calls of a page name."""
    for name, call in calls(text):
        if name in known:
            yield from _keys(call, known[name])


def _keys(call: nodes.Call, macro: Callable[..., Any]) -> Iterator[str]:
    given = [value.as_const() for value in call.args]
    words = {keyword.key: keyword.value.as_const() for keyword in call.kwargs}
    hints = get_type_hints(macro, include_extras=True)
    for name, value in signature(macro).bind(None, *given, **words).arguments.items():
        for ref in get_args(hints.get(name)):
            if isinstance(ref, Ref):
                yield value if ref.kind == ANY_KIND else f"{ref.kind}/{value}"


def _linked(place: str, text: str) -> Iterator[str]:
    return (normpath(join(dirname(place), path)) for path in TO_PAGE.findall(text))
