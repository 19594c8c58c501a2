"""Where the new records of an import are from: a list that gives no numbers becomes a source."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from macros.imports.incoming import Cell, Incoming
from macros.imports.naming import new_ids
from macros.imports.offers import SERVICES
from macros.imports.plans import Outcome, Plan, Planned
from macros.imports.standing import Guests, local_file, names_of
from macros.model import Source
from macros.provenance import FACTS, SOURCES
from macros.tree import Value


def credit(made: Plan, name: str, guests: Guests, taken: Collection[str]) -> None:
    """Let what is new name the list called `name`, which is a source then; `taken` are ids."""
    bare = {id(one) for one in made.of(Outcome.NEW) if _says_nothing(one)}
    if not name or not bare:
        return
    known = guests.by_name.get(name.casefold())
    source = known[0].record.id if known else _new_source(made, name, {*guests.by_id, *taken})
    made.records = [_from(one, source) if id(one) in bare else one for one in made.records]


def _says_nothing(one: Planned) -> bool:
    is_fact = one.incoming.kind.kind in FACTS
    return is_fact and not one.value.get(SOURCES) and not _is_listed(one.value)


def _is_listed(value: Mapping[str, Any]) -> bool:
    return any(names_of(part) for part in (value, *(value.get(SERVICES) or ())))


def _new_source(made: Plan, name: str, taken: Collection[str]) -> str:
    value: dict[str, Value] = {Source.named_by: name}
    id = new_ids({0: value}, taken, "source")[0]
    incoming = Incoming(Source, value, {(): Cell(name)})
    file = local_file(Source.kind, id)
    made.records.append(
        Planned(incoming, Outcome.NEW, id, file=file, fields=tuple(value), value=value)
    )
    return id


def _from(one: Planned, source: str) -> Planned:
    value: dict[str, Value] = {**one.value, SOURCES: [source]}
    return replace(one, fields=(*one.fields, SOURCES), value=value)
