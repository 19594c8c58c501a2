"""The text that each record's page offers: what it asks, and that it can be read back."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.corrections.placing import NO_FIELD, Placed, Placing, Refused
from macros.corrections.questions import (
    BY_HAND,
    LABELS,
    NAMED_SERVICES,
    Question,
    questions,
    questions_of,
)
from macros.corrections.received import PATH, QUESTION, Answer, received
from macros.drawing import Drawing
from macros.guide import Guide
from macros.loading import load
from macros.model import BY_KIND, Location, Partner, Record, Service
from macros.rendering import Renderer
from tests.corrections.letters import PAGES, Site, filled
from tests.projects import ROOT, SMALL

WORDS = st.lists(
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60)
    .map(lambda words: re.sub(r"\s+", " ", words).strip())
    .filter(lambda words: words and not QUESTION.match(words) and not words.startswith("[end]")),
    min_size=1,
    max_size=3,
).map("\n".join)


@pytest.fixture(scope="module")
def guide() -> Guide:
    loaded = load(SMALL / "data", SMALL)
    assert loaded.site
    return Guide.of(loaded.site, loaded.entries)


def partner(**fields: object) -> Partner:
    return Partner.model_validate({"id": "x", "name": "X", **fields})


def paths(record: Record) -> list[str]:
    return [question.path for question in questions(record)]


# --- on pages ---


@pytest.mark.parametrize("path", PAGES)
def test_each_record_has_it_on_its_own_page(path: str, told: Site) -> None:
    text = told.text(path)
    assert f"\nEntry: {path}\n" in text
    assert f"\nPage: https://guide.example.org/county/{path}/\n" in text
    assert text.endswith("[end] Thank you.\n")


@pytest.mark.parametrize("path", PAGES)
def test_it_parts_no_page_from_its_sources_and_calls_no_help(path: str, told: Site) -> None:
    wrong = told.wrong(path)
    assert wrong.xpath(".//a[@href='#footer-help']")
    assert not wrong.xpath("preceding::*[contains(@class, 'based-on')]")


def test_lists_have_none(told: Site) -> None:
    for path in ("partners", "resources", "glossary", "", "find"):
        assert told.page(path).xpath("//details[@class='wrong']") == []


def test_sources_share_one(told: Site) -> None:
    text = told.text("sources")
    assert "\nEntry: sources/\n" in text
    assert "\n[title] Title:\n" in text


def test_it_is_no_part_of_search_or_handouts(told: Site) -> None:
    for path in (*PAGES, "sources"):
        assert {"data-search-exclude", "data-not-on-handouts"} <= {*told.wrong(path).keys()}
    every = "".join(file.read_text("utf-8") for file in told.folder.glob("finder/**/*.js"))
    assert "Town Library" in every
    assert "How do you know" not in every


def test_it_names_the_page_only_where_somebody_said_where_that_is(site_without: Site) -> None:
    assert "Page:" not in site_without.text("partners/town-library")


def test_without_any_address_it_goes_to_whoever_gave_the_guide(site_without: Site) -> None:
    (wrong,) = site_without.page("terms/mapping").xpath("//details[@class='wrong']")
    assert wrong.xpath(".//a/@href") == ["#footer-help"]
    assert "whoever gave you this guide" in wrong.text_content()


def test_the_text_of_a_page_is_read_as_no_answer(told: Site) -> None:
    for path in PAGES:
        found = received(told.text(path))
        assert found
        assert (found.entry, found.answers, found.wrong, found.how) == (path, (), "", "")


def test_what_may_not_go_public_is_never_put_into_a_mail(guide: Guide) -> None:
    key = "partners/town-library"
    drawn = {}
    for guarded in (frozenset[str](), frozenset({key})):
        drawing = Drawing(replace(guide, guarded=guarded), Renderer([ROOT / "overrides"]))
        drawing.start(f"{key}/")
        drawn[bool(guarded)] = drawing.partner("town-library").partition('<details class="wrong"')[
            2
        ]
    assert "<pre" in drawn[False]
    assert "mailto:" in drawn[False]
    assert "face to face" in drawn[True]
    assert "<pre" not in drawn[True]
    assert "mailto:" not in drawn[True]


# --- what it asks ---


def test_labels_are_of_fields_that_exist() -> None:
    parts = [*BY_KIND.values(), Service, Location]
    known = {name for part in parts for name in part.model_fields}
    assert LABELS.keys() - known == set()
    assert BY_HAND.keys() - known == {"other"}


@pytest.mark.parametrize(
    "label", [*LABELS.values(), *BY_HAND.values(), *(q.label for q in questions_of("sources"))]
)
def test_a_label_can_be_told_from_an_answer(label: str) -> None:
    assert QUESTION.fullmatch(f"[path] {label}:")


def test_what_is_there_is_asked_about_and_what_is_most_missed() -> None:
    assert paths(partner()) == ["name", "website", "phones", "other"]
    assert "hours" in paths(partner(hours="9 to 5"))


def test_several_numbers_are_told_apart() -> None:
    several = [{"number": "202-555-0143"}, {"number": "202-555-0144"}]
    found = [one for one in questions(partner(phones=several)) if one.path.startswith("phones")]
    assert found == [
        Question("phones.12025550143", "Phone 1-202-555-0143"),
        Question("phones.12025550144", "Phone 1-202-555-0144"),
    ]


def test_many_services_stay_a_short_text() -> None:
    services = [{"id": f"s-{n}", "name": f"S {n}", "hours": "9 to 5"} for n in range(400)]
    found = paths(partner(services=services))
    assert len([path for path in found if path.startswith("services.")]) == NAMED_SERVICES
    assert found[-2:] == ["services", "other"]


def test_a_service_without_an_id_is_left_to_people() -> None:
    assert "services" in paths(partner(services=[{"name": "S"}]))


def test_a_service_may_be_called_anything() -> None:
    odd = partner(services=[{"id": "s", "name": "A: [b] (c)", "hours": "9 to 5"}])
    asked = "\n".join(f"[{path}] {label}: x" for path, label in questions(odd))
    found = received(f"Entry: partners/x\n{asked}")
    assert found
    assert [one.path for one in found.answers] == paths(odd)


def test_each_question_leads_to_a_field_or_to_people(guide: Guide) -> None:
    for records in guide.records.values():
        for record in records.values():
            for path, _ in questions(record):
                assert re.fullmatch(PATH, path)
                placed = Placing(record, ("en", "es")).place(_answer(path))
                assert isinstance(placed, Placed) or NO_FIELD not in placed.reason, path
                assert isinstance(placed, Placed) or _is_of_people(path) or "odd" in placed.reason


def _answer(path: str) -> Answer:
    found = received(f"Entry: x/y\n[{path}] Words: odd")
    assert found
    return found.answers[0]


def _is_of_people(path: str) -> bool:
    return path.split(".")[0] in BY_HAND or path.count(".") == 1


# --- read back ---


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_what_is_filled_in_is_read_back(data: st.DataObject, told: Site) -> None:
    text = told.text("partners/town-library")
    asked = re.findall(rf"^\[({PATH})\]", text, re.M)
    chosen = data.draw(st.lists(st.sampled_from(asked[:-1]), unique=True, max_size=4))
    answers = {path: data.draw(WORDS) for path in chosen if path != "end"}
    found = received(filled(text, answers))
    assert found
    read = {one.path: one.text for one in found.answers}
    read |= {name: said for name, said in (("wrong", found.wrong), ("how", found.how)) if said}
    assert read == answers


@pytest.mark.parametrize(
    "sent",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "".join(f"> {line}\n" for line in text.splitlines()),
        lambda text: "".join(f">> {line}\n" for line in text.splitlines()),
        lambda text: f"Hello,\n\nsee below.\n\n{text}\n-- \nThe library",
        lambda text: text.replace("] When it is open:", "]\nWhen it is\u00a0open:"),
        lambda text: text.replace("[hours]", "  [hours]"),
    ],
    ids=["windows", "reply", "reply to a reply", "in a letter", "wrapped", "indented"],
)
def test_mail_programs_may_do_what_they_do(sent: object, told: Site) -> None:
    assert callable(sent)
    answers = {"hours": "Monday to\nFriday “9 to 5”", "phones": "202-555-0199"}
    found = received(sent(filled(told.text("partners/town-library"), answers)))
    assert found
    assert found.entry == "partners/town-library"
    assert {one.field: one.text for one in found.answers} == answers


def test_a_refusal_is_no_place() -> None:
    assert isinstance(Placing(partner(), ("en",)).place(Answer("id", "y")), Refused)
