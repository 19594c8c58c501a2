"""By what entries can be narrowed: the dimensions, and the values that records have in each."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from macros.guide import Guide
from macros.model import CaseStudy, Record, Resource
from macros.places import US_STATES, language_name

KIND_NAMES = {
    "worksheets": "Worksheets",
    "checklists": "Checklists",
    "templates": "Templates",
    "resources": "Resources",
    "partners": "Partners",
    "case_studies": "Case studies",
    "glossary": "Glossary",
    "pages": "Pages of the guide",
}
ONE_OF_A_KIND = {
    "worksheets": "Worksheet",
    "checklists": "Checklist",
    "templates": "Template",
    "resources": "Resource",
    "partners": "Partner",
    "case_studies": "Case study",
    "glossary": "Glossary",
    "pages": "Page of the guide",
}


FREE = re.compile(r"\W*(free|gratis|no charge|no cost|none)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Dimension:
    """One way to narrow; `values` takes a record's ids or words for it."""

    id: str
    label: str
    any: str
    values: Callable[[Guide, Any], Iterable[str]]


def facets(guide: Guide, record: Record) -> dict[str, tuple[str, ...]]:
    """The values of `record`, by dimension; none where it has none."""
    found = {d.id: tuple(dict.fromkeys(d.values(guide, record))) for d in DIMENSIONS}
    return {name: values for name, values in found.items() if values}


def given(record: Record, field: str) -> tuple[Any, ...]:
    """What its list `field` holds; not every kind of record has it."""
    held: tuple[Any, ...] = getattr(record, field) if _has(type(record), field) else ()
    return held


@cache
def _has(kind: type[Record], field: str) -> bool:
    """Asked of a record, pydantic searches long for what is not there."""
    return field in kind.model_fields or hasattr(kind, field)


def _tags(name: str) -> Callable[[Guide, Record], Iterator[str]]:
    """The terms in the field `name`, and what they are part of."""
    return lambda guide, record: with_broader(guide, given(record, name))


def with_broader(guide: Guide, terms: Iterable[str]) -> Iterator[str]:
    """Each term, and what it is part of."""
    for term in terms:
        while term:
            yield term
            term = guide.terms[term].parent or ""


def _format(_: Guide, record: Record) -> Iterator[str]:
    if isinstance(record, Resource):
        yield record.format


def _readers(guide: Guide, record: Record) -> Iterable[str]:
    return () if record.kind == "partners" else given(record, "audiences")


def _eligible(guide: Guide, record: Record) -> Iterable[str]:
    return given(record, "audiences") if record.kind == "partners" else ()


def _areas(_: Guide, record: Record) -> Iterator[str]:
    if isinstance(record, CaseStudy):
        yield record.place
    services = given(record, "services")
    for area in (
        *given(record, "service_areas"),
        *(area for service in services for area in service.service_areas),
    ):
        state = US_STATES.get(area.state_province or "", "")
        yield area.name if state in ("", area.name) else f"{area.name}, {state}"
        if state:
            yield state


def _languages(_: Guide, record: Record) -> Iterator[str]:
    spoken = (service.languages for service in given(record, "services"))
    yield from (
        language_name(code) for codes in (given(record, "languages"), *spoken) for code in codes
    )


def _costs(_: Guide, record: Record) -> Iterator[str]:
    own = (record.fees_description,) if isinstance(record, Resource) else ()
    for words in (*own, *(service.fees_description for service in given(record, "services"))):
        if words:
            yield "Free" if FREE.match(words) else "Says what it costs"


DIMENSIONS = (
    Dimension("kind", "Kind", "Any kind", lambda _, record: (record.kind,)),
    Dimension("topic", "Topic", "Any topic", _tags("topics")),
    Dimension("practice", "Practice", "Any practice", _tags("practices")),
    Dimension("audience", "Written for", "Anyone", _readers),
    Dimension("eligible", "Who can use it", "Anyone", _eligible),
    Dimension("area", "Area", "Any area", _areas),
    Dimension("language", "Language", "Any language", _languages),
    Dimension("format", "Format", "Any format", _format),
    Dimension("sector", "Part of the community", "Any part", _tags("sectors")),
    Dimension("cost", "Cost", "Any cost", _costs),
)


def label(guide: Guide, dimension: str, value: str) -> str:
    """What readers see for a value: a kind's name, a term's label, or the words themselves."""
    if dimension == "kind":
        return KIND_NAMES[value]
    return guide.terms[value].label if value in guide.terms else value


def in_order(guide: Guide, values: Iterable[str]) -> list[str]:
    """Kinds and terms in their own order, words by the alphabet."""
    order = {value: number for number, value in enumerate([*KIND_NAMES, *guide.terms])}
    return sorted(values, key=lambda value: (order.get(value, len(order)), value.casefold()))
