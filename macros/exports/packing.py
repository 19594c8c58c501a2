"""What exports are written in: JSON, CSV, and archives, the same bytes for the same guide."""

import csv
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO, StringIO
from typing import Any

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
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

    def keeping(self, paths: Iterable[str]) -> "Files":
        """The same, but that `paths` are made once."""
        kept = {path: cache(self._makers[path]) for path in paths if path in self._makers}
        return Files({**self._makers, **kept})


def line(value: Any) -> str:
    return ENCODER.encode(value)


def document(value: Any) -> bytes:
    return f"{line(value)}\n".encode()


def listed(head: Mapping[str, Any], name: str, lines: Iterable[str]) -> bytes:
    """`head` with a list `name` at its end, one item a line, so that a change is one line."""
    items = ",\n".join(lines)
    return f'{line(head)[:-1]},"{name}":[\n{items}\n]}}\n'.encode()


def rows(columns: Sequence[str], values: Iterable[Sequence[str]], mark: bool = False) -> bytes:
    """RFC 4180; `mark` tells spreadsheets that it is UTF-8."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(values)
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")


def archive(files: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return packed.getvalue()
