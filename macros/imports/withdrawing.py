"""What the guide still shows although its source keeps it secret by now, and the way out of it.

It goes into `data/private/`, so that nothing is lost; what was public once cannot be called back.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.changes import GONE, Changes
from macros.dumping import dumped
from macros.editing import edited
from macros.filing import put
from macros.imports.incoming import Haul, Withheld
from macros.imports.offers import SERVICES
from macros.imports.standing import (
    PRIVATE_FOLDER,
    Guests,
    Name,
    Standing,
    is_another,
    names_of,
    standing,
)
from macros.layout import SUFFIX
from macros.model import Partner
from macros.overlay import CHANGES
from macros.problems import quoted
from macros.project import Reading
from macros.splicing import values
from macros.tree import Location, Value

PLACES = "locations"
OURS = "it came with the guide: hide it with a file of yours, see docs/adapt/local.md"
OCCUPIED = "{file} is there already: take it out by hand"


Key = str | Name
"""What a record or a service is known by: its name in small letters, or its number elsewhere."""


@dataclass(frozen=True)
class Shown:
    """What a record still shows, at some places in it; `()` is all of it."""

    withheld: Withheld
    there: Standing
    places: tuple[Location, ...]

    def __str__(self) -> str:
        lines: dict[str, list[int]] = {}
        for path, line in sorted(set(map(self.there.written_at, self.places))):
            lines.setdefault(path, []).append(line)
        files = (f"{path}:{', '.join(map(str, numbers))}" for path, numbers in lines.items())
        return f"{'; '.join(files)}: {self._what}, which {self.withheld.cell} keeps secret"

    @property
    def _what(self) -> str:
        name = quoted(self.there.record.heading)
        if () in self.places:
            return f"all of {name}"
        is_place = any(PLACES in place for place in self.places)
        return f"where {name} is" if is_place else f"a service of {name}"


def shown(haul: Haul, reading: Reading) -> list[Shown]:
    """What stands in the guide of the things that `haul` withholds, each place once."""
    if not haul.withheld:
        return []
    told: defaultdict[str, set[Location]] = defaultdict(set)
    found: list[Shown] = []
    every = _Looking(haul, standing(reading)[Partner.kind]).found()
    for one in sorted(every, key=lambda one: (not one.withheld.is_whole, len(one.places[0]))):
        known = told[one.there.record.id]
        new = [p for p in one.places if not any(p[:n] in known for n in range(len(p) + 1))]
        known.update(new)
        found += [replace(one, places=tuple(new))] if new else []
    return found


@dataclass
class _Looking:
    haul: Haul
    guests: Guests

    def found(self) -> Iterator[Shown]:
        for withheld in sorted(set(self.haul.withheld)):
            for there, service in self._meant(withheld):
                places = tuple(self._places(withheld, there, service))
                if places and not there.is_hidden:
                    yield Shown(withheld, there, places)

    def _meant(self, withheld: Withheld) -> list[tuple[Standing, int | None]]:
        """The records that it may be, each with the number of the service that it is."""
        numbers = withheld.identifiers
        if known := [one for number in numbers for one in self._by_number(number)]:
            return list({(one.record.id, n): (one, n) for one, n in known}.values())
        name = withheld.name.casefold()
        alike = self.guests.by_name.get(name, [])
        if sure := [(one, None) for one in alike if not is_another(one, numbers)]:
            return [*sure]
        named = self._services[name]
        return [*named] if len(named) == 1 and withheld.kind == SERVICES else []

    def _by_number(self, number: Name) -> Iterator[tuple[Standing, int | None]]:
        for there in self.guests.by_number.get(number, ()):
            yield there, None
        yield from self._services[number]

    @cached_property
    def _services(self) -> defaultdict[Key, list[tuple[Standing, int]]]:
        """Every service by its name, and by what other directories call it."""
        found: defaultdict[Key, list[tuple[Standing, int]]] = defaultdict(list)
        for there in self.guests.by_id.values():
            for n, service in enumerate(there.plain.get(SERVICES, ())):
                for key in _keys(service):
                    found[key].append((there, n))
        return found

    def _places(
        self, withheld: Withheld, there: Standing, service: int | None
    ) -> Iterator[Location]:
        top: Location = () if service is None else (SERVICES, service)
        if withheld.is_whole:
            yield top
            return
        still_public = self._brought(there)
        for place, location in _locations(there.plain):
            if location not in still_public and (place[: len(top)] == top or place[0] == PLACES):
                yield place

    def _brought(self, there: Standing) -> list[Any]:
        """The places that the same source goes on to show."""
        context = {"languages": there.languages}
        found: list[Any] = []
        for value in (value for key in _keys(there.plain) for value in self._incoming[key]):
            kept = {n: value[n] for n in (PLACES, SERVICES) if value.get(n)}
            whole = {"id": "one", "name": "one", **kept}
            record = Partner.model_validate(whole, context=context)
            plain = record.model_dump(mode="json", exclude_defaults=True)
            found += [location for _, location in _locations(plain)]
        return found

    @cached_property
    def _incoming(self) -> defaultdict[Key, list[Mapping[str, Value]]]:
        """What comes in, in the same way."""
        found: defaultdict[Key, list[Mapping[str, Value]]] = defaultdict(list)
        for incoming in self.haul.records:
            for key in _keys(incoming.value):
                found[key].append(incoming.value)
        return found


def _keys(value: Mapping[str, Any]) -> set[Key]:
    name = value.get("name")
    first = next(iter(name.values()), "") if isinstance(name, dict) else name
    return {str(first).casefold(), *names_of(value)}


def _locations(plain: Mapping[str, Any]) -> Iterator[tuple[Location, Any]]:
    for n, location in enumerate(plain.get(PLACES, ())):
        yield (PLACES, n), location
    for number, service in enumerate(plain.get(SERVICES, ())):
        for n, location in enumerate(service.get(PLACES, ())):
            yield (SERVICES, number, PLACES, n), location


# --- the way out ----------------------------------------------------------------


@dataclass
class Withdrawal:
    """What goes out of `data/local/`, what stays shown and why; no file is touched before `do`."""

    private: dict[str, str] = field(default_factory=dict)
    local: dict[str, str | None] = field(default_factory=dict)
    """What each file then holds; nothing where it goes."""
    left: list[tuple[Shown, str]] = field(default_factory=list)

    def do(self, root: Path) -> None:
        """Into the private folder first: whoever is interrupted has it twice, never nowhere."""
        for name, text in self.private.items():
            put(root / name, text)
        for name, left in self.local.items():
            if left is None:
                (root / name).unlink()
            else:
                put(root / name, left)


def withdrawal(root: Path, found: Sequence[Shown]) -> Withdrawal:
    made, changes = Withdrawal(), defaultdict[str, dict[Location, Any]](dict)
    by_record: defaultdict[str, list[Shown]] = defaultdict(list)
    for one in found:
        by_record[one.there.record.id].append(one)
    for several in by_record.values():
        there = several[0].there
        places = {place for one in several for place in one.places}
        reason = "" if there.is_own else OURS
        file, text = ("", "") if reason else _private(root, there, places)
        if not file:
            reason = reason or OCCUPIED.format(file=_private_file(there, ""))
            made.left += [(one, reason) for one in several]
            continue
        made.private[file] = text
        for place in {()} if () in places else places:
            changes[there.file][*there.place, *place] = GONE
    for name, gone in changes.items():
        made.local[name] = _without((root / name).read_bytes().decode("utf-8"), gone)
    return made


def _private(root: Path, there: Standing, places: set[Location]) -> tuple[str, str]:
    """The file that holds it from then on, and its text; no name where that is taken."""
    kind = type(there.record)
    if () in places:
        alone = not there.place
        said = {name: value for name, value in there.said.items() if name != "id"}
        text = (root / there.file).read_bytes().decode("utf-8") if alone else dumped(said, kind)
        tails: Iterable[str] = ("",)
    else:
        text = dumped({CHANGES: there.record.id, **_taken(there.said, places)}, kind)
        tails = ("", *(f"-{number}" for number in range(2, 100)))
    files = (_private_file(there, tail) for tail in tails)
    return next((file for file in files if _is_free(root / file, text)), ""), text


def _private_file(there: Standing, tail: str) -> str:
    return f"{PRIVATE_FOLDER}/{there.record.kind}/{there.record.id}{tail}{SUFFIX}"


def _is_free(path: Path, text: str) -> bool:
    return not path.exists() or path.read_bytes() == text.encode()


def _taken(said: Mapping[str, Value], places: set[Location]) -> dict[str, Value]:
    """What stands at the places, as a private file adds it to the record."""
    taken: dict[str, Value] = {}
    own = [_at(said, place) for place in sorted(places, key=str) if place[0] == PLACES]
    services: list[Value] = []
    for number, service in enumerate(_list(said.get(SERVICES))):
        id = service.get("id") if isinstance(service, dict) else None
        inner = [
            _at(said, place)
            for place in sorted(places, key=str)
            if place[:2] == (SERVICES, number) and len(place) > 2
        ]
        if (SERVICES, number) in places:
            services.append(service)
        elif inner and id:
            services.append({"id": id, PLACES: inner})
        else:
            own += inner
    if own:
        taken[PLACES] = own
    return taken | ({SERVICES: services} if services else {})


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _at(value: Any, place: Location) -> Value:
    for step in place:
        value = value[step]
    return value  # type: ignore[no-any-return]  # what a file holds


def _without(text: str, gone: Changes) -> str | None:
    """The text without what is at the places, lists that get empty included."""
    if () in gone:
        return None
    whole = values(text.removeprefix("\ufeff"))
    places = dict(gone)
    holders = Counter(place[:-1] for place in gone if isinstance(place[-1], int))
    for holder, count in holders.items():
        if count == len(_list(_at(whole, holder))):
            places = {p: v for p, v in places.items() if p[: len(holder)] != holder}
            places[holder] = GONE
    return None if () in places else edited(text, places, Partner)
