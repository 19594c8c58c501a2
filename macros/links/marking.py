"""Links to addresses that are gone, as drawn pages say it: words, a mark, no link.

Who takes over a name that somebody gave up may put anything there.
"""

import re
from collections.abc import Callable, Mapping
from html import unescape

from markupsafe import Markup

from macros.links.states import Status

LINK = re.compile(r"<a\b(?P<tag>[^>]*)>(?P<words>.*?)</a\s*>", re.I | re.S)
HREF = re.compile(r"\shref\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.I)
WAY_OUT = "data-exit"
"""Leads away from the guide whatever becomes of the page that it leads to."""

Draw = Callable[[Markup, Status], str]


def unlinked(html: str, gone: Mapping[str, Status], draw: Draw) -> str:
    """`html` in which `draw` takes the place of each link to what is `gone`."""
    if not gone:
        return html

    def drawn(link: re.Match[str]) -> str:
        status = gone.get(_target(link["tag"]))
        # The words of a link are drawn already.
        return draw(Markup(link["words"]), status) if status else link[0]  # noqa: S704

    return LINK.sub(drawn, html)


def _target(tag: str) -> str:
    found = HREF.search(tag)
    if not found or WAY_OUT in tag:
        return ""
    return unescape(found[1].strip("\"'"))
