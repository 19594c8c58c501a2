"""Typed values that records are made of: ids, addresses, numbers, dates, languages, places.

Every value arrives as the text that stands in the file; quoting never changes
its meaning (`no` is Norwegian in a list of languages, not "false").
"""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

import phonenumbers
from babel import Locale
from babel.core import UnknownLocaleError
from phonenumbers import shortnumberinfo
from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.words import wrong

# --- identities --------------------------------------------------------------

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _kebab(value: str) -> str:
    if not KEBAB.fullmatch(value) or len(value) > 80:
        suggestion = kebab(value)
        meant = f"; '{suggestion}' would do" if suggestion else ""
        raise wrong(f"'{value}' is not an id: small letters, digits and single hyphens{meant}")
    if value == "index":
        raise wrong("'index' is the name of a list page; choose another id")
    return value


def kebab(words: str) -> str:
    """`words` as an id, or nothing where no letter is left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:80].strip("-")


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


# --- addresses ---------------------------------------------------------------


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        parts.port  # noqa: B018  (raises on an impossible port)
    except ValueError:
        raise wrong(f"'{value}' is not a web address") from None
    if not parts.scheme and re.match(r"(www\.)?[\w.-]+\.[a-z]{2,}(/|$)", value):
        raise wrong(f"'{value}' is not a whole web address, did you mean 'https://{value}'?")
    if parts.scheme not in ("https", "http"):
        raise wrong(f"'{value}' is not a web address: it must start with https://")
    if re.search(r"[\s\\<>\"'`{}|^]", value) or "@" in parts.netloc:
        raise wrong(f"'{value}' holds a character that a web address cannot have")
    if not re.fullmatch(r"[^.\s]+(\.[^.\s]+)+\.?", host):
        raise wrong(f"'{value}' names no site: '{host}' has no ending such as .org")
    return value


def _secure_address(value: str) -> str:
    if not _web_address(value).startswith("https://"):
        raise wrong(f"'{value}' must start with https://")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]
"""An https address; http only where no https one is known."""

SecureAddress = Annotated[str, AfterValidator(_secure_address)]
"""An https address."""


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
        if re.fullmatch(r"\d{3,6}", value):
            return cls._short(value)
        try:
            number = phonenumbers.parse(value, "US")
        except phonenumbers.NumberParseException:
            raise wrong(f"'{value}' is not a phone number, such as 1-888-373-7888") from None
        if number.extension:
            raise wrong(f"'{value}': write the extension in a field of its own, 'extension'")
        if not phonenumbers.is_valid_number(number):
            raise wrong(f"'{value}' is not a phone number in use; count its digits")
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


# --- dates -------------------------------------------------------------------


def _iso_date(value: object) -> object:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "text")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise wrong(f"'{value}' is not a date: write year-month-day, such as 2026-11-21")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise wrong(f"'{value}' is a day that does not exist") from None


IsoDate = Annotated[date, BeforeValidator(_iso_date)]
"""A day, written year-month-day."""


# --- languages and places ----------------------------------------------------


def _language(value: str) -> str:
    try:
        Locale.parse(value, sep="-")
    except (UnknownLocaleError, ValueError):
        names = Locale("en").languages
        code = next((code for code, name in names.items() if name.lower() == value.lower()), "")
        meant = f", did you mean '{code}'?" if code else ", such as en or es"
        raise wrong(f"'{value}' is not a language code{meant}") from None
    return value


Language = Annotated[str, AfterValidator(_language)]
"""A language code (BCP 47), such as `en` or `es`."""


def language_name(code: str, shown_in: str = "en") -> str:
    return Locale.parse(code, sep="-").get_display_name(shown_in) or code


US_STATES = dict(
    pair.split(":")
    for pair in """
AL:Alabama,AK:Alaska,AZ:Arizona,AR:Arkansas,CA:California,CO:Colorado,CT:Connecticut,DE:Delaware,
DC:District of Columbia,FL:Florida,GA:Georgia,HI:Hawaii,ID:Idaho,IL:Illinois,IN:Indiana,IA:Iowa,
KS:Kansas,KY:Kentucky,LA:Louisiana,ME:Maine,MD:Maryland,MA:Massachusetts,MI:Michigan,MN:Minnesota,
MS:Mississippi,MO:Missouri,MT:Montana,NE:Nebraska,NV:Nevada,NH:New Hampshire,NJ:New Jersey,
NM:New Mexico,NY:New York,NC:North Carolina,ND:North Dakota,OH:Ohio,OK:Oklahoma,OR:Oregon,
PA:Pennsylvania,RI:Rhode Island,SC:South Carolina,SD:South Dakota,TN:Tennessee,TX:Texas,UT:Utah,
VT:Vermont,VA:Virginia,WA:Washington,WV:West Virginia,WI:Wisconsin,WY:Wyoming,AS:American Samoa,
GU:Guam,MP:Northern Mariana Islands,PR:Puerto Rico,VI:U.S. Virgin Islands
""".replace("\n", "").split(",")
)


def _us_state(value: str) -> str:
    if value in US_STATES:
        return value
    code = next((c for c, name in US_STATES.items() if name.lower() == value.lower()), "")
    code = code or (value.upper() if value.upper() in US_STATES else "")
    meant = f", did you mean '{code}'?" if code else ", such as NC"
    raise wrong(f"'{value}' is not the two letters of a US state{meant}")


UsState = Annotated[str, AfterValidator(_us_state)]
"""The two capital letters of a US state or territory."""


# --- shorthand ---------------------------------------------------------------


def shorthand(field: str) -> BeforeValidator:
    """Accept a bare value where the mapping would hold one field only (`- bank-on`)."""

    def expand(value: object) -> object:
        return {field: value} if isinstance(value, str) else value

    return BeforeValidator(expand)
