"""Templates that were compiled before: few change from one build to the next.

They stand where Python keeps what it compiles, may be deleted like that, and count as not there
when other programs than these have compiled them.
"""

import marshal
import sys
from contextlib import suppress
from functools import cached_property
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from macros.filing import put
from macros.fingerprints import fingerprint

Codes = dict[str, tuple[str, CodeType]]
"""By template, with the hash of its text."""


class Compiled(BytecodeCache):
    """Environments with other settings need another one, with a file of its own."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._are_new = False

    @cached_property
    def _codes(self) -> Codes:
        return _read(self._file)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A text becomes the same code wherever it stands."""
        return name

    def get_bucket(self, environment: Any, name: str, filename: str | None, source: str) -> Bucket:
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code and filename:
            # What goes wrong in it is told with the file where it stands now.
            bucket.code = bucket.code.replace(co_filename=filename)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._codes[bucket.key] = bucket.checksum, bucket.code
            self._are_new = True

    def keep(self) -> None:
        """For the next process; where nothing can be written, it compiles them again."""
        if self._are_new and not sys.dont_write_bytecode:
            body = marshal.dumps(self._codes)
            with suppress(OSError):
                put(self._file, _head(body) + b"\n" + body, lasting=False)
            self._are_new = False


def store(name: str) -> Path:
    """Beside what Python made of this module."""
    return Path(cache_from_source(__file__)).with_suffix(f".{name}.bin")


def _read(file: Path) -> Codes:
    try:
        head, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return {}
    return dict(marshal.loads(body)) if head == _head(body) else {}  # noqa: S302  (written here)


def _head(body: bytes) -> bytes:
    return fingerprint([body]).encode()
