"""The records that stand in the guide, as an import meets them: what each says, and where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from macros.fields import readable_name
from macros.layout import SUFFIX
from macros.model import Record
from macros.overlay import BROUGHT, CHANGES, Draft
from macros.problems import quoted
from macros.project import Reading
from macros.tree import Location, Tree, Value

LOCAL_FOLDER = "data/local"
PRIVATE_FOLDER = "data/private"
Name = tuple[str, str]
"""What another directory calls a thing: its scheme, and the identifier there."""


def plain(record: Record) -> dict[str, Any]:
    """What a record says, all of it in one way of writing: numbers as dialled, texts composed."""
    return record.model_dump(mode="json", exclude_defaults=True, exclude={"id", "vocabulary"})


def names_of(value: Mapping[str, Any]) -> list[Name]:
    """What other directories call a record or a service."""
    given = value.get("identifiers") or ()
    return [(str(i.get("scheme")), str(i.get("identifier"))) for i in given if isinstance(i, dict)]


@dataclass
class Standing:
    """A record of the guide; `said` is what the local file says, `upstream` what is ours."""

    record: Record
    file: str
    place: Location
    said: Mapping[str, Value]
    languages: tuple[str, ...]
    tree: Tree
    at: Location
    """Where it is read; `file` and `place` are where it is changed."""
    upstream: Mapping[str, Value] | None = None
    is_hidden: bool = False
    is_untouched: bool = False
    """Whether it is one of ours, and nothing local changes it yet."""

    @property
    def is_own(self) -> bool:
        """Whether it is the local guide's own, not one of ours that it changes."""
        return self.upstream is None

    @property
    def one(self) -> str:
        return f"{readable_name(type(self.record)).lower()} {quoted(self.record.id)}"

    def written_at(self, place: Location) -> tuple[str, int]:
        """The file and the line of what stands at `place` in the record."""
        tree, _ = self.tree.origin((*self.at, *place))
        return tree.path, self.tree.mark((*self.at, *place))[0]

    @cached_property
    def plain(self) -> dict[str, Any]:
        return plain(self.record)

    @cached_property
    def ours(self) -> dict[str, Any]:
        """What upstream says, in the same way of writing."""
        if not self.upstream:
            return {}
        value = {**self.upstream, "id": self.record.id}
        context = {"languages": self.languages}
        return plain(type(self.record).model_validate(value, context=context))


def local_file(kind: str, id: str) -> str:
    return f"{LOCAL_FOLDER}/{kind}/{id}{SUFFIX}"


def names_for(id: str) -> Iterator[str]:
    """What a new file may be called; that of the id itself may speak of another record."""
    yield id
    yield f"{id}-changes"
    yield from (f"{id}-changes-{number}" for number in count(2))


def free_file(root: Path, kind: str, id: str) -> str:
    """Where a local guide may begin to say something of a record."""
    paths = (local_file(kind, name) for name in names_for(id))
    return next(path for path in paths if not (root / path).exists())


@dataclass
class Guests:
    """All records of one kind by what they can be found by."""

    by_id: dict[str, Standing] = field(default_factory=dict)
    by_name: defaultdict[str, list[Standing]] = field(default_factory=lambda: defaultdict(list))
    by_number: defaultdict[Name, list[Standing]] = field(default_factory=lambda: defaultdict(list))

    def add(self, standing: Standing) -> None:
        self.by_id[standing.record.id] = standing
        self.by_name[standing.record.heading.casefold()].append(standing)
        for name in names_of(standing.plain):
            self.by_number[name].append(standing)


def is_another(there: Standing, numbers: Iterable[tuple[str, str]]) -> bool:
    """Whether the same directory calls the record of that name something else."""
    schemes = {scheme for scheme, _ in numbers}
    return any(scheme in schemes for scheme, _ in names_of(there.plain))


def standing(reading: Reading) -> dict[str, Guests]:
    """Every record of the guide by kind."""
    found: defaultdict[str, Guests] = defaultdict(Guests)
    for one in _all(reading):
        found[one.record.kind].add(one)
    return found


def _all(reading: Reading) -> Iterator[Standing]:
    local = reading.loaded.local
    site = reading.loaded.site
    languages = site.languages if site else ()
    own = {draft.key: draft for draft in local.added}
    changed = {change.old.key: change for change in reversed(local.changed)}
    for entry in reading.loaded.entries:
        record, key, read_at = entry.record, entry.record.key, (entry.tree, entry.place)
        if draft := own.get(key):
            yield Standing(record, draft.tree.path, draft.place, _said(draft), languages, *read_at)
        elif change := changed.get(key):
            by = change.by
            file, place, ours = by.tree.path, by.place, _said(change.old)
            yield Standing(record, file, place, by.value, languages, *read_at, ours)
        else:
            value = _at(entry.tree.value, entry.place)
            file = local_file(record.kind, record.id)
            said = {CHANGES: record.id}
            yield Standing(record, file, (), said, languages, *read_at, value, is_untouched=True)
    for entry in reading.loaded.hidden:
        at = entry.tree, entry.place
        yield Standing(entry.record, entry.tree.path, entry.place, {}, (), *at, {}, is_hidden=True)


def _said(draft: Draft) -> dict[str, Value]:
    return {name: value for name, value in draft.value.items() if name not in BROUGHT}


def _at(value: Value, place: Iterable[str | int]) -> dict[str, Value]:
    for step in place:
        value = value[step]  # type: ignore[index]  # where the record was read
    return dict(value) if isinstance(value, dict) else {}
