"""What tells whether a thing that was made before would come out the same again."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from platform import python_version

LIBRARIES = (
    "babel",
    "jinja2",
    "lunr",
    "markdown",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "nh3",
    "pydantic-core",
)
"""The packages of others whose next release may draw otherwise."""


def fingerprint(parts: Iterable[str | bytes]) -> str:
    """Changes with any of the parts."""
    digest = sha256(_programs())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(data)} ".encode() + data)
    return digest.hexdigest()


@cache
def _programs() -> bytes:
    """Of these programs, as they were when they were loaded, and of those they rest on."""
    here = Path(__file__).parent
    sources = [path.read_bytes() for path in sorted(here.rglob("*.py"))]
    releases = [python_version(), *map(version, LIBRARIES)]
    return sha256(b"".join(sources) + " ".join(releases).encode()).digest()
