"""What somebody says of a check, and the files that hold it then.

A local guide says it of our records in files of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

from macros.changes import changed, differences
from macros.due.heads import with_fields
from macros.due.things import PAGES, Thing
from macros.dumping import dumped
from macros.editing import BOM, edited
from macros.editions import LOCAL
from macros.imports.standing import free_file
from macros.intervals import after
from macros.layout import HOTLINES
from macros.loading import Loaded
from macros.model import SCHEMA_VERSION, Checked, Part, Service, Site
from macros.overlay import CHANGES
from macros.reading import LOCAL_FOLDER, PRIVATE_FOLDER, SITE
from macros.splicing import values
from macros.tree import Location, Value
from macros.versions import FIELD

Group = dict[str, Value]
Spot = tuple[str, Location]
"""A file, and a place in it."""
DATE = "assured_date"
NO_ROLE = "says nowhere who looked: write --by and a role, never a person's name"
NO_ID = "has no id, so that a local guide cannot name it: check its partner instead"
NOT_YOURS = "is no page of yours: copy docs/{page} to docs/{}/{page} first"
OWN = (LOCAL_FOLDER, PRIVATE_FOLDER, f"docs/{LOCAL}/")


@dataclass(frozen=True)
class Claim:
    """That a person held something against the world on a day."""

    day: date
    by: str = ""
    """A role; as before unless given."""
    every: str = ""
    """How long it holds; as before unless given."""

    @property
    def fields(self) -> Group:
        said = {DATE: self.day.isoformat(), "assured_by": self.by}
        return {
            name: value for name, value in (said | {"review_every": self.every}).items() if value
        }

    def complaints(self, things: Sequence[Thing], today: date, is_forced: bool) -> Iterator[str]:
        """Why it cannot be true of them."""
        if self.day > today:
            yield f"{self.day} is still to come: write the day on which somebody looked"
        for thing in things:
            known = thing.review.day
            if known and known > self.day and not is_forced:
                yield f"{thing.key} was checked on {known} already; '--force' writes {self.day}"

    def again(self, thing: Thing) -> date:
        return after(self.day, self.every or thing.checked.review_every or thing.every)


class _RefusedError(Exception):
    """Says why a thing cannot be written."""


@dataclass
class _File:
    """A file as it is, and the values that it is to hold."""

    text: str | None
    part: type[Part]
    old: Value
    new: Value = field(init=False)

    def __post_init__(self) -> None:
        self.new = self.old

    def set(self, place: Location, said: Mapping[str, Value]) -> Group:
        """What stands at the place then."""
        self.new = changed(self.new, {(*place, name): value for name, value in said.items()})
        return _at(self.new, place)

    def set_in(self, place: Location, name: str, id: str, said: Group) -> Group:
        """The same for that thing of the list `name` which has the id; it is added if need be."""
        items = cast(list[Group], _at(self.new, place).get(name) or [])
        number = next((n for n, item in enumerate(items) if item.get("id") == id), len(items))
        whole = (items[number] if number < len(items) else {"id": id}) | said
        self.set(place, {name: cast(Value, [*items[:number], whole, *items[number + 1 :]])})
        return whole

    @property
    def written(self) -> str:
        if self.text is None:
            return dumped(cast(Group, self.new), self.part)
        return edited(self.text, differences(self.old, self.new), self.part)


class Writing:
    """Collects what several files are to say."""

    def __init__(self, root: Path, loaded: Loaded) -> None:
        self.complaints: list[str] = []
        self.places: dict[str, str] = {}
        """The file that each thing is written into, by its key."""
        self._root = root
        self._is_fork = (root / LOCAL_FOLDER).is_dir()
        self._changed = {change.old.key: change.by for change in loaded.local.changed}
        self._files: dict[str, _File] = {}
        self._pages: dict[str, str] = {}

    def add(self, thing: Thing, said: Group) -> None:
        """Note that the thing is to say this, or why it cannot."""
        try:
            now = self._said(thing, said)
            if not now.get("assured_by"):
                raise _RefusedError(NO_ROLE)
        except _RefusedError as error:
            self.complaints.append(f"{thing.key} {error}")

    def _said(self, thing: Thing, said: Group) -> Group:
        """What it says itself then, in the file that is written."""
        if thing.kind == PAGES:
            return self._page(thing, said)
        if spots := self._spots(thing):
            return self._own(thing, said, spots)
        if thing.kind == HOTLINES:
            file = self._file(thing, LOCAL_FOLDER + SITE, {FIELD: str(SCHEMA_VERSION)})
            return file.set_in((), HOTLINES, thing.key.partition("/")[2], said)
        return self._overlay(thing, said)

    @property
    def texts(self) -> dict[str, str]:
        """What each file will hold, by its path below the project's folder."""
        return {**{path: file.written for path, file in self._files.items()}, **self._pages}

    def _spots(self, thing: Thing) -> dict[str, Spot]:
        """Where its fields stand, or it stands itself, in files of this guide.

        Several files may change one record, and no two of them may say one field.
        """
        found = {}
        for name in Checked.model_fields:
            tree, place = thing.tree.origin((*thing.place, name))
            is_ours = name == DATE and self._is_own(tree.path)
            if is_ours or tree.path.startswith(LOCAL_FOLDER):
                found[name] = tree.path, place[:-1]
        return found

    def _own(self, thing: Thing, said: Group, spots: Mapping[str, Spot]) -> Group:
        """Each field where it stands, and what is new beside the date."""
        home = spots.get(DATE) or next(iter(spots.values()))
        now: Group = {}
        for spot in dict.fromkeys([*spots.values(), home]):
            path, place = spot
            here = {name: value for name, value in said.items() if spots.get(name, home) == spot}
            now |= self._file(thing, path).set(place, here)
        self.places[thing.key] = " and ".join(dict.fromkeys(path for path, _ in spots.values()))
        return now

    def _is_own(self, path: str) -> bool:
        return not self._is_fork or path.startswith(OWN)

    def _page(self, thing: Thing, said: Group) -> Group:
        path = thing.tree.path
        if not self._is_own(path):
            raise _RefusedError(NOT_YOURS.format(LOCAL, page=thing.key))
        self.places[thing.key] = path
        self._pages[path] = with_fields(_text(self._root / path), said)
        return {"assured_by": thing.role} | said

    def _overlay(self, thing: Thing, said: Group) -> Group:
        """In the local guide's own words on one of our records."""
        key, _, service = thing.key.partition("#")
        kind, _, id = key.partition("/")
        by = self._changed.get(key)
        path, place = (by.tree.path, by.place) if by else (free_file(self._root, kind, id), ())
        if isinstance(thing.checked, Service):
            if not thing.checked.id:
                raise _RefusedError(NO_ID)
            file = self._file(thing, path, {CHANGES: id})
            return file.set_in(place, "services", service, said)
        return self._file(thing, path, {CHANGES: id}).set(place, said)

    def _file(self, thing: Thing, path: str, begun: Group | None = None) -> _File:
        self.places[thing.key] = path
        if path not in self._files:
            part = type(thing.entry.record) if thing.entry else Site
            text = _text(self._root / path) if (self._root / path).exists() else None
            held = begun if text is None else values(text.removeprefix(BOM))
            self._files[path] = _File(text, part, held)
        return self._files[path]


def _at(value: Value, place: Location) -> Group:
    for step in place:
        value = value[step]  # type: ignore[index]
    return cast(Group, value)


def _text(path: Path) -> str:
    """With its mark and its line ends."""
    return path.read_bytes().decode("utf-8")
