"""What is due, for programs."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from macros.due.rows import Row, State
from macros.model import Site

VERSION = 1
"""Goes up by one when a field gets another name or goes."""


def to_json(found: Sequence[Row], site: Site, day: date, until: date, is_staff: bool) -> str:
    told = {
        "schema_version": VERSION,
        "day": day.isoformat(),
        "until": until.isoformat(),
        "staff_only": is_staff,
        "counts": {str(state): sum(row.state is state for row in found) for state in State},
        "entries": [_entry(row, site) for row in found],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _entry(row: Row, site: Site) -> dict[str, Any]:
    thing, review = row.thing, row.thing.review
    return {
        "key": thing.key,
        "kind": thing.kind,
        "title": thing.title,
        "state": str(row.state),
        "assured_date": _day(review.day),
        "assured_by": thing.role or None,
        "again_by": _day(review.again),
        "days_overdue": row.overdue,
        "used": row.used,
        "file": thing.file,
        "line": thing.line,
        "page": address_of(row, site) or None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def address_of(row: Row, site: Site) -> str:
    """Where its page stands on the web, if the guide says where it is published."""
    if not site.website:
        return ""
    return f"{str(site.website).rstrip('/')}/{row.thing.address}"
