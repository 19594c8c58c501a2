"""What one value may look like to an editor.

An editor reads `911` as a number and `yes` or `true` as it likes; the guide reads each as the
text that stands in the file. So where a text may stand, these may, too.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from macros.history.releases import NOTED
from macros.places import LANGUAGE, US_STATES
from macros.values import ID_LIMIT, KEBAB
from macros.words import NAME_LIMIT, PROSE_LIMIT

Schema = dict[str, Any]

TEXT: Schema = {"type": ["string", "number", "boolean"]}
WORDS: Mapping[str, Schema] = {
    "name (one line, plain)": TEXT
    | {"minLength": 1, "maxLength": NAME_LIMIT, "pattern": r"^[^<>\n]*\n?$"},
    "text": TEXT
    | {
        "minLength": 1,
        "maxLength": PROSE_LIMIT,
        "pattern": r"^(?![\s\S]*</?[A-Za-z][A-Za-z0-9]*[\s/>])",
    },
}
"""What people read; it may stand once a language."""
SWITCH = ("yes", "no", "true", "false", "on", "off", "y", "n", "t", "f", "1", "0")


def _like(pattern: str, wanted: str, **more: Any) -> Schema:
    """Text of a certain shape; `wanted` tells it to people."""
    told = {"patternErrorMessage": f"Write {wanted}."}
    return {"type": "string", "pattern": pattern, **told, **more}


def _any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


VALUES: Mapping[str, Schema] = {
    "id": _like(
        f"^{KEBAB.pattern}$",
        "small letters a-z, digits and single hyphens, such as bank-on",
        type=["string", "integer"],
        maxLength=ID_LIMIT,
    ),
    "kind and id": _like(
        f"^({'|'.join(NOTED)})/{KEBAB.pattern}$", "a kind and an id, such as partners/bank-on"
    ),
    "web address": _like(r"^https?://[^\s/]+", "a web address, such as https://example.org/"),
    "https address": _like(r"^https://[^\s/]+", "an address that starts with https://"),
    "language code": _like(f"^{LANGUAGE.pattern}$", "a language as its code, such as en or es"),
    "state": {"enum": sorted(US_STATES)},
    "date": _like(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "a day as year-month-day, such as 2026-11-21"),
    "length of time": _like(
        r"^[1-9][0-9]{0,2} (day|week|month|year)s?$", "a length of time, such as 6 months or 1 year"
    ),
    "color": _like(r"^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$", 'a color in quotes, such as "#0f5257"'),
    "yes or no": {
        "anyOf": [
            {"enum": [*SWITCH[:2], True, False, 1, 0]},
            {"type": "string", "pattern": f"^({'|'.join(map(_any_case, SWITCH))})$"},
        ]
    },
    "number": {"type": ["integer", "string"], "pattern": r"^\s*[-+]?[0-9]+\s*$"},
    "decimal number": {"type": ["number", "string"], "pattern": r"^\s*[-+]?[0-9.]+\s*$"},
    "phone number": _like(
        "[0-9]{3}",
        "a number as people dial it, such as 1-888-373-7888",
        type=["string", "integer"],
    ),
    "e-mail address": _like(
        r"^[^\s@<>?&%]+@[^\s@<>?&%]+$", "one e-mail address alone, such as a@example.org"
    ),
}
"""By the words in which the page of fields says what a field holds."""


def one_of(words: Iterable[str], descriptions: Iterable[str] = ()) -> Schema:
    """A closed choice; an editor reads an id of digits alone as a number."""
    values = list(words)
    schema: Schema = {"enum": [*values, *(int(word) for word in values if _is_number(word))]}
    if said := list(descriptions):
        schema["enumDescriptions"] = said
    return schema


def _is_number(word: str) -> bool:
    return word.isdecimal() and str(int(word)) == word


def nullable(schema: Schema) -> Schema:
    """A field without a value counts as left out."""
    return {"anyOf": [schema, {"type": "null"}]}


def in_languages(schema: Schema, languages: Iterable[str]) -> Schema:
    """One text, or one a language."""
    codes = list(languages)
    each = {
        "type": "object",
        "properties": dict.fromkeys(codes, schema),
        "required": codes[:1],
        "additionalProperties": False,
    }
    return {"anyOf": [schema, each]}
