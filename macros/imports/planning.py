"""What an import would do: each record new, changed, the same, kept or refused."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from macros.fields import readable_name
from macros.imports.crediting import credit
from macros.imports.incoming import Haul, Incoming, Refusal
from macros.imports.meeting import Meeting
from macros.imports.naming import new_ids
from macros.imports.offers import SERVICES, with_ids
from macros.imports.plans import Outcome, Plan, Planned, heading
from macros.imports.standing import (
    LOCAL_FOLDER,
    PRIVATE_FOLDER,
    Guests,
    Standing,
    is_another,
    local_file,
    names_for,
    names_of,
    standing,
)
from macros.model import Record, Source
from macros.problems import quoted
from macros.project import Reading

SAME_NAME = (
    "has the name of the {one}, which came with the guide: if it is the same, add --same-names, "
    "else write a name that tells them apart"
)


@dataclass(frozen=True)
class Leave:
    """What an import may do only when told."""

    force: bool = False
    """Change records that a person has checked."""
    same_names: bool = False
    """Take a record of ours for the same where nothing but the name says so."""


ASKING = Leave()
"""Nobody has been told anything yet."""


def plan(haul: Haul, reading: Reading, leave: Leave = ASKING, files: Iterable[str] = ()) -> Plan:
    """What the records of `haul` would do to the guide; no file is touched.

    `files` are the paths of those that are there, private ones too: their names are taken.
    """
    made = Plan()
    by_kind: defaultdict[type[Record], list[Incoming]] = defaultdict(list)
    for incoming in haul.records:
        by_kind[incoming.kind].append(incoming)
    guests = standing(reading)
    site = reading.loaded.site
    files = list(files)
    for kind, records in by_kind.items():
        languages = site.languages if site else ()
        local, private = (_names(files, folder, kind) for folder in (LOCAL_FOLDER, PRIVATE_FOLDER))
        _Planner(kind, guests[kind.kind], languages, leave, made, local, private).plan(records)
    credit(made, haul.name, guests[Source.kind], _names(files, LOCAL_FOLDER, Source))
    secret = {number for one in haul.withheld for number in one.identifiers}
    known = {one.record.key for n in secret for kin in guests.values() for one in kin.by_number[n]}
    made.gone = [key for key in made.gone if key not in known]
    made.refusals += [
        Refusal(one.cell, one.reason) for one in made.of(Outcome.REFUSED, Outcome.KEPT)
    ]
    made.refusals.sort()
    return made


def _names(files: Iterable[str], folder: str, kind: type[Record]) -> frozenset[str]:
    paths = map(PurePath, files)
    return frozenset(path.stem for path in paths if path.parent == PurePath(folder, kind.kind))


@dataclass
class _Planner:
    """Plans the records of one kind."""

    kind: type[Record]
    guests: Guests
    languages: tuple[str, ...]
    leave: Leave
    made: Plan
    files: frozenset[str] = frozenset()
    """The names of the local files of this kind; what is new needs another one."""
    private: frozenset[str] = frozenset()
    """Names that private records have, of which nothing is said."""

    def plan(self, records: Sequence[Incoming]) -> None:
        found = [self._match(incoming) for incoming in records]
        names = Counter(heading(one).casefold() for one in records)
        meetings: Counter[str] = Counter()
        fresh: dict[int, Incoming] = {}
        met = [match for match in found if isinstance(match, Standing)]
        for one in met:
            meetings[one.record.id] += 1
        for number, (incoming, match) in enumerate(zip(records, found, strict=True)):
            if isinstance(match, str):
                self._refuse(incoming, match)
            elif isinstance(match, Standing) and meetings[match.record.id] > 1:
                self._refuse(incoming, f"several rows are the {match.one}; keep one")
            elif match:
                self.made.records.append(
                    Meeting(incoming, match, self.languages, self.leave.force, self.made).plan()
                )
            elif reason := self._name_taken(incoming, names):
                self._refuse(incoming, reason)
            else:
                fresh[number] = incoming
        self._add(records, fresh, {match.record.id for match in met})
        self.made.gone += self._gone(records, met)

    def _refuse(self, incoming: Incoming, reason: str) -> None:
        self.made.records.append(Planned(incoming, Outcome.REFUSED, incoming.id, reason))

    # --- who is who ---

    def _match(self, incoming: Incoming) -> Standing | str | None:
        """The record that stands for it, or why that cannot be told."""
        found = self._found(incoming)
        if isinstance(found, Standing) and found.is_hidden:
            return f"this guide hides the {found.one} ({found.file})"
        if isinstance(found, Standing) and found.is_untouched:
            return replace(found, file=local_file(self.kind.kind, self._free_name(found.record.id)))
        return found

    def _free_name(self, id: str) -> str:
        return next(name for name in names_for(id) if name not in self.files)

    def _found(self, incoming: Incoming) -> Standing | str | None:
        if incoming.id:
            return self.guests.by_id.get(incoming.id)
        numbers = names_of(incoming.value)
        known = {one.record.id: one for n in numbers for one in self.guests.by_number[n]}
        if len(known) > 1:
            return f"has the identifiers of several records: {', '.join(sorted(known))}"
        if known:
            return next(iter(known.values()))
        alike = self.guests.by_name.get(heading(incoming).casefold(), [])
        if len(alike) != 1 or is_another(alike[0], numbers):
            return None
        if alike[0].is_untouched and not self.leave.same_names:
            return SAME_NAME.format(one=alike[0].one)
        return alike[0]

    def _name_taken(self, incoming: Incoming, names: Mapping[str, int]) -> str:
        name = heading(incoming)
        one = self.kind.named_by
        if names[name.casefold()] > 1:
            words = "readers could not tell them apart"
            return f"{one}: several rows are called {quoted(name)}; {words}"
        if known := self.guests.by_name.get(name.casefold()):
            return f"{one}: {quoted(name)} is also the {one} of the {known[0].one}"
        return ""

    def _gone(self, records: Sequence[Incoming], met: Sequence[Standing]) -> list[str]:
        schemes = {scheme for one in records for scheme, _ in names_of(one.value)}
        known = {one.record.id for one in met}
        return sorted(
            one.record.key
            for id, one in self.guests.by_id.items()
            if id not in known and any(scheme in schemes for scheme, _ in names_of(one.plain))
        )

    # --- what is new ---

    def _add(
        self, records: Sequence[Incoming], fresh: Mapping[int, Incoming], met: set[str]
    ) -> None:
        """Ids come of all rows, so that an import that was cut short goes on with the same."""
        one = readable_name(self.kind).lower()
        known = {*self.guests.by_id, *self.files, *self.private}
        given = {number: one.id for number, one in fresh.items() if one.id}
        everyone = {n: one.value for n, one in enumerate(records) if not one.id}
        ids = new_ids(everyone, {*known, *given.values()} - met, one)
        sure = {n: id for n, id in ids.items() if n in fresh and id not in met}
        left = {n: one.value for n, one in fresh.items() if n not in sure and n not in given}
        sure |= given | new_ids(left, {*known, *given.values(), *ids.values()}, one)
        for number, incoming in fresh.items():
            self.made.records.append(self._new(incoming, sure[number]))

    def _new(self, incoming: Incoming, id: str) -> Planned:
        value = {name: v for name, v in incoming.value.items() if v is not None}
        if services := value.get(SERVICES):
            value[SERVICES] = with_ids(services, [])
        fields, file = tuple(value), local_file(self.kind.kind, id)
        return Planned(incoming, Outcome.NEW, id, file=file, fields=fields, value=value)
