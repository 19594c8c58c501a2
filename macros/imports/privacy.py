"""What a source keeps from the public: by its headings, its answers and its words."""

import re
from collections.abc import Iterable
from functools import lru_cache

YES = frozenset({"yes", "y", "true", "1", "x", "sí", "si", "✓", "✔"})
NO = frozenset({"no", "n", "false", "0"})
NOT_PUBLIC = "this address is confidential: it must not be published"
SECRET = re.compile(
    r"\b(confidential(ity)?|private|privacy|secret|unlisted|hidden|hide|excluded?|undisclosed|"
    r"withheld|unpublished|(do )?not (for )?(public|publish))\b"
)
OPEN = re.compile(
    r"^(is )?(public|publish|published)$|"
    r"^(show|include|display|available|share|publish)\b.*\b(website|web|directory|public|referral)"
)
DOUBTFUL = re.compile(
    SECRET.pattern + r"|\b(public|publicly|publish|published|shar(e|ing)|consent|permission|"
    r"restricted|disclosed?|disclosure|visib(le|ility))\b"
)
"""What in a heading of a list may be about secrecy, whatever else it says."""

_KEPT = r"(confidential|undisclosed|unlisted|unpublished|withheld|not (to be )?(disclosed|"
_KEPT += r"published|public|listed|shared|released))"
_SPOT = r"(location|address)"
_OF_SHELTER = r"( (safe|street|physical|office|program|facility))"
_HOUSE = r" (safe ?house|shelter)"
_ASKED = r"\b(call|phone|contact|text|e-?mail)\b.{0,30}\bfor (the |our |exact )*(address|location)"
_ASKED += r"\b|\b(address|location) .{0,16}(up)?on (request|intake|referral)\b"
HIDDEN_ADDRESS = re.compile(
    rf"(?i)\b({_KEPT}|(private|hidden|secret) ({_SPOT}|home|residence))\b|{_ASKED}"
)
HIDDEN_PLACE = re.compile(
    rf"(?i)^\W*{_KEPT}\W*$|\b({_KEPT}|private|hidden|secret){_OF_SHELTER}*( {_SPOT}|{_HOUSE})\b|"
    rf"\b({_SPOT}|shelter|safe ?house)\W+((is|are|must|be|kept|remains|strictly) )*{_KEPT}\b|"
    rf"{_ASKED}"
)
"""Beside an address «confidential» may be said of counseling: only a secret place counts."""
OF_ADDRESSES = frozenset(
    {"address_1", "address_2", "city", "region", "state_province", "postal_code", "attention"}
)


def is_said_secret(words: str) -> bool:
    """Whether a text about something else says that nobody may know where it is."""
    return bool(HIDDEN_PLACE.search(words))


def hides(cells: Iterable[tuple[str, str]]) -> bool:
    """Whether the cells of a place, each with its field, say that nobody may know where it is."""
    return any(
        (HIDDEN_ADDRESS if field in OF_ADDRESSES else HIDDEN_PLACE).search(words)
        for field, words in cells
    )


@lru_cache(maxsize=1_000)
def is_about_secrecy(column: str) -> bool:
    words = plain_words(column)
    return bool(SECRET.search(words) or OPEN.search(words))


def is_kept(column: str, answer: str) -> bool:
    """Whether the answer in a column about secrecy keeps something from the public.

    An answer that is not clear does: leaving something out harms less than giving it away.
    """
    clear = NO if SECRET.search(plain_words(column)) else YES
    return bool(answer) and answer.strip().casefold() not in clear


def plain_words(column: str) -> str:
    """`Phone1IsPrivate` → `phone1 is private`."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", column)
    return " ".join(re.sub(r"[\W_]+", " ", parted).casefold().split())
