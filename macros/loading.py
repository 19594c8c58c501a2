"""Folders of YAML → checked records; every problem of every file in one go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from macros.model import BY_KIND, VOCABULARIES, Part, Record, Site, Term
from macros.parsing import Location, Tree, Value, decode, parse
from macros.problems import Problem, allowed, meant
from macros.values import KEBAB, kebab
from macros.wording import explain

SIZE_LIMIT = 1_000_000
SITE, TAXONOMY, SUFFIX = "site.yml", "taxonomy.yml", ".yml"
NEVER_PUBLIC = "private"
FOLDERS = tuple(kind for kind in BY_KIND if kind != Term.kind)
KNOWN_FILES = (SITE, TAXONOMY, *(kind + SUFFIX for kind in FOLDERS))


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


class _Loader:
    def __init__(self, data: Path, root: Path) -> None:
        self.data = data
        self.root = root
        self.found = Loaded()
        self.languages: tuple[str, ...] = ("en",)

    def load(self) -> Loaded:
        if not self.data.is_dir():
            self._report(self.data, "is missing: the folder that holds the guide's records")
            return self.found
        self._site()
        self._taxonomy()
        for path in sorted(self.data.iterdir()):
            self._entry(path)
        return self.found

    def _report(self, path: Path, message: str) -> None:
        self.found.problems.append(Problem(self._shown(path), 1, 1, message))

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    # --- the layout ---

    def _entry(self, path: Path) -> None:
        name = path.name
        if name.startswith(".") or name in (SITE, TAXONOMY, NEVER_PUBLIC):
            return
        if path.is_dir() and name in FOLDERS:
            for inner in sorted(path.iterdir()):
                if not inner.name.startswith("."):
                    self._record_file(inner, BY_KIND[name])
        elif path.is_dir():
            near = meant(name, FOLDERS)
            self._report(path, f"is a folder that no kind of record has{near or self._kinds()}")
        elif path.suffix == SUFFIX and path.stem in FOLDERS:
            self._list_file(path, BY_KIND[path.stem])
        else:
            self._report(path, f"is not a file of this guide{meant(name, KNOWN_FILES)}")

    def _kinds(self) -> str:
        return f"; allowed: {', '.join(FOLDERS)}"

    def _read(self, path: Path) -> Tree | None:
        """The file's tree, or nothing and a problem."""
        if path.is_dir():
            self._report(path, "is a folder; a file of this name is expected here")
            return None
        try:
            data = path.read_bytes() if path.stat().st_size <= SIZE_LIMIT else None
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            self._report(path, "is missing" if missing else f"cannot be read ({error.strerror})")
            return None
        if data is None:
            self._report(path, f"is larger than {SIZE_LIMIT // 1_000_000} MB: split it")
            return None
        text = decode(data, self._shown(path))
        if isinstance(text, Problem):
            self.found.problems.append(text)
            return None
        tree, problems = parse(text, self._shown(path))
        self.found.problems += problems
        return tree if tree.value is not None else None

    # --- the files ---

    def _site(self) -> None:
        if not (tree := self._read(self.data / SITE)):
            return
        self.found.site_tree = tree
        if isinstance(tree.value, dict):
            given = tree.value.get("languages")
            if isinstance(given, list) and given and all(isinstance(code, str) for code in given):
                self.languages = tuple(map(str, given))
        site = self._validated(Site, tree, (), tree.value)
        self.found.site = site if isinstance(site, Site) else None

    def _taxonomy(self) -> None:
        if not (tree := self._read(self.data / TAXONOMY)):
            return None
        if not isinstance(tree.value, dict):
            return self._refuse(tree, (), f"needs vocabularies: {', '.join(VOCABULARIES)}")
        for vocabulary, terms in tree.value.items():
            if vocabulary not in VOCABULARIES:
                message = f"unknown vocabulary '{vocabulary}'{allowed(vocabulary, VOCABULARIES)}"
                self.found.problems.append(tree.at_key((vocabulary,), message))
                continue
            for place, value in self._items(tree, (vocabulary,), terms):
                self._record(Term, tree, place, value, {"vocabulary": vocabulary})

    def _list_file(self, path: Path, kind: type[Record]) -> None:
        if not (tree := self._read(path)):
            self.found.unreadable.add(f"{kind.kind}/*")
            return
        for place, value in self._items(tree, (), tree.value):
            self._record(kind, tree, place, value, {})

    def _record_file(self, path: Path, kind: type[Record]) -> None:
        if path.is_file() and path.suffix != SUFFIX:
            why = f": rename it to {path.stem}{SUFFIX}" if path.suffix in (".yaml", ".YML") else ""
            return self._report(path, f"is not a {SUFFIX} file{why}")
        if not KEBAB.fullmatch(path.stem) and not path.is_dir():
            name = (kebab(path.stem) or "name") + SUFFIX
            return self._report(path, f"a file's name is the record's id: rename it to '{name}'")
        tree = self._read(path)
        if tree is None:
            return None
        if isinstance(tree.value, dict) and "id" in tree.value:
            message = "the file's name is the id: delete this line"
            self.found.problems.append(tree.at_key(("id",), message))
            tree.value.pop("id")
        self._record(kind, tree, (), tree.value, {"id": path.stem})

    def _items(
        self, tree: Tree, place: Location, values: Value
    ) -> Iterator[tuple[Location, Value]]:
        if isinstance(values, list):
            yield from (((*place, number), value) for number, value in enumerate(values))
        else:
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
            return self._refuse(tree, place, f"needs fields, such as '{kind.named_by}: …'")
        for name in given.keys() & value.keys():
            self.found.problems.append(tree.at_key((*place, name), f"unknown field '{name}'"))
        record = self._validated(kind, tree, place, {**value, **given})
        if isinstance(record, Record):
            self.found.entries.append(Entry(record, tree, place))
        else:
            self.found.unreadable.add(f"{kind.kind}/{given.get('id', value.get('id', '*'))}")

    def _refuse(self, tree: Tree, place: Location, message: str) -> None:
        self.found.problems.append(tree.at(place, message))

    def _validated(
        self, part: type[Part], tree: Tree, place: Location, value: object
    ) -> Part | None:
        try:
            return part.model_validate(value, context={"languages": self.languages})
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self.found.problems.append(explain(detail, tree, place, part))
            return None
