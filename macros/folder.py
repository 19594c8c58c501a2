"""A folder of YAML → drafts: which files it may hold, and what each of them holds."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.editions import LOCAL, PRIVATE, Layer
from macros.fields import only_private
from macros.joining import HIDES
from macros.keeping import Kept
from macros.model import BY_KIND, VOCABULARIES, Record, Site, Term
from macros.overlay import CHANGES, Draft
from macros.packed import PackedTree
from macros.problems import Problem, allowed, meant, nearest, quoted
from macros.reading import LOCAL_FOLDER, PRIVATE_FOLDER, SITE, TAXONOMY, Reader, shown, shown_in
from macros.slips import EMPTY_ITEM, NO_SPACE
from macros.tree import Location, Tree, Value
from macros.values import WINDOWS, id_complaint, kebab
from macros.versions import FIELD, version_problem

SUFFIX = ".yml"
ENDINGS = (".yaml", SUFFIX)
HOTLINES = "hotlines"
WHERE = {HIDES: LOCAL_FOLDER, CHANGES: f"{LOCAL_FOLDER} or {PRIVATE_FOLDER}"}
"""What only an overlay may say of a record."""
TAKEN = "upstream.yml"
"""Notes what upstream said when the guide last took a release; the commands write it."""
LINKS = "link-status.yml"
"""Notes what `guide links` found when it asked the addresses of other sites."""
HISTORY, HISTORY_STATE = "history.yml", "history-state.txt"
"""What became of the records, release by release, and what they said at the last one."""
IS_FOLDER = "is a folder; the commands keep notes in a file of this name: take the folder away"
NOTES = (TAKEN, LINKS, HISTORY, HISTORY_STATE)
README, EXAMPLES = "README.md", "examples"
"""What a local guide starts with, for those who keep it; nothing of it is published."""
ELSEWHERE = {
    Layer.UPSTREAM: (LOCAL, PRIVATE, LINKS, HISTORY, HISTORY_STATE),
    Layer.LOCAL: (TAKEN, LINKS, HISTORY, HISTORY_STATE, README, EXAMPLES),
    Layer.PRIVATE: (LINKS,),
}
"""What stands in the folder of a layer and is read by others."""
HELD = {
    Layer.UPSTREAM: "the guide's records",
    Layer.LOCAL: "what this local guide adds",
    Layer.PRIVATE: "what only staff may see",
}
FOLDERS = tuple(kind for kind in BY_KIND if kind != Term.kind)
KNOWN_FILES = (SITE, TAXONOMY, *(kind + SUFFIX for kind in FOLDERS))


class Folder:
    """One folder of data: its files as drafts, and what is wrong with them."""

    def __init__(
        self, data: Path, root: Path, layer: Layer = Layer.UPSTREAM, kept: Kept | None = None
    ) -> None:
        self.data = data
        self.root = root
        self.layer = layer
        self.site: Tree | None = None
        self.drafts: list[Draft] = []
        self._kept = kept or Kept()
        self._reader = Reader(data, root, layer, self._kept)
        self.problems = self._reader.problems
        self.advice = self._reader.advice
        self.unreadable: set[str] = set()
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

    def _miss(self, kind: str, id: object = "*") -> None:
        """Remember what could not be read, so that nobody is told that it does not exist."""
        self.unreadable.add(f"{kind}/{id}")

    def _miss_like(self, name: str) -> None:
        if kind := nearest(name, FOLDERS):
            self._miss(kind)

    def _miss_folder(self, folder: Path) -> None:
        for kind in BY_KIND:
            if folder in (self.data, self.data / kind):
                self._miss(kind)

    # --- the layout ---

    def _inside(self, folder: Path) -> list[os.DirEntry[str]]:
        try:
            found = [entry for entry in os.scandir(folder) if not _left_behind(entry.name)]
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
            near = self._in_site(name) or meant(name, FOLDERS, sure=True)
            self._report(path, f"is no folder of this guide{near or self._kinds()}")
            self._miss_like(name)
        elif path.suffix == SUFFIX and path.stem in FOLDERS:
            self._list_file(path, BY_KIND[path.stem])
        else:
            self._report(path, f"is no file of this guide{self._file_hint(path)}")
            self._miss_like(path.stem)

    def _file_hint(self, path: Path) -> str:
        if path.suffix.lower() not in ENDINGS:
            return _renamed(path) or f": only {SUFFIX} files are read"
        name = path.stem.lower() + SUFFIX
        if name in KNOWN_FILES:
            return f": rename it to '{name}'"
        return self._in_site(path.stem) or meant(path.name, KNOWN_FILES, sure=True) or self._kinds()

    def _in_site(self, name: str) -> str:
        """Where help lines stand, if `name` means them: they are no records."""
        if not nearest(name, (HOTLINES,), sure=True):
            return ""
        return f": help lines stand in {shown(self.data / SITE, self.root)}, below '{HOTLINES}:'"

    def _kinds(self) -> str:
        return f"; records stand in {', '.join(f'{kind}/' for kind in FOLDERS)}"

    def _record_files(self, folder: Path, kind: type[Record]) -> None:
        for entry in self._inside(folder):
            if known := self._known(entry, folder):
                self.drafts.append(known)
                continue
            path = folder / entry.name
            if complaint := self._name_complaint(path, _is_folder(entry)):
                self._report(path, complaint)
                self._miss(kind.kind, kebab(path.stem))
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

    def _name_complaint(self, path: Path, is_folder: bool) -> str:
        """What is wrong with the name of a file that holds one record, or nothing."""
        if is_folder:
            return "is a folder; the files of records stand side by side"
        if path.suffix == SUFFIX and not id_complaint(path.stem):
            return ""
        name = kebab(path.stem)
        usable = name not in ("", "index")
        if path.suffix.lower() not in ENDINGS:
            return f"is not a {SUFFIX} file{_renamed(path)}"
        if path.suffix != SUFFIX and usable:
            return f"is not a {SUFFIX} file: rename it to '{name}{SUFFIX}'"
        if path.stem == "index":
            return "'index' is the name of a list page: rename the file"
        if WINDOWS.fullmatch(path.stem):
            return f"Windows can have no file of this name: rename it to '{name}{SUFFIX}'"
        how = f"to '{name}{SUFFIX}'" if usable else "in small letters a-z, digits and hyphens"
        return f"a file's name is the record's id: rename it {how}"

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
            self._miss(Term.kind)
        if not tree:
            return None
        if not isinstance(tree.value, dict):
            self._miss(Term.kind)
            names = ", ".join(f"'{name}:'" for name in VOCABULARIES)
            return self._refuse(tree, (), f"needs vocabularies, each with its terms: {names}")
        for vocabulary, terms in tree.value.items():
            if vocabulary in VOCABULARIES and terms is None:
                continue
            if vocabulary in VOCABULARIES:
                for place, value in self._items(tree, (vocabulary,), terms, Term):
                    self._record(Term, tree, place, value, {"vocabulary": vocabulary})
            else:
                self._miss(Term.kind)
                words = f"unknown vocabulary {quoted(vocabulary)}"
                message = words + allowed(vocabulary, VOCABULARIES)
                self.problems.append(tree.at_key((vocabulary,), message))

    def _list_file(self, path: Path, kind: type[Record]) -> None:
        tree = self._reader.read(path, kind)
        if not tree or not tree.whole:
            self._miss(kind.kind)
        if not tree:
            return
        for place, value in self._items(tree, (), tree.value, kind):
            self._record(kind, tree, place, value, {})

    def _record_file(self, path: Path, kind: type[Record]) -> None:
        tree = self._reader.read(path, kind)
        if tree is None:
            return self._miss(kind.kind, path.stem)
        value = tree.value
        has_id = isinstance(value, dict) and value.get("id") is not None
        if isinstance(value, dict) and has_id:
            message = "the file's name is the id: delete this line"
            self.problems.append(tree.at_key(("id",), message))
            value = {name: inner for name, inner in value.items() if name != "id"}
        before = len(self.problems)
        self._record(kind, tree, (), value, {"id": path.stem})
        if isinstance(tree, PackedTree) and not has_id and len(self.problems) == before:
            self.drafts[-1] = self.drafts[-1].packed(tree)
            self._kept.note(self.drafts[-1])

    def _items(
        self, tree: Tree, place: Location, values: Value, kind: type[Record]
    ) -> Iterator[tuple[Location, Value]]:
        if isinstance(values, list):
            yield from (((*place, number), value) for number, value in enumerate(values))
        else:
            self._miss(kind.kind)
            self._refuse(tree, place, "must be a list: each record starts with '- id: …'")

    # --- the records ---

    def _record(
        self,
        kind: type[Record],
        tree: Tree,
        place: Location,
        value: Value,
        given: Mapping[str, str],
    ) -> None:
        if not isinstance(value, dict):
            self._miss(kind.kind, given.get("id", "*"))
            return self._refuse_record(kind, tree, place, value)
        for name in (name for name in given if value.get(name) is not None):
            message = "the heading above says it: delete this line"
            self.problems.append(tree.at_key((*place, name), message))
        draft = Draft(kind, tree, place, {**value, **given})
        refused = [name for name in self._foreign(kind) if name in value]
        for name in refused:
            message = f"{quoted(name)} stands in {_where(name)} only{_where_to(draft, name)}"
            self.problems.append(draft.tree.at_key((*draft.place, name), message))
        if HIDES in refused:
            return self._miss(kind.kind, draft.id)
        self._refuse_two_names(draft, value)
        self.drafts.append(draft.without(refused))

    def _refuse_two_names(self, draft: Draft, value: Mapping[str, Value]) -> None:
        name = next((name for name in (HIDES, CHANGES) if name in value), "")
        if self.layer.is_overlay and name and value.get("id") is not None:
            message = f"'{name}' says which record it is: delete this line"
            self.problems.append(draft.tree.at_key((*draft.place, "id"), message))

    def _foreign(self, kind: type[Record]) -> tuple[str, ...]:
        """The fields that stand in files of another layer only."""
        if self.layer is Layer.PRIVATE:
            return (HIDES,)
        private = only_private(kind)
        return private if self.layer is Layer.LOCAL else (CHANGES, HIDES, *private)

    def _refuse_record(self, kind: type[Record], tree: Tree, place: Location, value: Value) -> None:
        if glued := tree.glued(place):
            self.problems.append(tree.problem(glued, NO_SPACE))
        elif value is None:
            self._refuse(tree, place, EMPTY_ITEM)
        elif isinstance(value, list) and not place:
            self._refuse(tree, place, "holds one record, no list: its fields stand without dashes")
        else:
            first = "id" if place else kind.named_by
            self._refuse(tree, place, f"needs fields, such as '{first}: …'")

    def _refuse(self, tree: Tree, place: Location, message: str) -> None:
        self.problems.append(tree.at(place, message))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Not so, unlike in `is_dir`, an error where a link leads to itself."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _renamed(path: Path) -> str:
    """What to call a file to which Windows has added an ending that it does not show."""
    inner = Path(path.stem)
    if inner.suffix.lower() not in ENDINGS or not kebab(inner.stem):
        return ""
    return f": rename it to '{kebab(inner.stem)}{SUFFIX}'"


def _left_behind(name: str) -> bool:
    """Files that systems and editors leave in a folder without being asked."""
    return name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")


def _where_to(draft: Draft, name: str) -> str:
    if name in WHERE:
        return ""
    id = draft.value.get(CHANGES, draft.id)
    file = f"{PRIVATE_FOLDER}{draft.kind.kind}/{id}{SUFFIX}"
    return f": put it into {file}, below '{CHANGES}: {id}'"


def _where(name: str) -> str:
    return WHERE.get(name, PRIVATE_FOLDER)
