"""The measures by hand, and keys as both searches name what they find."""

from pathlib import Path

import pytest

from tests.projects import ROOT
from tests.search.judging import Answers, Query, Score, answerable, missed
from tests.search.keys import Keys

FIRST, THIRD, FOURTH, NEVER, OPEN = QUERIES = [
    Query("first", "plain", frozenset({"a", "b"})),
    Query("third", "plain", frozenset({"c"})),
    Query("fourth", "plain", frozenset({"d"})),
    Query("never", "plain", frozenset({"z"})),
    Query("open", "plain", frozenset()),
]
ANSWERS: Answers = {query.query: ["a", "x", "c", "d"] for query in QUERIES}


@pytest.fixture(scope="module")
def keys(site: Path) -> Keys:
    return Keys.of(ROOT, site)


def test_the_measures_are_what_their_names_say() -> None:
    score = Score.of(answerable(QUERIES), ANSWERS)
    assert score == Score(2 / 4, 1 / 4, pytest.approx((1 + 1 / 3 + 1 / 4) / 4))
    assert missed(answerable(QUERIES), ANSWERS) == [FOURTH, NEVER]


def test_what_nothing_answers_is_not_counted() -> None:
    assert answerable(QUERIES) == [FIRST, THIRD, FOURTH, NEVER]


def test_nothing_counts_below_the_tenth_result() -> None:
    assert FIRST.rank([*"cdefghijk", "a"]) == 10
    assert FIRST.rank([*"cdefghijkl", "a"]) is None


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("resources/wioa/", "resources/wioa"),
        ("resources/wioa/#notes", "resources/wioa"),
        ("terms/vetting/", "terms/vetting"),
        ("chapters/vetting/#what-to-ask", "pages/chapters/vetting#what-to-ask"),
        ("chapters/vetting/", "pages/chapters/vetting#vetting-a-program-or-an-employer"),
        ("resources/", "pages/resources/index#resources"),
        ("#help-now", "pages/index#help-now"),
    ],
)
def test_an_address_has_the_key_of_what_it_shows(address: str, key: str, keys: Keys) -> None:
    assert keys.at(f"http://127.0.0.1:8000/{address}") == key
    assert (key in keys) == (key != "terms/vetting")


@pytest.mark.parametrize("key", ["resources/none", "pages/index#none", "pages/none#none", "pages/"])
def test_what_is_not_there_has_no_key(key: str, keys: Keys) -> None:
    assert key not in keys
