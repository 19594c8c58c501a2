"""The way out of the guide: where it leads, and what it says in each language."""

import re
from collections.abc import Mapping
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from pydantic import AfterValidator

from macros.problems import quoted
from macros.values import SecureAddress
from macros.words import Name, Text, wrong

WEATHER = "https://www.weather.gov/"
LABELS = {"en": "Leave now", "es": "Salir ya"}
PRESSES = {
    "en": (
        "1 more press of Shift leaves this site.",
        "2 more presses of Shift leave this site.",
    ),
    "es": (
        "Pulse Mayús 1 vez más para salir de este sitio.",
        "Pulse Mayús 2 veces más para salir de este sitio.",
    ),
}
"""What is said when one press of Shift is left, and when two are."""
NOT_ON_THE_WEB = (
    *("local", "localhost", "localdomain", "internal", "intranet", "private", "corp"),
    *("home", "lan", "arpa", "alt", "onion", "invalid", "test"),
)
"""Endings of names that are for one machine, one office or another net."""


LABEL_LIMIT = 24


class ExitWords(NamedTuple):
    """What the way out says in one language."""

    language: str
    label: str
    one_more: str
    two_more: str


def exit_words(language: str, given: Mapping[str, str]) -> ExitWords | None:
    """The words in `language`, its label `given` or known; nothing where nobody knows one."""
    base = language.split("-")[0]
    label = given.get(language) or LABELS.get(language) or LABELS.get(base)
    if not label:
        return None
    return ExitWords(
        language, label, *PRESSES.get(base, (f"{label}: 1 × Shift", f"{label}: 2 × Shift"))
    )


def _exit_label(text: Text) -> Text:
    for language, words in text.by_language():
        if len(words) > LABEL_LIMIT:
            message = f"has {len(words)} characters; at most {LABEL_LIMIT} fit on a small phone"
            raise wrong(message, language)
    return text


ExitLabel = Annotated[Name, AfterValidator(_exit_label)]
"""What a button says that every page shows all the time."""


def _exit_address(value: str) -> str:
    if complaint := _complaint(value):
        raise wrong(f"{quoted(value)} {complaint}")
    return value


def _complaint(value: str) -> str:
    """What keeps a web address from being a way out, or nothing."""
    host = (urlsplit(value).hostname or "").rstrip(".")
    last = host.rpartition(".")[2]
    if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", last):
        return "names a machine by its number: write the name of a site, such as www.weather.gov"
    if last in NOT_ON_THE_WEB:
        return f"leads nowhere on the web: an ordinary browser opens no names in '.{last}'"
    if found := re.search(r"[?#]", value):
        return f"must end before the '{found[0]}': what follows could tell where someone came from"
    return ""


ExitAddress = Annotated[SecureAddress, AfterValidator(_exit_address)]
"""An https address of a public site, without a query."""
