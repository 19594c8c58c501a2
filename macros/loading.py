"""Folders of YAML → checked records; every problem of every file in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from pydantic import TypeAdapter, ValidationError

from macros.editions import Layer
from macros.fields import Reference, references
from macros.folder import Folder
from macros.joining import change
from macros.keeping import Kept
from macros.model import Part, Record, Site
from macros.overlay import Change, Draft, Hidden, Overlay
from macros.places import Language
from macros.problems import Problem
from macros.rename.accepting import accepted
from macros.taken import Taken
from macros.tree import Location, Tree, Value
from macros.values import kebab
from macros.wording import explain

LANGUAGES = TypeAdapter(tuple[Language, ...])
Known = Mapping[tuple[str, Location], "Entry"]
"""Checked records, by the file and the place in which they stand."""


class Mention(NamedTuple):
    """`record` refers to something in its field `field`."""

    record: Record
    field: str


@dataclass(frozen=True)
class Entry:
    """A record and where it stands: the file's tree and its place in there."""

    record: Record
    tree: Tree
    place: Location = ()
    overlays: tuple[str, ...] = ()
    """The names of the folders that add to it, besides that of the guide's own records."""

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        return tuple(references(self.record))

    @cached_property
    def mentions(self) -> tuple[tuple[str, Mention], ...]:
        """The keys of the records that it refers to, each with the field that does."""
        named = dict.fromkeys((one.key, one.field) for one in self.references)
        return tuple((key, Mention(self.record, name)) for key, name in named)

    @cached_property
    def folded(self) -> str:
        """Its heading, capitals aside."""
        return self.record.heading.casefold()

    @cached_property
    def address(self) -> SplitResult | None:
        """Where it stands on the web."""
        website = getattr(self.record, "website", None)
        return urlsplit(website) if website else None

    def problem(self, location: Location, message: str) -> Problem:
        return self.tree.at(self.place + location, message)


@dataclass(frozen=True)
class SiteChange:
    """What upstream says in `site.yml`, and what a local guide says there."""

    old: Tree
    by: Tree


@dataclass
class Local:
    """What a local guide does to the records of the guide that it is made from."""

    added: list[Draft] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    site: SiteChange | None = None
    gone: list[str] = field(default_factory=list)
    """Keys of records that it hides or changes still, though a release took them away."""


@dataclass
class Loaded:
    """All that could be read below the data folder, and all that could not."""

    site: Site | None = None
    site_tree: Tree | None = None
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    """Keys of records that stand in a file but could not be read; `KIND/*` for a whole file."""
    advice: list[Problem] = field(default_factory=list)
    """What could be said otherwise, though nothing is wrong with it."""
    local: Local = field(default_factory=Local)
    hidden: list[Entry] = field(default_factory=list)
    """The records that the local guide hides."""


def load(data: Path, root: Path, overlays: Sequence[Path] = (), kept: Kept | None = None) -> Loaded:
    """Read every record below `data`, and what the folders of `overlays` add to them.

    Paths in problems are relative to `root`. What was `kept` before is not read again.
    """
    kept = kept or Kept()
    kept.begin([data, *overlays])
    base = Folder(data, root, kept=kept).read()
    found = Loaded(problems=base.problems, unreadable=base.unreadable, advice=base.advice)
    for path in overlays:
        _lay(Folder(path, root, Layer(path.name), kept).read(), base, found)
    loaded = _Checking(base, found, kept).check()
    kept.finish()
    return loaded


def _lay(folder: Folder, base: Folder, found: Loaded) -> None:
    """What is wrong with either is noted in what is `found`."""
    found.problems += folder.problems
    found.unreadable |= folder.unreadable
    taken = Taken.read(folder.root) if folder.layer is Layer.LOCAL else Taken()
    found.advice += [taken.problem] if taken.problem else []
    known = taken.records
    overlay = Overlay(folder.layer, base.drafts, found.unreadable, found.local.hidden, known)
    site = None
    if folder.site and base.site:
        is_change = isinstance(folder.site.value, dict)
        site = SiteChange(base.site, folder.site) if is_change else None
        base.site = change(base.site, folder.site, folder.layer, overlay.notes, Site)
    drafts, renamed = accepted(folder.drafts, base.drafts)
    found.advice += renamed
    overlay.lay(drafts)
    base.drafts = overlay.drafts
    found.problems += overlay.notes.problems
    found.advice += folder.advice
    if folder.layer is Layer.LOCAL:
        found.advice += overlay.notes.advice
        hidden = [*overlay.hidden.values()]
        gone = overlay.gone
        found.local = Local([*overlay.added.values()], overlay.changed, hidden, site, gone)


class _Checking:
    """Makes records of the drafts of a folder."""

    def __init__(self, folder: Folder, found: Loaded, kept: Kept) -> None:
        self.folder = folder
        self.found = found
        self.kept = kept
        self.languages: tuple[str, ...] = ()
        """Those of the guide; none while they are not known."""
        self.dropped: frozenset[str] = frozenset()
        """Those of upstream in which a local guide says nothing."""

    def check(self) -> Loaded:
        if self.folder.site:
            self._site(self.folder.site)
        known = self.kept.of((self.languages, self.dropped))
        for draft in self.folder.drafts:
            self._record(draft, self.found.entries, known)
        for hidden in self.found.local.hidden:
            self._record(hidden.old, self.found.hidden, known)
        every = [*self.found.entries, *self.found.hidden]
        self.kept.entries = {(entry.tree.path, entry.place): entry for entry in every}
        return self.found

    def _site(self, tree: Tree) -> None:
        self.found.site_tree = tree
        self.languages = languages_of(tree.value)
        if upstream := self.found.local.site:
            known = frozenset(languages_of(upstream.old.value))
            self.dropped = known.difference(self.languages)
        site = self._validated(Site, tree, (), tree.value)
        self.found.site = site if isinstance(site, Site) else None
        if not site and isinstance(tree.value, dict) and tree.value.get("languages") is None:
            self.languages = ()

    def _record(self, draft: Draft, entries: list[Entry], known: Known) -> None:
        old = known.get((draft.tree.path, draft.place))
        if old and old.tree is draft.tree and old.overlays == draft.overlays:
            return entries.append(old)
        record = self._validated(draft.kind, draft.tree, draft.place, draft.whole)
        if isinstance(record, Record):
            entries.append(Entry(record, draft.tree, draft.place, draft.overlays))
        else:
            id = draft.value.get("id")
            name = (kebab(id) or "*") if isinstance(id, str) else "*"
            self.found.unreadable.add(f"{draft.kind.kind}/{name}")
        return None

    def _validated(
        self, part: type[Part], tree: Tree, place: Location, value: object
    ) -> Part | None:
        try:
            context = {"languages": self.languages, "dropped": self.dropped}
            return part.model_validate(value, context=context)
        except ValidationError as error:
            self.found.problems += map(tree.said, explain(error, tree, place, part))
            return None


def languages_of(site: Value) -> tuple[str, ...]:
    """The languages that `site.yml` gives, or nothing where nobody can tell."""
    if not isinstance(site, dict):
        return ()
    try:
        given = site.get("languages")
        return LANGUAGES.validate_python(("en",) if given is None else given)
    except ValidationError:
        return ()
