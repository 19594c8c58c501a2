"""Names and texts: which words pass, and one text in several languages."""

import copy
from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.words import NAME_LIMIT, PROSE_LIMIT, Name, Prose, Text, readable, wrong

TWO = {"en": "Library", "es": "Biblioteca"}


def read(kind: Any, value: object, languages: Sequence[str] = ("en", "es")) -> Any:
    return TypeAdapter(kind).validate_python(value, context={"languages": tuple(languages)})


def complaint(kind: Any, value: object, languages: Sequence[str] = ("en", "es")) -> str:
    with pytest.raises(ValidationError) as raised:
        read(kind, value, languages)
    (error,) = raised.value.errors()
    return str(error["msg"])


# --- one text in several languages ---


def test_a_text_reads_as_its_first_language() -> None:
    assert str(read(Text, TWO)) == "Library"


def test_the_first_language_is_the_guides_not_the_files() -> None:
    assert read(Text, TWO, ["es", "en"]) == "Biblioteca"


def test_a_text_keeps_its_translations() -> None:
    assert read(Text, TWO).translations == TWO


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Library"), ("es", "Biblioteca"), ("fr", "Library")]
)
def test_a_text_falls_back_to_the_first_language(language: str, words: str) -> None:
    assert read(Text, TWO).in_language(language) == words


def test_a_bare_text_stands_for_every_language() -> None:
    text = read(Text, "Library")
    assert text.in_language("es") == "Library"


def test_a_guide_has_one_language_unless_it_names_more() -> None:
    assert TypeAdapter(Text).validate_python({"en": "Library"}) == "Library"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"en": "Library", "fr": "Bibliothèque"}, "'fr'"),
        ({"es": "Biblioteca"}, "'en'"),
        ({}, "'en'"),
        ({"en": ["Library"]}, "text"),
        (["Library"], "text"),
        (7, "text"),
    ],
)
def test_a_text_is_refused(value: object, says: str) -> None:
    assert says in complaint(Text, value)


@pytest.mark.parametrize("value", ["Library", TWO])
def test_a_text_is_written_back_as_it_was_read(value: object) -> None:
    assert TypeAdapter(Text).dump_python(read(Text, value)) == value


def test_a_text_that_was_read_can_be_read_again() -> None:
    text = read(Text, TWO)
    assert read(Text, text) is text


def test_a_copy_of_a_text_keeps_its_translations() -> None:
    assert copy.deepcopy(read(Text, TWO)).translations == TWO


# --- characters ---


@pytest.mark.parametrize(
    ("written", "words"),
    [(" a \n", "a"), ("e\u0301", "\u00e9"), ("a\n\tb", "a\n\tb"), ("日本 😀", "日本 😀")],
)
def test_words_come_out_trimmed_and_composed(written: str, words: str) -> None:
    assert readable(written) == words


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\u202a", "\u202e"])
def test_a_character_that_hides_or_reorders_is_named(character: str) -> None:
    assert f"U+{ord(character):04X}" in complaint(Text, f"a{character}b")


def test_hidden_characters_are_found_in_a_second_language() -> None:
    assert "U+202E" in complaint(Text, {"en": "a", "es": "a\u202eb"})


# --- names and texts ---


@pytest.mark.parametrize(
    "words", ["Bank On", "Lost & Found", "{{ 7 * 7 }}", "*x*", "[a](b)", "a" * NAME_LIMIT]
)
def test_a_name_stays_as_it_is_written(words: str) -> None:
    assert read(Name, words) == words


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("a < b", "<"),
        ("<b>a</b>", "<"),
        ("a > b", ">"),
        ("a\nb", "one line"),
        ("a" * (NAME_LIMIT + 1), f"{NAME_LIMIT + 1}"),
    ],
)
def test_a_name_is_refused(words: str, says: str) -> None:
    assert says in complaint(Name, words)


@pytest.mark.parametrize(
    "words",
    [
        "One\n\nTwo",
        "a" * PROSE_LIMIT,
        "[a](https://example.org/)",
        "[a](HTTP://example.org/)",
        "[a](<https://example.org/>)",
        "[a](mailto:a@example.org)",
        "[a](tel:+1-888-373-7888)",
        "[a]\n\n[a]: https://example.org/",
        "javascript: is only a word here",
    ],
)
def test_a_text_stays_as_it_is_written(words: str) -> None:
    assert read(Prose, words) == words


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("a" * (PROSE_LIMIT + 1), f"{PROSE_LIMIT + 1}"),
    ],
)
def test_a_long_or_empty_text_is_refused(words: str, says: str) -> None:
    assert says in complaint(Prose, words)


@pytest.mark.parametrize(
    "words",
    [
        "[a](javascript:alert(1))",
        "[a]( JavaScript:alert(1))",
        "[a](<javascript:alert(1)>)",
        "[a](\njavascript:alert(1))",
        "[a](java\tscript:alert(1))",
        "[a](java&#115;cript:alert(1))",
        "[a](data:text/html,x)",
        "[a](../partners/x.md)",
        "[a](/partners/)",
        "[a](#anchor)",
        "[a](//example.org/)",
        "[a]()",
        "![a](/a.png)",
        "**[a](x)**",
        "[a]\n\n[a]: javascript:alert(1)",
        "[a]\n\n   [a]: <data:text/html,x>",
        "[good](https://example.org/) and [bad](javascript:alert(1))",
    ],
)
def test_a_text_with_a_link_to_elsewhere_is_refused(words: str) -> None:
    assert "links to" in complaint(Prose, words)


@pytest.mark.parametrize(
    ("kind", "words", "says"),
    [(Name, "", "empty"), (Name, "a<b", "<"), (Prose, "[a](javascript:x)", "links to")],
)
def test_a_second_language_is_checked_like_the_first(kind: Any, words: str, says: str) -> None:
    assert says in complaint(kind, {"en": "Good", "es": words})


def test_braces_in_a_complaint_are_not_filled_in() -> None:
    assert wrong("'{words}' and {other}").message() == "'{words}' and {other}"


@pytest.mark.parametrize("words", ["A <b>bold</b> word", "</p>", "x <br/> y", "<script src=x>"])
def test_a_text_with_html_is_refused(words: str) -> None:
    assert "holds HTML" in complaint(Prose, words)


@pytest.mark.parametrize("words", ["We <3 books", "a < b", "<https://example.org/>", "5 > 3"])
def test_a_text_may_hold_angles_that_are_no_html(words: str) -> None:
    assert read(Prose, words) == words
