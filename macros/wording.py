"""The model's complaints in the words of someone who keeps a spreadsheet."""

import re
from collections.abc import Callable, Iterator

from pydantic import ValidationError

from macros.complaints import STRAY, Complaint
from macros.fields import choices, example, part_at, part_in
from macros.model import Part
from macros.problems import Problem, allowed, meant, quoted
from macros.slips import COLON, EMPTY_ITEM, cannot_start, noted
from macros.tree import Location, Tree

KIND_OF_VALUE = {list: "a list", dict: "a group of fields", str: "a single value"}
LINES_OF_LIST = "each value on a line of its own, after a dash"
COLON_HINT = "; put text that holds a colon in quotes"


def explain(
    error: ValidationError, tree: Tree, place: Location, part: type[Part]
) -> Iterator[Problem]:
    """What is wrong with the `part` that stands at `place` in `tree`, each fault once."""
    details = error.errors(include_url=False)
    complaints = [Complaint.of(detail, tree, place, part) for detail in details]
    explained = {complaint.explains for complaint in complaints}
    for complaint in complaints:
        if complaint.location not in explained and not complaint.follows:
            yield complaint.problem(_message(complaint))


def _message(complaint: Complaint) -> str:
    if complaint.input is None and complaint.in_list:
        return noted(complaint.tree.written(complaint.location)) or EMPTY_ITEM
    return WORDS.get(complaint.kind, _other)(complaint)


def _missing(complaint: Complaint) -> str:
    name = complaint.name
    if complaint.stray:
        return STRAY[name](complaint.stray)
    if complaint.location in complaint.tree.keys:
        return f"'{name}' is empty{_why_empty(complaint)}"
    if inner := part_in(complaint.part.model_fields[name].annotation):
        return f"'{name}' is missing: a list, each item starts with '- {_first(inner)}: …'"
    return f"'{name}' is missing, such as: {example(complaint.part, name)}"


def _why_empty(complaint: Complaint) -> str:
    line, _ = complaint.tree.keys[complaint.location]
    written = complaint.tree.line(line).partition(":")[2].strip()
    if note := noted(written):
        return f": {note}"
    return f": {quoted(written)} means nothing; put it in quotes if it is meant" if written else ""


def _unknown(complaint: Complaint) -> str:
    name, known = complaint.name, complaint.known
    message = f"unknown field {quoted(name)}"
    if near := meant(name, known, sure=True):
        return message + near
    if " " in name:
        return (
            f"{message}; if it goes on with the text above, indent it and put all of it in quotes"
        )
    return f"{message}; known: {', '.join(known)}"


def _literal(complaint: Complaint) -> str:
    if not isinstance(complaint.input, str):
        return _text(complaint)
    words = choices(complaint.part.model_fields[complaint.name].annotation)
    return f"{complaint.name}: {_quoted(complaint)} is not allowed{allowed(complaint.input, words)}"


def _text(complaint: Complaint) -> str:
    message = f"{complaint.subject} must be text, not {_kind(complaint)}"
    return message + COLON_HINT * complaint.may_be_text


def _no_languages(complaint: Complaint) -> str:
    """Fields where a text, or a text per language, was due."""
    if word := complaint.swallowed:
        return f"'{word}' stands inside '{complaint.name}': start both in the same column"
    if complaint.tree.written(complaint.location).startswith("{"):
        return cannot_start("{")
    if isinstance(complaint.input, dict) and len(complaint.input) == 1:
        return COLON
    return _text(complaint)


def _list(complaint: Complaint) -> str:
    if re.match(r"-\S", complaint.tree.written(complaint.location)):
        return "write a space after each dash"
    if isinstance(complaint.input, dict) and re.match(r"[–—•·]", next(iter(complaint.input), "")):
        return "a list item starts with a plain hyphen and a space ('- '), not with this character"
    inner = part_in(complaint.part.model_fields[complaint.name].annotation)
    if inner:
        return f"'{complaint.name}' must be a list: start each item with '- {_first(inner)}: …'"
    return f"'{complaint.name}' must be a list: {LINES_OF_LIST}"


def _group(complaint: Complaint) -> str:
    if not complaint.name:
        return f"needs fields, such as '{_first(complaint.part)}: …', not {_kind(complaint)}"
    inner = part_at(complaint.part, (complaint.name,))
    first = _first(inner)
    if first == "id":
        needed = [f"'{name}: …'" for name, info in inner.model_fields.items() if info.is_required()]
        return f"{complaint.subject} needs fields, each on a line of its own: {', '.join(needed)}"
    written = str(complaint.input) if isinstance(complaint.input, str) else "…"
    return f"{complaint.subject} needs fields: write {quoted(f'{first}: {written}')}"


def _first(part: type[Part]) -> str:
    """The field to start with."""
    fields = part.model_fields.items()
    return next((name for name, info in fields if info.is_required()), next(iter(fields))[0])


def _number(complaint: Complaint) -> str:
    if not isinstance(complaint.input, str):
        return f"{complaint.subject} must be a whole number, not {_kind(complaint)}"
    return complaint.says(f"{_quoted(complaint)} is not a whole number")


def _degrees(complaint: Complaint) -> str:
    if not isinstance(complaint.input, str):
        return f"{complaint.subject} must be a number, not {_kind(complaint)}"
    return complaint.says(f"{_quoted(complaint)} is not a number, such as 35.5951")


def _range(complaint: Complaint) -> str:
    limits = complaint.detail.get("ctx", {})
    words, limit = ("at least", limits["ge"]) if "ge" in limits else ("at most", limits["le"])
    return f"'{complaint.name}' must be {words} {limit:g}"


def _too_large(complaint: Complaint) -> str:
    return f"'{complaint.name}' is too large a number"


def _switch(complaint: Complaint) -> str:
    if not isinstance(complaint.input, str):
        return f"{complaint.subject} must be yes or no, not {_kind(complaint)}"
    return complaint.says(f"{_quoted(complaint)} is not allowed; write yes or no")


def _few(complaint: Complaint) -> str:
    return f"'{complaint.name}' needs at least one item"


def _pattern(complaint: Complaint) -> str:
    value = str(complaint.input)
    if complaint.name == "postal_code" and re.fullmatch(r"[0-9]{3,4}", value):
        return f"postal_code: '{value}' lacks a zero, did you mean '{value.zfill(5)}'?"
    shape = example(complaint.part, complaint.name)
    return f"{complaint.name}: {_quoted(complaint)} should look like {shape}"


def _email(complaint: Complaint) -> str:
    return complaint.says(f"{_quoted(complaint)} is not one e-mail address, such as a@example.org")


def _extension(complaint: Complaint) -> str:
    if "extension" in complaint.part.model_fields:
        return complaint.says(complaint.detail["msg"])
    return complaint.says(f"{_quoted(complaint)} holds an extension: leave it out")


def _own(complaint: Complaint) -> str:
    if complaint.input == {}:
        return cannot_start("{")
    message = complaint.says(complaint.detail["msg"])
    return message + COLON_HINT * (complaint.may_be_text and bool(complaint.language))


def _other(complaint: Complaint) -> str:
    return f"'{complaint.name}' is not right: {complaint.detail['msg']}"


def _quoted(complaint: Complaint) -> str:
    return quoted(complaint.input) if isinstance(complaint.input, str) else _kind(complaint)


def _kind(complaint: Complaint) -> str:
    kinds = (words for kind, words in KIND_OF_VALUE.items() if isinstance(complaint.input, kind))
    return next(kinds, "nothing")


WORDS: dict[str, Callable[[Complaint], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _literal,
    "string_type": _text,
    "no_languages": _no_languages,
    "tuple_type": _list,
    "model_type": _group,
    "int_parsing": _number,
    "int_parsing_size": _too_large,
    "int_type": _number,
    "float_parsing": _degrees,
    "float_type": _degrees,
    "finite_number": _degrees,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "bool_parsing": _switch,
    "bool_type": _switch,
    "too_short": _few,
    "string_pattern_mismatch": _pattern,
    "value_error": _email,
    "extension": _extension,
    "value": _own,
}
"""By pydantic's type of an error, and by our own."""
