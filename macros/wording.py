"""The model's complaints in the words of someone who keeps a spreadsheet."""

from collections.abc import Callable

from pydantic_core import ErrorDetails

from macros.fields import choices, example, part_at
from macros.model import Part, Record
from macros.parsing import Location, Tree
from macros.problems import Problem, allowed, meant

KIND_OF_VALUE = {list: "a list", dict: "a group of fields", str: "a single value"}


def explain(error: ErrorDetails, tree: Tree, place: Location, part: type[Part]) -> Problem:
    """The problem behind one complaint about the `part` that stands at `place` in `tree`."""
    location: Location = tuple(error["loc"])
    words = WORDS.get(error["type"], _other)(error, part_at(part, location[:-1]))
    whole = place + location
    if error["type"] == "extra_forbidden":
        return tree.at_key(whole, words)
    if error["type"] == "missing":
        if whole in tree.keys:
            return tree.at_key(whole, words.replace("is missing", "is empty", 1))
        return tree.at(whole[:-1], words)
    return tree.at(whole, words)


def _name(error: ErrorDetails) -> str:
    return next((str(step) for step in reversed(error["loc"]) if isinstance(step, str)), "this")


def _missing(error: ErrorDetails, part: type[Part]) -> str:
    name = _name(error)
    sample = example(part, name)
    return f"'{name}' is missing{f', such as: {sample}' if sample else ''}"


def _unknown(error: ErrorDetails, part: type[Part]) -> str:
    name = _name(error)
    known = [field for field in part.model_fields if not _is_given(part, field)]
    return f"unknown field '{name}'{meant(name, known) or '; known: ' + ', '.join(known)}"


def _is_given(part: type[Part], field: str) -> bool:
    """The loader brings these: they never stand in a file."""
    return issubclass(part, Record) and field in ("id", "vocabulary")


def _literal(error: ErrorDetails, part: type[Part]) -> str:
    name = _name(error)
    words = choices(part.model_fields[name].annotation)
    return f"{name}: {_quoted(error)} is not allowed{allowed(str(error['input']), words)}"


def _text(error: ErrorDetails, part: type[Part]) -> str:
    return f"'{_name(error)}' must be text, not {_kind(error)}"


def _list(error: ErrorDetails, part: type[Part]) -> str:
    return f"'{_name(error)}' must be a list: each value on a line of its own, after a dash"


def _group(error: ErrorDetails, part: type[Part]) -> str:
    name = _name(error)
    inner = part_at(part, (name,))
    required = [field for field, info in inner.model_fields.items() if info.is_required()]
    return f"'{name}' needs fields ('{required[0]}: …'), not {_kind(error)}"


def _number(error: ErrorDetails, part: type[Part]) -> str:
    return f"{_name(error)}: {_quoted(error)} is not a whole number"


def _range(error: ErrorDetails, part: type[Part]) -> str:
    limits = error.get("ctx", {})
    bound = f"at least {limits['ge']}" if "ge" in limits else f"at most {limits.get('le')}"
    return f"'{_name(error)}' must be {bound}"


def _switch(error: ErrorDetails, part: type[Part]) -> str:
    return f"{_name(error)}: {_quoted(error)} is not allowed; write yes or no"


def _few(error: ErrorDetails, part: type[Part]) -> str:
    return f"'{_name(error)}' needs at least one item"


def _pattern(error: ErrorDetails, part: type[Part]) -> str:
    name = _name(error)
    return f"{name}: {_quoted(error)} should look like {example(part, name)}"


def _email(error: ErrorDetails, part: type[Part]) -> str:
    return f"{_name(error)}: {_quoted(error)} is not an e-mail address"


def _own(error: ErrorDetails, part: type[Part]) -> str:
    words = error["msg"]
    if error["loc"] and isinstance(error["loc"][-1], int) and not words.startswith("'"):
        return f"this item {words}"
    return f"{_name(error)}: {words}" if words.startswith("'") else f"'{_name(error)}' {words}"


def _other(error: ErrorDetails, part: type[Part]) -> str:
    return f"'{_name(error)}' is not right: {error['msg']}"


def _quoted(error: ErrorDetails) -> str:
    return f"'{error['input']}'" if isinstance(error["input"], str) else _kind(error)


def _kind(error: ErrorDetails) -> str:
    kinds = [words for kind, words in KIND_OF_VALUE.items() if isinstance(error["input"], kind)]
    return kinds[0] if kinds else "this"


WORDS: dict[str, Callable[[ErrorDetails, type[Part]], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _literal,
    "string_type": _text,
    "tuple_type": _list,
    "model_type": _group,
    "int_parsing": _number,
    "int_type": _number,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "bool_parsing": _switch,
    "bool_type": _switch,
    "too_short": _few,
    "string_pattern_mismatch": _pattern,
    "value_error": _email,
    "value": _own,
}
