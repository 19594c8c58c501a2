"""A record as other programs read it: plain values, in one shape for every record."""

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

from macros.fields import only_private
from macros.guide import PAGED
from macros.model import Part, Phone, Record, Site, Source
from macros.values import PhoneNumber
from macros.words import Text

Translations = defaultdict[str, dict[str, str]]
"""Texts by language, then by the JSON pointer of the text that they translate."""


def plain(record: Record, site: Site) -> dict[str, Any]:
    """All that is known of `record`; a field without a value is not there.

    A text is in the guide's first language, `translations` holds it in others.
    """
    known = {"id": record.id, "kind": record.kind, "url": address(record, site)}
    return {name: value for name, value in known.items() if value} | plain_part(record, site)


def plain_part(part: Part, site: Site, fields: tuple[str, ...] = ()) -> dict[str, Any]:
    """All public fields of `part`, or some."""
    translations: Translations = defaultdict(dict)
    value = _of_part(part, "", translations, fields)
    translations.pop(site.languages[0], None)
    return value | ({"translations": dict(translations)} if translations else {})


def address(record: Record, site: Site) -> str:
    """Where its page is: whole where the guide's own address is known; nothing without a page."""
    if not has_page(type(record)):
        return ""
    return f"{site.website.rstrip('/')}/{record.path}" if site.website else record.path


def has_page(kind: type[Record]) -> bool:
    return kind.kind in PAGED or kind is Source


@cache
def public_fields(part: type[Part]) -> tuple[str, ...]:
    return tuple(name for name in part.model_fields if name not in only_private(part))


def _of_part(
    part: Part, place: str, translations: Translations, fields: tuple[str, ...] = ()
) -> dict[str, Any]:
    given = ((name, getattr(part, name)) for name in fields or public_fields(type(part)))
    value = {
        name: _of(inner, f"{place}/{name}", translations)
        for name, inner in given
        if inner is not None and inner != ()
    }
    return value | {"uri": part.number.uri} if isinstance(part, Phone) else value


def _of(value: Any, place: str, translations: Translations) -> Any:
    match value:
        case Part():
            return _of_part(value, place, translations)
        case tuple():
            return [_of(item, f"{place}/{n}", translations) for n, item in enumerate(value)]
        case Text():
            for language, words in value.translations.items():
                translations[language][place] = words
            return str(value)
        case PhoneNumber():
            return str(value)
        case date():
            return value.isoformat()
    return value
