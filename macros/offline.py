"""Pages as they must be on a disk, where a link to a folder opens a listing of what is in it."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from html import escape, unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit, urlunsplit

from macros.outbound import ATTRIBUTE, ATTRIBUTES

TAG = re.compile(
    rf"""<(?:
        !--(?:-?>|.*?(?:--!?>|\Z))
      | (?:(?P<raw>script|style|textarea|title)(?=[\s/>])|(?P<name>[a-z][^\s/>]*+))
        (?P<attributes>{ATTRIBUTES})>(?(raw).*?(?:</(?P=raw)(?=[\s/>])|\Z))
    )""",
    re.S | re.I | re.X,
)
ADDRESSES = ("href", "src")
CANONICAL = re.compile(r"\srel=[\"']?canonical\b", re.I)
START = "index.html"
REFRESH = re.compile(r"(?<= content=\"0; url=)[^\"]+")
"""Where the page at an old address leads."""
ONLY_ONLINE = re.compile(r"<!-- only online -->.*?<!-- /only online -->", re.S)
"""What a page lists that is not on the disk."""


@dataclass(frozen=True)
class Disk:
    """A site as it stands on a disk; `folders` are those that hold a page."""

    folders: Collection[str]

    def page(self, html: str, path: str) -> str:
        """`html`, the page at `path`, with each link to a folder leading to the page in there."""
        folder = dirname(path)
        html = ONLY_ONLINE.sub("", html)
        return _with_addresses(html, lambda address: self._named(address, folder))

    def _named(self, address: str, folder: str) -> str:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return address
        target = normpath(join(folder, unquote(parts.path)))
        if (target if target != "." else "") not in self.folders:
            return address
        return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{START}"))


def from_above(html: str, folder: str) -> str:
    """A page of `folder`, opened from the folder above it."""
    return _with_addresses(html, lambda address: _below(folder, address))


def _below(folder: str, address: str) -> str:
    parts = urlsplit(address)
    is_ours = parts.path and not (parts.scheme or parts.netloc)
    return f"{folder}/{address}" if is_ours else address


def _with_addresses(html: str, change: Callable[[str], str]) -> str:
    """`html` with its addresses changed and all else as it was, scripts above all.

    The page that a search engine should list is another one, so no page names it here.
    """

    def tag(found: re.Match[str]) -> str:
        if not (attributes := found["attributes"]):
            return found[0]
        name = (found["name"] or "").lower()
        if name == "link" and CANONICAL.search(attributes):
            return ""
        if name == "meta":
            return REFRESH.sub(lambda one: escape(change(unescape(one[0]))), found[0])
        start, end = (place - found.start() for place in found.span("attributes"))
        changed = ATTRIBUTE.sub(attribute, attributes)
        return f"{found[0][:start]}{changed}{found[0][end:]}"

    def attribute(one: re.Match[str]) -> str:
        if one["name"].lower() not in ADDRESSES or not one["value"]:
            return one[0]
        start, end = (place - one.start() for place in one.span("value"))
        old = unescape(one["value"].strip("\"'"))
        new = change(old)
        return one[0] if new == old else f'{one[0][:start]}"{escape(new)}"{one[0][end:]}'

    return TAG.sub(tag, html)
