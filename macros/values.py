"""Typed values that records are made of: ids, addresses, numbers, dates.

Every value arrives as the text that stands in the file; quoting never changes
its meaning (`no` is Norwegian in a list of languages, not "false").
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

import phonenumbers
from phonenumbers import shortnumberinfo
from pydantic import AfterValidator, BeforeValidator, EmailStr, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.problems import quoted
from macros.words import wrong

# --- identities --------------------------------------------------------------

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_LIMIT = 80
WINDOWS = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""What Windows calls no file and no folder by, whatever its ending."""


def id_complaint(value: str) -> str:
    """Why `value` is no id, or nothing."""
    if value == "index":
        return "'index' is the name of a list page; choose another id"
    if WINDOWS.fullmatch(value):
        return f"'{value}' is a name that Windows keeps for itself; '{kebab(value)}' would do"
    if not KEBAB.fullmatch(value):
        suggestion = kebab(value)
        meant = f"; '{suggestion}' would do" if suggestion else ""
        return f"{quoted(value)} is not an id: small letters a-z, digits and single hyphens{meant}"
    if len(value) > ID_LIMIT:
        return f"{quoted(value)} has {len(value)} characters; an id has at most {ID_LIMIT}"
    return ""


def _kebab(value: str) -> str:
    if complaint := id_complaint(value):
        raise wrong(complaint)
    return value


def kebab(words: str) -> str:
    """`words` as an id, or nothing where no letter is left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    id = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:ID_LIMIT].strip("-")
    return f"{id}-1" if WINDOWS.fullmatch(id) else id


Id = Annotated[str, AfterValidator(_kebab)]


ANY_KIND = "*"


class Ref:
    """Marks an id that must exist: among the records of `kind`, in a vocabulary of the taxonomy."""

    def __init__(self, kind: str, vocabulary: str = "") -> None:
        self.kind = kind
        self.vocabulary = vocabulary

    @property
    def label(self) -> str:
        return self.vocabulary or self.kind


@dataclass(frozen=True)
class RenamedFrom:
    """Marks a field that was called `name` before `version` of the model."""

    name: str
    version: int


class OnlyPrivate:
    """Marks a field that only private files may fill in, and only a staff edition shows."""


# --- addresses ---------------------------------------------------------------

SPACE = re.compile(r"\s")
NOT_IN_ADDRESS = re.compile(r"[\\<>\"'`{}|^]")
HOST = re.compile(r"[^.\s]+(\.[^.\s]+)+\.?")


def _web_address(value: str) -> str:
    if hidden := "" if value.isascii() else _format_character(value):
        shown = quoted(value.replace(hidden, "\ufffd"))
        raise wrong(f"{shown} holds an invisible character (U+{ord(hidden):04X}): delete it")
    if complaint := _address_complaint(value):
        raise wrong(f"{quoted(value)} {complaint}")
    return value


def _format_character(value: str) -> str:
    return next((one for one in value if unicodedata.category(one) == "Cf"), "")


def _address_complaint(value: str) -> str:
    """What keeps `value` from being a web address, or nothing."""
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        parts.port  # noqa: B018  (raises on an impossible port)
    except ValueError:
        return "is not a web address, such as https://example.org/"
    if parts.scheme not in ("https", "http"):
        return _scheme_complaint(value)
    if SPACE.search(value):
        return "holds a space: write one address and nothing else"
    if odd := NOT_IN_ADDRESS.search(value):
        return f"holds a character that a web address cannot have ({odd[0]})"
    if "@" in parts.netloc:
        return "holds a name before '@': leave it out"
    if not host:
        return f"is not a web address{_meant_address(value) or ', such as https://example.org/'}"
    if not HOST.fullmatch(host):
        return f"names no site: '{host}' is no name such as example.org"
    return ""


def _scheme_complaint(value: str) -> str:
    if re.match(r"(www\.)?[\w.-]+\.[a-z]{2,}([/?#]|$)", value):
        return f"is not a whole web address, did you mean {quoted(f'https://{value}')}?"
    if re.fullmatch(r"(mailto:)?[^\s@:/]+@[^\s@:/]+", value):
        return "is an e-mail address: a web address is wanted here"
    meant = _meant_address(value)
    return f"is not a web address{meant or ': it must start with https://'}"


def _meant_address(value: str) -> str:
    """The tail of a message that offers the address that `value` holds or stands for."""
    whole = re.search(r"https?://[^\s<>()\[\]\"'`{}|^\\]+", value)
    typed = re.match(r"(?i)h[tps]{2,5}[:;]?/{1,3}([\w-]+\.\S+)", value)
    meant = whole[0] if whole else f"https://{typed[1]}" if typed else ""
    return f", did you mean {quoted(meant)}?" if meant and meant != value else ""


def secure_address(value: str) -> str:
    if not _web_address(value).startswith("https://"):
        raise wrong(f"{quoted(value)} must start with https://")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]
"""An https address; http only where no https one is known."""

SecureAddress = Annotated[str, AfterValidator(secure_address)]
"""An https address."""


def _bare_email(value: object) -> object:
    """An address alone: a name beside it would be dropped, a query would become part of a link."""
    if isinstance(value, str) and re.search(r"[<>?&%]", value):
        raise wrong(f"{quoted(value)} is more than an e-mail address: write the address alone")
    return value


Email = Annotated[EmailStr, BeforeValidator(_bare_email)]
"""An e-mail address, without a name."""


# --- numbers -----------------------------------------------------------------


class PhoneNumber(str):
    """A US number (others with +country), written the way people dial it."""

    uri: str

    @classmethod
    def parse(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "text")
        return cls._of(value)

    @classmethod
    @lru_cache(maxsize=10_000)
    def _of(cls, value: str) -> Self:
        """Services give the number of their partner again, and each takes long to look into."""
        if re.fullmatch(r"[0-9]{3,6}", value):
            return cls._short(value)
        try:
            number = phonenumbers.parse(value, "US")
        except phonenumbers.NumberParseException:
            message = f"{quoted(value)} is not a phone number, such as 1-888-373-7888"
            raise wrong(message) from None
        if number.extension:
            message = f"{quoted(value)}: write the extension in a field of its own, 'extension'"
            raise PydanticCustomError("extension", "{words}", {"words": message})
        if not phonenumbers.is_valid_number(number):
            raise wrong(f"{quoted(value)} {_phone_complaint(number)}")
        shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        phone = cls(re.sub(r"^\+1 ", "1-", shown))
        phone.uri = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)
        return phone

    @classmethod
    def _short(cls, value: str) -> Self:
        number = phonenumbers.parse(value, "US")
        if not shortnumberinfo.is_possible_short_number_for_region(number, "US"):
            raise wrong(f"'{value}' is too short for a phone number")
        phone = cls(value)
        phone.uri = f"tel:{value}"
        return phone

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.to_string_ser_schema()
        )


def _phone_complaint(number: phonenumbers.PhoneNumber) -> str:
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        return "is too long for a phone number"
    if reason == phonenumbers.ValidationResult.IS_POSSIBLE:
        return "is not a phone number in use: check its digits"
    return "is too short for a phone number: write the area code too, such as 1-888-373-7888"


# --- dates -------------------------------------------------------------------


def _iso_date(value: object) -> object:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "text")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        meant = _meant_date(value)
        hint = f", did you mean {meant}?" if meant else ", such as 2026-11-21"
        raise wrong(f"{quoted(value)} is not a date written year-month-day{hint}")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise wrong(f"'{value}' is a day that does not exist") from None


def _meant_date(value: str) -> str:
    """The day that `value` names without its zeros or with a time, if it can be no other day."""
    parts = re.match(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])", value)
    american = re.fullmatch(r"([0-9]{1,2})/(1[3-9]|[23][0-9])/([0-9]{4})", value)
    try:
        if american:
            month, day, year = map(int, american.groups())
            return date(year, month, day).isoformat()
        return date(*map(int, parts.groups())).isoformat() if parts else ""
    except ValueError:
        return ""


IsoDate = Annotated[date, BeforeValidator(_iso_date)]
"""A day, written year-month-day."""


# --- shorthand ---------------------------------------------------------------


@dataclass(frozen=True)
class Shorthand:
    """Accepts a bare value where the mapping would hold one field only (`- bank-on`)."""

    field: str

    def __call__(self, value: object) -> object:
        return {self.field: value} if isinstance(value, str) else value


def shorthand(field: str) -> BeforeValidator:
    return BeforeValidator(Shorthand(field))
