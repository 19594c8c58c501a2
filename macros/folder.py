"""A folder of YAML → drafts: what each of its files holds, and what is wrong with them."""

import os
from collections.abc import Iterator
from pathlib import Path

from macros.drafts import Drafts
from macros.editions import Layer
from macros.keeping import Kept
from macros.layout import (
    ELSEWHERE,
    FOLDERS,
    HELD,
    IS_FOLDER,
    NOTES,
    SUFFIX,
    file_complaint,
    folder_complaint,
    left_behind,
    name_complaint,
)
from macros.model import BY_KIND, VOCABULARIES, Record, Site, Term
from macros.overlay import Draft
from macros.packed import PackedTree
from macros.problems import Problem, allowed, nearest, quoted
from macros.reading import SITE, TAXONOMY, Reader, shown, shown_in
from macros.tree import Location, Tree, Value
from macros.values import kebab
from macros.versions import FIELD, version_problem


class Folder:
    """One folder of data: its files as drafts, and what is wrong with them."""

    def __init__(
        self, data: Path, root: Path, layer: Layer = Layer.UPSTREAM, kept: Kept | None = None
    ) -> None:
        self.data = data
        self.root = root
        self.layer = layer
        self.site: Tree | None = None
        self._kept = kept or Kept()
        self._reader = Reader(data, root, layer, self._kept)
        self.problems = self._reader.problems
        self.advice = self._reader.advice
        self._records = Drafts(layer, self.problems)
        self.drafts = self._records.found
        self.unreadable = self._records.unreadable
        self.is_readable = True
        """Whether the data is of a version that these programs know."""

    def read(self) -> "Folder":
        if not self.data.is_dir():
            self._report(self.data, self._why_missing())
            self._miss_folder(self.data)
            return self
        if self._has(SITE):
            self._site()
        if self._has(TAXONOMY) and self.is_readable:
            self._taxonomy()
        for entry in self._inside(self.data) if self.is_readable else ():
            self._entry(Path(entry.path))
        return self

    def _why_missing(self) -> str:
        if self.data.is_symlink():
            return f"leads to {self.data.readlink()}, which is not there"
        return f"is missing: the folder that holds {HELD[self.layer]}"

    def _has(self, name: str) -> bool:
        """An overlay needs none of the files that a guide cannot do without."""
        return not self.layer.is_overlay or (self.data / name).exists()

    def _report(self, path: Path, message: str) -> None:
        self.problems.append(Problem(shown(path, self.root), 1, 1, message))

    def _miss_like(self, name: str) -> None:
        if kind := nearest(name, FOLDERS):
            self._records.miss(kind)

    def _miss_folder(self, folder: Path) -> None:
        for kind in BY_KIND:
            if folder in (self.data, self.data / kind):
                self._records.miss(kind)

    # --- the layout ---

    def _inside(self, folder: Path) -> list[os.DirEntry[str]]:
        try:
            found = [entry for entry in os.scandir(folder) if not left_behind(entry.name)]
            return sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._report(folder, f"cannot be read ({error.strerror})")
            self._miss_folder(folder)
            return []

    def _entry(self, path: Path) -> None:
        name = path.name
        if name in (SITE, TAXONOMY) or name in ELSEWHERE[self.layer]:
            if name in NOTES and path.is_dir():
                self._report(path, IS_FOLDER)
            return
        if path.is_dir() and name in FOLDERS:
            self._record_files(path, BY_KIND[name])
        elif path.is_dir() and path.suffix != SUFFIX:
            self._report(path, folder_complaint(name, shown(self.data / SITE, self.root)))
            self._miss_like(name)
        elif path.suffix == SUFFIX and path.stem in FOLDERS:
            self._list_file(path, BY_KIND[path.stem])
        else:
            self._report(path, file_complaint(path, shown(self.data / SITE, self.root)))
            self._miss_like(path.stem)

    def _record_files(self, folder: Path, kind: type[Record]) -> None:
        for entry in self._inside(folder):
            if known := self._known(entry, folder):
                self.drafts.append(known)
                continue
            path = folder / entry.name
            if complaint := name_complaint(path, _is_folder(entry)):
                self._report(path, complaint)
                self._records.miss(kind.kind, kebab(path.stem))
            else:
                self._record_file(path, kind)

    def _known(self, entry: os.DirEntry[str], folder: Path) -> Draft | None:
        """The record of a file that is surely as it was when nothing was wrong with it."""
        if entry.is_symlink() or self._reader.is_linked(folder):
            return None
        try:
            found = entry.stat()
        except OSError:
            return None
        known: Draft | None = self._kept.draft(shown_in(folder, self.root, entry.name), found)
        return known

    # --- the files ---

    def _site(self) -> None:
        self.site = self._reader.read(self.data / SITE, Site)
        if self.site and (problem := version_problem(self.site)):
            self.problems.append(problem)
            self._miss_folder(self.data)
            self.site, self.is_readable = None, False
        elif self.site and self.layer.is_overlay and isinstance(self.site.value, dict):
            self.site.value.pop(FIELD, None)

    def _taxonomy(self) -> None:
        tree = self._reader.read(self.data / TAXONOMY, Term)
        if not tree or not tree.whole:
            self._records.miss(Term.kind)
        if not tree:
            return None
        if not isinstance(tree.value, dict):
            self._records.miss(Term.kind)
            names = ", ".join(f"'{name}:'" for name in VOCABULARIES)
            return self._records.refuse(
                tree, (), f"needs vocabularies, each with its terms: {names}"
            )
        for vocabulary, terms in tree.value.items():
            if vocabulary in VOCABULARIES and terms is None:
                continue
            if vocabulary in VOCABULARIES:
                for place, value in self._items(tree, (vocabulary,), terms, Term):
                    self._records.add(Term, tree, place, value, {"vocabulary": vocabulary})
            else:
                self._records.miss(Term.kind)
                words = f"unknown vocabulary {quoted(vocabulary)}"
                message = words + allowed(vocabulary, VOCABULARIES)
                self.problems.append(tree.at_key((vocabulary,), message))

    def _list_file(self, path: Path, kind: type[Record]) -> None:
        tree = self._reader.read(path, kind)
        if not tree or not tree.whole:
            self._records.miss(kind.kind)
        if not tree:
            return
        for place, value in self._items(tree, (), tree.value, kind):
            self._records.add(kind, tree, place, value, {})

    def _record_file(self, path: Path, kind: type[Record]) -> None:
        tree = self._reader.read(path, kind)
        if tree is None:
            return self._records.miss(kind.kind, path.stem)
        value = tree.value
        has_id = isinstance(value, dict) and value.get("id") is not None
        if isinstance(value, dict) and has_id:
            message = "the file's name is the id: delete this line"
            self.problems.append(tree.at_key(("id",), message))
            value = {name: inner for name, inner in value.items() if name != "id"}
        before = len(self.problems)
        self._records.add(kind, tree, (), value, {"id": path.stem})
        if isinstance(tree, PackedTree) and not has_id and len(self.problems) == before:
            self.drafts[-1] = self.drafts[-1].packed(tree)
            self._kept.note(self.drafts[-1])

    def _items(
        self, tree: Tree, place: Location, values: Value, kind: type[Record]
    ) -> Iterator[tuple[Location, Value]]:
        if isinstance(values, list):
            yield from (((*place, number), value) for number, value in enumerate(values))
        else:
            self._records.miss(kind.kind)
            self._records.refuse(tree, place, "must be a list: each record starts with '- id: …'")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Not so, unlike in `is_dir`, an error where a link leads to itself."""
    try:
        return entry.is_dir()
    except OSError:
        return False
