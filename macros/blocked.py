"""What a page's own HTML holds that must not work, or that the content security policy stops."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from macros.editions import LOCAL
from macros.heads import Page
from macros.outbound import ATTRIBUTE
from macros.problems import Problem

SUSPECT = (
    re.compile(r"<(?:base|embed|frame|iframe|link|meta|object|script|style)\b"),
    re.compile(r"script:"),
    re.compile(r"\s(?:on[a-z]+|style)\s*=|\s(?:src|srcset|poster)\s*=\s*[\"']?\s*(?:https?:)?//"),
)
"""Most pages hold none of it, and need no parsing; one pattern for all would take far longer."""
ELEMENTS = {
    "script": "does not run: pages cannot hold scripts, so take it out",
    "style": "is not applied: put its rules into {sheet}",
    "base": "has no effect: write whole links",
    "embed": "is not shown: link to it",
    "frame": "is not shown: link to it",
    "iframe": "is not shown: link to it",
    "object": "is not shown: link to it",
    # No policy keeps these two from calling another site.
    "link": "belongs to no page: put its rules into {sheet}",
    "meta": "belongs to no page: leave it out",
}


class Home(NamedTuple):
    """Where pages keep what they may not hold themselves."""

    assets: str
    sheet: str


OUR_HOME = Home("docs/assets/", "docs/assets/guide.css")
LOCAL_HOME = Home(f"docs/{LOCAL}/assets/", f"docs/{LOCAL}/assets/local.css")
LOADED = ("src", "srcset", "poster")


def blocked(html: str, page: Page) -> Iterator[Problem]:
    """What of `html`, which `page` became, would not work, at its place in the page's file."""
    if not _is_suspect(html.lower()):
        return
    reader = _Reader(LOCAL_HOME if page.path.startswith(f"docs/{LOCAL}/") else OUR_HOME)
    reader.feed(html)
    for tag, name, message in dict.fromkeys(reader.found):
        yield page.problem(_offset(page.text, tag, name, message), message)


def _is_suspect(html: str) -> bool:
    # Forms of ours have no action, and stand on the longest pages.
    sends = "<form" in html and "action" in html
    return sends or any(pattern.search(html) for pattern in SUSPECT)


class _Reader(HTMLParser):
    def __init__(self, home: Home) -> None:
        super().__init__()
        self.home = home
        self.found: list[tuple[str, str, str]] = []
        """The tag, the attribute that does not work, or nothing, and what is said of it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        # Of two with one name, browsers take the first.
        attributes = {name: value or "" for name, value in reversed(attrs)}
        if tag in ELEMENTS and not (tag == "script" and "src" in attributes):
            self.found.append(
                (written, "", f"<{tag}> {ELEMENTS[tag].format(sheet=self.home.sheet)}")
            )
        if tag == "form" and "action" in attributes:
            self.found.append((written, "", "<form> sends nothing: leave 'action' out"))
        for name, value in attributes.items():
            if complaint := _complaint(name, value, self.home):
                self.found.append((written, name, complaint))


def _offset(text: str, tag: str, name: str, message: str) -> int:
    start = text.find(tag)
    return _in_braces(text, name) if start < 0 else start + _in_tag(tag, name, message)


def _in_braces(text: str, name: str) -> int:
    """Where `text` gives an attribute to what it makes a tag of: `{: name="value" }`."""
    attribute = rf"\{{[^{{}}\n]*?(?<![^\s\"'{{:])({re.escape(name)})\s*="
    found = re.search(attribute, text, re.I) if name else None
    return found.start(1) if found else 0


def _in_tag(tag: str, name: str, message: str) -> int:
    """Where `tag` holds what the message begins with: the attribute's name, or its value."""
    for one in ATTRIBUTE.finditer(tag):
        if one["name"].lower() != name:
            continue
        if message.startswith(f"'{name}'") or not one["value"]:
            return one.start("name")
        return one.start("value") + one["value"].startswith(("'", '"'))
    return 0


def _complaint(name: str, value: str, home: Home) -> str:
    if name.startswith("on"):
        return f"'{name}' does not run: pages cannot hold scripts, so take it out"
    if name == "style":
        return f"'style' is not applied: write class= here, and a rule for it in {home.sheet}"
    # Browsers read over blanks and line breaks inside it.
    if re.sub(r"\s", "", value).lower().startswith("javascript:"):
        return f"'{value}' does not run: a link leads to a page"
    if name in LOADED and re.match(r"\s*(https?:)?//", value, re.I):
        return f"'{value}' is not loaded from another site: keep a copy in {home.assets}"
    return ""
