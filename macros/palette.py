"""The colours of a guide's pages: those of the style sheet, and what its `site.yml` makes of them.

What can be read by whom must not depend on taste: colours with too little contrast are refused.
"""

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from macros.colours import LEAST, contrast, nearest_readable
from macros.model import Site
from macros.problems import Problem
from macros.tree import Tree

if TYPE_CHECKING:  # Few guides set colours.
    from tinycss2.ast import Node

STYLE_SHEET = "assets/guide.css"
LIGHT, DARK = "light", "dark"
MEETS = {
    "brand": {"brand-ink": "the words on it"},
    "link": {
        "paper": "the ground of a page",
        "wash": "the ground of a box",
        "warn-wash": "the ground of a warning",
    },
}
"""What is seen together: a colour that a guide may set, and those that stay."""

Colours = Mapping[str, str]
"""Colours by the name that they have in the style sheet."""


def colours_of(style_sheet: Path) -> dict[str, dict[str, str]]:
    """The colours of a style sheet, in the light and in the dark."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(style_sheet.read_text("utf-8"), True, True)
    light = _variables(rules)
    dark = [
        inner
        for rule in rules
        if rule.type == "at-rule" and "color-scheme: dark" in tinycss2.serialize(rule.prelude)
        for inner in tinycss2.parse_rule_list(rule.content, True, True)
    ]
    return {LIGHT: light, DARK: light | _variables(dark)}


def _variables(rules: "list[Node]") -> dict[str, str]:
    import tinycss2

    return {
        one.name.removeprefix("--"): tinycss2.serialize(one.value).strip()
        for rule in rules
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root"
        for one in tinycss2.parse_blocks_contents(rule.content, True, True)
        if one.type == "declaration" and one.name.startswith("--")
    }


def palette(site: Site, style_sheet: Path) -> dict[str, dict[str, str]]:
    """What `site` sets in each scheme; dark colours are worked out where only light ones stand."""
    given = _given(site)
    if not given:
        return {}
    own = colours_of(style_sheet)
    light = {name: given[name] for name in MEETS if name in given}
    dark = {
        name: given.get(f"{name}_dark") or _in_the_dark(light[name], name, own[DARK])
        for name in MEETS
        if name in light or f"{name}_dark" in given
    }
    return {LIGHT: light, DARK: dark}


def worked_out(site: Site, colours: Mapping[str, Colours]) -> Iterator[str]:
    """What is said of colours that nobody gave."""
    given = _given(site)
    for name, colour in colours.get(DARK, {}).items():
        if f"{name}_dark" not in given:
            yield f"colors: '{name}_dark' is not given; pages use {colour!r}."


def _given(site: Site) -> dict[str, str]:
    return site.colors.model_dump(exclude_none=True) if site.colors else {}


def _in_the_dark(colour: str, name: str, own: Colours) -> str:
    return nearest_readable(colour, [own[other] for other in MEETS[name]]) or own[name]


def in_site(site: Site, tree: Tree, style_sheet: Path) -> Iterator[Problem]:
    given = _given(site)
    if not given:
        return
    own = colours_of(style_sheet)
    for field, colour in given.items():
        name = field.removesuffix("_dark")
        if complaint := _complaint(colour, name, own[LIGHT if field == name else DARK]):
            yield tree.at(("colors", field), f"{field}: {colour} {complaint}")


def _complaint(colour: str, name: str, own: Colours) -> str:
    """Why `colour` cannot be the guide's `name`, told of what goes worst with it, or nothing."""
    others = MEETS[name]
    ratio, worst = min((contrast(colour, own[other]), other) for other in others)
    if ratio >= LEAST:
        return ""
    better = nearest_readable(colour, [own[other] for other in others])
    shown = math.floor(ratio * 100) / 100
    return (
        f"and {others[worst]} ({own[worst]}) have a contrast of {shown:.2f}:1, {LEAST - shown:.2f} "
        f"short of {LEAST}:1{f'; {better!r} would do' if better else ''}"
    )
