"""What stands in tables of its own and belongs to organizations, services and places."""

from itertools import chain

from macros.imports.hours import hours
from macros.imports.parts import REACHES, languages, texts, together
from macros.imports.rows import Draft, Row, Said, joined
from macros.imports.things import Owner, Things

NO_LANGUAGES = "a place has no languages in this guide"
NOBODYS = "its place belongs to no organization of this data"


def fill_in(things: Things) -> None:
    _contacts(things)
    _phones(things)
    _areas(things)
    _languages(things)
    _documents(things)
    for owner, rows in things.owned("schedules", "service", "location", "organization"):
        things.home(owner).put("hours", hours(rows))
    for owner, rows in things.owned("eligibility", "service"):
        _text(things, owner, "eligibility_description", *texts(rows, "eligibility"))
    for owner, rows in things.owned("fees", "service"):
        _text(things, owner, "fees_description", *map(_fee, rows))
    for owner, rows in things.owned("accessibility", "location"):
        parts = texts(rows, "accessibility", "description", "details")
        _text(things, owner, "accessibility", *parts)


def _contacts(things: Things) -> None:
    """A place has no contacts of its own: they are the organization's."""
    for id, row in things.links.standing("contact"):
        owner = things.links.owner(row, "service", "organization", "location")
        if not owner:
            continue
        is_of_place = owner[0] == "location"
        home = things.organization_of(owner) if is_of_place else things.home(owner)
        if home is None:
            things.ledger.refuse(row, NOBODYS)
            continue
        contact = things.parts.contact(row, things.links.is_own)
        things.drafts["contact"][id] = contact
        home.gather("contacts", contact)


def _phones(things: Things) -> None:
    for id, row in things.links.standing("phone"):
        owner = things.links.owner(row, "service", "location", "contact", "organization")
        if _is_of_person(things, row):
            row.leave(REACHES, *row.cells)
        elif owner:
            phone = things.drafts["phone"][id] = things.parts.phone(row)
            things.home(owner).gather("phones", phone)


def _is_of_person(things: Things, row: Row) -> bool:
    contact = things.links.by_id["contact"].get(row.links.get("contact_id", ""))
    return contact is not None and things.parts.keeps_back(contact, things.links.is_own)


def _areas(things: Things) -> None:
    for id, row in things.links.standing("service_area"):
        if owner := things.links.owner(row, "service", "organization"):
            area = area_of(row.take("name", "service_area", "description"))
            things.drafts["service_area"][id] = area
            things.home(owner).gather("service_areas", area)


def area_of(name: Said | None) -> Draft:
    area = Draft()
    area.put("name", name)
    return area


def _languages(things: Things) -> None:
    for row in things.links["languages"]:
        if _is_of_place(things, row):
            row.leave(NO_LANGUAGES, *row.cells)
    for owner, rows in things.owned("languages", "phone", "service"):
        cells = [row.take("code") or row.take("language", "name") for row in rows]
        spoken = [cell for cell in cells if cell]
        if owner[0] == "service":
            things.parts.speak(things.home(owner), spoken)
        else:
            things.home(owner).add("languages", *chain.from_iterable(map(languages, spoken)))


def _is_of_place(things: Things, row: Row) -> bool:
    is_other = row.links.keys() & {"service_id", "phone_id", "service_at_location_id"}
    if row.links.get("location_id") in things.links.by_id["location"] and not is_other:
        row.links["twin"] = ""
        return True
    return False


def _documents(things: Things) -> None:
    for owner, rows in things.owned("required_documents", "service"):
        things.home(owner).add("required_documents", *texts(rows, "document"))


def _text(things: Things, owner: Owner, name: str, *values: Said | None) -> None:
    home = things.home(owner)
    home.put(name, together(home.pop(name, None), *values))


def _fee(row: Row) -> Said | None:
    amount = joined(" ", row.take("amount"), row.take("currency"))
    details = joined(" ", amount, row.take("amount_description"))
    return joined(": ", row.take("option"), details) or row.take("fee")
