"""Partners that fill every field of the model, invented by hypothesis."""

from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from macros.exports.plain import public_fields
from macros.fields import choices, holds, part_in
from macros.guide import Guide
from macros.imports.privacy import HIDDEN_ADDRESS, HIDDEN_PLACE
from macros.loading import load
from macros.model import OWN_SCHEME, Location, Part, Partner
from macros.problems import HIDDEN
from macros.shelters import HOUSE
from macros.values import id_complaint
from tests.projects import SMALL

Values = st.SearchStrategy[Any]
LANGUAGES = ("en", "es")
LETTERS = st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="<>[]")


def _comes_back(text: str) -> bool:
    """Hypothesis also tries words of the program itself, such as those that keep places secret."""
    is_secret = HIDDEN_ADDRESS.search(text) or HIDDEN_PLACE.search(text) or HOUSE.search(text)
    has_break = "\\n" in text  # An import makes a line break of it.
    is_kept = HIDDEN.search(text) or has_break or text.casefold() == OWN_SCHEME
    return bool(text.strip()) and not is_secret and not is_kept


SHORT = st.text(LETTERS, min_size=1, max_size=30).filter(_comes_back)
FORMULAS = ('=HYPERLINK("https://example.org","Click")', "+1", "-1+1|cmd", "@SUM(A1)", "'=1", "''")
WORDS = SHORT | st.sampled_from(FORMULAS) | st.sampled_from(["no", "null", "1.0", "a: b", "# no"])
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
PLAIN: dict[str, Values] = {
    "name (one line, plain)": WORDS,
    "text": LINES,
    "id": st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True).filter(
        lambda id: not id_complaint(id)
    ),
    "web address": st.sampled_from(["https://example.org/a?b=1,2", "http://old.example.org"]),
    "https address": st.just("https://example.org/"),
    "e-mail address": st.sampled_from(["a@example.org", "o'b+c@example.org"]),
    "phone number": st.sampled_from(["202-555-0143", "1-888-373-7888", "911", "+44 20 7946 0958"]),
    "date": st.dates(date(1990, 1, 1), date(2025, 12, 31)).map(str),
    "length of time": st.sampled_from(["6 months", "1 year", "90 days"]),
    "state": st.sampled_from(["NC", "PR"]),
    "language code": st.sampled_from(["en", "es", "zh-Hans", "pt-BR"]),
    "decimal number": st.floats(-90, 90).map(lambda number: str(round(number, 6))),
    "yes or no": st.sampled_from(["yes", "no"]),
}
BY_NAME: dict[str, Values] = {
    "postal_code": st.sampled_from(["28801", "00901-1234"]),
    "extension": st.sampled_from(["12", "007"]),
}


@cache
def small() -> Guide:
    loaded = load(SMALL / "data", SMALL)
    assert loaded.site
    return Guide.of(loaded.site, loaded.entries)


def partners() -> st.SearchStrategy[Partner]:
    return values(Partner).map(partner_of)


def partner_of(value: Any) -> Partner:
    return Partner.model_validate(value, context={"languages": LANGUAGES})


def values(part: type[Part]) -> Values:
    """What a file may say; each field may be left out that need not be there."""
    fields = {name: _values(part, name) for name in public_fields(part)}
    needed = [name for name in fields if _is_needed(part, name)]
    optional = {name: value for name, value in fields.items() if name not in needed}
    given = st.fixed_dictionaries({name: fields[name] for name in needed}, optional=optional)
    return given.filter(lambda value: any(value.values()))


def _is_needed(part: type[Part], name: str) -> bool:
    return part.model_fields[name].is_required() or (part is Location and name == "name")


def _values(part: type[Part], name: str) -> Values:
    info = part.model_fields[name]
    held = holds(info)
    one = _one(part, name, info, held.removeprefix("list: "))
    if not held.startswith("list: "):
        return one
    return st.lists(one, max_size=3, unique_by=_name)


def _name(value: Any) -> str:
    """What tells items of one list apart; in a sound guide no two share it."""
    if not isinstance(value, dict):
        return str(value)
    return str(value.get("id") or value.get("number") or _bare(value))


def _bare(value: Any) -> Any:
    """The value without what it holds that is empty: a file may say that or not."""
    if isinstance(value, dict):
        return sorted((name, str(_bare(inner))) for name, inner in value.items() if inner)
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _one(part: type[Part], name: str, info: FieldInfo, held: str) -> Values:
    if inner := part_in(info.annotation):
        return values(inner)
    if name in BY_NAME:
        return BY_NAME[name]
    if allowed := choices(info.annotation):
        return st.sampled_from(allowed)
    if held.startswith("id ("):
        return st.sampled_from(_ids(held[4:-1]))
    if held in ("text", "name (one line, plain)"):
        return PLAIN[held] | st.fixed_dictionaries(dict.fromkeys(LANGUAGES, PLAIN[held]))
    return PLAIN[held]


def _ids(label: str) -> list[str]:
    guide = small()
    known = guide.records.get(label)
    return list(known) if known else [term.id for term in guide.vocabulary(label)]
