"""What only this guide says of a thing: attributes that its own export of HSDS added."""

import json

from macros.imports.ledger import SAID_BY_US
from macros.imports.rows import Draft, Row, Said, give_back_all
from macros.imports.things import Owner, Things
from macros.model import OWN_SCHEME

OURS = f"{OWN_SCHEME}:"
"""How the types start of attributes that this guide's own export added."""
NO_JSON = "it is no JSON, as this guide writes it"


def apply(things: Things) -> None:
    """A field that an attribute names is as it says, whatever the standard's fields say."""
    for row in things.links["attributes"]:
        if entity := row.peek("link_entity"):
            row.links.setdefault(f"{entity}_id", row.links.get("link_id", ""))
        if row.peek("link_type").startswith(OURS) and (
            owner := things.links.owner(row, *things.links.by_id)
        ):
            _apply(things, owner, row)


def _apply(things: Things, owner: Owner, row: Row) -> None:
    name, value = row.take("link_type"), row.take("value", "label")
    if not name or not value:
        return
    try:
        held = json.loads(value, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        things.ledger.refuse_value(value, NO_JSON)
        return
    home, field = things.home(owner), name.removeprefix(OURS)
    home.rows.append(row)
    for before in (home.gathered.pop(field, None), home.get(field)):
        give_back_all(before, SAID_BY_US)
    home[field] = _said(held, value)


def _said(held: object, value: Said) -> object:
    """A value of JSON as drafts hold it; nothing takes the place of what the standard needs."""
    if isinstance(held, dict):
        draft = Draft()
        draft.update({name: _said(inner, value) for name, inner in held.items()})
        return draft
    if isinstance(held, list):
        return [_said(inner, value) for inner in held]
    if isinstance(held, bool):
        return value.saying("yes" if held else "no")
    return None if held is None else value.saying(str(held))
