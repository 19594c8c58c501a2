"""Headings find their fields, and say how sure that is."""

import pytest

from macros.imports.headings import fields, matched, plain
from macros.imports.incoming import Unreadable
from macros.imports.synonyms import ABOUT_ROWS, SYNONYMS


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Name", "name"),
        ("ORGANIZATION", "name"),
        ("Agency Name", "name"),
        ("Phone #2", "phones.number"),
        ("Fax #", "phones.number"),
        ("phones.number", "phones.number"),
        ("E-mail", "email"),
        ("Address 2", "locations.address_2"),
        ("locations.city", "locations.city"),
        ("Zip Code", "locations.postal_code"),
        ("Counties served", "service_areas.name"),
        ("Languages spoken", "services.languages"),
        ("Who is eligible?", "services.eligibility_description"),
        ("Organizaton name", "name"),
        ("Shoe size", ""),
    ],
)
def test_finds_the_field(heading: str, field: str) -> None:
    assert matched([heading])[0].field == field


def test_says_how_sure_it_is() -> None:
    exact, synonym, guess = matched(["City", "Telephone", "Eligibilty requirement"])
    assert (exact.sure, synonym.sure) == (100, 95)
    assert 80 <= guess.sure < 90


def test_a_field_for_one_value_goes_to_the_surest_heading() -> None:
    fields_found = [match.field for match in matched(["Summary", "Description", "Phone", "Cell"])]
    assert fields_found == ["", "description", "phones.number", "phones.number"]


def test_what_a_person_says_counts_first() -> None:
    given = matched(["Who", "Name", "Notes"], {"Who": "name", "Notes": "-"})
    assert [(match.field, match.sure) for match in given] == [("name", 100), ("", 0), ("-", 100)]


def test_says_which_choices_are_wrong() -> None:
    with pytest.raises(Unreadable) as error:
        matched(["Name"], {"Nmae": "name", "Name": "phones.numbers"})
    assert str(error.value).splitlines() == [
        "the sheet has no heading 'Nmae', did you mean 'Name'? Allowed: Name",
        "'Name': there is no field 'phones.numbers', did you mean 'phones.number'?",
    ]


def test_each_synonym_leads_to_a_field_of_the_model() -> None:
    assert set(SYNONYMS) - {*ABOUT_ROWS} <= set(fields().values())
    words = [plain(word) for words in SYNONYMS.values() for word in words.split("|")]
    assert len(words) == len(set(words))
