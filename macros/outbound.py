"""Links to other sites: they are told nothing of ours, and readers are told where they lead."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape

from markupsafe import escape

NAME = r"[^\s/>][^\s/>=]*+"
VALUE = r"\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+"
ATTRIBUTES = rf"(?:[\s/]++|{NAME}(?:\s*+=\s*+(?:{VALUE}))?+)*+"
ATTRIBUTE = re.compile(rf"[\s/]*+(?P<name>{NAME})(?:\s*+=\s*+(?P<value>{VALUE}))?+", re.A)
RAW = "|".join(
    rf"(?i:{name})(?=[\s/>]){ATTRIBUTES}>[^<]*+(?:<(?!/(?i:{name})[\s/>])[^<]*+)*+"
    for name in ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp")
)
# As most tags are written; most links lead to pages of ours.
USUAL = r"(?:\s[a-z-]++(?:=\"[^\"]*+\")?+)*+>"
HARMLESS = r"""<a(?:\s[a-z-]++(?:="(?:[^":&\\/]++|/(?!\s*+/))*+")?+)*+>"""
NO_LINK = rf"""
    [^<]++
  | </?(?!a[\s/>]|iframe|no|script|style|t[ei]|x)[a-z][a-z0-9]*+{USUAL}
  | <(?!/?[aA][\s/>])(?:
        /[b-zB-Z][^\s/>]*+>
      | !--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+)
      | (?:[!?]|/[^a-zA-Z>])[^>]*+
      | {RAW}
      | /?[a-zA-Z][^\s/>]*+{ATTRIBUTES}
    )?+"""
# As browsers take HTML apart; nothing is read again and again, however it is written.
LINK = re.compile(
    rf"""(?:{NO_LINK}|{HARMLESS}|</[aA](?=[\s/>]){ATTRIBUTES})*+
    <[aA](?=[\s/>])(?P<attributes>{ATTRIBUTES})>
    (?:{NO_LINK})*+
    (?P<end>(?=</[aA]|<[aA]{ATTRIBUTES}>))?+""",
    re.A | re.X,
)
ELSEWHERE = re.compile(r"https?:|[/\\]{2}", re.I)
BARE = re.compile(r' href="https?://[^"]*+"')
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
    done = 0
    while link := LINK.match(html, done):
        start, end = link.span("attributes")
        told = _told_nothing(link["attributes"])
        if told is None:
            yield html[done : link.end()]
        else:
            yield html[done:start] + told + html[end : link.end()]
            # A link ends at the next one, too, but not with the page.
            yield mark if link["end"] is not None else ""
        done = link.end()
    yield html[done:]


@lru_cache(maxsize=4096)
def _told_nothing(attributes: str) -> str | None:
    """The attributes of a link to another site as they have to be; nothing for other links."""
    if BARE.fullmatch(attributes):
        return f' rel="noreferrer"{attributes}'
    named = _named(attributes) if SUSPECT.search(attributes) else {}
    if not _leads_elsewhere(named):
        return None
    relations = " ".join(dict.fromkeys([*named.get("rel", "").split(), "noreferrer"]))
    return f' rel="{escape(relations)}"{ATTRIBUTE.sub(_kept, attributes)}'


def _kept(attribute: re.Match[str]) -> str:
    if attribute["name"].lower() not in ("rel", "target"):
        return attribute[0]
    # What stood on both sides of it stays apart.
    following = attribute.string[attribute.end() :]
    return "" if re.match(r"[\s/]|\Z", following) else " "


def _leads_elsewhere(named: Mapping[str, str]) -> bool:
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
