"""What the model says about itself: references at any depth, and the page of fields."""

from typing import Any

import pytest

from macros.fields import (
    Reference,
    choices,
    described_parts,
    example,
    file_of,
    holds,
    part_at,
    part_in,
    parts,
    references,
)
from macros.model import (
    RECORDS,
    CaseStudy,
    Checklist,
    ChecklistItem,
    Column,
    Figure,
    GlossaryEntry,
    Hotline,
    Location,
    Part,
    Partner,
    Phone,
    Resource,
    RowGroup,
    Service,
    Site,
    Source,
    Term,
    Worksheet,
)
from macros.parsing import Location as Place
from macros.values import Ref

DESCRIBED = {part.name: part for part in described_parts()}

PARTNER = {"id": "a", "name": "A", "description": "A."}
STUDY = {"id": "a", "title": "A", "place": "Here", "summary": "A."}
RESOURCE = {"id": "a", "title": "A", "summary": "A.", "format": "guide"}
CHECKLIST = {"id": "a", "title": "A", "summary": "A."}
SHEET = {
    "id": "a",
    "title": "A",
    "summary": "A.",
    "row_label": "Practice",
    "columns": [{"id": "gap", "label": "Gap", "kind": "tick"}],
}


# --- references ---


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (Source, {"id": "a", "title": "A"}, []),
        (Resource, RESOURCE, [(("format",), "terms/guide")]),
        (Source, {"id": "a", "title": "A", "resource": "b"}, [(("resource",), "resources/b")]),
        (
            Partner,
            {**PARTNER, "topics": ["x", "y"]},
            [(("topics", 0), "terms/x"), (("topics", 1), "terms/y")],
        ),
        (
            Partner,
            {**PARTNER, "services": [{"name": "1"}, {"name": "2", "practices": ["x"]}]},
            [(("services", 1, "practices", 0), "terms/x")],
        ),
        (
            Partner,
            {**PARTNER, "sources": ["s", {"source": "t", "at": "page 1"}]},
            [(("sources", 0, "source"), "sources/s"), (("sources", 1, "source"), "sources/t")],
        ),
        (
            CaseStudy,
            {**STUDY, "partners": ["p"], "need": ["N.", {"text": "M.", "sources": ["s"]}]},
            [(("partners", 0), "partners/p"), (("need", 1, "sources", 0, "source"), "sources/s")],
        ),
        (
            Checklist,
            {
                **CHECKLIST,
                "groups": [
                    {
                        "id": "g",
                        "title": "G",
                        "items": [{"id": "i", "text": "I?", "sources": ["s"]}],
                    }
                ],
            },
            [(("groups", 0, "items", 0, "sources", 0, "source"), "sources/s")],
        ),
        (
            Worksheet,
            {
                **SHEET,
                "groups": [
                    {
                        "id": "g",
                        "title": "G",
                        "rows": [{"id": "o", "label": "Other"}, {"term": "x"}],
                    }
                ],
            },
            [(("groups", 0, "rows", 1, "term"), "terms/x")],
        ),
    ],
    ids=[
        "none",
        "value",
        "optional",
        "list",
        "service",
        "citation",
        "statement",
        "item",
        "row",
    ],
)
def test_a_reference_is_found_at_its_place(
    kind: type[Part], fields: dict[str, Any], expected: list[tuple[Place, str]]
) -> None:
    found = references(kind.model_validate(fields))
    assert [(reference.location, reference.key) for reference in found] == expected


def test_a_reference_knows_the_vocabulary_it_must_stand_in() -> None:
    study = CaseStudy.model_validate({**STUDY, "topics": ["x"], "principles": ["y"]})
    assert [reference.ref.vocabulary for reference in references(study)] == ["topics", "principles"]


@pytest.mark.parametrize(
    ("location", "field"),
    [(("format",), "format"), (("topics", 1), "topics"), (("need", 0, "sources", 1), "sources")],
)
def test_a_reference_is_named_by_its_closest_field(location: Place, field: str) -> None:
    assert Reference(location, Ref("terms"), "a").field == field


# --- parts ---


def test_parts_are_the_site_the_records_and_whatever_they_hold() -> None:
    found = parts()
    assert tuple(found[: len(RECORDS) + 1]) == (Site, *RECORDS)
    held = {part_in(info.annotation) for part in found for info in part.model_fields.values()}
    assert held - {None} == set(found) - {Site, *RECORDS}
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("part", "location", "inner"),
    [
        (Partner, (), Partner),
        (Partner, ("name",), Partner),
        (Partner, ("services", 0), Service),
        (Partner, ("services", 0, "phones", 1, "number"), Phone),
        (Checklist, ("groups", 0, "items", 2), ChecklistItem),
        (Partner, ("nothing", 0), Partner),
    ],
)
def test_a_place_stands_in_a_part(part: type[Part], location: Place, inner: type[Part]) -> None:
    assert part_at(part, location) is inner


# --- the page of fields ---


@pytest.mark.parametrize(
    ("part", "name", "words"),
    [
        (Partner, "id", "id"),
        (Partner, "name", "name (one line, plain)"),
        (Partner, "alternate_names", "list: name (one line, plain)"),
        (Partner, "description", "text"),
        (Partner, "caveats", "list: text"),
        (Partner, "website", "web address"),
        (Hotline, "website", "https address"),
        (Partner, "email", "e-mail address"),
        (Phone, "number", "phone number"),
        (Hotline, "tty", "phone number"),
        (Phone, "extension", "text"),
        (Partner, "languages", "list: language code"),
        (Location, "state_province", "state"),
        (Partner, "assured_date", "date"),
        (Checklist, "notes", "yes or no"),
        (RowGroup, "write_in_rows", "number"),
        (Column, "kind", "one of"),
        (Service, "status", "one of"),
        (Resource, "format", "id (formats)"),
        (Resource, "partner", "id (partners)"),
        (Resource, "topics", "list: id (topics)"),
        (GlossaryEntry, "see_also", "list: id (glossary)"),
        (Term, "parent", "id (terms)"),
        (Partner, "services", "list: service"),
        (Partner, "service_areas", "list: service area"),
        (Figure, "sources", "list: citation"),
        (CaseStudy, "need", "list: statement"),
        (Checklist, "groups", "list: checklist group"),
    ],
)
def test_a_field_says_what_it_holds(part: type[Part], name: str, words: str) -> None:
    assert holds(part.model_fields[name]) == words


@pytest.mark.parametrize(
    ("part", "name", "words"),
    [
        (Column, "kind", ("tick", "write")),
        (Service, "status", ("active", "inactive", "defunct", "temporarily closed")),
        (Partner, "name", ()),
        (Partner, "topics", ()),
        (Partner, "phones", ()),
    ],
)
def test_a_closed_choice_lists_its_words(
    part: type[Part], name: str, words: tuple[str, ...]
) -> None:
    assert choices(part.model_fields[name].annotation) == words


@pytest.mark.parametrize(
    ("part", "name", "shown"),
    [
        (Partner, "name", "Bank On"),
        (Partner, "topics", "financial-capability"),
        (Checklist, "audiences", "advocates"),
        (RowGroup, "write_in_rows", "1"),
        (Partner, "services", ""),
    ],
)
def test_an_example_is_short_or_absent(part: type[Part], name: str, shown: str) -> None:
    assert example(part, name) == shown


@pytest.mark.parametrize(
    ("part", "file"),
    [
        (Site, "data/site.yml"),
        (Term, "data/taxonomy.yml"),
        (CaseStudy, "data/case_studies/ID.yml or data/case_studies.yml"),
        (Phone, ""),
    ],
)
def test_a_part_says_in_which_file_it_stands(part: type[Part], file: str) -> None:
    assert file_of(part) == file


def test_every_part_is_described_under_a_name_of_its_own() -> None:
    assert len(DESCRIBED) == len(parts())
    assert {"Site", "Case study", "Checklist item", "Citation"} <= set(DESCRIBED)


@pytest.mark.parametrize("name", DESCRIBED)
def test_a_description_is_complete(name: str) -> None:
    part = DESCRIBED[name]
    assert part.description
    assert part.fields
    assert all(field.holds and field.description for field in part.fields)


def test_a_field_that_never_stands_in_a_file_is_not_described() -> None:
    assert "vocabulary" not in [field.name for field in DESCRIBED["Term"].fields]


def test_a_described_field_says_all_that_its_reader_needs() -> None:
    fields = {field.name: field for field in DESCRIBED["Column"].fields}
    kind = fields["kind"]
    assert (kind.holds, kind.required, kind.example) == ("one of", True, "tick")
    assert kind.choices == ("tick", "write")
    assert not fields["help"].required
