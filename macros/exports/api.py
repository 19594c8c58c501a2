"""JSON for other programs: `index.json`, a file for each kind, a file for each record."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from macros.exports.packing import Files, document, line, listed
from macros.exports.plain import plain, plain_part
from macros.guide import Guide
from macros.links.states import Status
from macros.model import BY_KIND, Record, Site, WordingRule

VERSION = "1"
"""Of the shape of these files; it stands in their address, too (`api/v1/`)."""
KINDS: tuple[type[Record], ...] = tuple(
    kind for kind in BY_KIND.values() if kind is not WordingRule
)
"""What is said to readers; rules of wording are about how."""
OF_THE_GUIDE = (
    "name",
    "summary",
    "publisher",
    "area",
    "languages",
    "website",
    "email",
    "data_license",
    "hotlines",
)


def files(guide: Guide, kinds: Sequence[type[Record]] = KINDS) -> Files:
    makers = {"index.json": lambda: document(index(guide, kinds))}
    for kind in kinds:
        makers[f"{kind.kind}.json"] = partial(_list, kind, guide)
        for id, record in guide.records[kind.kind].items():
            makers[f"{kind.kind}/{id}.json"] = partial(_record, record, guide.site)
    return Files(makers)


def _list(kind: type[Record], guide: Guide) -> bytes:
    records = guide.records[kind.kind].values()
    head = {"schema_version": VERSION, "kind": kind.kind, "count": len(records)}
    return listed(head, "records", (line(plain(record, guide.site)) for record in records))


def _record(record: Record, site: Site) -> bytes:
    return document(plain(record, site))


def index(guide: Guide, kinds: Sequence[type[Record]]) -> Mapping[str, Any]:
    return {
        "schema_version": VERSION,
        "guide": about_guide(guide.site),
        "openapi": "openapi.json",
        "kinds": [_kind(kind, guide) for kind in kinds],
        "gone_addresses": [_gone(guide.gone[address]) for address in sorted(guide.gone)],
    }


def _gone(status: Status) -> dict[str, Any]:
    """Records keep such an address: what is known of it may change before they do."""
    return status.model_dump(
        mode="json", include={"address", "since", "archived"}, exclude_none=True
    )


def about_guide(site: Site) -> dict[str, Any]:
    """What concerns others, of all that `site.yml` holds."""
    return plain_part(site, site, OF_THE_GUIDE)


def _kind(kind: type[Record], guide: Guide) -> dict[str, Any]:
    return {
        "kind": kind.kind,
        "count": len(guide.records[kind.kind]),
        "url": f"{kind.kind}.json",
        "record_url": f"{kind.kind}/{{id}}.json",
    }
