"""From a saved change in one record to its new words in the browser's answer, by `mkdocs serve`."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.speed.contents import Contents, Entry
from tests.bench.speed.contestants import MATERIAL, OURS, Contestant
from tests.bench.speed.running import Cost, FailedError

PATIENCE = 1_800
POLLED = 0.02
SETTLING = 2
"""Seconds in which a server that answers begins to watch its files."""


@dataclass(frozen=True)
class Server:
    """A way to look at a guide while it is written."""

    name: str
    of: Contestant
    source: Callable[[Entry], str]
    """The file of a record, in the project's folder."""

    def edits(self, contents: Contents, folder: Path, count: int) -> Iterator[Cost]:
        """The time of each."""
        entry = contents.entries[0]
        source, known = folder / self.source(entry), entry.text.split()[0]
        before = source.read_text("utf-8")
        with _serving(folder, self.of.variables) as address:
            page = address + entry.page.removesuffix("index.html")
            _wait_for(page, known)
            time.sleep(SETTLING)
            for number in range(count):
                word = f"Unheard{number}"
                start = time.perf_counter()
                source.write_text(before.replace(known, word, 1), "utf-8")
                _wait_for(page, word)
                yield Cost(time.perf_counter() - start)
        source.write_text(before, "utf-8")


OURS_SERVED = Server(
    "ours: edited → served", OURS, lambda entry: f"data/local/{entry.kind}/{entry.id}.yml"
)
MATERIAL_SERVED = Server(
    "MkDocs + Material: edited → served", MATERIAL, lambda entry: f"docs/{entry.kind}/{entry.id}.md"
)
SERVERS = (OURS_SERVED, MATERIAL_SERVED)


@contextmanager
def _serving(folder: Path, variables: Mapping[str, str]) -> Iterator[str]:
    address = f"127.0.0.1:{_free_port()}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    with (folder / "serve.log").open("wb") as output:
        server = subprocess.Popen(
            command, cwd=folder, env=os.environ | variables, stdout=output, stderr=output
        )
        try:
            yield f"http://{address}/"
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(address: str, word: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if word in _answer(address):
            return
        time.sleep(POLLED)
    raise FailedError(f"{address} never said {word}")


def _answer(address: str) -> str:
    """Nothing while the server is not there yet."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return str(answer.read(), "utf-8")
    except (urllib.error.URLError, ConnectionError):
        return ""
