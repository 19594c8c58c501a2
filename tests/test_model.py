"""The list of fields: each one explained, each example valid, each list of words in one place."""

from typing import Any, get_args, get_type_hints

import pytest
from pydantic import TypeAdapter, ValidationError, create_model

from macros import checks, drawing, pages, placement
from macros.fields import choices, example, part_in, parts
from macros.guide import PAGED
from macros.loading import Entry, load
from macros.model import (
    BY_KIND,
    RECORDS,
    VOCABULARIES,
    CaseStudy,
    Citation,
    Identifier,
    Part,
    Partner,
    Record,
    Resource,
    Row,
    Source,
    Statement,
    Term,
    Worksheet,
)
from macros.values import ANY_KIND, Ref
from tests.projects import SMALL

PARTS = parts()
FIELDS = [(part, name) for part in PARTS for name in part.model_fields]
ENTRIES = load(SMALL / "data", SMALL).entries

each_part = pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
each_field = pytest.mark.parametrize(
    ("part", "name"), FIELDS, ids=[f"{part.__name__}.{name}" for part, name in FIELDS]
)
each_record = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.record.key)


def accept(part: type[Part], name: str, value: object) -> None:
    """Read `value` as this one field of the part reads it."""
    info = part.model_fields[name]
    fields: dict[str, Any] = {name: (info.annotation, info)}
    create_model("OneField", **fields).model_validate({name: value})


# --- the list of fields ---


@each_part
def test_a_part_says_what_it_is(part: type[Part]) -> None:
    assert part.__doc__


@each_field
def test_a_field_says_what_it_means(part: type[Part], name: str) -> None:
    assert (part.model_fields[name].description or "").endswith(".")


@each_field
def test_an_example_is_accepted_by_its_own_field(part: type[Part], name: str) -> None:
    (given,) = part.model_fields[name].examples or []
    accept(part, name, given)


@each_field
def test_the_example_on_the_page_of_fields_can_be_typed(part: type[Part], name: str) -> None:
    """A file holds text only, so the words shown must be accepted as words."""
    shown = example(part, name)
    is_list = isinstance((part.model_fields[name].examples or [""])[0], list)
    if shown:
        accept(part, name, [shown] if is_list else shown)
    else:
        assert part_in(part.model_fields[name].annotation)


@each_part
def test_a_part_refuses_what_it_does_not_know(part: type[Part]) -> None:
    with pytest.raises(ValidationError) as raised:
        part.model_validate({"wesbite": "x"})
    assert ("extra_forbidden", ("wesbite",)) in [
        (error["type"], error["loc"]) for error in raised.value.errors()
    ]


@each_record
def test_a_record_never_changes(entry: Entry) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        entry.record.id = "other"


def test_the_small_guide_has_a_record_of_every_kind() -> None:
    assert {entry.record.kind for entry in ENTRIES} == set(BY_KIND)


# --- one list of words for each thing ---


@pytest.mark.parametrize(
    "words",
    [choices(Term.model_fields["vocabulary"].annotation), get_args(drawing.Vocabulary)],
    ids=["model", "drawing"],
)
def test_the_vocabularies_are_the_same_everywhere(words: tuple[str, ...]) -> None:
    assert words == VOCABULARIES


def refs() -> list[Ref]:
    """What fields and macros refer to."""
    annotations = [part.model_fields[name].rebuild_annotation() for part, name in FIELDS]
    for macro in drawing.macros().values():
        annotations += get_type_hints(macro, include_extras=True).values()
    return [mark for annotation in annotations for mark in _refs(annotation)]


def _refs(annotation: Any) -> list[Ref]:
    inner = [mark for argument in get_args(annotation) for mark in _refs(argument)]
    return [*inner, *(m for m in getattr(annotation, "__metadata__", ()) if isinstance(m, Ref))]


def test_every_kind_of_record_but_rules_is_referred_to_and_nothing_else() -> None:
    assert {ref.kind for ref in refs()} == {*BY_KIND, ANY_KIND} - {"wording"}


def test_every_vocabulary_is_referred_to() -> None:
    assert {ref.vocabulary for ref in refs()} - {""} == set(VOCABULARIES)


def test_a_kind_without_a_page_is_known_to_have_none() -> None:
    assert set(BY_KIND) - set(pages.MACROS) == {"sources", "figures", "wording"}


def test_a_kind_with_a_page_has_a_macro_that_draws_it() -> None:
    assert set(pages.MACROS) == set(PAGED)
    assert {placement.placement(drawing.macros()[name]) for name in pages.MACROS.values()} == {
        "block"
    }


def test_a_message_can_name_one_of_each_kind() -> None:
    assert set(checks.ONE_OF) == set(BY_KIND)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.kind)
def test_a_record_is_named_and_described_by_fields_it_has(record: type[Record]) -> None:
    assert record.model_fields[record.named_by].is_required()
    assert record.described_by in record.model_fields


# --- what records know about themselves ---


def term(**fields: object) -> Term:
    return Term.model_validate({"id": "a", "vocabulary": "topics", "label": "A", **fields})


def resource(**fields: object) -> Resource:
    given = {"id": "a", "title": "A", "summary": "About A.", "format": "guide"}
    return Resource.model_validate({**given, **fields})


def test_a_record_has_an_address_of_its_own() -> None:
    assert (resource().key, resource().path) == ("resources/a", "resources/a/")


def test_a_source_stands_on_the_page_of_sources() -> None:
    assert Source(id="survey", title="Survey").path == "sources/#source-survey"


def test_a_record_without_a_description_has_an_empty_one() -> None:
    assert (term().heading, term().blurb) == ("A", "")


def test_a_record_is_about_its_topics_and_practices() -> None:
    assert resource(topics=["x"], practices=["y"], audiences=["z"]).tags == ("x", "y")


def test_a_partner_offers_the_practices_of_its_services_once() -> None:
    services = [{"name": "1", "practices": ["b", "a"]}, {"name": "2", "practices": ["a", "c"]}]
    given = {"id": "a", "name": "A", "description": "A.", "services": services}
    assert Partner.model_validate(given).practices == ("b", "a", "c")


def test_a_worksheet_is_about_the_terms_of_its_rows() -> None:
    rows = [{"term": "loans"}, {"id": "other", "label": "Other"}, {"term": "cash"}]
    sheet = Worksheet.model_validate(
        {
            "id": "map",
            "title": "Map",
            "summary": "A map.",
            "row_label": "Practice",
            "columns": [{"id": "gap", "label": "Gap", "kind": "tick"}],
            "groups": [{"id": "money", "title": "Money", "rows": rows}],
        }
    )
    assert sheet.practices == ("loans", "cash")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "unknown"),
        ({"assured_date": "2026-01-15"}, "unknown"),
        ({"website": "https://example.org/"}, "unchecked"),
        ({"website": "https://example.org/", "assured_date": "2026-01-15"}, "checked"),
    ],
)
def test_an_address_is_checked_only_if_a_person_did(fields: dict[str, str], status: str) -> None:
    assert resource(**fields).address_status == status


@pytest.mark.parametrize(
    ("fields", "key"),
    [({"term": "loans"}, "loans"), ({"id": "other", "label": "Other"}, "other")],
)
def test_a_row_is_a_term_or_words_of_its_own(fields: dict[str, str], key: str) -> None:
    assert Row.model_validate(fields).key == key


@pytest.mark.parametrize(
    "fields",
    [{}, {"id": "other"}, {"label": "Other"}, {"term": "loans", "label": "Loans"}, {"help": "?"}],
)
def test_a_row_that_is_neither_or_both_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Row.model_validate(fields)


@pytest.mark.parametrize(
    ("kind", "bare", "whole"),
    [
        (Citation, "survey", {"source": "survey"}),
        (Statement, "It opened.", {"text": "It opened."}),
    ],
)
def test_a_bare_value_stands_for_its_mapping(kind: Any, bare: str, whole: object) -> None:
    adapter = TypeAdapter(kind)
    assert adapter.validate_python(bare) == adapter.validate_python(whole)


def test_a_record_carries_a_second_language() -> None:
    given = {
        "id": "cafe",
        "title": {"en": "Café", "es": "El café"},
        "place": "Here",
        "summary": "S.",
    }
    study = CaseStudy.model_validate(given, context={"languages": ("en", "es")})
    assert (study.heading, study.title.in_language("es")) == ("Café", "El café")
    assert study.place.in_language("es") == "Here"


@pytest.mark.parametrize("scheme", ["guide", "Guide"])
def test_no_directory_has_the_name_of_the_scheme_of_our_own_ids(scheme: str) -> None:
    with pytest.raises(ValidationError, match="name the directory"):
        Identifier.model_validate({"scheme": scheme, "identifier": "7"})


def test_parts_share_the_names_of_what_they_were_given() -> None:
    one, other, third = (Partner(id=id, name="A") for id in ("one", "other", "third"))
    changed = other.model_copy(update={"email": "info@example.org"})
    assert one.model_fields_set is third.model_fields_set
    assert one.model_fields_set == {"id", "name"}
    assert changed.model_fields_set == {"id", "name", "email"}
