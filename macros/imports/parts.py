"""Rows of the tables of a directory → parts of a partner."""

import re
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale

from macros.imports.ledger import Ledger
from macros.imports.rows import Draft, Row, Said, joined
from macros.imports.tables import single

NAMES = "a person's name is taken only with that person's consent (--with-names)"
HIDDEN_PLACE = re.compile(r"(?i)\b(confidential|undisclosed|not disclosed|secret location)\b")
NOT_PUBLIC = "this address is confidential: it must not be published"
PHONE_TYPES = {
    "": "",
    "cell": "voice",
    "mobile": "voice",
    "main": "voice",
    "phone": "voice",
    "sms": "text",
    "textphone": "tty",
    "tdd": "tty",
}
EXTENSION = re.compile(r"(?i)^(.*?\d\D*?)[\s,;.]*(?:extension|ext|x|#)[\s.:#]*(\d{1,8})\.?$")
WITHOUT_SCHEME = re.compile(r"(?i)(www\.)?[\w-]+(\.[\w-]+)*\.[a-z]{2,}([:/?#]\S*)?")
ADDRESS = ("address_1", "address_2", "city", "state_province", "postal_code")


class Parts:
    """Makes parts of rows, with what the person who imports has allowed."""

    def __init__(self, ledger: Ledger, with_names: bool) -> None:
        self.ledger = ledger
        self.with_names = with_names

    def phone(self, row: Row) -> Draft:
        phone = Draft(row)
        if number := joined("-", row.take("areacode"), row.take("number")):
            phone = self.numbered(number, row)
        phone.put("extension", row.take("extension"))
        self._phone_type(row, phone)
        phone.put("description", row.take("description", "department"))
        if spoken := row.take("language"):
            phone.add("languages", *languages(spoken))
        return phone

    def numbered(self, number: Said, *rows: Row) -> Draft:
        """A phone of its number; an extension behind it goes into its own field."""
        phone = Draft(*rows)
        bare = number.strip("\"'")
        if behind := EXTENSION.match(bare):
            self.ledger.count(
                "{} phone numbers had an extension, which stands in its own field now."
            )
            phone["number"] = number.saying(behind[1].strip())
            phone["extension"] = number.saying(behind[2])
        else:
            phone["number"] = number.saying(bare)
        return phone

    def _phone_type(self, row: Row, phone: Draft) -> None:
        if not (given := row.take("type", "number_type")):
            return
        if given.lower() == "hotline":
            phone.put("description", given.saying("Hotline"))
        else:
            phone.put("type", given.saying(PHONE_TYPES.get(given.lower(), given.lower())))

    def contact(self, row: Row, is_ours: bool = False) -> Draft:
        """Names that this guide exported itself have been agreed to."""
        contact = Draft(row)
        if self.with_names or is_ours:
            contact.put("name", row.take("name"))
        row.leave(NAMES, "name")
        contact.put("title", row.take("title"))
        contact.put("department", row.take("department"))
        contact.put("email", row.take("email"))
        number = joined("-", row.take("phone_areacode"), row.take("phone_number"))
        if number:
            phone = self.numbered(number, row)
            phone.put("extension", row.take("phone_extension"))
            contact.add("phones", phone)
        return contact

    def location(self, row: Row) -> Draft:
        location = Draft(row)
        for name in ("name", "description", "transportation", "latitude", "longitude"):
            location.put(name, row.take(name))
        location.put("accessibility", row.take("accessibility"))
        return location

    def address(self, row: Row, location: Draft) -> None:
        """Fill in the address, unless it says itself that nobody may know it."""
        location.rows.append(row)
        if any(HIDDEN_PLACE.search(value) for value in row.cells.values()):
            hide_place(location, self.ledger)
            for name in (*ADDRESS, "attention", "region", "country"):
                if value := row.take(name):
                    self.ledger.refuse_value(value, NOT_PUBLIC)
            return
        for name in ADDRESS:
            if value := row.take(name):
                location.put(
                    name, value.saying(value.upper()) if name == "state_province" else value
                )

    def web(self, value: Said | None) -> Said | None:
        """A web address with its scheme: browsers take `www.example.org` for http."""
        if not value or not WITHOUT_SCHEME.fullmatch(value):
            return value
        self.ledger.count(
            "{} web addresses did not say http or https; they start with http:// now."
        )
        return value.saying(f"http://{value}")


def hide_place(location: Draft, ledger: Ledger) -> None:
    """Take out of a location what would lead there."""
    for name in (*ADDRESS, "latitude", "longitude"):
        if isinstance(value := location.pop(name, None), Said):
            ledger.refuse_value(value, NOT_PUBLIC)


def languages(value: Said, *between: str) -> list[Said]:
    """Codes of the languages that a cell names; what is no language stays a word, for the model."""
    return [
        said.saying(_code(str(said)))
        for said in single(value, *(between or (",", ";", "/", " and ", " & ")))
    ]


@lru_cache(maxsize=1_000)
def _code(words: str) -> str:
    return _codes().get(re.sub(r"[\s-]+", " ", words).casefold(), words)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    names = {
        name.casefold(): code.replace("_", "-") for code, name in Locale("en").languages.items()
    }
    return names | {code.casefold(): code for code in names.values()}


def texts(rows: Iterable[Row], *columns: str) -> list[Said]:
    """What the rows say, one text a row: those of the `columns` that hold anything, in lines."""
    said = (joined("\n", *(row.take(column) for column in columns)) for row in rows)
    return [text for text in said if text]


def together(*values: Said | None) -> Said | None:
    """Several texts as paragraphs of one."""
    return joined("\n\n", *values)
