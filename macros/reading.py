"""One file of data → the values in it, by the names that fields have now."""

import os
import stat
from functools import lru_cache
from pathlib import Path

from macros.composing import SIZE_LIMIT
from macros.editions import LOCAL, PRIVATE, Layer, leads_into
from macros.keeping import Kept
from macros.model import Part, Record, Term
from macros.parsing import decode, parse
from macros.problems import Problem
from macros.renaming import Renaming, has_renamed
from macros.stored import digest
from macros.tree import Tree

SITE, TAXONOMY = "site.yml", "taxonomy.yml"
LOCAL_FOLDER, PRIVATE_FOLDER = f"data/{LOCAL}/", f"data/{PRIVATE}/"
PURPOSE = {
    SITE: ": it holds the guide's name and its help lines",
    TAXONOMY: ": it holds the words that records are found by",
}


class Reader:
    """Reads the files of one folder of data, and notes what is wrong with them."""

    def __init__(self, data: Path, root: Path, layer: Layer, kept: Kept) -> None:
        self.problems: list[Problem] = []
        self.advice: list[Problem] = []
        self._data = data
        self._root = root
        self._layer = layer
        self._kept = kept
        self._linked: dict[Path, bool] = {}

    def read(self, path: Path, part: type[Part]) -> Tree | None:
        """The tree of a file with such parts, or nothing and a problem."""
        if not (found := self._found(path)):
            return None
        name = shown(path, self._root)
        # The values of other files are changed in place.
        lasts = issubclass(part, Record) and not has_renamed(part)
        if lasts and (known := self._kept.known(path, name, found)):
            return known
        if not (held := self._text(path, name)):
            return None
        made_of, text = held
        if lasts and (known := self._kept.same(name, found, made_of, text)):
            return known
        tree = self._parsed(text, name, part)
        if lasts:
            tree = self._kept.keep(name, found, made_of, tree)
        return tree if tree.value is not None else None

    def _parsed(self, text: str, name: str, part: type[Part]) -> Tree:
        tree, problems = parse(text, name)
        self.problems += problems
        if has_renamed(part):
            self._rename(tree, part)
        return tree

    def _rename(self, tree: Tree, part: type[Part]) -> None:
        renaming = Renaming(tree)
        if part is Term and isinstance(tree.value, dict):
            for vocabulary, terms in tree.value.items():
                renaming.rename(part, terms, (vocabulary,))
        else:
            renaming.rename(part, tree.value, ())
        self.problems += renaming.problems
        self.advice += renaming.advice

    def _found(self, path: Path) -> os.stat_result | None:
        """What stands at `path`, if it is a file that may be read."""
        try:
            found = path.lstat()
            linked = stat.S_ISLNK(found.st_mode) or self.is_linked(path.parent)
            if linked and self._leads_to_private(path):
                self._refuse(path, f"leads into {PRIVATE_FOLDER}, which is not for the public")
                return None
            found = path.stat() if linked else found
        except OSError as error:
            self._refuse(path, _why_unread(path, error))
            return None
        if stat.S_ISREG(found.st_mode) and found.st_size <= SIZE_LIMIT:
            return found
        self._refuse(path, _why_no_file(found.st_mode))
        return None

    def _text(self, path: Path, name: str) -> tuple[str, str] | None:
        """What stands in the file, behind what tells it from any other."""
        try:
            data = path.read_bytes()
        except OSError as error:
            self._refuse(path, _why_unread(path, error))
            return None
        text = decode(data, name)
        if isinstance(text, str):
            return digest(data), text
        self.problems.append(text)
        return None

    def is_linked(self, folder: Path) -> bool:
        """Whether its files may stand elsewhere."""
        if folder not in self._linked:
            self._linked[folder] = folder.is_symlink() or self._data.is_symlink()
        return self._linked[folder]

    def _leads_to_private(self, path: Path) -> bool:
        private = self._root / PRIVATE_FOLDER
        return self._layer is not Layer.PRIVATE and leads_into(path, private)

    def _refuse(self, path: Path, message: str) -> None:
        self.problems.append(Problem(shown(path, self._root), 1, 1, message))


def shown(path: Path, root: Path) -> str:
    """A file as messages name it."""
    return shown_in(path.parent, root, path.name)


def shown_in(folder: Path, root: Path, name: str) -> str:
    return f"{_shown_folder(folder, root)}{name}"


@lru_cache(maxsize=64)
def _shown_folder(folder: Path, root: Path) -> str:
    return "".join(f"{step}/" for step in folder.relative_to(root).parts)


def _why_unread(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"is missing{PURPOSE.get(path.name, '')}"
    return f"cannot be read ({error.strerror})"


def _why_no_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "is a folder; a file of this name is expected here"
    if stat.S_ISREG(mode):
        return f"is larger than {SIZE_LIMIT // 1_000_000} MB: split it"
    return "is no ordinary file"
