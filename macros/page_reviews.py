"""What the heads of hand-written pages say of their last check."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import ValidationError

from macros.calls import calls
from macros.checks import in_the_future
from macros.heads import HEAD, Page
from macros.local_pages import address
from macros.model import Checked
from macros.parsing import parse
from macros.problems import Problem, nearest
from macros.reviews import ReviewedPage
from macros.tree import Tree
from macros.wording import explain

FIELDS = tuple(Checked.model_fields)
FOUNDS = frozenset({"cite", "figure"})
"""Macros that say where something is from: their page states facts."""
TITLE = re.compile(r"^#[ \t]+(.+?)[ \t]*(?:\{[^{}\n]*\})?[ \t]*$", re.M)
OTHERS = frozenset({"title", "description", "topics", "menu", "menu_after", "menu_title"})
"""What else the guide reads in a head; it is never a slip."""


def problems(page: Page, today: date) -> Iterator[Problem]:
    """What is wrong with the three fields, in the words in which records hear it."""
    tree, fields = _head(page)
    for name in fields:
        if name not in (*FIELDS, *OTHERS) and (meant := nearest(name, FIELDS, sure=True)):
            yield tree.at_key((name,), f"unknown field '{name}', did you mean '{meant}'?")
    try:
        checked = Checked.model_validate(_own(fields))
    except ValidationError as error:
        yield from explain(error, tree, (), Checked)
        return
    if checked.assured_date and checked.assured_date > today:
        yield tree.at(("assured_date",), in_the_future(checked.assured_date))


def reviewed(pages: Mapping[str, Page]) -> dict[str, ReviewedPage]:
    """By address inside the site: of sound `pages`, by their places, those that state facts."""
    found = {place: _reviewed(page) for place, page in pages.items()}
    return {url(place): page for place, page in sorted(found.items()) if page}


def url(place: str) -> str:
    at = address(place)
    return "" if at == "." else f"{at}/"


def said(page: Page) -> tuple[Tree, Checked]:
    """The head of a sound page, and what it says of its last check."""
    tree, fields = _head(page)
    return tree, Checked.model_validate(_own(fields))


def _reviewed(page: Page) -> ReviewedPage | None:
    _, checked = said(page)
    if not checked.model_fields_set and not _is_founded(page.text):
        return None
    heading = TITLE.search(HEAD.sub("", page.text))
    return ReviewedPage(heading[1] if heading else page.path, checked)


def _own(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: fields[name] for name in FIELDS if fields.get(name) is not None}


def _is_founded(text: str) -> bool:
    return any(name in FOUNDS for name, _ in calls(text))


def _head(page: Page) -> tuple[Tree, Mapping[str, object]]:
    head = HEAD.match(page.text)
    tree, _ = parse(f"\n{head[1]}" if head else "", page.path)
    return tree, tree.value if isinstance(tree.value, dict) else {}
