"""What exports are written in: JSON, CSV, and archives, the same bytes for the same guide."""

import csv
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

Files = dict[str, bytes]
"""What to write, by the path inside its folder."""
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""When files in archives were changed; the real time would change their bytes."""


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
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return packed.getvalue()
