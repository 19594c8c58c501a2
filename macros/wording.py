"""The model's complaints in the words of someone who keeps a spreadsheet."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from macros.fields import choices, example, part_at, part_in
from macros.model import Part, Record
from macros.problems import Problem, allowed, meant, nearest, quoted
from macros.slips import COLON, EMPTY_ITEM, NO_SPACE, cannot_start, noted
from macros.tree import Location, Tree

KIND_OF_VALUE = {list: "a list", dict: "a group of fields", str: "a single value"}
LINES_OF_LIST = "each value on a line of its own, after a dash"
COLON_HINT = "; put text that holds a colon in quotes"


def explain(
    error: ValidationError, tree: Tree, place: Location, part: type[Part]
) -> Iterator[Problem]:
    """What is wrong with the `part` that stands at `place` in `tree`, each fault once."""
    details = error.errors(include_url=False)
    complaints = [_Complaint.of(detail, tree, place, part) for detail in details]
    explained = {complaint.explains for complaint in complaints}
    for complaint in complaints:
        if complaint.location not in explained and not complaint.follows:
            yield complaint.problem()


@dataclass(frozen=True)
class _Complaint:
    """One thing that the model refused: a field of `part`, at `location` in `tree`."""

    detail: ErrorDetails
    tree: Tree
    location: Location
    part: type[Part]
    known: list[str]
    """The fields that can stand where it stands."""

    @classmethod
    def of(
        cls, detail: ErrorDetails, tree: Tree, place: Location, part: type[Part]
    ) -> "_Complaint":
        inside: Location = tuple(detail["loc"])
        holder = part_at(part, inside[:-1])
        file, location = tree.origin(place + inside)
        return cls(detail, file, location, holder, _known(holder, in_list=bool(place)))

    @property
    def kind(self) -> str:
        return self.detail["type"]

    @property
    def input(self) -> object:
        return self.detail["input"]

    @property
    def name(self) -> str:
        steps = self.detail["loc"]
        return next((str(step) for step in reversed(steps) if isinstance(step, str)), "")

    @property
    def language(self) -> str:
        """The language whose text is wrong, where there are several."""
        return str(self.detail.get("ctx", {}).get("language", ""))

    @property
    def in_list(self) -> bool:
        return bool(self.location) and isinstance(self.location[-1], int)

    @property
    def may_be_text(self) -> bool:
        """Whether an item has a field only because its text holds a colon."""
        return self.in_list and isinstance(self.input, dict) and len(self.input) == 1

    @property
    def subject(self) -> str:
        """The field in the words of a sentence."""
        return f"an item of '{self.name}'" if self.in_list and self.name else f"'{self.name}'"

    # --- what needs no second message ---

    @property
    def explains(self) -> Location:
        """The place of another complaint that this one is the reason for, if it is."""
        name = self.stray or self.swallowed
        if self.kind == "extra_forbidden":
            name = nearest(self.name, self.known, sure=True)
        return (*self.location[:-1], name) if name else ("",)

    @property
    def swallowed(self) -> str:
        """The field that stands inside a text by its indentation."""
        if self.kind != "no_languages" or self.in_list or not isinstance(self.input, dict):
            return ""
        return next((word for word in self.input if word in self.known), "")

    @property
    def stray(self) -> str:
        """The word before the colon of an item that is no field: part of a text, or an id."""
        is_item = len(self.location) > 1 and isinstance(self.location[-2], int)
        if self.kind != "missing" or self.name not in STRAY or not is_item:
            return ""
        words = list(self.input) if isinstance(self.input, dict) else []
        return words[0] if len(words) == 1 and words[0] not in self.part.model_fields else ""

    @property
    def follows(self) -> bool:
        """A list counts as too short when its items are wrong, and they have their own message."""
        return self.kind == "too_short" and bool(self.input)

    # --- the message ---

    def problem(self) -> Problem:
        if self.kind == "model_type" and (glued := self.tree.glued(self.location)):
            return self.tree.problem(glued, NO_SPACE)
        message = self._message()
        if self.swallowed:
            return self.tree.at_key((*self.location, self.swallowed), message)
        if self.kind == "extra_forbidden":
            return self.tree.at_key(self.location, message)
        if self.kind == "missing" and self.location in self.tree.keys:
            return self.tree.at_key(self.location, message)
        if self.kind == "missing":
            return self.tree.at(self.location[:-1], message)
        inside = (self.language,) if self.language else ()
        return self.tree.at(self.location + inside, message)

    def _message(self) -> str:
        if self.input is None and self.in_list:
            return noted(self.tree.written(self.location)) or EMPTY_ITEM
        return WORDS.get(self.kind, _other)(self)

    def says(self, words: str) -> str:
        """A sentence about the value; one that starts with a quoted value follows a colon."""
        if not self.name:
            return words
        if words.startswith("'"):
            return f"{self.name}: {words}"
        subject = "this item" if self.in_list else f"'{self.name}'"
        return f"{subject} {words}"


def _known(part: type[Part], in_list: bool) -> list[str]:
    """The fields that can stand in a file, those of the part itself first."""
    brought = ["vocabulary"] if in_list else ["vocabulary", "id"]
    names = [n for n in part.model_fields if n not in brought or not issubclass(part, Record)]
    return sorted(names, key=lambda name: name not in ("id", *part.__annotations__))


def _missing(complaint: _Complaint) -> str:
    name = complaint.name
    if complaint.stray:
        return STRAY[name](complaint.stray)
    if complaint.location in complaint.tree.keys:
        return f"'{name}' is empty{_why_empty(complaint)}"
    if inner := part_in(complaint.part.model_fields[name].annotation):
        return f"'{name}' is missing: a list, each item starts with '- {_first(inner)}: …'"
    return f"'{name}' is missing, such as: {example(complaint.part, name)}"


def _why_empty(complaint: _Complaint) -> str:
    line, _ = complaint.tree.keys[complaint.location]
    written = complaint.tree.line(line).partition(":")[2].strip()
    if note := noted(written):
        return f": {note}"
    return f": {quoted(written)} means nothing; put it in quotes if it is meant" if written else ""


STRAY: dict[str, Callable[[str], str]] = {
    "text": lambda word: COLON,
    "source": lambda word: f"write {quoted(f'source: {word}')}, and below it 'at: …' for the place",
}
"""What to do about an item whose only field is unknown, by the field that it lacks."""


def _unknown(complaint: _Complaint) -> str:
    name, known = complaint.name, complaint.known
    message = f"unknown field {quoted(name)}"
    if near := meant(name, known, sure=True):
        return message + near
    if " " in name:
        return (
            f"{message}; if it goes on with the text above, indent it and put all of it in quotes"
        )
    return f"{message}; known: {', '.join(known)}"


def _literal(complaint: _Complaint) -> str:
    if not isinstance(complaint.input, str):
        return _text(complaint)
    words = choices(complaint.part.model_fields[complaint.name].annotation)
    return f"{complaint.name}: {_quoted(complaint)} is not allowed{allowed(complaint.input, words)}"


def _text(complaint: _Complaint) -> str:
    message = f"{complaint.subject} must be text, not {_kind(complaint)}"
    return message + COLON_HINT * complaint.may_be_text


def _no_languages(complaint: _Complaint) -> str:
    """Fields where a text, or a text per language, was due."""
    if word := complaint.swallowed:
        return f"'{word}' stands inside '{complaint.name}': start both in the same column"
    if complaint.tree.written(complaint.location).startswith("{"):
        return cannot_start("{")
    if isinstance(complaint.input, dict) and len(complaint.input) == 1:
        return COLON
    return _text(complaint)


def _list(complaint: _Complaint) -> str:
    if re.match(r"-\S", complaint.tree.written(complaint.location)):
        return "write a space after each dash"
    if isinstance(complaint.input, dict) and re.match(r"[–—•·]", next(iter(complaint.input), "")):
        return "a list item starts with a plain hyphen and a space ('- '), not with this character"
    inner = part_in(complaint.part.model_fields[complaint.name].annotation)
    if inner:
        return f"'{complaint.name}' must be a list: start each item with '- {_first(inner)}: …'"
    return f"'{complaint.name}' must be a list: {LINES_OF_LIST}"


def _group(complaint: _Complaint) -> str:
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


def _number(complaint: _Complaint) -> str:
    if not isinstance(complaint.input, str):
        return f"{complaint.subject} must be a whole number, not {_kind(complaint)}"
    return complaint.says(f"{_quoted(complaint)} is not a whole number")


def _degrees(complaint: _Complaint) -> str:
    if not isinstance(complaint.input, str):
        return f"{complaint.subject} must be a number, not {_kind(complaint)}"
    return complaint.says(f"{_quoted(complaint)} is not a number, such as 35.5951")


def _range(complaint: _Complaint) -> str:
    limits = complaint.detail.get("ctx", {})
    words, limit = ("at least", limits["ge"]) if "ge" in limits else ("at most", limits["le"])
    return f"'{complaint.name}' must be {words} {limit:g}"


def _too_large(complaint: _Complaint) -> str:
    return f"'{complaint.name}' is too large a number"


def _switch(complaint: _Complaint) -> str:
    if not isinstance(complaint.input, str):
        return f"{complaint.subject} must be yes or no, not {_kind(complaint)}"
    return complaint.says(f"{_quoted(complaint)} is not allowed; write yes or no")


def _few(complaint: _Complaint) -> str:
    return f"'{complaint.name}' needs at least one item"


def _pattern(complaint: _Complaint) -> str:
    value = str(complaint.input)
    if complaint.name == "postal_code" and re.fullmatch(r"[0-9]{3,4}", value):
        return f"postal_code: '{value}' lacks a zero, did you mean '{value.zfill(5)}'?"
    shape = example(complaint.part, complaint.name)
    return f"{complaint.name}: {_quoted(complaint)} should look like {shape}"


def _email(complaint: _Complaint) -> str:
    return complaint.says(f"{_quoted(complaint)} is not one e-mail address, such as a@example.org")


def _extension(complaint: _Complaint) -> str:
    if "extension" in complaint.part.model_fields:
        return complaint.says(complaint.detail["msg"])
    return complaint.says(f"{_quoted(complaint)} holds an extension: leave it out")


def _own(complaint: _Complaint) -> str:
    if complaint.input == {}:
        return cannot_start("{")
    message = complaint.says(complaint.detail["msg"])
    return message + COLON_HINT * (complaint.may_be_text and bool(complaint.language))


def _other(complaint: _Complaint) -> str:
    return f"'{complaint.name}' is not right: {complaint.detail['msg']}"


def _quoted(complaint: _Complaint) -> str:
    return quoted(complaint.input) if isinstance(complaint.input, str) else _kind(complaint)


def _kind(complaint: _Complaint) -> str:
    kinds = (words for kind, words in KIND_OF_VALUE.items() if isinstance(complaint.input, kind))
    return next(kinds, "nothing")


WORDS: dict[str, Callable[[_Complaint], str]] = {
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
