"""The finder answers what people ask; `python -m tests.search` says how well, and beside what."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.projects import ROOT
from tests.search.__main__ import QUERIES, misses
from tests.search.judging import Query, Score, answerable, read_queries
from tests.search.keys import Keys
from tests.search.searches import ours

HARD = {"acronym", "everyday", "typo"}
"""Forms in which people ask with other words than the guide's."""


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    """What nothing in the guide answers is not counted."""
    return answerable(read_queries(QUERIES))


def test_of_twenty_queries_the_first_three_results_answer_nineteen(
    queries: list[Query], site: Path, browser: Browser
) -> None:
    shown = ours(site, queries, browser)
    assert Score.of(queries, shown).success_at_3 >= 0.95, "\n".join(
        misses("our finder", queries, shown)
    )


def test_the_queries_are_many_and_many_are_hard(queries: list[Query]) -> None:
    assert len(queries) >= 80
    assert len({query.query for query in queries}) == len(queries)
    assert sum(query.form in HARD for query in queries) >= len(queries) / 3


def test_what_answers_is_there(queries: list[Query], site: Path) -> None:
    keys = Keys.of(ROOT, site)
    unknown = {key for query in queries for key in query.relevant if key not in keys}
    assert unknown == set()
