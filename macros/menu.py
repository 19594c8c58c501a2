"""The menu: that of `mkdocs.yml`, with a fork's own pages in it and without those it hides.

The head of a local page says where it stands: `menu: SECTION` at the end of a section, `menu: top`
beside the sections, `menu: none` nowhere; or `menu_after: PATH` behind another page. One that takes
the place of a page of ours stands where that one stood.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.heads import HEAD, Page
from macros.parsing import parse
from macros.problems import Problem, allowed, meant, quoted
from macros.tree import Tree, Value

TOP, NONE = "top", "none"
SECTION, AFTER, TITLE = "menu", "menu_after", "menu_title"
Nav = list[Any]
"""As MkDocs reads it: paths, and titles with a path or a list."""


class _Lenient(yaml.CSafeLoader):
    """Reads `mkdocs.yml` without what only MkDocs understands."""


_Lenient.add_multi_constructor("", lambda loader, suffix, node: None)


def of_project(root: Path) -> Nav:
    """The menu in `mkdocs.yml`; empty where there is none, and MkDocs takes every page."""
    nav = settings(root).get("nav")
    return nav if isinstance(nav, list) else []


def settings(root: Path) -> Mapping[str, Any]:
    """What stands in `mkdocs.yml`; nothing where it cannot be read."""
    try:
        found = yaml.load((root / "mkdocs.yml").read_bytes(), _Lenient)  # noqa: S506  (a safe one)
    except (OSError, yaml.YAMLError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def sections(nav: Nav) -> list[str]:
    """The titles in the menu below which pages stand."""
    return [title for title, _ in _sections(nav)]


def _sections(nav: Nav) -> Iterator[tuple[str, Nav]]:
    """Each section with what stands in it, those inside others too."""
    for title, below in map(_titled, nav):
        if isinstance(below, list):
            yield title, below
            yield from _sections(below)


def paths(nav: Nav) -> list[str]:
    found = []
    for _, below in map(_titled, nav):
        found += paths(below) if isinstance(below, list) else [str(below)]
    return found


def _titled(item: Any) -> tuple[str, Any]:
    if isinstance(item, dict) and len(item) == 1:
        ((title, below),) = item.items()
        return str(title), below
    return "", item


@dataclass(frozen=True)
class Wish:
    """Where in the menu a page wants to stand, and under which title."""

    section: str = ""
    after: str = ""
    title: str = ""

    @classmethod
    def of(cls, text: str) -> "Wish":
        """What the head of a page says."""
        given = _given(_head(text))
        return cls(*(str(given.get(name) or "") for name in (SECTION, AFTER, TITLE)))

    def item(self, path: str) -> Any:
        return {self.title: path} if self.title else path


def check(local: Mapping[str, Page], nav: Nav) -> Iterator[Problem]:
    """Every problem with where the `local` pages, by their places, want to stand."""
    there = {*paths(nav), *local}
    for place, page in local.items():
        tree = _head(page.text, page.path)
        given = _given(tree)
        if nav and place not in paths(nav) and SECTION not in given and AFTER not in given:
            yield page.problem(0, _how(nav))
        yield from _said(tree, given, nav, there - {place})
    yield from _lost(local, nav)


def _head(text: str, path: str = "") -> Tree:
    """The head of a page, its values as they stand there: «no» is a title, too."""
    head = HEAD.match(text)
    tree, _ = parse(f"\n{head[1]}" if head else "", path)
    return tree


def _given(head: Tree) -> dict[str, Value]:
    return head.value if isinstance(head.value, dict) else {}


def _lost(local: Mapping[str, Page], nav: Nav) -> Iterator[Problem]:
    """Pages that stand behind another one which has no place in the menu either."""
    wishes = {place: Wish.of(page.text) for place, page in local.items()}
    for place, wish in wishes.items():
        if wish.after in wishes and (why := _why_lost(place, wishes)) and nav:
            words = f"{AFTER}: {quoted(wish.after)} {why}"
            yield _head(local[place].text, local[place].path).at((AFTER,), words)


def _why_lost(place: str, wishes: Mapping[str, "Wish"]) -> str:
    """Nothing where another problem says it, or where the page is not lost."""
    passed: list[str] = []
    while place in wishes and place not in passed and wishes[place].after:
        passed.append(place)
        place = wishes[place].after
    if place == passed[0] and len(passed) > 1:
        return f"waits for this page in turn: give one of them a section ('{SECTION}: …')"
    if place in passed[1:] or (place in wishes and wishes[place].section == NONE):
        return f"stands in no menu, so that nothing stands behind it: write '{SECTION}: SECTION'"
    return ""


def _how(nav: Nav) -> str:
    return (
        f"stands in no menu: write '{SECTION}: SECTION' into its head; sections are "
        f"{', '.join(sections(nav))}; '{TOP}' is beside them, '{NONE}' keeps it out of the menu"
    )


def _said(
    tree: Tree, given: Mapping[str, object], nav: Nav, there: Collection[str]
) -> Iterator[Problem]:
    for name in (SECTION, AFTER, TITLE):
        if name in given and (not isinstance(given[name], str) or not given[name]):
            yield tree.at_key((name,), f"'{name}' must be text: write it behind the colon")
            return
    if SECTION in given and AFTER in given:
        yield tree.at_key(
            (AFTER,), f"'{SECTION}' says already where it stands: keep one of the two"
        )
    choices = [*sections(nav), TOP, NONE]
    if SECTION in given and nav and given[SECTION] not in choices:
        section = str(given[SECTION])
        hint = allowed(section, choices)
        yield tree.at((SECTION,), f"{SECTION}: {quoted(section)} is no part of the menu{hint}")
    if AFTER in given and given[AFTER] not in there:
        other = str(given[AFTER])
        hint = meant(other, there) or "; write its path, such as chapters/vetting.md"
        yield tree.at((AFTER,), f"{AFTER}: {quoted(other)} is no page{hint}")


def arranged(nav: Nav, wishes: Mapping[str, Wish], hidden: Collection[str]) -> Nav:
    """The menu as the guide shows it."""
    moved = {place for place, wish in wishes.items() if wish.section or wish.after}
    titles = {place: wish for place, wish in wishes.items() if wish.title and place not in moved}
    menu = _titled_anew(_without(deepcopy(nav), moved), titles)
    for place, wish in wishes.items():
        if wish.section not in ("", NONE):
            below = next((below for name, below in _sections(menu) if name == wish.section), menu)
            below.append(wish.item(place))
    waiting = {place: wish for place, wish in wishes.items() if wish.after}
    while ready := [place for place, wish in waiting.items() if wish.after in paths(menu)]:
        # The last first, so that pages behind the same one keep their order.
        for place in reversed(ready):
            wish = waiting.pop(place)
            _put_after(menu, wish.after, wish.item(place))
    return _without(menu, hidden)


def _put_after(menu: Nav, other: str, item: Any) -> None:
    for number, (_, below) in enumerate(map(_titled, menu)):
        if below == other:
            menu.insert(number + 1, item)
            return
        if isinstance(below, list):
            _put_after(below, other, item)


def _without(menu: Nav, gone: Collection[str]) -> Nav:
    """`menu` without the paths that are `gone`, nor sections that they leave empty."""
    kept: Nav = []
    for item in menu:
        title, below = _titled(item)
        if isinstance(below, list):
            if rest := _without(below, gone):
                kept.append({title: rest})
        elif below not in gone:
            kept.append(item)
    return kept


def _titled_anew(menu: Nav, wishes: Mapping[str, Wish]) -> Nav:
    return [
        {title: _titled_anew(below, wishes)}
        if isinstance(below, list)
        else wishes[below].item(below)
        if below in wishes
        else item
        for item, (title, below) in ((item, _titled(item)) for item in menu)
    ]


def wishes(local: Iterable[str], pages: Mapping[str, str]) -> dict[str, Wish]:
    """What the local pages wish, by their places, from the texts of all `pages`."""
    return {place: Wish.of(pages[place]) for place in local if place in pages}
