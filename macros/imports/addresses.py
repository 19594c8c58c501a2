"""One site, one scheme: where anyone writes https for a site, all do."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from macros.guide import Guide
from macros.imports.ledger import Ledger
from macros.imports.rows import Draft, Said
from macros.model import Addressed

NOTICE = "Web addresses that start with https:// now, as another record says: {}."


def secure(drafts: Iterable[Draft], guide: Guide, ledger: Ledger) -> None:
    """`guide check` refuses http for a site that another record reaches by https."""
    found = [(draft, site) for draft in drafts if isinstance(site := draft.get("website"), Said)]
    known = {_host(str(site)) for _, site in found if site.lower().startswith("https:")}
    known |= {_host(site) for site in _in_guide(guide) if site.startswith("https:")}
    for draft, site in found:
        if site.lower().startswith("http:") and _host(str(site)) in known - {""}:
            draft["website"] = site.saying(f"https:{site[5:]}")
            ledger.count(NOTICE)


def _in_guide(guide: Guide) -> Iterable[str]:
    for records in guide.records.values():
        for record in records.values():
            if isinstance(record, Addressed) and record.website:
                yield record.website


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
