"""What a folder of data may hold: the names of files and folders, what is wrong with others."""

from pathlib import Path

from macros.editions import LOCAL, PRIVATE, Layer
from macros.model import BY_KIND, Term
from macros.problems import meant, nearest
from macros.reading import SITE, TAXONOMY
from macros.values import WINDOWS, id_complaint, kebab

SUFFIX = ".yml"
ENDINGS = (".yaml", SUFFIX)
HOTLINES = "hotlines"
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


def folder_complaint(name: str, site: str) -> str:
    """Why the data holds no such folder; `site` is where the guide says what it is."""
    near = _in_site(name, site) or meant(name, FOLDERS, sure=True)
    return f"is no folder of this guide{near or _kinds()}"


def file_complaint(path: Path, site: str) -> str:
    """Why the data holds no such file; `site` is where the guide says what it is."""
    return f"is no file of this guide{_file_hint(path, site)}"


def _file_hint(path: Path, site: str) -> str:
    if path.suffix.lower() not in ENDINGS:
        return _renamed(path) or f": only {SUFFIX} files are read"
    name = path.stem.lower() + SUFFIX
    if name in KNOWN_FILES:
        return f": rename it to '{name}'"
    return _in_site(path.stem, site) or meant(path.name, KNOWN_FILES, sure=True) or _kinds()


def _in_site(name: str, site: str) -> str:
    """Where help lines stand, if `name` means them: they are no records."""
    if not nearest(name, (HOTLINES,), sure=True):
        return ""
    return f": help lines stand in {site}, below '{HOTLINES}:'"


def _kinds() -> str:
    return f"; records stand in {', '.join(f'{kind}/' for kind in FOLDERS)}"


def name_complaint(path: Path, is_folder: bool) -> str:
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


def _renamed(path: Path) -> str:
    """What to call a file to which Windows has added an ending that it does not show."""
    inner = Path(path.stem)
    if inner.suffix.lower() not in ENDINGS or not kebab(inner.stem):
        return ""
    return f": rename it to '{kebab(inner.stem)}{SUFFIX}'"


def left_behind(name: str) -> bool:
    """Files that systems and editors leave in a folder without being asked."""
    return name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")
