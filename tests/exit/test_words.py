"""Where the way out may lead, and what it says in each language."""

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.exits import LABELS, PRESSES, ExitAddress, exit_words
from macros.model import Site

ADDRESS = TypeAdapter(ExitAddress)


@pytest.mark.parametrize(
    "address",
    [
        "http://weather.example.org/",
        "https://localhost/",
        "https://printer.local/",
        "https://files.lan/",
        "https://example.onion/",
        "https://router.home.arpa./",
        "https://127.0.0.1/",
        "https://127.0.0.1./",
        "https://[::1]/",
        "https://0x7f.0.0.0x1/",
        "https://example.2130706433/",
        "https://ana@example.org/",
        "https://example.org/?",
        "https://example.org/#help",
        "javascript:alert(1)",
    ],
)
def test_an_address_that_could_betray_or_fail_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        ADDRESS.validate_python(address)


@pytest.mark.parametrize(
    "address",
    ["https://www.weather.gov/", "https://example.org/a/b.html", "https://lan.example.org/"],
)
def test_a_plain_public_address_is_taken(address: str) -> None:
    assert ADDRESS.validate_python(address) == address


def test_what_is_known_in_a_language_is_known_whole() -> None:
    assert LABELS.keys() == PRESSES.keys()


def test_a_place_speaks_its_language_and_a_label_of_ones_own_wins() -> None:
    american, mexican = exit_words("en-US", {}), exit_words("es-MX", {"es-MX": "Salir rápido"})
    assert american and american.label == "Leave now"
    assert mexican and mexican.label == "Salir rápido"
    assert mexican.two_more.startswith("Pulse Mayús 2")


def test_the_presses_left_are_said_in_a_language_of_which_only_the_label_is_known() -> None:
    words = exit_words("vi", {"vi": "Thoát ngay"})
    assert words == ("vi", "Thoát ngay", "Thoát ngay: 1 × Shift", "Thoát ngay: 2 × Shift")
    assert exit_words("vi", {}) is None


def test_one_label_without_a_language_is_in_the_first_one() -> None:
    site = Site.model_validate(
        {
            "name": "Guide",
            "summary": "A guide.",
            "area": "Here",
            "languages": ["en", "es"],
            "exit_label": "Go",
            "hotlines": [{"id": "emergency", "name": "Emergency", "phone": "911"}],
        }
    )
    assert [words.label for words in site.exit_words] == ["Go", "Salir ya"]
