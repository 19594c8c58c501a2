"""Plain words: reading grades of this guide's own pages and records may fall, never rise."""

import warnings

import pytest

from tests.words.grading import grade, sentences, syllables, without
from tests.words.ratchet import LIMIT, Measured, allowed, lowered, measured

HELD = allowed()


@pytest.fixture(scope="module")
def now() -> dict[str, Measured]:
    return {text.path: text for text in measured()}


def test_a_text_is_no_harder_to_read_than_it_was(now: dict[str, Measured]) -> None:
    most = {path: min(text.limit, HELD.get(path, text.limit)) for path, text in now.items()}
    harder = {path: text.grade for path, text in now.items() if text.grade > most[path]}
    assert harder == {}
    for path, text in now.items():
        if text.held_at is not None and text.held_at < most[path]:
            hint = "uv run python -m tests.words --lower"
            warnings.warn(f"{path} is plainer now, hold it at {text.held_at}: {hint}", stacklevel=1)


def test_every_page_has_a_limit_of_8_and_the_safety_page_of_6(now: dict[str, Measured]) -> None:
    limits = {path: text.limit for path, text in now.items() if path.startswith("docs/")}
    assert limits.pop("docs/safety.md") == 6
    assert "docs/adapt/private.md" in limits
    assert set(limits.values()) == {8}


def test_nothing_is_held_that_is_not_there(now: dict[str, Measured]) -> None:
    assert HELD.keys() <= now.keys()


def test_holding_never_allows_more_than_before() -> None:
    harder = [Measured(path, 20.0, 99) for path in HELD]
    assert lowered(harder) == HELD


# --- the measure ---


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("go", 1), ("make", 1), ("named", 1), ("needed", 2), ("people", 2), ("little", 2),
        ("changes", 2), ("choices", 2), ("tables", 2), ("safely", 2), ("someone", 2), ("agency", 3),
        ("area", 3), ("social", 2), ("nation", 2), ("being", 2), ("serious", 3), ("employer", 3),
        ("trauma", 2), ("eligibility", 6), ("WIOA", 4), ("they're", 1), ("part-time", 2),
    ],
)  # fmt: skip
def test_syllables_are_those_that_are_heard(word: str, count: int) -> None:
    assert syllables(word) == count


def test_only_sentences_count() -> None:
    page = (
        "---\ntitle: Not this.\n---\n\n# Nor this.\n\nBut this one. And (this).\nIt goes\non.\n\n"
        '- An item that ends.\n- A label\n\n| Heading |\n| --- |\n| A cell. |\n\n{{ cite("a.") }}\n'
        "See [the words](https://example.org/a.b) of the U.S. law. So do this:\n\n- x\n"
    )
    assert [" ".join(words) for words in sentences(page)] == [
        "But this one",
        "And this",
        "It goes on",
        "An item that ends",
        "A cell",
        "See the words of the US law",
        "So do this",
    ]


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)


def test_the_measure_tells_hard_from_plain() -> None:
    hard = "Multidisciplinary collaboration necessitates comprehensive reconfiguration."
    assert grade(hard) > LIMIT > grade("You can go home now.")


def test_official_names_are_left_out() -> None:
    text = "Ask the Office for Victims of Crime for a list. It is an office for all."
    assert "Victims" not in without({"Office for Victims of Crime"}, text)
    assert without({"Office"}, text).endswith("It is an office for all.")
