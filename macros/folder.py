"""A folder of YAML → drafts: which files it may hold, and what each of them holds."""

import stat
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from macros.editions import PRIVATE, leads_into
from macros.fields import only_private
from macros.model import BY_KIND, VOCABULARIES, Record, Term
from macros.overlay import CHANGES, Draft
from macros.parsing import decode, parse
from macros.problems import Problem, allowed, meant, nearest, quoted
from macros.slips import EMPTY_ITEM, NO_SPACE
from macros.tree import Location, Tree, Value
from macros.values import id_complaint, kebab

SIZE_LIMIT = 1_000_000
SITE, TAXONOMY, SUFFIX = "site.yml", "taxonomy.yml", ".yml"
PRIVATE_FOLDER = f"data/{PRIVATE}/"
FOLDERS = tuple(kind for kind in BY_KIND if kind != Term.kind)
KNOWN_FILES = (SITE, TAXONOMY, *(kind + SUFFIX for kind in FOLDERS))
PURPOSE = {
    SITE: ": it holds the guide's name and its help lines",
    TAXONOMY: ": it holds the words that records are found by",
}


class Folder:
    """One folder of data: its files as drafts, and what is wrong with them."""

    def __init__(self, data: Path, root: Path, is_overlay: bool = False) -> None:
        self.data = data
        self.root = root
        self.is_overlay = is_overlay
        self.site: Tree | None = None
        self.drafts: list[Draft] = []
        self.problems: list[Problem] = []
        self.unreadable: set[str] = set()

    def read(self) -> "Folder":
        if not self.data.is_dir():
            self._report(self.data, self._why_missing())
            self._miss_folder(self.data)
            return self
        if self._has(SITE):
            self.site = self._read(self.data / SITE)
        if self._has(TAXONOMY):
            self._taxonomy()
        for path in self._inside(self.data):
            self._entry(path)
        return self

    def _why_missing(self) -> str:
        if self.data.is_symlink():
            return f"leads to {self.data.readlink()}, which is not there"
        what = "what only staff may see" if self.is_overlay else "the guide's records"
        return f"is missing: the folder that holds {what}"

    def _has(self, name: str) -> bool:
        """An overlay needs none of the files that a guide cannot do without."""
        return not self.is_overlay or (self.data / name).exists()

    def _report(self, path: Path, message: str) -> None:
        self.problems.append(Problem(self._shown(path), 1, 1, message))

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

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    # --- the layout ---

    def _inside(self, folder: Path) -> list[Path]:
        try:
            return sorted(path for path in folder.iterdir() if not _left_behind(path.name))
        except OSError as error:
            self._report(folder, f"cannot be read ({error.strerror})")
            self._miss_folder(folder)
            return []

    def _entry(self, path: Path) -> None:
        name = path.name
        if name in (SITE, TAXONOMY) or (name == PRIVATE and not self.is_overlay):
            return
        if path.is_dir() and name in FOLDERS:
            self._record_files(path, BY_KIND[name])
        elif path.is_dir() and path.suffix != SUFFIX:
            near = meant(name, FOLDERS, sure=True)
            self._report(path, f"is no folder of this guide{near or self._kinds()}")
            self._miss_like(name)
        elif path.suffix == SUFFIX and path.stem in FOLDERS:
            self._list_file(path, BY_KIND[path.stem])
        else:
            self._report(path, f"is no file of this guide{self._file_hint(path)}")
            self._miss_like(path.stem)

    def _file_hint(self, path: Path) -> str:
        if path.suffix.lower() not in (".yaml", SUFFIX):
            return f": only {SUFFIX} files are read"
        name = path.stem.lower() + SUFFIX
        if name in KNOWN_FILES:
            return f": rename it to '{name}'"
        return meant(path.name, KNOWN_FILES, sure=True) or self._kinds()

    def _kinds(self) -> str:
        return f"; records stand in {', '.join(f'{kind}/' for kind in FOLDERS)}"

    def _record_files(self, folder: Path, kind: type[Record]) -> None:
        for path in self._inside(folder):
            if complaint := self._name_complaint(path):
                self._report(path, complaint)
                self._miss(kind.kind, kebab(path.stem))
            else:
                self._record_file(path, kind)

    def _name_complaint(self, path: Path) -> str:
        """What is wrong with the name of a file that holds one record, or nothing."""
        if path.is_dir():
            return "is a folder; the files of records stand side by side"
        if path.suffix == SUFFIX and not id_complaint(path.stem):
            return ""
        name = kebab(path.stem)
        usable = name not in ("", "index")
        if path.suffix.lower() not in (".yaml", SUFFIX):
            return f"is not a {SUFFIX} file"
        if path.suffix != SUFFIX and usable:
            return f"is not a {SUFFIX} file: rename it to '{name}{SUFFIX}'"
        if path.stem == "index":
            return "'index' is the name of a list page: rename the file"
        how = f"to '{name}{SUFFIX}'" if usable else "in small letters a-z, digits and hyphens"
        return f"a file's name is the record's id: rename it {how}"

    def _read(self, path: Path) -> Tree | None:
        """The file's tree, or nothing and a problem."""
        data = self._bytes(path)
        if data is None:
            return None
        text = decode(data, self._shown(path))
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        tree, problems = parse(text, self._shown(path))
        self.problems += problems
        return tree if tree.value is not None else None

    def _bytes(self, path: Path) -> bytes | None:
        if self._leads_to_private(path):
            self._report(path, f"leads into {PRIVATE_FOLDER}, which is not for the public")
            return None
        try:
            found = path.stat()
            if stat.S_ISREG(found.st_mode) and found.st_size <= SIZE_LIMIT:
                return path.read_bytes()
        except FileNotFoundError:
            self._report(path, f"is missing{PURPOSE.get(path.name, '')}")
        except OSError as error:
            self._report(path, f"cannot be read ({error.strerror})")
        else:
            self._report(path, _why_no_file(found.st_mode))
        return None

    def _leads_to_private(self, path: Path) -> bool:
        is_linked = path.is_symlink() or path.parent.is_symlink()
        return is_linked and not self.is_overlay and leads_into(path, self.data / PRIVATE)

    # --- the files ---

    def _taxonomy(self) -> None:
        tree = self._read(self.data / TAXONOMY)
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
        tree = self._read(path)
        if not tree or not tree.whole:
            self._miss(kind.kind)
        if not tree:
            return
        for place, value in self._items(tree, (), tree.value, kind):
            self._record(kind, tree, place, value, {})

    def _record_file(self, path: Path, kind: type[Record]) -> None:
        tree = self._read(path)
        if tree is None:
            return self._miss(kind.kind, path.stem)
        if isinstance(tree.value, dict) and tree.value.get("id") is not None:
            message = "the file's name is the id: delete this line"
            self.problems.append(tree.at_key(("id",), message))
            tree.value.pop("id")
        self._record(kind, tree, (), tree.value, {"id": path.stem})

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
        if self.is_overlay:
            self._refuse_two_names(draft, value)
        else:
            draft = self._without_private(draft)
        self.drafts.append(draft)

    def _refuse_two_names(self, draft: Draft, value: Mapping[str, Value]) -> None:
        if CHANGES in value and value.get("id") is not None:
            message = f"'{CHANGES}' says which record it is: delete this line"
            self.problems.append(draft.tree.at_key((*draft.place, "id"), message))

    def _without_private(self, draft: Draft) -> Draft:
        """What only an overlay may say is refused here."""
        refused = [name for name in (CHANGES, *only_private(draft.kind)) if name in draft.value]
        for name in refused:
            message = f"{quoted(name)} stands in {PRIVATE_FOLDER} only{_where_to(draft, name)}"
            self.problems.append(draft.tree.at_key((*draft.place, name), message))
        value = {name: value for name, value in draft.value.items() if name not in refused}
        return replace(draft, value=value)

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


def _left_behind(name: str) -> bool:
    """Files that systems and editors leave in a folder without being asked."""
    return name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")


def _where_to(draft: Draft, name: str) -> str:
    if name == CHANGES:
        return ""
    file = f"{PRIVATE_FOLDER}{draft.kind.kind}/{draft.id}{SUFFIX}"
    return f": put it into {file}, below '{CHANGES}: {draft.id}'"


def _why_no_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "is a folder; a file of this name is expected here"
    if stat.S_ISREG(mode):
        return f"is larger than {SIZE_LIMIT // 1_000_000} MB: split it"
    return "is no ordinary file"
