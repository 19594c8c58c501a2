"""The vocabularies of a guide as taxonomies of HSDS."""

from collections.abc import Iterator

from macros.exports.hsds.things import Thing, field_id, term, uuid_of
from macros.exports.plain import public_fields
from macros.guide import Guide
from macros.model import (
    VOCABULARIES,
    Contact,
    Location,
    Part,
    Partner,
    Phone,
    Service,
    ServiceArea,
    Term,
)

FIELDS = "Fields of the guide"
ENTITIES: dict[str, type[Part]] = {
    "organization": Partner,
    "service": Service,
    "location": Location,
    "contact": Contact,
    "phone": Phone,
    "service_area": ServiceArea,
}
"""What HSDS calls our parts."""


def taxonomies() -> list[Thing]:
    about = {vocabulary(name): f"One of the closed vocabularies: {name}." for name in VOCABULARIES}
    about[FIELDS] = "What HSDS has no place for; the value of an attribute is the field, as JSON."
    return [
        {"id": uuid_of(f"taxonomy {name}"), "name": name, "description": said}
        for name, said in about.items()
    ]


def terms(guide: Guide) -> list[Thing]:
    return [*map(taxonomy_term, guide.terms.values()), *_fields()]


def _fields() -> Iterator[Thing]:
    for entity, part in ENTITIES.items():
        for name in public_fields(part):
            about = part.model_fields[name].description or name
            yield term(field_id(entity, name), f"{entity}.{name}", name, about, FIELDS)


def vocabulary(name: str) -> str:
    return f"Vocabulary of the guide: {name}"


def taxonomy_term(term_of_ours: Term) -> Thing:
    about = str(term_of_ours.definition or term_of_ours.label)
    taxonomy = vocabulary(term_of_ours.vocabulary)
    made = term(_id(term_of_ours.id), term_of_ours.id, str(term_of_ours.label), about, taxonomy)
    parent = term_of_ours.parent
    return made | ({"parent_id": _id(parent)} if parent else {})


def _id(id: str) -> str:
    return uuid_of(f"taxonomy_term {id}")
