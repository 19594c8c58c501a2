"""Which record a correction means: by its key, an address of its page, an old id or its heading."""

import re

from macros.former_ids import former_keys
from macros.guide import PAGED, Guide
from macros.model import Record, Source
from macros.problems import meant, quoted

KINDS = (*PAGED, Source.kind)
KEY = re.compile(rf"({'|'.join(KINDS)})/(?:#source-)?([a-z0-9-]+)/?$")


def record_of(entry: str, guide: Guide) -> Record | None:
    if key := _key(entry):
        return guide.find(key) or guide.find(former_keys(guide).get(key, ""))
    named = [record for record in _every(guide) if record.heading.casefold() == _words(entry)]
    return named[0] if len(named) == 1 else None


def unknown(entry: str, guide: Guide) -> str:
    """Why no record is found, and what was probably meant."""
    if (key := _key(entry)) in guide.hidden:
        return f"this guide hides {quoted(key)}: there is nothing to correct"
    known = {record.heading: record.key for record in _every(guide)}
    keys = [*known.values()]
    near = meant(entry, keys if "/" in entry else known)
    return f"no entry {quoted(entry)} here{near}"


def _key(entry: str) -> str:
    found = KEY.search(entry.strip().lower())
    return f"{found[1]}/{found[2]}" if found else ""


def _every(guide: Guide) -> list[Record]:
    return [record for kind in KINDS for record in guide.records[kind].values()]


def _words(entry: str) -> str:
    """What stands behind the kind, where somebody wrote a name for an id."""
    kind, slash, rest = entry.strip().partition("/")
    return " ".join((rest if slash and kind in KINDS else entry).split()).casefold()
