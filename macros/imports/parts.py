"""Rows of the tables of a directory → parts of a partner."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from babel import Locale
from babel.core import UnknownLocaleError

from macros.imports.ledger import Ledger
from macros.imports.phones import EXTENSION
from macros.imports.rows import Draft, Row, Said, give_back, joined
from macros.imports.tables import single
from macros.places import language_code

NAMES = "a person's name is taken only with that person's consent (--with-names)"
ONLY_NAMED = "the guide does not know this language; write it into a description"
REACHES = "it reaches a person whose name is not taken (--with-names)"
BETWEEN = (",", ";", "/", " and ", " & ")
"""What stands between the languages of a cell."""
NO_CODE = "Texts about languages that no code says: {}. They stand in «interpretation_services»."
REACHING = ("email", "phone_areacode", "phone_number", "phone_extension")
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
            self.ledger.count("Extensions taken out of phone numbers, into their own field: {}.")
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

    def keeps_back(self, row: Row, is_ours: bool = False) -> bool:
        """Whether a contact is a person who may not have agreed; our own export says who did."""
        return bool(row.read.get("name")) and not (self.with_names or is_ours)

    def contact(self, row: Row, is_ours: bool = False) -> Draft:
        contact = Draft(row)
        if self.keeps_back(row, is_ours):
            row.leave(NAMES, "name")
            row.leave(REACHES, *REACHING)
        else:
            contact.put("name", row.take("name"))
            self._reach(row, contact)
        contact.put("title", row.take("title"))
        contact.put("department", row.take("department"))
        return contact

    def _reach(self, row: Row, contact: Draft) -> None:
        contact.put("email", row.take("email"))
        if number := joined("-", row.take("phone_areacode"), row.take("phone_number")):
            phone = self.numbered(number, row)
            phone.put("extension", row.take("phone_extension"))
            contact.add("phones", phone)

    def location(self, row: Row) -> Draft:
        location = Draft(row)
        for name in ("name", "description", "transportation", "latitude", "longitude"):
            location.put(name, row.take(name))
        location.put("accessibility", row.take("accessibility"))
        return location

    def address(self, row: Row, location: Draft) -> None:
        location.rows.append(row)
        for name in ADDRESS:
            if value := row.take(name):
                location.put(
                    name, value.saying(value.upper()) if name == "state_province" else value
                )

    def speak(self, service: Draft, cells: Iterable[Said]) -> None:
        """The languages of a service: codes, and where no code says it, the words that do."""
        words: list[Said] = []
        for line in chain.from_iterable(single(cell) for cell in cells):
            parts = single(line, *BETWEEN)
            codes = [part.saying(_language(part)) for part in parts]
            service.add("languages", *codes)
            others = [part for part, code in zip(parts, codes, strict=True) if not code]
            words += others if len(others) == 1 else [line] if others else []
        if words:
            self.ledger.count(NO_CODE)
            said = joined("; ", service.pop("interpretation_services", None), *words)
            service["interpretation_services"] = said

    def web(self, value: Said | None) -> Said | None:
        """A web address with its scheme: browsers take `www.example.org` for http."""
        if not value or not WITHOUT_SCHEME.fullmatch(value):
            return value
        self.ledger.count("Web addresses without http or https that start with http:// now: {}.")
        return value.saying(f"http://{value}")


def languages(value: Said) -> list[Said]:
    """Codes of the languages that a cell names; what is no language stays a word, for the model."""
    found = []
    for said in single(value, *BETWEEN):
        code = _code(str(said))
        if _is_only_named(code):
            give_back(said, ONLY_NAMED)
        else:
            found.append(said.saying(code))
    return found


@lru_cache(maxsize=1_000)
def _language(words: str) -> str:
    """The code of a language that the guide can show, or nothing."""
    return language_code(_code(words))


@lru_cache(maxsize=1_000)
def _code(words: str) -> str:
    return _codes().get(re.sub(r"[\s-]+", " ", words).casefold(), words)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    names = {
        name.casefold(): code.replace("_", "-") for code, name in Locale("en").languages.items()
    }
    return names | {code.casefold(): code for code in names.values()}


@lru_cache(maxsize=1_000)
def _is_only_named(code: str) -> bool:
    """Whether a code has a name, and no rules by which the guide could show the language."""
    try:
        return code in _codes().values() and not Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return True


def texts(rows: Iterable[Row], *columns: str) -> list[Said]:
    """What the rows say, one text a row: those of the `columns` that hold anything, in lines."""
    said = (joined("\n", *(row.take(column) for column in columns)) for row in rows)
    return [text for text in said if text]


def together(*values: Said | None) -> Said | None:
    """Several texts as paragraphs of one."""
    return joined("\n\n", *values)
