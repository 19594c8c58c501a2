"""Records of every kind, generated from the model: fields filled or left out, in many shapes."""

from typing import get_origin

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from macros.fields import (
    choices,
    is_for_readers,
    kind_of_value,
    only_private,
    part_in,
    ref_of,
    shorthand_of,
)
from macros.known import Known
from macros.model import Part, Record
from macros.tree import Value

WORDS = ("Bank", "A “good” place", "12", "no", "yes: it is", "1.50", "2026-01-01", "Ñandú & Söhne")
VALUES = {
    "id": ("a", "bank-on", "24-7"),
    "web address": ("https://example.org/", "http://example.org/a?b=c"),
    "https address": ("https://example.org/",),
    "language code": ("en", "es", "no", "zh-Hant"),
    "state": ("NC", "NE"),
    "date": ("2026-01-31", "2024-02-29"),
    "length of time": ("6 months", "1 year", "90 days"),
    "color": ("#0f5257", "#ABC"),
    "yes or no": ("yes", "no", "true", "False", "on"),
    "number": ("0", "3", "10"),
    "decimal number": ("35.5951", "-8", "0"),
    "phone number": ("911", "1-888-373-7888", "233733", "+49 30 901820"),
    "e-mail address": ("info@example.org",),
}
PATTERNS = {"extension": ("12", "0"), "postal_code": ("28801", "07001-1234")}
LEFT_OUT = {"id", "vocabulary"}


def records(kind: type[Record], known: Known) -> st.SearchStrategy[dict[str, Value]]:
    """A record as a file of its own holds it."""
    return _part(kind, known)


def _part(part: type[Part], known: Known) -> st.SearchStrategy[dict[str, Value]]:
    names = [name for name in part.model_fields if _stands(part, name)]
    fields = {name: _field(name, part.model_fields[name], known) for name in names}
    needed = {name for name in names if part.model_fields[name].is_required()}
    if part.__name__ == "Row":
        return st.one_of(
            st.fixed_dictionaries({"term": fields["term"]}),
            st.fixed_dictionaries({"id": fields["id"], "label": fields["label"]}),
        )
    if part.__name__ == "Location":
        needed = {"city"}
    return st.fixed_dictionaries(
        {name: fields[name] for name in needed},
        optional={name: fields[name] for name in names if name not in needed},
    )


def _stands(part: type[Part], name: str) -> bool:
    is_addressed = issubclass(part, Record) and name in LEFT_OUT
    return not is_addressed and name not in only_private(part)


def _field(name: str, info: FieldInfo, known: Known) -> st.SearchStrategy[Value]:
    one = _one(name, info, known)
    if get_origin(info.annotation) is not tuple:
        return one
    return st.lists(one, min_size=1, max_size=2)


def _one(name: str, info: FieldInfo, known: Known) -> st.SearchStrategy[Value]:
    inner = part_in(info.annotation)
    if inner:
        whole = _part(inner, known)
        bare = shorthand_of(info)
        return whole | _one(bare, inner.model_fields[bare], known) if bare else whole
    if ref := ref_of(info):
        return st.sampled_from(sorted(known.words(ref)) or ["nothing-known"])
    if words := choices(info.annotation):
        return st.sampled_from(words)
    if is_for_readers(info):
        words = st.sampled_from(WORDS)
        return words | st.fixed_dictionaries({"en": words}, optional={"es": words})
    return st.sampled_from(PATTERNS.get(name) or VALUES[kind_of_value(info)])


def places(value: Value, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where anything stands in a value."""
    inner = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        inner = enumerate(value)
    return [place, *(found for step, one in inner for found in places(one, (*place, step)))]
