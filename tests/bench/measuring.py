"""Searches side by side in a real Chromium: what they send and how long they take."""

import gzip
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.documents import Document
from tests.browsers import find_or_install_chromium

PAGES = Path(__file__).parent / "pages"
COLD_STARTS, ROUNDS = 20, 5
Sent = list[tuple[str, int]]
"""The path and the bytes of each body."""
FIRST = "async (query) => [(await find(query)).length, performance.now(), 'count' in globalThis]"
TIMED = """async ([queries, rounds]) => {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    for (const query of queries) {
      const start = performance.now();
      await find(query);
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


@dataclass(frozen=True)
class Rival:
    """A search to measure.

    `build` fills a site's folder and returns its index files. `script` becomes the page's only
    script; it defines `find(query)`, the first ten results with title and summary. A search with
    facets has also `count()`, all their numbers, and `browse()`, these and the records under one.
    """

    name: str
    build: Callable[[Sequence[Document], Path], list[Path]]
    script: Path | None = None


@dataclass(frozen=True)
class Measured:
    """Bytes are those of gzip -6 bodies, scripts included, the bare page not."""

    name: str
    records: int
    index_bytes: int
    build_s: float
    first_results_bytes: int | None = None
    """From a cold start to ten results; the median of some queries."""
    next_query_bytes: int | None = None
    """What each further, new query adds on average."""
    count_bytes: int | None = None
    """From a cold start to the numbers of all facets."""
    facet_bytes: int | None = None
    """The same, and which records stand under one value."""
    start_ms: float | None = None
    """From a cold start to ten results, without any network to speak of."""
    query_ms: float | None = None
    """A query asked before."""


@contextmanager
def chromium() -> Iterator[Browser]:
    # Looking for a Chromium may ask Playwright itself, which does not nest.
    path = find_or_install_chromium()
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])


def table(rows: Sequence[Any]) -> str:
    """Rows of one dataclass under the names of its fields."""
    lines = [[field.name for field in fields(rows[0])]]
    lines += [[_shown(value) for value in astuple(row)] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.rjust, line, widths)) for line in lines)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.3g}" if value < 10 else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value or "-")


def measured(
    rival: Rival, documents: Sequence[Document], queries: Sequence[str], browser: Browser
) -> Measured:
    with TemporaryDirectory() as folder:
        site = Path(folder)
        start = time.perf_counter()
        index = rival.build(documents, site)
        row: dict[str, Any] = {"build_s": time.perf_counter() - start}
        row["index_bytes"] = sum(len(packed(path)) for path in index)
        if rival.script:
            row |= _in_browser(rival.script, site, queries, browser)
        packed.cache_clear()
        return Measured(rival.name, len(documents), **row)


def _in_browser(
    script: Path, site: Path, queries: Sequence[str], browser: Browser
) -> dict[str, Any]:
    shutil.copy(PAGES / "index.html", site)
    shutil.copy(script, site / "rival.js")
    row: dict[str, Any] = {}
    colds: list[tuple[int, float, int]] = []
    with counting(site) as (root, sent):
        address = f"{root}index.html"
        for query in queries[:COLD_STARTS]:
            with cold_page(browser, address, sent) as page:
                found, ms, facets = page.evaluate(FIRST, query)
                colds.append((total(sent), ms, found))
        if not any(found for *_, found in colds):
            raise RuntimeError(f"{script.name} finds nothing")
        for action, field in (("count", "count_bytes"), ("browse", "facet_bytes")):
            if facets:
                with cold_page(browser, address, sent) as page:
                    page.evaluate(f"{action}()")
                    row[field] = total(sent)
        with cold_page(browser, address, sent) as page:
            page.evaluate(FIRST, queries[0])
            sent.clear()
            page.evaluate(TIMED, [queries[1:], 1])
            row["next_query_bytes"] = total(sent) // (len(queries) - 1)
            row["query_ms"] = median(page.evaluate(TIMED, [queries, ROUNDS]))
    row["first_results_bytes"] = int(median(size for size, *_ in colds))
    row["start_ms"] = median(ms for _, ms, _ in colds)
    return row


@contextmanager
def cold_page(
    browser: Browser, address: str, sent: Sent, init: Path | None = None
) -> Iterator[Page]:
    """A page of its own; a script, `init`, may run before all others."""
    sent.clear()
    # Waiting for a state takes what the guide's policy forbids its pages.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    if init:
        page.add_init_script(path=init)
    # A script that throws would otherwise look like one that takes forever.
    page.on("pageerror", lambda error: print(error))
    page.goto(address)
    yield page
    context.close()


def total(sent: Sent) -> int:
    return sum(size for _, size in sent)


@cache
def packed(path: Path) -> bytes:
    """A file as it is sent; what is compressed already stays as it is."""
    raw = path.read_bytes()
    return min(gzip.compress(raw, 6, mtime=0), raw, key=len)


@contextmanager
def counting(site: Path) -> Iterator[tuple[str, Sent]]:
    """A local server's address, and what it has sent since the list was cleared, pages aside."""
    sent: Sent = []
    handler = partial(_Counting, sent, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()


class _Counting(SimpleHTTPRequestHandler):
    def __init__(self, sent: Sent, *args: Any, **named: Any) -> None:
        self.sent = sent
        super().__init__(*args, **named)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return self.send_error(404)
        body = packed(path)
        if path.name != "index.html":
            self.sent.append((self.path, len(body)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        if len(body) < path.stat().st_size:
            self.send_header("Content-Encoding", "gzip")
        # Without these two, Chromium's clock ticks every 100 µs only.
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass
