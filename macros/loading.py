"""Folders of YAML → checked records; every problem of every file in one go."""

import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from macros.model import BY_KIND, VOCABULARIES, Part, Record, Site, Term
from macros.parsing import decode, parse
from macros.places import Language
from macros.problems import Problem, allowed, meant, nearest, quoted
from macros.slips import EMPTY_ITEM, NO_SPACE
from macros.tree import Location, Tree, Value
from macros.values import id_complaint, kebab
from macros.wording import explain

SIZE_LIMIT = 1_000_000
SITE, TAXONOMY, SUFFIX = "site.yml", "taxonomy.yml", ".yml"
NEVER_PUBLIC = "private"
FOLDERS = tuple(kind for kind in BY_KIND if kind != Term.kind)
KNOWN_FILES = (SITE, TAXONOMY, *(kind + SUFFIX for kind in FOLDERS))
PURPOSE = {
    SITE: ": it holds the guide's name and its help lines",
    TAXONOMY: ": it holds the words that records are found by",
}
LANGUAGES = TypeAdapter(tuple[Language, ...])


@dataclass(frozen=True)
class Entry:
    """A record and where it stands: the file's tree and its place in there."""

    record: Record
    tree: Tree
    place: Location = ()

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


def load(data: Path, root: Path) -> Loaded:
    """Read every record below `data`; paths in problems are relative to `root`."""
    return _Loader(data, root).load()


def _left_behind(name: str) -> bool:
    """Files that systems and editors leave in a folder without being asked."""
    return name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")


class _Loader:
    def __init__(self, data: Path, root: Path) -> None:
        self.data = data
        self.root = root
        self.found = Loaded()
        self.languages: tuple[str, ...] = ()
        """Those of the guide; none while they are not known."""

    def load(self) -> Loaded:
        if not self.data.is_dir():
            self._report(self.data, "is missing: the folder that holds the guide's records")
            self._miss_folder(self.data)
            return self.found
        self._site()
        self._taxonomy()
        for path in self._inside(self.data):
            self._entry(path)
        return self.found

    def _report(self, path: Path, message: str) -> None:
        self.found.problems.append(Problem(self._shown(path), 1, 1, message))

    def _miss(self, kind: str, id: object = "*") -> None:
        """Remember what could not be read, so that nobody is told that it does not exist."""
        self.found.unreadable.add(f"{kind}/{id}")

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
        if name in (SITE, TAXONOMY, NEVER_PUBLIC):
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
            self.found.problems.append(text)
            return None
        tree, problems = parse(text, self._shown(path))
        self.found.problems += problems
        return tree if tree.value is not None else None

    def _bytes(self, path: Path) -> bytes | None:
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

    # --- the files ---

    def _site(self) -> None:
        if not (tree := self._read(self.data / SITE)):
            return
        self.found.site_tree = tree
        self.languages = _languages(tree.value)
        site = self._validated(Site, tree, (), tree.value)
        self.found.site = site if isinstance(site, Site) else None
        if not site and isinstance(tree.value, dict) and tree.value.get("languages") is None:
            self.languages = ()

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
                self.found.problems.append(tree.at_key((vocabulary,), message))

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
            self.found.problems.append(tree.at_key(("id",), message))
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
            self.found.problems.append(tree.at_key((*place, name), message))
        record = self._validated(kind, tree, place, {**value, **given})
        if isinstance(record, Record):
            self.found.entries.append(Entry(record, tree, place))
        else:
            id = given.get("id", value.get("id"))
            self._miss(kind.kind, (kebab(id) or "*") if isinstance(id, str) else "*")

    def _refuse_record(self, kind: type[Record], tree: Tree, place: Location, value: Value) -> None:
        if glued := tree.glued(place):
            self.found.problems.append(tree.problem(glued, NO_SPACE))
        elif value is None:
            self._refuse(tree, place, EMPTY_ITEM)
        elif isinstance(value, list) and not place:
            self._refuse(tree, place, "holds one record, no list: its fields stand without dashes")
        else:
            first = "id" if place else kind.named_by
            self._refuse(tree, place, f"needs fields, such as '{first}: …'")

    def _refuse(self, tree: Tree, place: Location, message: str) -> None:
        self.found.problems.append(tree.at(place, message))

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


def _why_no_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "is a folder; a file of this name is expected here"
    if stat.S_ISREG(mode):
        return f"is larger than {SIZE_LIMIT // 1_000_000} MB: split it"
    return "is no ordinary file"
