"""Answers → values at their places in a record. What has no sure place is left to people."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from babel import Locale
from pydantic import ValidationError

from macros.changes import changed
from macros.corrections.questions import BY_HAND, LABELS, correctable, dialled
from macros.corrections.received import Answer
from macros.fields import is_for_readers, kind_of_value
from macros.model import Location as Place
from macros.model import Part, Phone, Record, Service
from macros.problems import meant, quoted
from macros.tree import Location, Tree, Value
from macros.wording import explain
from macros.words import Text

LIST_MARK = re.compile(r"\s*([-*+]|\d+[.)])\s")
MANY_PHONES = "has several numbers, and nobody says which: write it by hand"
MANY_PLACES = "has several places, and nobody says which: write it by hand"
SAME = "says that already"
NO_FIELD = "is nothing that a reader corrects"
NO_PROGRAM = "is for you to place: a program could not tell for sure where it belongs"


class Placed(NamedTuple):
    """What the value at `location` in the record has to be."""

    location: Location
    value: Value


class Refused(NamedTuple):
    """An answer that no program may place, and why."""

    answer: Answer
    reason: str


class _NowhereError(Exception):
    """There is no sure place for an answer."""


@dataclass(frozen=True)
class Placing:
    """Places answers in one record."""

    record: Record
    languages: Sequence[str]

    def place(self, answer: Answer) -> Placed | Refused:
        try:
            placed = self._placed(answer)
        except _NowhereError as why:
            return Refused(answer, str(why))
        if complaint := self._complaint(placed):
            return Refused(answer, complaint)
        return placed

    def _placed(self, answer: Answer) -> Placed:
        part, location = _service(self.record, answer.service)
        name, _, rest = answer.field.partition(".")
        if (name == "locations" and rest) or _is_of_place(part, name):
            part, location = _only_place(part, location)
            name, _, rest = (rest or name).partition(".")
        if not name or name in BY_HAND:
            raise _NowhereError(NO_PROGRAM)
        if not (field := _field(part, name)):
            raise _NowhereError(f"{quoted(name)} {NO_FIELD}{meant(name, LABELS)}")
        if field == "phones":
            return _phone(part, location, dialled(rest), answer.text)
        return self._single(part, (*location, field), answer.text)

    def _single(self, part: Part, location: Location, text: str) -> Placed:
        name = str(location[-1])
        info = type(part).model_fields[name]
        if name == "languages":
            return Placed(location, _codes(text))
        is_long = kind_of_value(info) == "text" and is_for_readers(info)
        said = _paragraphs(text) if is_long else " ".join(text.split())
        old = getattr(part, name)
        if isinstance(old, Text) and old.translations:
            return Placed((*location, self.languages[0]), said)
        return Placed(location, said)

    # --- what the model says of it ---

    def _complaint(self, placed: Placed) -> str:
        """Why the record cannot say so, or nothing."""
        new = changed(said(self.record), {placed.location: placed.value})
        kind = type(self.record)
        try:
            context = {"languages": self.languages}
            value = {**_fixed(self.record), **_fields(new)}
            return SAME if kind.model_validate(value, context=context) == self.record else ""
        except ValidationError as error:
            found = explain(error, Tree("", [], new), (), kind)
            name = next(str(step) for step in reversed(placed.location) if isinstance(step, str))
            said_of = (problem.message.removeprefix(f"{name}: ") for problem in found)
            return "; ".join(dict.fromkeys(said_of))


def said(record: Record) -> dict[str, Value]:
    """What a record says, all of it in one way of writing and as text."""
    given = record.model_dump(mode="json", exclude_defaults=True, exclude={"id", "vocabulary"})
    return {name: _text(value) for name, value in given.items()}


def _text(value: Any) -> Value:
    if isinstance(value, dict):
        return {str(name): _text(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_text(item) for item in value]
    return value if value is None else _plain(value)


def _plain(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _fixed(record: Record) -> Mapping[str, object]:
    """What addresses the record; no reader changes it."""
    return record.model_dump(include={"id", "vocabulary"})


def _fields(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, dict) else {}


# --- where it belongs ---


def _field(part: Part, name: str) -> str:
    """The field, by its name or by that of another field which readers call the same."""
    known = correctable(type(part))
    if name in known or name not in LABELS:
        return name if name in known else ""
    return next((other for other in known if LABELS[other] == LABELS[name]), "")


def _is_of_place(part: Part, name: str) -> bool:
    """Whether only the place of `part` has such a field."""
    return name in correctable(Place) and not _field(part, name) and hasattr(part, "locations")


def _service(record: Record, named: str) -> tuple[Part, Location]:
    """The record, or the service that is named by its id or its name, and where it stands."""
    services: Sequence[Service] = getattr(record, "services", ())
    for number, service in enumerate(services):
        if service.id and named.casefold() in (service.id, service.name.casefold()):
            return service, ("services", number)
    if named:
        ids = [service.id for service in services if service.id]
        raise _NowhereError(f"no service {quoted(named)} here{meant(named, ids)}")
    return record, ()


def _only_place(part: Part, location: Location) -> tuple[Part, Location]:
    places: Sequence[Place] = getattr(part, "locations", ())
    if len(places) != 1:
        raise _NowhereError(MANY_PLACES if places else NO_PROGRAM)
    return places[0], (*location, "locations", 0)


def _phone(part: Part, location: Location, number: str, text: str) -> Placed:
    phones: Sequence[Phone] = getattr(part, "phones", ())
    words = " ".join(text.split())
    if not number and len(phones) > 1:
        raise _NowhereError(MANY_PHONES)
    for at, phone in enumerate(phones):
        if number in ("", dialled(phone.number)):
            return Placed((*location, "phones", at, "number"), words)
    if number:
        raise _NowhereError("is about a number that does not stand here any more")
    return Placed((*location, "phones"), [{"number": words}])


# --- how it is written ---


def _paragraphs(text: str) -> str:
    """Lines that a mail program broke are joined again; paragraphs and lists stay."""
    joined: list[str] = []
    for line in text.split("\n"):
        goes_on = joined and joined[-1] and line.strip() and not LIST_MARK.match(line)
        if goes_on:
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line.strip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(joined))


def _codes(text: str) -> list[Value]:
    """Languages, by code or by name in English."""
    names = {name.casefold(): code for code, name in Locale("en").languages.items()}
    words = [word.strip() for word in re.split(r"[,;\n]|\band\b", text) if word.strip()]
    return [names.get(word.casefold(), word) for word in words]
