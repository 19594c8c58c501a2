"""What a new id changes, file by file, worked out before anything is written."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from macros.changes import Changes
from macros.drawing import macros
from macros.editing import edited
from macros.editions import Layer
from macros.filing import put
from macros.folder import Folder
from macros.layout import SUFFIX
from macros.model import Part, Site
from macros.overlay import Draft
from macros.problems import meant, quoted
from macros.project import PAGE_ENDINGS
from macros.redirects import page_of
from macros.rename.accepting import FIELD, former, is_overlay
from macros.rename.mentions import mentions
from macros.rename.pages import renamed
from macros.tree import Location, Value
from macros.values import id_complaint

OTHER = "{name} stands in that folder already and says something else: give it another name first"


class RefusedError(Exception):
    """The record cannot get that id."""


@dataclass(frozen=True)
class Plan:
    """New texts by file, in the order in which they are written, and what goes after that.

    The record itself comes first and its old file goes last, so that whoever is interrupted can
    run the same command again.
    """

    texts: dict[Path, str]
    places: dict[Path, int]
    gone: Path | None = None

    def write(self) -> None:
        for path, text in self.texts.items():
            put(path, text.encode())
        if self.gone:
            self.gone.unlink(missing_ok=True)


@dataclass
class Planning:
    """The files of a project, and the record `kind`/`old` that is to be called `new`."""

    root: Path
    kind: str
    old: str
    new: str
    folders: list[Folder] = field(default_factory=list)

    @classmethod
    def of(cls, root: Path, key: str, new: str) -> Self:
        kind, _, old = key.partition("/")
        layers = ((layer, _folder(root, layer)) for layer in Layer)
        there = [Folder(path, root, layer).read() for layer, path in layers if path.is_dir()]
        return cls(root, kind, old, new, there)

    @property
    def is_begun(self) -> bool:
        """Whether a run was cut off: the new record stands there and knows its old id."""
        record = self._standing(self.new)
        return bool(record and self.old in former(record))

    def plan(self) -> Plan:
        if complaint := id_complaint(self.new):
            raise RefusedError(complaint)
        record = self._standing(self.old)
        if not record and not self.is_begun:
            raise RefusedError(self._why_unknown())
        if record:
            self._refuse_foreign(record)
        # A run that was cut off leaves two files of one record, and never two in one list.
        may_go_on = self.is_begun and not (record and record.place)
        if not may_go_on and (taken := self._taken()):
            raise RefusedError(f"{quoted(self.new)} {taken}")
        return self._planned(record)

    def _planned(self, record: Draft | None) -> Plan:
        changes, parts = self._changes()
        gone = None
        if record:
            path = self.root / record.tree.path
            changes[path].update(self._own(record))
            parts[path] = record.kind
        texts = {path: _edited(path, said, parts[path]) for path, said in changes.items()}
        places = {path: len(said) for path, said in changes.items()}
        if record:
            texts = {path: texts[path]} | texts
        if record and not record.place:
            gone, moved = path, path.with_name(self.new + SUFFIX)
            _refuse_other(moved, texts[path])
            texts = {moved: texts.pop(path)} | {p: t for p, t in texts.items() if p != moved}
            places[moved] = places.pop(path)
        for path, text, count in self._pages():
            texts[path], places[path] = text, count
        return Plan(texts, places, gone)

    def _own(self, record: Draft) -> dict[Location, Value]:
        """What changes in the record itself: its id in a list, and the one that it had."""
        kept = [id for id in former(record) if id != self.new]
        own: dict[Location, Value] = {(*record.place, FIELD): [*dict.fromkeys([*kept, self.old])]}
        return own | ({(*record.place, "id"): self.new} if record.place else {})

    # --- what names the record ---

    def _changes(self) -> tuple[defaultdict[Path, dict[Location, Any]], dict[Path, type[Part]]]:
        changes: defaultdict[Path, dict[Location, Any]] = defaultdict(dict)
        parts: dict[Path, type[Part]] = {}
        for folder in self.folders:
            for draft in folder.drafts:
                for mention in mentions(draft):
                    if mention.key == f"{self.kind}/{self.old}":
                        path = self.root / draft.tree.path
                        changes[path][mention.location] = self.new
                        parts[path] = draft.kind
            if folder.site and (found := dict(self._redirects(folder.site.value))):
                path = self.root / folder.site.path
                changes[path].update(found)
                parts[path] = Site
        return changes, parts

    def _redirects(self, site: Value) -> Iterator[tuple[Location, str]]:
        """Old addresses that led to the record lead on to where it is now."""
        before, now = f"{self.kind}/{self.old}/", f"{self.kind}/{self.new}/"
        listed = site.get("redirects") if isinstance(site, dict) else None
        for number, one in enumerate(listed if isinstance(listed, list) else ()):
            to = one.get("new") if isinstance(one, dict) else None
            if isinstance(to, str) and page_of(to) == before:
                yield ("redirects", number, "new"), now + to.removeprefix(before)

    def _pages(self) -> Iterator[tuple[Path, str, int]]:
        known = macros()
        for path in sorted((self.root / "docs").rglob("*")):
            if path.suffix not in PAGE_ENDINGS or not path.is_file():
                continue
            text = path.read_bytes().decode()
            new, count = renamed(text, known, self.kind, self.old, self.new)
            if count:
                yield path, new, count

    # --- what keeps it from its name ---

    def _standing(self, id: str) -> Draft | None:
        """The record itself, not what overlays say of it."""
        key = f"{self.kind}/{id}"
        found = (d for folder in self.folders for d in folder.drafts if d.key == key)
        return next((draft for draft in found if not is_overlay(draft)), None)

    def _records(self) -> list[Draft]:
        """All of the kind."""
        every = (draft for folder in self.folders for draft in folder.drafts)
        return [one for one in every if one.kind.kind == self.kind and not is_overlay(one)]

    def _why_unknown(self) -> str:
        key = f"{self.kind}/{self.old}"
        return f"no record {quoted(key)}{meant(key, [draft.key for draft in self._records()])}"

    def _refuse_foreign(self, record: Draft) -> None:
        layers = {folder.layer: folder.drafts for folder in self.folders}
        if Layer.LOCAL in layers and record in layers[Layer.UPSTREAM]:
            told = "belongs to the guide that yours is made from, which alone can rename it"
            raise RefusedError(f"{record.tree.path} {told}")

    def _taken(self) -> str:
        """Why nothing else may be called so."""
        for draft in self._records():
            if draft.id == self.new:
                return f"is the id of another record, in {draft.written_at}"
            if self.new in former(draft) and draft.id != self.old:
                return (
                    f"was the id of the record in {draft.written_at}: its old address leads there"
                )
        return ""


def _folder(root: Path, layer: Layer) -> Path:
    return root / "data" / layer if layer.is_overlay else root / "data"


def _refuse_other(path: Path, text: str) -> None:
    """What a run that was cut off left there is the same; anything else would be lost."""
    if path.exists() and path.read_bytes() != text.encode():
        raise RefusedError(OTHER.format(name=path.name))


def _edited(path: Path, changes: Changes, part: type[Part]) -> str:
    return edited(path.read_bytes().decode(), changes, part)
