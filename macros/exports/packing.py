"""What exports are written in: JSON, CSV, and archives, the same bytes for the same guide."""

import csv
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO, TextIOWrapper
from typing import Any

from pydantic_core import to_json

line = to_json
"""A value as JSON on one line, with letters of all languages as they are."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""When files in archives were changed; the real time would change their bytes."""


class Files(Mapping[str, bytes]):
    """What to write, by the path inside its folder; a file is made each time it is asked for."""

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        self._makers = makers

    def __getitem__(self, path: str) -> bytes:
        return self._makers[path]()

    def __contains__(self, path: object) -> bool:
        return path in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __or__(self, others: "Files") -> "Files":
        return Files({**self._makers, **others._makers})

    def below(self, folder: str) -> "Files":
        return Files({f"{folder}/{path}": make for path, make in self._makers.items()})


def document(value: Any) -> bytes:
    return line(value) + b"\n"


def listed(head: Mapping[str, Any], name: str, lines: Iterable[bytes]) -> bytes:
    """`head` with a list `name` at its end, one item a line, so that a change is one line."""
    # Of the longest there is never more than one copy.
    written = BytesIO()
    written.write(b'%b,"%b":[\n' % (line(head)[:-1], name.encode()))
    between = b""
    for item in lines:
        written.write(between + item)
        between = b",\n"
    written.write(b"\n]}\n")
    return written.getvalue()


class Table:
    """RFC 4180, row by row; `mark` tells spreadsheets that it is UTF-8."""

    def __init__(self, columns: Sequence[str], mark: bool = False) -> None:
        self._bytes = BytesIO()
        self._text = TextIOWrapper(self._bytes, "utf-8-sig" if mark else "utf-8", newline="")
        self.add: Callable[[Iterable[Any]], object] = csv.writer(self._text).writerow
        self.add(columns)

    def data(self) -> bytes:
        self._text.flush()
        return self._bytes.getvalue()


def archive(files: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return packed.getvalue()
