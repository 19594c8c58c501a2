"""One file of data → the values in it, by the names that fields have now."""

import stat
from pathlib import Path

from macros.editions import LOCAL, PRIVATE, Layer, leads_into
from macros.model import Part, Term
from macros.parsing import decode, parse
from macros.problems import Problem
from macros.renaming import Renaming, has_renamed
from macros.tree import Tree

SIZE_LIMIT = 1_000_000
SITE, TAXONOMY = "site.yml", "taxonomy.yml"
LOCAL_FOLDER, PRIVATE_FOLDER = f"data/{LOCAL}/", f"data/{PRIVATE}/"
PURPOSE = {
    SITE: ": it holds the guide's name and its help lines",
    TAXONOMY: ": it holds the words that records are found by",
}


class Reader:
    """Reads the files of one folder of data, and notes what is wrong with them."""

    def __init__(self, data: Path, root: Path, layer: Layer) -> None:
        self.problems: list[Problem] = []
        self.advice: list[Problem] = []
        self._data = data
        self._root = root
        self._layer = layer

    def read(self, path: Path, part: type[Part]) -> Tree | None:
        """The tree of a file with such parts, or nothing and a problem."""
        data = self._bytes(path)
        if data is None:
            return None
        text = decode(data, shown(path, self._root))
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        tree, problems = parse(text, shown(path, self._root))
        self.problems += problems
        if has_renamed(part):
            self._rename(tree, part)
        return tree if tree.value is not None else None

    def _rename(self, tree: Tree, part: type[Part]) -> None:
        renaming = Renaming(tree)
        if part is Term and isinstance(tree.value, dict):
            for vocabulary, terms in tree.value.items():
                renaming.rename(part, terms, (vocabulary,))
        else:
            renaming.rename(part, tree.value, ())
        self.problems += renaming.problems
        self.advice += renaming.advice

    def _bytes(self, path: Path) -> bytes | None:
        if self._leads_to_private(path):
            self._refuse(path, f"leads into {PRIVATE_FOLDER}, which is not for the public")
            return None
        try:
            found = path.stat()
            if stat.S_ISREG(found.st_mode) and found.st_size <= SIZE_LIMIT:
                return path.read_bytes()
        except FileNotFoundError:
            self._refuse(path, f"is missing{PURPOSE.get(path.name, '')}")
        except OSError as error:
            self._refuse(path, f"cannot be read ({error.strerror})")
        else:
            self._refuse(path, _why_no_file(found.st_mode))
        return None

    def _leads_to_private(self, path: Path) -> bool:
        if self._layer is Layer.PRIVATE:
            return False
        is_linked = any(place.is_symlink() for place in (path, path.parent, self._data))
        return is_linked and leads_into(path, self._root / PRIVATE_FOLDER)

    def _refuse(self, path: Path, message: str) -> None:
        self.problems.append(Problem(shown(path, self._root), 1, 1, message))


def shown(path: Path, root: Path) -> str:
    """A file as messages name it."""
    return path.relative_to(root).as_posix()


def _why_no_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "is a folder; a file of this name is expected here"
    if stat.S_ISREG(mode):
        return f"is larger than {SIZE_LIMIT // 1_000_000} MB: split it"
    return "is no ordinary file"
