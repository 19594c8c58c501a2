"""The look-ups of a guide: order, terms and their records, and what belongs together."""

from typing import Any

import pytest

from macros.guide import RELATED_LIMIT, Guide, Relation
from macros.loading import Entry
from macros.model import (
    CaseStudy,
    Figure,
    GlossaryEntry,
    Hotline,
    Partner,
    Record,
    Resource,
    Site,
    Source,
    Term,
    Worksheet,
)
from macros.tree import Tree

SITE = Site(
    name="Test",
    summary="A guide.",
    area="Here",
    hotlines=(Hotline.model_validate({"id": "emergency", "name": "Emergency", "phone": "911"}),),
)


def guide_of(*records: Record) -> Guide:
    """A guide of these records, each in a file of its own, read in this order."""
    return Guide.of(
        SITE,
        [
            Entry(record, Tree(f"data/{record.key}.yml", []), (number,))
            for number, record in enumerate(records)
        ],
    )


def term(id: str, vocabulary: str = "topics", **fields: Any) -> Term:
    return Term.model_validate({"id": id, "vocabulary": vocabulary, "label": id, **fields})


def partner(id: str, **fields: Any) -> Partner:
    return Partner.model_validate({"id": id, "name": id, "description": "A partner.", **fields})


def resource(id: str, **fields: Any) -> Resource:
    given = {"id": id, "title": id, "summary": "A resource.", "format": "guide"}
    return Resource.model_validate({**given, **fields})


def study(id: str, **fields: Any) -> CaseStudy:
    given = {"id": id, "title": id, "place": "Here", "summary": "A study."}
    return CaseStudy.model_validate({**given, **fields})


def word(id: str, **fields: Any) -> GlossaryEntry:
    return GlossaryEntry.model_validate({"id": id, "term": id, "definition": "A word.", **fields})


def figure(id: str, **fields: Any) -> Figure:
    given = {"id": id, "value": id, "statement": "S.", "scope": "All", "limits": "None."}
    return Figure.model_validate({**given, "sources": ["survey"], **fields})


def worksheet(id: str, *terms: str) -> Worksheet:
    return Worksheet.model_validate(
        {
            "id": id,
            "title": id,
            "summary": "A sheet.",
            "row_label": "Practice",
            "columns": [{"id": "gap", "label": "Gap", "kind": "tick"}],
            "groups": [{"id": "g", "title": "G", "rows": [{"term": term} for term in terms]}],
        }
    )


def keys(relations: tuple[Relation, ...]) -> list[str]:
    return [relation.record.key for relation in relations]


# --- order and finding ---


def test_records_stand_in_the_order_of_their_headings() -> None:
    guide = guide_of(
        partner("3", name="Zebra"), partner("2", name="apple"), partner("1", name="Bank")
    )
    assert [record.heading for record in guide.partners.values()] == ["apple", "Bank", "Zebra"]


def test_terms_and_figures_keep_the_order_of_their_file() -> None:
    guide = guide_of(term("z"), term("a"), figure("9"), figure("1"))
    assert (list(guide.terms), list(guide.figures)) == (["z", "a"], ["9", "1"])


def test_a_record_is_found_by_its_key() -> None:
    bank = partner("bank")
    assert guide_of(bank, resource("bank")).find("partners/bank") is bank


@pytest.mark.parametrize("key", ["partners/nobody", "nothing/bank", "bank", "partners/", ""])
def test_an_unknown_key_finds_nothing(key: str) -> None:
    assert guide_of(partner("bank")).find(key) is None


def test_a_guide_knows_the_file_of_each_record() -> None:
    assert guide_of(partner("bank")).files == {"partners/bank": "data/partners/bank.yml"}


# --- terms ---


def test_a_vocabulary_holds_its_own_terms_only() -> None:
    guide = guide_of(term("vetting"), term("loans", "practices"), term("mapping"))
    assert [found.id for found in guide.vocabulary("topics")] == ["vetting", "mapping"]


def test_children_are_the_terms_right_below() -> None:
    money = term("money", "practices")
    loans = term("loans", "practices", parent="money")
    guide = guide_of(money, loans, term("jobs", "practices"))
    assert (guide.children(money), guide.children(loans)) == ((loans,), ())


@pytest.mark.parametrize(
    "record",
    [
        resource("a", topics=["x"]),
        resource("a", format="x"),
        resource("a", audiences=["x"]),
        partner("a", sectors=["x"]),
        partner("a", services=[{"name": "S", "practices": ["x"]}]),
        study("a", principles=["x"]),
        worksheet("a", "x"),
        word("a", topics=["x"]),
    ],
    ids=["topic", "format", "audience", "sector", "service", "principle", "row", "glossary"],
)
def test_a_record_is_tagged_with_each_term_it_names(record: Record) -> None:
    assert guide_of(term("x"), record).tagged("x") == (record,)


def test_a_record_is_tagged_once_however_often_it_names_the_term() -> None:
    sheet = worksheet("map", "x", "x")
    bank = partner("a", topics=["x"], services=[{"name": "S", "practices": ["x"]}])
    assert guide_of(term("x"), bank, sheet).tagged("x") == (bank, sheet)


def test_tagged_records_come_by_kind_and_heading() -> None:
    guide = guide_of(
        term("x"),
        resource("r", topics=["x"]),
        partner("2", name="B", topics=["x"]),
        partner("1", name="C", topics=["x"]),
        study("s", topics=["x"]),
    )
    assert [record.key for record in guide.tagged("x")] == [
        "case_studies/s",
        "partners/2",
        "partners/1",
        "resources/r",
    ]


def test_tagged_records_can_be_of_one_kind() -> None:
    guide = guide_of(term("x"), resource("r", topics=["x"]), partner("p", topics=["x"]))
    assert [record.key for record in guide.tagged("x", "partners")] == ["partners/p"]


def test_neither_terms_nor_records_without_a_page_are_tagged() -> None:
    guide = guide_of(term("x"), term("y", parent="x"), figure("60", topics=["x"]))
    assert guide.tagged("x") == ()


def test_nothing_is_tagged_with_a_term_nobody_names() -> None:
    assert guide_of(term("x"), partner("p")).tagged("x") == ()


# --- mentions ---


def test_a_mention_names_the_record_and_its_field() -> None:
    bank = partner("a", sources=[{"source": "survey", "at": "page 1"}])
    guide = guide_of(Source(id="survey", title="Survey"), bank)
    (mention,) = guide.mentions["sources/survey"]
    assert (mention.record, mention.field) == (bank, "source")


def test_a_field_mentions_a_record_once() -> None:
    told = [{"text": "One.", "sources": ["survey"]}, {"text": "Two.", "sources": ["survey"]}]
    guide = guide_of(Source(id="survey", title="Survey"), study("a", need=told))
    assert len(guide.mentions["sources/survey"]) == 1


# --- what belongs together ---


def test_a_record_names_what_it_refers_to() -> None:
    bank, guide_book = partner("bank"), resource("book", partner="bank")
    guide = guide_of(bank, guide_book)
    assert guide.related(guide_book) == (Relation(bank, "names", "partner"),)


def test_a_record_is_named_by_what_refers_to_it() -> None:
    bank, cafe = partner("bank"), study("cafe", partners=["bank"])
    assert guide_of(bank, cafe).related(bank) == (Relation(cafe, "named", "partners"),)


def test_records_share_their_terms() -> None:
    x, y = term("x"), term("y", "practices")
    bank = partner("bank", topics=["x"], services=[{"name": "S", "practices": ["y"]}])
    book = resource("book", topics=["x"], practices=["y"])
    assert guide_of(x, y, bank, book).related(bank) == (Relation(book, "shares", terms=(x, y)),)


@pytest.mark.parametrize(
    "fields", [{"audiences": ["x"]}, {"format": "x"}], ids=["audience", "format"]
)
def test_only_topics_and_practices_are_shared(fields: dict[str, Any]) -> None:
    bank = partner("bank", topics=["x"])
    assert guide_of(term("x"), bank, resource("book", **fields)).related(bank) == ()


def test_the_closest_come_first() -> None:
    x, y = term("x"), term("y")
    mou = word("mou", topics=["x", "y"], see_also=["referral"])
    guide = guide_of(
        x,
        y,
        mou,
        word("consent", see_also=["mou"]),
        word("referral"),
        partner("one", topics=["x"]),
        partner("two", topics=["y", "x"]),
        resource("one", topics=["x"]),
    )
    related = guide.related(mou)
    assert [(relation.record.key, relation.why) for relation in related] == [
        ("glossary/referral", "names"),
        ("glossary/consent", "named"),
        ("partners/two", "shares"),
        ("partners/one", "shares"),
        ("resources/one", "shares"),
    ]


def test_each_record_comes_once_for_its_closest_reason() -> None:
    mou = word("mou", topics=["x"], see_also=["referral"])
    referral = word("referral", topics=["x"], see_also=["mou"])
    guide = guide_of(term("x"), mou, referral)
    assert guide.related(mou) == (Relation(referral, "names", "see_also"),)


def test_a_record_never_belongs_to_itself() -> None:
    mou = word("mou", topics=["x"], see_also=["mou"])
    assert guide_of(term("x"), mou).related(mou) == ()


def test_only_the_closest_few_share_terms() -> None:
    others = [partner(f"p{number}", topics=["x"]) for number in range(RELATED_LIMIT + 3)]
    bank = partner("bank", topics=["x"])
    assert len(guide_of(term("x"), bank, *others).related(bank)) == RELATED_LIMIT


def test_all_that_name_a_record_belong_to_it() -> None:
    named = [study(f"s{number}", partners=["bank"]) for number in range(RELATED_LIMIT + 1)]
    bank = partner("bank")
    assert keys(guide_of(bank, *named).related(bank)) == [record.key for record in named]


def test_what_has_no_page_is_not_related() -> None:
    survey = Source(id="survey", title="Survey")
    bank = partner("bank", topics=["x"], sources=["survey"])
    guide = guide_of(term("x"), survey, figure("60", topics=["x"]), bank)
    assert guide.related(bank) == ()


def test_a_term_is_not_related_to_what_carries_it() -> None:
    bank = partner("bank", topics=["x"])
    guide = guide_of(term("x"), bank)
    assert "terms/x" not in keys(guide.related(bank))
