"""Folders of YAML → checked records; every problem of every file in one go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from macros.folder import Folder
from macros.model import Part, Record, Site
from macros.overlay import Draft, Overlay, change
from macros.places import Language
from macros.problems import Problem
from macros.tree import Location, Tree, Value
from macros.values import kebab
from macros.wording import explain

LANGUAGES = TypeAdapter(tuple[Language, ...])


@dataclass(frozen=True)
class Entry:
    """A record and where it stands: the file's tree and its place in there."""

    record: Record
    tree: Tree
    place: Location = ()
    overlays: tuple[str, ...] = ()
    """The names of the folders that add to it, besides that of the guide's own records."""

    def problem(self, location: Location, message: str) -> Problem:
        return self.tree.at(self.place + location, message)


@dataclass
class Loaded:
    """All that could be read below the data folder, and all that could not."""

    site: Site | None = None
    site_tree: Tree | None = None
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    """Keys of records that stand in a file but could not be read; `KIND/*` for a whole file."""


def load(data: Path, root: Path, overlays: Sequence[Path] = ()) -> Loaded:
    """Read every record below `data`, and what the folders of `overlays` add to them.

    Paths in problems are relative to `root`.
    """
    base = Folder(data, root).read()
    for path in overlays:
        _lay(Folder(path, root, is_overlay=True).read(), base)
    return _Checking(base).check()


def _lay(overlay: Folder, base: Folder) -> None:
    """What is wrong with either is noted in `base`."""
    base.problems += overlay.problems
    base.unreadable |= overlay.unreadable
    if overlay.site and base.site:
        base.site = change(base.site, overlay.site, base.problems)
    drafts = Overlay(overlay.data.name, base.drafts, base.unreadable)
    for draft in overlay.drafts:
        drafts.add(draft)
    base.drafts = drafts.drafts
    base.problems += drafts.problems


class _Checking:
    """Makes records of the drafts of a folder."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.found = Loaded(problems=folder.problems, unreadable=folder.unreadable)
        self.languages: tuple[str, ...] = ()
        """Those of the guide; none while they are not known."""

    def check(self) -> Loaded:
        if self.folder.site:
            self._site(self.folder.site)
        for draft in self.folder.drafts:
            self._record(draft)
        return self.found

    def _site(self, tree: Tree) -> None:
        self.found.site_tree = tree
        self.languages = _languages(tree.value)
        site = self._validated(Site, tree, (), tree.value)
        self.found.site = site if isinstance(site, Site) else None
        if not site and isinstance(tree.value, dict) and tree.value.get("languages") is None:
            self.languages = ()

    def _record(self, draft: Draft) -> None:
        record = self._validated(draft.kind, draft.tree, draft.place, draft.value)
        if isinstance(record, Record):
            self.found.entries.append(Entry(record, draft.tree, draft.place, draft.overlays))
        else:
            id = draft.value.get("id")
            name = (kebab(id) or "*") if isinstance(id, str) else "*"
            self.found.unreadable.add(f"{draft.kind.kind}/{name}")

    def _validated(
        self, part: type[Part], tree: Tree, place: Location, value: object
    ) -> Part | None:
        try:
            return part.model_validate(value, context={"languages": self.languages})
        except ValidationError as error:
            self.found.problems += explain(error, tree, place, part)
            return None


def _languages(site: Value) -> tuple[str, ...]:
    """The languages that `site.yml` gives, or nothing where nobody can tell."""
    if not isinstance(site, dict):
        return ()
    try:
        given = site.get("languages")
        return LANGUAGES.validate_python(("en",) if given is None else given)
    except ValidationError:
        return ()
