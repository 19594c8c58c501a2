"""Links to other sites: they are told nothing of ours, and readers are told where they lead."""

import re
from collections.abc import Iterator
from html import unescape

from markupsafe import escape

NAME = r"[^\s/>][^\s/>=]*+"
VALUE = r"\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+"
ATTRIBUTES = rf"(?:[\s/]++|{NAME}(?:\s*+=\s*+(?:{VALUE}))?+)*+"
ATTRIBUTE = re.compile(rf"[\s/]*+(?P<name>{NAME})(?:\s*+=\s*+(?P<value>{VALUE}))?+")
# As browsers take HTML apart; nothing is read twice, however it is written.
MARKUP = re.compile(
    rf"""<(?:
        /[b-z][^\s/>]*+>
      | a(?=[\s/>])(?P<attributes>{ATTRIBUTES})>
      | (?P<end>/a(?=[\s/>])){ATTRIBUTES}
      | !--(?:-?>|.*?(?:--!?>|\Z))
      | (?P<raw>iframe|noembed|noframes|script|style|textarea|title|xmp)(?=[\s/>]){ATTRIBUTES}
        >.*?(?:</(?P=raw)(?=[\s/>])|\Z)
      | /?[a-z][^\s/>]*+{ATTRIBUTES}
    )""",
    re.S | re.I | re.X,
)
ELSEWHERE = re.compile(r"https?:|[/\\]{2}", re.I)
SUSPECT = re.compile(r"[:&\\]|/\s*/")
"""Most links hold none of it; they need no reading."""
LABELLED = "data-exit"
"""The way out of the guide says itself what it does."""


def marked(html: str, mark: str) -> str:
    """`html` in which each link to another site is `noreferrer`, opens in place and ends in `mark`.

    `noreferrer` also keeps the other page from a handle on ours.
    """
    return "".join(_parts(html, mark))


def _parts(html: str, mark: str) -> Iterator[str]:
    done, is_open = 0, False
    for tag in MARKUP.finditer(html):
        starts = tag["attributes"] is not None
        if not (starts or tag["end"]):
            continue
        if is_open:
            # A link ends at the next one, too.
            yield html[done : tag.start()] + mark
            done = tag.start()
        is_open = starts and _leads_elsewhere(tag["attributes"])
        if is_open:
            start, end = tag.span("attributes")
            yield html[done:start] + _told_nothing(tag["attributes"])
            done = end
    yield html[done:]


def _leads_elsewhere(attributes: str) -> bool:
    if not SUSPECT.search(attributes):
        return False
    named = _named(attributes)
    # Browsers read over these.
    target = re.sub(r"[\t\n\r]", "", named.get("href", "")).lstrip("\0 ")
    return bool(ELSEWHERE.match(target)) and LABELLED not in named


def _named(attributes: str) -> dict[str, str]:
    """The attributes by name; of two with one name, browsers take the first."""
    found: dict[str, str] = {}
    for one in ATTRIBUTE.finditer(attributes):
        value = one["value"] or ""
        bare = value[1:-1] if value[:1] in ("'", '"') else value
        found.setdefault(one["name"].lower(), unescape(bare))
    return found


def _told_nothing(attributes: str) -> str:
    given = _named(attributes).get("rel", "").split()
    relations = " ".join(dict.fromkeys([*given, "noreferrer"]))
    kept = ATTRIBUTE.sub(
        lambda one: "" if one["name"].lower() in ("rel", "target") else one[0], attributes
    )
    return f' rel="{escape(relations)}"{kept}'
