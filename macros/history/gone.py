"""Old addresses of what was taken out, at which a page says so."""

from collections.abc import Mapping
from datetime import date

from macros.former_ids import redirects
from macros.guide import PAGED, Guide
from macros.history.releases import kind_of


def taken_out(guide: Guide) -> Mapping[str, date]:
    """By address, the day; what is here again or leads elsewhere is not among them."""
    moved = {redirect.old for redirect in redirects(guide)}
    found: dict[str, date] = {}
    for release in guide.releases:
        for entry in release.removed:
            address = f"{entry.key}/"
            if kind_of(entry.key) in PAGED and address not in moved and not guide.find(entry.key):
                found.setdefault(address, release.date)
    return found
