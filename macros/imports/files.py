"""The files that an import may read: one file, those of a folder, those of a zip archive."""

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from macros.imports.incoming import Unreadable
from macros.problems import quoted

MOST_FILES = 20_000
"""An export of a large county has 5,000: a file for each organization and each service."""
MOST_BYTES = 500_000_000
MOST_GAIN = 200
"""How many times larger an archive's file may be than it is packed; text comes to 20."""
SMALL = 1_000_000
"""A file of this size harms nobody, however well it was packed."""
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, UnicodeError)
"""What reading a damaged archive may end in."""


@contextmanager
def unharmed(path: Path) -> Iterator[None]:
    """What is read inside of this ends well, or with a message about the file at `path`."""
    try:
        yield
    except DAMAGED:
        raise Unreadable(
            f"{path.name} is damaged: it ends too early or is no archive; get it again"
        ) from None


@dataclass(frozen=True)
class Source:
    """A file by its name inside a folder or an archive."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem.lower()

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()

    def start(self, length: int = 8) -> bytes:
        with self.open() as file:
            return file.read(length)


def sources(path: Path) -> list[Source]:
    """The files at `path` in the order of their names."""
    try:
        found = _folder(path) if path.is_dir() else _file(path)
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {error.strerror or error}") from None
    if sum(source.size for source in found) > MOST_BYTES:
        raise Unreadable(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB in all")
    return sorted(found, key=lambda source: source.name)


def _folder(path: Path) -> list[Source]:
    root = path.resolve()
    files = [file for file in path.rglob("*") if file.is_file()]
    if len(files) > MOST_FILES:
        raise Unreadable(f"{path.name} holds more than {MOST_FILES:,} files")
    for file in files:
        if not file.resolve().is_relative_to(root):
            raise Unreadable(f"{quoted(file.relative_to(path))} leads out of {path.name}")
    return [_one(file, file.relative_to(path).as_posix()) for file in files]


def _one(file: Path, name: str) -> Source:
    return Source(name, file.stat().st_size, lambda: file.open("rb"))


def _file(path: Path) -> list[Source]:
    one = _one(path, path.name)
    start = one.start()
    if not start:
        raise Unreadable(f"{path.name} is empty")
    if start.startswith(EMPTY_ZIP):
        raise Unreadable(f"{path.name} is an archive without files")
    return _archive(path) if start.startswith(ZIP) and not _is_workbook(path) else [one]


def opened(path: Path) -> zipfile.ZipFile:
    """The archive at `path`, once nothing in it can do harm."""
    with unharmed(path):
        archive = zipfile.ZipFile(path)
    if complaint := _complaint(archive.infolist()):
        archive.close()
        raise Unreadable(f"{path.name} {complaint}")
    return archive


def _complaint(members: list[zipfile.ZipInfo]) -> str:
    """Why an archive is not opened, or nothing."""
    if len(members) > MOST_FILES:
        return f"holds more than {MOST_FILES:,} files"
    if sum(member.file_size for member in members) > MOST_BYTES:
        return f"would unpack to more than {MOST_BYTES // 1_000_000} MB"
    if len({member.filename for member in members}) < len(members):
        return "holds two files of the same name"
    return next(filter(None, map(_member_complaint, members)), "")


def _member_complaint(member: zipfile.ZipInfo) -> str:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
        return f"holds {quoted(name)}, a name that leads out of it"
    if stat.S_ISLNK(member.external_attr >> 16):
        return f"holds {quoted(name)}, a link to another file"
    if member.flag_bits & 1:
        return f"holds {quoted(name)}, which a password protects"
    if member.file_size > max(SMALL, member.compress_size * MOST_GAIN):
        return f"holds {quoted(name)}, which would unpack to {member.file_size:,} bytes"
    return ""


def _is_workbook(path: Path) -> bool:
    with opened(path) as archive:
        return "xl/workbook.xml" in archive.namelist()


def _archive(path: Path) -> list[Source]:
    archive = opened(path)
    members = [member for member in archive.infolist() if not member.is_dir()]
    if any(member.filename == "mimetype" for member in members):
        raise Unreadable(f"{path.name} is no spreadsheet that can be read: save it as .xlsx")
    return [_member(archive, member) for member in members]


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Source:
    return Source(member.filename, member.file_size, lambda: archive.open(member))
