"""While serving, what the data makes in numbers is drawn when a browser asks for it.

It is put where the server of MkDocs looks for files, so that this one answers, as for any page.
"""

import logging
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from macros.filing import put
from macros.lots import Lot
from macros.writing import WritingError, telling

log = logging.getLogger("mkdocs.plugins.guide")
Request = dict[str, Any]
App = Callable[[Request, Callable[..., Any]], Iterable[bytes]]
"""What answers requests, as WSGI has it."""
Answer = tuple[tuple[Any, ...], Iterable[bytes]]
"""The status with the headers, and the content."""
MISSING = "404 "
FAULT = ("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
INDEX = "index.html"
TRIES = 4
"""Between drawing and asking again, a build may begin, which sweeps the folder."""


class Answering:
    """The files that can be asked for; none while a build goes on."""

    def __init__(self) -> None:
        self._lots: Sequence[Lot] | None = None
        self._lock = Lock()
        """Nothing is drawn twice at once, nor from what a build is about to change."""

    def begin(self) -> None:
        """A build begins: what is being drawn is drawn first, and nothing else until it ends."""
        with self._lock:
            self._lots = None

    def offer(self, lots: Iterable[Lot]) -> None:
        with self._lock:
            self._lots = tuple(lots)

    def instead_of(self, app: App, site: Path, mount: str) -> App:
        """Asks `app`, which serves `site` below the address `mount`; what is missing is drawn."""

        def answer(request: Request, start: Callable[..., Any]) -> Iterable[bytes]:
            try:
                head, body = self._answered(app, request, site, mount)
            except WritingError as error:
                log.error(str(error))
                head, body = FAULT, [str(error).encode()]
            start(*head)
            return body

        return answer

    def _answered(self, app: App, request: Request, site: Path, mount: str) -> Answer:
        for _ in range(TRIES):
            head, body = _asked(app, request)
            if not head[0].startswith(MISSING) or not self._draw(_path(request, mount), site):
                break
        return head, body

    def _draw(self, path: str | None, site: Path) -> bool:
        """Whether it is worth asking again."""
        with self._lock:
            if path is None:
                return False
            if self._lots is None:  # The server waits until the build ends.
                return True
            return any(self._put(place, site) for place in _places(path))

    def _put(self, place: str, site: Path) -> bool:
        if _is_there(site / place):  # Another request was first.
            return True
        drawn = (lot.draw(place) for lot in self._lots or ())
        with telling(place):
            data = next((data for data in drawn if data is not None), None)
        return data is not None and put(site / place, data, lasting=False)


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # Too long a name, for one.
        return False


def _asked(app: App, request: Request) -> Answer:
    told: list[tuple[Any, ...]] = []
    body = app(request, lambda *head: told.append(head))
    return told[0], body


def _path(request: Request, mount: str) -> str | None:
    """What is asked for, as a path inside the site; nothing where it is not below `mount`."""
    # WSGI hands over bytes in the clothes of a text.
    path = request["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
    if not path.startswith(mount):
        return None
    return posixpath.normpath(f"/{path[len(mount) :]}").lstrip("/")


def _places(path: str) -> Iterator[str]:
    """The server leads from the address of a folder without a slash to the one with it."""
    yield path
    yield posixpath.join(path, INDEX)
