"""The addresses of other sites that a guide holds, and where each of them stands."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from macros import menu
from macros.converting import Converter
from macros.guide import Guide
from macros.model import Part
from macros.project import Reading
from macros.prose import to_html
from macros.values import WebAddress
from macros.words import Text

LINK = re.compile(r'<a\b[^>]*?\shref="([^"]+)"', re.I)
VALID = TypeAdapter(WebAddress)
SITE = "data/site.yml"

Standing = dict[str, tuple[str, ...]]
"""Address → the files in which it stands, both in order."""


def addresses(reading: Reading, guide: Guide, root: Path) -> Standing:
    """All of them: in fields, in texts, on hand-written pages."""
    found: dict[str, set[str]] = {}
    for address, file in _all(reading, guide, root):
        if is_address(address):
            found.setdefault(address, set()).add(file)
    return {address: tuple(sorted(found[address])) for address in sorted(found)}


def is_address(text: str) -> bool:
    try:
        VALID.validate_python(text)
    except ValidationError:
        return False
    return True


def _all(reading: Reading, guide: Guide, root: Path) -> Iterator[tuple[str, str]]:
    for records in guide.records.values():
        for record in records.values():
            for address in _of_part(record):
                yield address, guide.files[record.key]
    # The guide's own address is no other site's.
    for address in _of_part(guide.site.model_copy(update={"website": None})):
        yield address, SITE
    converter = Converter(menu.settings(root).get("markdown_extensions") or ())
    for place, text in reading.pages.items():
        for address in _links(converter.convert(text).html):
            yield address, reading.files[place]


def _of_part(part: Part) -> Iterator[str]:
    for _, value in part:
        yield from _of_value(value)


def _of_value(value: object) -> Iterator[str]:
    if isinstance(value, Part):
        yield from _of_part(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _of_value(item)
    elif isinstance(value, Text):
        for words in value.translations.values() or (value,):
            yield from _links(to_html(words)) if "://" in words else ()
    elif isinstance(value, str) and "://" in value:
        yield value


def _links(html: str) -> Iterator[str]:
    return (unescape(href) for href in LINK.findall(html) if "://" in href)
