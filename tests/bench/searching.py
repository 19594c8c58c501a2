"""Searches side by side on the same records, and what ours costs."""

from tests.bench.documents import documents, queries
from tests.bench.finder import Finder, Generated
from tests.bench.measuring import chromium, measured, table
from tests.bench.rivals import rivals
from tests.checkers import node_modules

COSTS = (500, 1_000, 10_000)


def searches(counts: list[int]) -> None:
    """Print all tables."""
    competitors = rivals(node_modules())
    figures = []
    with chromium() as browser:
        for count in counts:
            records = documents(count)
            asked = queries(records)
            rows = [measured(rival, records, asked, browser) for rival in competitors]
            ours, own = Finder(Generated.of(count), asked, browser).measured()
            figures.append(own)
            print(table([*rows, ours]), end="\n\n", flush=True)
    print(table(figures), end="\n\n", flush=True)
    print(table([Generated.of(count).cost() for count in COSTS]))
