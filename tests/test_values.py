"""Typed values: what each accepts, how it comes out, and what it refuses."""

from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.places import US_STATES, Language, UsState, language_name
from macros.values import (
    Email,
    Id,
    IsoDate,
    PhoneNumber,
    Ref,
    SecureAddress,
    WebAddress,
    kebab,
    shorthand,
)


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


def complaint(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as raised:
        read(kind, value)
    (error,) = raised.value.errors()
    return str(error["msg"])


# --- identities ---


@pytest.mark.parametrize("value", ["a", "9-to-5", "bank-on", "a" * 80])
def test_an_id_stays_as_it_is_written(value: str) -> None:
    assert read(Id, value) == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "A",
        "a--b",
        "-a",
        "a-",
        "a_b",
        "a b",
        "a.b",
        "a/b",
        "é",
        "a\n",
        "a" * 81,
        "index",
        "con",
        "lpt1",
    ],
)
def test_an_id_is_refused(value: str) -> None:
    assert complaint(Id, value)


@pytest.mark.parametrize(
    ("value", "suggestion"), [("Bank On", "'bank-on'"), ("café_1", "'cafe-1'"), ("a--b", "'a-b'")]
)
def test_a_refused_id_comes_with_one_that_would_do(value: str, suggestion: str) -> None:
    assert suggestion in complaint(Id, value)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("Bank On", "bank-on"),
        ("  Café — Ünion #4! ", "cafe-union-4"),
        ("It's 9 to 5", "it-s-9-to-5"),
        ("日本", ""),
        ("Con", "con-1"),
        ("Con Edison", "con-edison"),
        ("a" * 79 + " b", "a" * 79),
    ],
)
def test_kebab_makes_an_id_of_words(words: str, id: str) -> None:
    assert kebab(words) == id


@pytest.mark.parametrize(
    ("ref", "label"), [(Ref("partners"), "partners"), (Ref("terms", "topics"), "topics")]
)
def test_a_reference_is_labelled_by_the_closest_list(ref: Ref, label: str) -> None:
    assert ref.label == label


# --- addresses ---


@pytest.mark.parametrize(
    "value",
    [
        "https://example.org",
        "http://example.org/",
        "https://www.example.org:8080/a/b?c=d&e=f#g",
        "https://example.org/a%20b_(c)",
        "https://example.org/año",
    ],
)
def test_a_web_address_stays_as_it_is_written(value: str) -> None:
    assert read(WebAddress, value) == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "example",
        "/page",
        "//example.org",
        "mailto:a@example.org",
        "ftp://example.org/",
        "javascript:alert(1)",
        "JavaScript://example.org/%0Aalert(1)",
        "data:text/html,x",
        "https:example.org",
        "https:///page",
        "https://localhost/",
        "https://example..org/",
        "https://.org/",
        "https://user@example.org/",
        "https://example.org@evil.example/",
        "https://example.org\\@evil.example/",
        "https://example.org:99999/",
        "https://[::1",
        "https://example.org/a b",
        "https://example.org/\nx",
        'https://example.org/"onclick="x',
        "https://example.org/'x",
        "https://example.org/<x>",
        "https://example.org/{{x}}",
    ],
)
def test_a_web_address_is_refused(value: str) -> None:
    assert complaint(WebAddress, value)


@pytest.mark.parametrize("value", ["example.org", "www.example.org/page"])
def test_a_web_address_without_its_start_comes_with_the_whole_one(value: str) -> None:
    assert f"'https://{value}'" in complaint(WebAddress, value)


def test_only_https_is_secure() -> None:
    assert read(SecureAddress, "https://example.org/") == "https://example.org/"
    assert "https://" in complaint(SecureAddress, "http://example.org/")


# --- numbers ---


@pytest.mark.parametrize(
    ("written", "shown", "uri"),
    [
        ("1-888-373-7888", "1-888-373-7888", "tel:+1-888-373-7888"),
        ("(888) 373-7888", "1-888-373-7888", "tel:+1-888-373-7888"),
        ("8883737888", "1-888-373-7888", "tel:+1-888-373-7888"),
        ("+1 888.373.7888", "1-888-373-7888", "tel:+1-888-373-7888"),
        ("1-800-799-SAFE", "1-800-799-7233", "tel:+1-800-799-7233"),
        ("+44 20 7946 0958", "+44 20 7946 0958", "tel:+44-20-7946-0958"),
        ("911", "911", "tel:911"),
        ("233733", "233733", "tel:233733"),
    ],
)
def test_a_number_is_shown_and_dialled_in_one_way(written: str, shown: str, uri: str) -> None:
    number = read(PhoneNumber, written)
    assert (number, number.uri) == (shown, uri)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "none",
        "12",
        "1234567",
        "888-373-788",
        "888-373-78888",
        "000-000-0000",
        "020 7946 0958",
        "1-888-373-7888 or 911",
        "９１１",
        "888-373-7888 and 888-373-7889",
        911,
    ],
)
def test_a_number_is_refused(value: object) -> None:
    assert complaint(PhoneNumber, value)


@pytest.mark.parametrize("value", ["888-373-7888 ext. 12", "888-373-7888x12"])
def test_an_extension_is_sent_to_its_own_field(value: str) -> None:
    assert "'extension'" in complaint(PhoneNumber, value)


def test_a_number_that_was_read_can_be_read_again() -> None:
    number = read(PhoneNumber, "888-373-7888")
    assert read(PhoneNumber, number) is number


def test_a_number_is_written_back_as_text() -> None:
    assert TypeAdapter(PhoneNumber).dump_json(read(PhoneNumber, "911")) == b'"911"'


# --- dates ---


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-11-21", date(2026, 11, 21)),
        ("2024-02-29", date(2024, 2, 29)),
        (date(2026, 1, 2), date(2026, 1, 2)),
    ],
)
def test_a_day_is_read(value: object, day: date) -> None:
    assert read(IsoDate, value) == day


@pytest.mark.parametrize(
    "value",
    ["", "2026", "2026-11", "2026-1-2", "21.11.2026", "11/21/2026", "2026-11-21T10:00", 20261121],
)
def test_a_day_in_another_form_is_refused(value: object) -> None:
    assert complaint(IsoDate, value)


@pytest.mark.parametrize("value", ["2026-02-30", "2025-02-29", "2026-13-01", "0000-01-01"])
def test_a_day_that_never_comes_is_refused(value: str) -> None:
    assert "does not exist" in complaint(IsoDate, value)


# --- languages and places ---


@pytest.mark.parametrize("value", ["en", "es", "no", "fil", "en-US", "zh-Hant"])
def test_a_language_code_stays_as_it_is_written(value: str) -> None:
    assert read(Language, value) == value


@pytest.mark.parametrize("value", ["", "e", "xx", "EN", "en-us", "en_US", "en-", "root", "Elvish"])
def test_a_language_code_is_refused(value: str) -> None:
    assert complaint(Language, value)


@pytest.mark.parametrize(("value", "code"), [("English", "'en'"), ("spanish", "'es'")])
def test_a_language_name_comes_with_its_code(value: str, code: str) -> None:
    assert code in complaint(Language, value)


@pytest.mark.parametrize(
    ("code", "shown_in", "name"),
    [
        ("es", "en", "Spanish"),
        ("es", "es", "español"),
        ("zh-Hant", "en", "Chinese (Traditional)"),
        ("no", "en", "Norwegian"),
    ],
)
def test_a_language_is_named_in_the_readers_language(code: str, shown_in: str, name: str) -> None:
    assert language_name(code, shown_in) == name


@pytest.mark.parametrize("code", US_STATES)
def test_each_state_is_accepted(code: str) -> None:
    assert read(UsState, code) == code


def test_the_states_are_those_of_the_post_office() -> None:
    """50 states, the District of Columbia and five territories."""
    assert len(US_STATES) == 56
    assert US_STATES["DC"] == "District of Columbia"


@pytest.mark.parametrize("value", ["", "XX", "N.C.", "Carolina"])
def test_a_state_is_refused(value: str) -> None:
    assert complaint(UsState, value)


@pytest.mark.parametrize("value", ["nc", "North Carolina", "north carolina"])
def test_a_state_written_otherwise_comes_with_its_letters(value: str) -> None:
    assert "'NC'" in complaint(UsState, value)


# --- shorthand ---


@pytest.mark.parametrize(
    ("value", "expanded"),
    [("bank-on", {"source": "bank-on"}), ({"source": "a"}, {"source": "a"})],
)
def test_shorthand_puts_a_bare_value_into_its_field(value: object, expanded: object) -> None:
    assert read(Annotated[dict[str, str], shorthand("source")], value) == expanded


def test_shorthand_leaves_a_list_to_be_refused() -> None:
    assert complaint(Annotated[dict[str, str], shorthand("source")], ["a"])


@pytest.mark.parametrize("value", ["Ann <ann@example.org>", "a@b.org?cc=c@d.org"])
def test_an_email_address_stands_alone(value: str) -> None:
    with pytest.raises(ValidationError, match="write the address alone"):
        TypeAdapter(Email).validate_python(value)
