"""Values of files in a file of the cache, by what the files hold.

It is lines of JSON with a checksum and may be deleted at any time; cut, edited by hand or written
by other programs than these it counts as not there.
"""

from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

import yaml

from macros.composing import LOADER
from macros.filing import put

READERS = ("composing", "packed", "parsing", "problems", "tree", "stored")
"""The modules that make values of a text."""


def read(file: Path) -> dict[str, bytes]:
    """The packed values of files by their digests."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if head != _head(body):
        return {}
    lines = (line.partition(b" ") for line in body.splitlines())
    return {name.decode(): data for name, _, data in lines}


def write(file: Path, values: dict[str, bytes]) -> None:
    """Where nothing can be written, the next build reads all files again."""
    body = b"\n".join(b"%b %b" % (name.encode(), data) for name, data in values.items())
    with suppress(OSError):
        put(file, _head(body) + b"\n" + body, lasting=False)


def digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _head(body: bytes) -> bytes:
    return f"{_code()} {digest(body)}".encode()


@cache
def _code() -> str:
    here = Path(__file__).parent
    sources = [(here / f"{name}.py").read_bytes() for name in READERS]
    return digest(b"".join([*sources, f"{LOADER} {yaml.__version__}".encode()]))
