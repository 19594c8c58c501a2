"""Languages and US states: codes that have a name."""

import re
from functools import cache, lru_cache
from typing import Annotated

from babel import Locale
from babel.core import UnknownLocaleError
from pydantic import AfterValidator

from macros.problems import nearest, quoted
from macros.words import wrong

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


@lru_cache(maxsize=1_000)
def _language(value: str) -> str:
    if value.strip().casefold() == "creole":
        raise wrong(f"{quoted(value)} names several languages: say which, such as ht for Haitian")
    if not (LANGUAGE.fullmatch(value) and _is_known_language(value)):
        code = _meant_language(value)
        meant = f", did you mean '{code}'?" if code else ", such as en or es"
        raise wrong(f"{quoted(value)} is not a language code{meant}")
    return value


@lru_cache(maxsize=1_000)
def _is_known_language(code: str) -> bool:
    try:
        return bool(Locale.parse(code, sep="-"))
    except (UnknownLocaleError, ValueError):
        return False


@lru_cache(maxsize=1_000)
def _meant_language(value: str) -> str:
    """The code of the language that `value` names, or `value` as a code is written."""
    codes: dict[str, str] = {name: code for code, name in Locale("en").languages.items()}
    codes["Mandarin"] = "zh"
    if name := nearest(value, codes, sure=True):
        return codes[name].replace("_", "-")
    return language_code(value)


def language_code(words: str) -> str:
    """The code of the language that `words` name in English or as a code, or nothing."""
    name = " ".join(words.split()).casefold()
    code = words.strip()
    if not LANGUAGE.fullmatch(code):
        code = _codes_by_name().get(name) or _as_code(words)
    return code if code and _is_known_language(code) else ""


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, str]:
    names = Locale("en").languages.items()
    return {name.casefold(): code.replace("_", "-") for code, name in names}


def _as_code(words: str) -> str:
    """`words` as a language code is written, or nothing."""
    language, _, place = words.strip().replace("_", "-").partition("-")
    code = language.lower() + f"-{place.upper()}" * bool(place)
    return code if LANGUAGE.fullmatch(code) else ""


Language = Annotated[str, AfterValidator(_language)]
"""A language code (BCP 47), such as `en` or `es`."""


@cache
def language_name(code: str, shown_in: str = "en") -> str:
    return Locale.parse(code, sep="-").get_display_name(shown_in) or code


def text_direction(code: str) -> str:
    direction: str = Locale.parse(code, sep="-").text_direction
    return direction


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
    code = value.replace(".", "").strip().upper()
    if code not in US_STATES:
        codes = {name: code for code, name in US_STATES.items()}
        code = codes.get(nearest(value, codes, sure=True), "")
    meant = f", did you mean '{code}'?" if code else ", such as NC"
    raise wrong(f"{quoted(value)} is not the two letters of a US state{meant}")


UsState = Annotated[str, AfterValidator(_us_state)]
"""The two capital letters of a US state or territory."""
