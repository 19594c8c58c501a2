"""What organizations and services share: numbers, people, places, areas, languages, hours."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from macros.exports.hsds.things import Making, Thing, keyed, uuid_of
from macros.model import Contact, Identifier, Location, Phone, ServiceArea
from macros.places import US_STATES, language_name

PHONE_TYPES = {"voice": "voice", "text": "text", "fax": "fax", "tty": "textphone"}
"""What HSDS, after RFC 6350, calls our types of numbers."""
WHOLE_ADDRESS = ("address_1", "city", "state_province", "postal_code")
"""Without one of these, HSDS knows no address."""


def identified(making: Making, *identifiers: Identifier) -> None:
    """The names by which other directories know an organization."""
    things = [
        {
            "id": _id("organization_identifier", making, f"{own.scheme} {own.identifier}"),
            "identifier_scheme": str(own.scheme),
            "identifier_type": str(own.scheme),
            "identifier": str(own.identifier),
        }
        for own in identifiers
    ]
    making.hold("identifiers", organization_identifiers=things)


def reached(making: Making) -> None:
    """Its numbers and whom to ask for."""
    part: Any = making.part
    making.children("phones", "phones", [_phone(*one) for one in keyed(making, part.phones)])
    if "contacts" in type(part).model_fields:
        contacts = [_contact(*one) for one in keyed(making, part.contacts)]
        making.children("contacts", "contacts", contacts)


def _contact(key: str, contact: Contact) -> Thing:
    making = Making(contact, "contact", key)
    making.copy("name", "title", "department", "email")
    reached(making)
    return making.made()


def _phone(key: str, phone: Phone) -> Thing:
    making = Making(phone, "phone", key)
    making.copy("number", "description")
    making.thing["type"] = PHONE_TYPES[phone.type]
    if phone.type == "voice":
        making.hold("type")
    if phone.extension:
        making.thing["extension"] = int(phone.extension)
        if str(int(phone.extension)) == phone.extension:
            making.hold("extension")
    spoken(making)
    return making.made()


def spoken(making: Making) -> None:
    part: Any = making.part
    languages = [
        {"id": _id("language", making, code), "name": _language(code), "code": code}
        for code in part.languages
    ]
    making.children("languages", "languages", languages)


@cache
def _language(code: str) -> str:
    return language_name(code)


def served(making: Making) -> None:
    """How a service is given: in which languages, when, and what to bring."""
    part: Any = making.part
    spoken(making)
    opened(making)
    documents = [
        {"id": _id("required_document", making, f"{number} {document}"), "document": str(document)}
        for number, document in enumerate(part.required_documents)
    ]
    if documents:
        making.hold("required_documents", required_documents=documents)


def opened(making: Making) -> None:
    part: Any = making.part
    if part.hours:
        schedule = {"id": _id("schedule", making), "description": str(part.hours)}
        making.hold("hours", schedules=[schedule])


def located(making: Making) -> list[Thing]:
    part: Any = making.part
    return [_location(*one) for one in keyed(making, part.locations)]


def _location(key: str, location: Location) -> Thing:
    making = Making(location, "location", key)
    making.thing["location_type"] = "physical"
    making.copy("name", "description", "transportation", "latitude", "longitude")
    if all(getattr(location, name) for name in WHOLE_ADDRESS):
        _address(making)
    if location.accessibility:
        entry = {"id": _id("accessibility", making), "description": str(location.accessibility)}
        making.hold("accessibility", accessibility=[entry])
    opened(making)
    reached(making)
    return making.made()


def _address(making: Making) -> None:
    part: Any = making.part
    names = [name for name in (*WHOLE_ADDRESS, "address_2") if getattr(part, name)]
    address = {name: str(getattr(part, name)) for name in names}
    known = {"country": "US", "address_type": "physical"}
    for name in names:
        making.hold(name, addresses=[{"id": _id("address", making)} | address | known])


def addressed(making: Making, areas: Sequence[ServiceArea]) -> list[Thing]:
    return [_area(*one) for one in keyed(making, areas)]


def _area(key: str, area: ServiceArea) -> Thing:
    making = Making(area, "service_area", key)
    making.copy("name")
    if area.state_province:
        making.thing["description"] = US_STATES[area.state_province]
    return making.made()


def _id(entity: str, making: Making, name: str = "") -> str:
    return uuid_of(f"{entity} {making.entity} {making.key} {name}")
