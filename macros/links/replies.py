"""One answer of a server, as much of it as anyone needs, and what stands for no answer."""

import codecs
import re
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from html import unescape

from pydantic import BaseModel, ConfigDict

from macros.problems import visible

# Without bounds, a page made for it would hold up a run for seconds.
TITLE = re.compile(r"<title[^>]{0,200}>(.{0,1000}?)</title", re.I | re.S)
HEADING = re.compile(r"<h1\b[^>]{0,500}>(.{0,1000}?)</h1", re.I | re.S)
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*(?!utf-?(?:16|32))([\w.:-]+)", re.I)
"""Where text is what this takes, it is named in letters that such text has not."""
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
TITLE_LIMIT = 200
GZIP_OR_ZLIB = 47


class Trouble(StrEnum):
    """Why there is no answer."""

    NONE = ""
    NOWHERE = "nowhere"
    """The name leads to no server, or the server takes no calls."""
    CLOSED = "closed"
    """It could not be reached, which says nothing about whether it is there."""
    BROKEN = "broken"
    """It was reached and gave no whole answer; a wall against programs may do that, too."""


class Reply(BaseModel):
    """What came of one request."""

    model_config = ConfigDict(frozen=True)

    status: int = 0
    location: str = ""
    content_type: str = ""
    title: str = ""
    """That of the page, or its first heading where it has none."""
    wall: str = ""
    """What tells that a wall against programs answered in the place of the site."""
    wait: float | None = None
    """For how many seconds the server asks to be left alone."""
    text: str = ""
    """What the body says, where it is a file for programs."""
    trouble: Trouble = Trouble.NONE
    reason: str = ""
    """Why there is no answer, in words."""

    @property
    def is_fine(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_redirect(self) -> bool:
        return self.status in (301, 302, 303, 307, 308)

    @property
    def is_busy(self) -> bool:
        """Whether it asks to be left alone for a while."""
        return self.status == 429 or (self.status == 503 and self.wait is not None)

    @property
    def is_page(self) -> bool:
        """Whether it may be read as HTML; servers that do not say are taken to mean that."""
        return not self.content_type or "html" in self.content_type


def title_of(text: str) -> str:
    found = TITLE.search(text) or HEADING.search(text)
    words = unescape(re.sub(r"<[^>]*>", " ", found[1])) if found else ""
    return visible(" ".join(words.split())[:TITLE_LIMIT])


def decoded(body: bytes, headers: Mapping[str, str], limit: int) -> str:
    """The text of a body, whatever it claims to be written in; never more than `limit` letters."""
    plain = _unpacked(body, limit) if headers.get("Content-Encoding") else body
    for mark, encoding in MARKS.items():
        if plain.startswith(mark):
            return plain.decode(encoding, "replace")
    head = plain[:2048].decode("ascii", "ignore")
    named = CHARSET.search(headers.get("Content-Type", "")) or CHARSET.search(head)
    try:
        return plain.decode(named[1] if named else "utf-8", "replace")
    except (LookupError, ValueError):
        # There is no such encoding, or it is none of texts.
        return plain.decode("utf-8", "replace")


def _unpacked(body: bytes, limit: int) -> bytes:
    """We ask for no compression; a server that compresses all the same may send a bomb."""
    try:
        return zlib.decompressobj(GZIP_OR_ZLIB).decompress(body, limit)
    except zlib.error:
        return b""


def asked_wait(value: str | None, now: datetime | None = None) -> float | None:
    """The seconds that a `Retry-After` means; it may be a number or a date."""
    if value is None:
        return None
    if re.fullmatch(r"\d{1,9}", value.strip()):
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - (now or datetime.now(UTC))).total_seconds(), 0.0)
