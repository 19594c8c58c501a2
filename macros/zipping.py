"""A finished site as one zip for a memory stick or a shared drive, opened by a double click.

The zip holds one folder; in it stand a page to open, a note for whoever gets it, and a folder with
all the rest. The same site gives the same bytes.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from macros import filing, redirects
from macros.editions import Edition
from macros.exports.formats import FOLDER, ON_A_DISK
from macros.offline import START, Disk, from_above
from macros.values import WINDOWS

OPEN = "Open the guide.html"
READ = "Read me.txt"
INSIDE = "guide"
STAFF = "STAFF"
ONLY_HOSTS = {"404.html", "_headers", "_redirects", "robots.txt", "sitemap.xml", "sitemap.xml.gz"}
"""What only a web host has a use for."""
PRESSED = {".docx", ".gz", ".jpg", ".pdf", ".png", ".webp", ".woff2", ".xlsx", ".zip"}
"""What would not get smaller."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
NAME_LIMIT = 40
PATH_LIMIT = 180
"""Windows opens paths of up to 259 characters, and the folder it is unpacked into has some, too."""
FORBIDDEN = re.compile(r"[\x00-\x1f<>:\"\\|?*]|[. ]$")
RESERVED = re.compile(rf"(?i)({WINDOWS.pattern})(\..*)?")


@dataclass(frozen=True)
class Names:
    """What stands in a zip: one for staff shares no page with the public one, whatever is unpacked
    over it.
    """

    top: str
    start: str = OPEN
    inside: str = INSIDE

    @classmethod
    def of(cls, name: str, edition: Edition) -> Self:
        top = folder_name(name)
        if not edition.is_staff:
            return cls(top)
        start = OPEN.replace("guide", f"{STAFF} guide")
        return cls(f"{top} - {STAFF}", start, f"{INSIDE}-{STAFF.lower()}")


@dataclass(frozen=True)
class Packed:
    """What a zip came to."""

    files: int
    size: int


class UnportableError(Exception):
    """Files that not every computer can hold, one line each."""


def pack(site: Path, target: Path, called: Names, notes: Mapping[str, str]) -> Packed:
    """Put `site` into the zip `target`; `notes` are texts beside the page to open."""
    files = {path: site / path for path in _fitting(site, called, notes)}
    new = filing.beside(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(new, "w") as archive:
        for place, content in _contents(files, called, notes):
            _add(archive, f"{called.top}/{place}", content)
    new.replace(target)
    return Packed(len(notes) + len(files) + 1, target.stat().st_size)


def folder_name(name: str) -> str:
    """`name` as every computer takes it for a folder's."""
    kept = re.sub(r"[^\w'(), -]+", " ", unicodedata.normalize("NFC", name))
    whole = " ".join(kept.split())
    short = whole if len(whole) <= NAME_LIMIT else whole[:NAME_LIMIT].rsplit(" ", 1)[0]
    short = short.strip(" .,-") or "Guide"
    return f"{short} guide" if RESERVED.fullmatch(short) else short


def _fitting(site: Path, called: Names, notes: Iterable[str]) -> list[str]:
    """What goes into the zip; an old address that not every computer can hold is left out."""
    old = {redirects.file_of(address) for address, _ in redirects.moved(site)}
    # Of two names that are one to Windows, the later is told.
    paths = sorted(_paths(site), key=old.__contains__)
    names = {path: f"{called.top}/{called.inside}/{path}" for path in paths}
    told = dict(_complaints([*(f"{called.top}/{note}" for note in notes), *names.values()]))
    unfit = {path for path in old if told.pop(names.get(path, ""), "")}
    if told:
        raise UnportableError("\n".join(sorted(told.values())))
    return [path for path in paths if path not in unfit]


def _paths(site: Path) -> list[str]:
    files = (path.relative_to(site) for path in site.rglob("*") if path.is_file())
    shown = {path.as_posix() for path in files if not _is_hidden(path)} - ONLY_HOSTS
    return sorted(path for path in shown if path in ON_A_DISK or not path.startswith(f"{FOLDER}/"))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _contents(
    files: Mapping[str, Path], called: Names, notes: Mapping[str, str]
) -> Iterator[tuple[str, str | bytes]]:
    parents = (PurePosixPath(path).parent.as_posix() for path in files if _is_start(path))
    disk = Disk({parent if parent != "." else "" for parent in parents})
    home = disk.page(files[START].read_text("utf-8"), START)
    yield called.start, from_above(home, called.inside)
    for note, text in notes.items():
        # As the oldest editors of Windows want it.
        yield note, text.replace("\n", "\r\n") + "\r\n"
    for path, file in files.items():
        is_page = path.endswith(".html")
        content = disk.page(file.read_text("utf-8"), path) if is_page else file.read_bytes()
        yield f"{called.inside}/{path}", content


def _is_start(path: str) -> bool:
    return PurePosixPath(path).name == START


def _add(archive: ZipFile, path: str, content: str | bytes) -> None:
    entry = ZipInfo(path, FIRST_DAY)
    entry.external_attr = READABLE
    # It would name the system that the zip was made on.
    entry.create_system = 3
    entry.compress_type = ZIP_STORED if Path(path).suffix in PRESSED else ZIP_DEFLATED
    archive.writestr(entry, content)


def _complaints(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Paths, and what is wrong with them."""
    seen: dict[str, str] = {}
    for path in paths:
        _, _, shown = path.partition("/")
        first = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if first != path:
            yield path, f"{shown}: Windows and macOS take it for {first.partition('/')[2]}"
        if len(path) > PATH_LIMIT:
            yield path, f"{shown}: too long a path for Windows ({len(path)}, at most {PATH_LIMIT})"
        for part in PurePosixPath(path).parts:
            if FORBIDDEN.search(part) or RESERVED.fullmatch(part):
                yield path, f"{shown}: Windows can have no file called {part!r}"
