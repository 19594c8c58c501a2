"""Our own finder on the same records and queries, on the real page `find/`."""

import math
import shutil
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import mean, median, quantiles
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from macros.finder.analysis import stem
from macros.finder.entries import entries
from macros.finder.index import Posting, index
from macros.finder.meanings import Meanings
from macros.finder.packing import gaps
from macros.finder.packing import packed as packed_numbers
from macros.finder.writing import FOLDER
from macros.guide import Guide
from macros.project import read
from tests.bench.generator import generate
from tests.bench.measuring import (
    COLD_STARTS,
    PAGES,
    ROUNDS,
    TIMED,
    Measured,
    Sent,
    cold_page,
    counting,
    packed,
    total,
)
from tests.finder.made import finder_files
from tests.projects import Project

PAGE, ELSEWHERE = "find/index.html", "index.html"
ENGINE = (f"/{FOLDER}/", "/assets/finder.js", "/assets/vendor/")
SLOWER = 4
FINE = (1e-3, 1e3, 60_000)
"""A scale of levels so close that nothing is rounded to speak of."""
SETTLED = "() => idle() && place().querySelector('[data-results]')"
"""The finder is there, and has answered."""


@dataclass(frozen=True)
class Figures:
    """What only the finder has."""

    records: int
    cards_bytes: int
    details_bytes: int
    many_first_bytes: int
    """From first use to ten results, where nine of ten queries take less."""
    unasked_bytes: int
    """Of the finder, before anybody uses it."""
    counts_ms: float
    """From a choice in a filter to new numbers in all of them and ten results."""
    slow_start_ms: float
    """On a machine a quarter as fast, from first use to the first result."""
    slow_result_ms: float
    """There, from the arrival of the last data to the first result."""
    overlap: float
    """Of the first ten, with those of weights that are not rounded."""
    overlap_of_many: float
    """The same where more than ten were found."""


@dataclass(frozen=True)
class Cost:
    """Of writing the finder's files."""

    records: int
    seconds: float
    peak_mb: float


@dataclass(frozen=True)
class Generated:
    """A guide of invented records."""

    guide: Guide
    records: int

    @classmethod
    def of(cls, records: int) -> "Generated":
        with TemporaryDirectory() as folder:
            generate(Path(folder), records)
            guide = read(Path(folder)).guide
        if not guide:
            raise RuntimeError("the invented records are not sound")
        return cls(guide, records)

    def files(self) -> dict[str, bytes]:
        return finder_files(self.guide)

    def cost(self) -> Cost:
        stem.cache_clear()
        start = time.perf_counter()
        self.files()
        seconds = time.perf_counter() - start
        tracemalloc.start()
        self.files()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return Cost(self.records, seconds, peak / 1e6)


@dataclass(frozen=True)
class Finder:
    """The finder in a small real site that holds an invented guide's data."""

    generated: Generated
    queries: Sequence[str]
    browser: Browser

    def measured(self) -> tuple[Measured, Figures]:
        with TemporaryDirectory() as folder:
            site = Project.small(Path(folder)).build().site
            shutil.rmtree(site / FOLDER)
            start = time.perf_counter()
            written = self.generated.files()
            for path, data in written.items():
                target = site / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            build = time.perf_counter() - start
            sizes = {path: len(packed(site / path)) for path in written}
            with counting(site) as (root, sent):
                seen = _InBrowser(self.browser, root, sent, self.queries)
                return self._rows(seen, sizes, build)

    def _rows(
        self, seen: "_InBrowser", sizes: dict[str, int], build: float
    ) -> tuple[Measured, Figures]:
        def of(part: str) -> int:
            return sum(size for path, size in sizes.items() if f"/{part}/" in path)

        cards, details, records = of("c"), of("d"), self.generated.records
        unasked = seen.unasked_bytes()
        firsts, start = seen.first()
        counts, facets = seen.browsing()
        following, query, counting = seen.warm()
        slow_start, slow_result = seen.slow()
        overlaps = seen.overlaps(self._exact)
        row = Measured(
            name="ours",
            records=records,
            index_bytes=sum(sizes.values()) - cards - details,
            build_s=build,
            first_results_bytes=int(median(firsts)),
            next_query_bytes=following,
            count_bytes=counts,
            facet_bytes=facets,
            start_ms=start,
            query_ms=query,
        )
        figures = Figures(
            records=records,
            cards_bytes=cards,
            details_bytes=details,
            many_first_bytes=int(quantiles(firsts, n=10)[-1]),
            unasked_bytes=unasked,
            counts_ms=counting,
            slow_start_ms=slow_start,
            slow_result_ms=slow_result,
            overlap=mean(share for _, share in overlaps),
            overlap_of_many=mean(share for many, share in overlaps if many),
        )
        return row, figures

    @cached_property
    def _exact(self) -> dict[str, list[object]]:
        guide = self.generated.guide
        made = index(entries(guide, []), guide, Meanings(guide))
        return {token: _fine(posting) for token, posting in made.postings.items()}


def _fine(posting: Posting) -> list[object]:
    lowest, highest, levels = FINE
    step = math.log(highest / lowest) / (levels - 1)
    fine = (round(math.log(total / lowest) / step) for total in posting.sums)
    return [posting.rarity, gaps(posting.numbers), packed_numbers(fine)]


@dataclass(frozen=True)
class _InBrowser:
    """A reader's doings in Chromium."""

    browser: Browser
    root: str
    sent: Sent
    queries: Sequence[str]

    @contextmanager
    def _page(self, path: str = PAGE) -> Iterator[Page]:
        init = PAGES / "finder.js"
        with cold_page(self.browser, self.root + path, self.sent, init) as page:
            page.wait_for_load_state("networkidle")
            yield page

    def _asked(self, page: Page, query: str) -> None:
        box = page.locator(".md-content [data-finder] input[type=search]")
        box.fill(query)
        box.press("Enter")
        page.wait_for_function(SETTLED)

    def unasked_bytes(self) -> int:
        found = 0
        for path in (PAGE, ELSEWHERE):
            with self._page(path):
                found += total([one for one in self.sent if one[0].startswith(ENGINE)])
        return found

    def first(self) -> tuple[list[int], float]:
        """From first use to ten results: the bytes of some queries, and their median time."""
        found = []
        for query in self.queries[:COLD_STARTS]:
            with self._page() as page:
                self.sent.clear()
                self._asked(page, query)
                if page.locator("[data-record]").count():
                    found.append((total(self.sent), page.evaluate("times.result - times.use")))
        return [size for size, _ in found], median(ms for _, ms in found)

    def slow(self) -> tuple[float, float]:
        found = []
        for query in self.queries[:COLD_STARTS]:
            with self._page() as page:
                session = page.context.new_cdp_session(page)
                session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
                self._asked(page, query)
                told = "[times.result - times.use, times.result - arrived()]"
                if page.locator("[data-record]").count():
                    found.append(page.evaluate(told))
        return median(start for start, _ in found), median(result for _, result in found)

    def browsing(self) -> tuple[int, int]:
        """Bytes from first use to the counts of all facets, and to ten results under one value."""
        with self._page() as page:
            self.sent.clear()
            self._open_filters(page)
            counts = total(self.sent)
            page.locator(".md-content [data-dimension=sector]").select_option(index=1)
            page.wait_for_function(SETTLED)
            return counts, total(self.sent)

    def _open_filters(self, page: Page) -> None:
        page.locator(".md-content [data-finder] input[type=search]").focus()
        page.locator(".md-content [data-filters] summary").click()
        page.wait_for_function("() => loaded('/facets.js') && idle()")

    def warm(self) -> tuple[int, float, float]:
        """Bytes of each further query; milliseconds of a query, and of a choice in a filter."""
        with self._page() as page:
            self._asked(page, self.queries[0])
            self.sent.clear()
            for query in self.queries[1:]:
                self._asked(page, query)
            following = total(self.sent) // (len(self.queries) - 1)
            query_ms = median(page.evaluate(TIMED, [self.queries, ROUNDS]))
            page.locator(".md-content [data-finder] input[type=search]").fill("")
            self._open_filters(page)
            page.evaluate("choosing()")
            return following, query_ms, median(page.evaluate("choosing()"))

    def overlaps(self, exact: dict[str, list[object]]) -> list[tuple[bool, float]]:
        """For each query: are there more than ten, and the share of the first ten that stays."""
        with self._page() as page:
            self._asked(page, self.queries[0])
            tokens = page.evaluate("tokens", self.queries)
            asked = {token: exact[token] for token in tokens if token in exact}
            rankings = page.evaluate("both", [self.queries, asked, FINE])
        return [(len(ours) == 10, _shared(ours, precise)) for ours, precise in rankings]


def _shared(ours: Sequence[int], precise: Sequence[int]) -> float:
    return len({*ours} & {*precise}) / len(precise) if precise else 1.0
