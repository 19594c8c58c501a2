"""What a reader may say is wrong with a record, as the text to copy asks for it.

Each question has a path that leads back to a field: `hours`, `services.job-club.hours`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from macros.model import BY_KIND, Location, Part, Phone, Record, Service

LABELS = {
    "name": "Name",
    "title": "Title",
    "term": "Word",
    "label": "Word",
    "alternate_name": "Other name",
    "authors": "Who wrote it",
    "publisher": "Who publishes it",
    "published": "When it came out",
    "website": "Web address",
    "url": "Web address",
    "phones": "Phone",
    "email": "E-mail",
    "hours": "When it is open",
    "place": "Where it works",
    "address_1": "Street and number",
    "address_2": "Floor or suite",
    "city": "Town or city",
    "state_province": "State, two letters",
    "postal_code": "ZIP code",
    "transportation": "How to get there",
    "accessibility": "How to get in and around",
    "status": "Whether it runs",
    "eligibility_description": "Who may use it",
    "application_process": "How to get in",
    "fees_description": "What it costs",
    "languages": "Languages",
    "summary": "What it is",
    "description": "What it is",
    "definition": "What it means",
    "instructions": "How to use it",
}
"""The fields that a reader may correct, and what the text calls them."""
BY_HAND = {
    "locations": "Address",
    "contacts": "Whom to ask for",
    "services": "Another service",
    "other": "Something else",
}
"""What people place who keep the data: no program could tell for sure where it belongs."""
SELDOM = frozenset({"name", "alternate_name", "description", "languages"})
"""What changes seldom in services and places; there, the text does without it."""
EVEN_IF_EMPTY = frozenset({"website", "phones"})
"""What readers most often know and we do not."""
WHOLE_SERVICES, NAMED_SERVICES = 3, 12
"""So many services are asked about field by field, and so many by name: the text stays short."""
NAME_LIMIT = 40


class Question(NamedTuple):
    """Where the answer belongs, and what to ask."""

    path: str
    label: str


def questions(record: Record) -> list[Question]:
    """What the text on the page of a record asks."""
    return [*_of_part(record), *_of_places(record), *_of_services(record), _by_hand("other")]


def questions_of(kind: str) -> list[Question]:
    """What a text asks that stands for any record of a kind."""
    return [Question(name, LABELS[name]) for name in correctable(BY_KIND[kind])]


@cache
def correctable(part: type[Part]) -> tuple[str, ...]:
    """The fields of a part that a reader may correct, those that change most first."""
    return tuple(name for name in LABELS if name in part.model_fields)


def _of_part(part: Part, prefix: str = "", whose: str = "") -> Iterator[Question]:
    for name in correctable(type(part)):
        if prefix and name in SELDOM:
            continue
        value = getattr(part, name)
        if name == "phones" and len(value) > 1:
            yield from (_of_phone(phone, prefix, whose) for phone in value)
        elif value or (name in EVEN_IF_EMPTY and not prefix):
            yield Question(f"{prefix}{name}", f"{LABELS[name]}{whose}")


def _of_phone(phone: Phone, prefix: str, whose: str) -> Question:
    """The number says which of several is meant, whatever order they come in."""
    return Question(f"{prefix}phones.{dialled(phone.number)}", f"Phone {phone.number}{whose}")


def dialled(number: str) -> str:
    return re.sub(r"\D", "", number)


def _of_places(record: Record) -> Iterator[Question]:
    places: Sequence[Location] = getattr(record, "locations", ())
    if len(places) == 1:
        name = places[0].name
        yield from _of_part(places[0], "locations.", f", {_short(name)}" if name else "")
    elif places:
        yield _by_hand("locations")
    if getattr(record, "contacts", ()):
        yield _by_hand("contacts")


def _of_services(record: Record) -> Iterator[Question]:
    services: Sequence[Service] = getattr(record, "services", ())
    named = [service for service in services if service.id]
    if len(named) <= WHOLE_SERVICES:
        for service in named:
            yield from _of_part(service, f"services.{service.id}.", f", {_short(service.name)}")
    for service in named[:NAMED_SERVICES]:
        yield Question(f"services.{service.id}", f"Something else, {_short(service.name)}")
    if len(services) > NAMED_SERVICES or len(named) < len(services):
        yield _by_hand("services")


def _by_hand(name: str) -> Question:
    return Question(name, BY_HAND[name])


def _short(name: str) -> str:
    """A name as it may stand in a label, which a colon ends."""
    words = " ".join(re.sub(r"[\[\]():]", " ", name).split())
    return words if len(words) <= NAME_LIMIT else f"{words[: NAME_LIMIT - 1].rstrip()}…"
