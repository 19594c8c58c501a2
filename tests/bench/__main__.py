"""`python -m tests.bench [NUMBER …]`: all tables, by default for 500 and 10,000 records.

`python -m tests.bench first-view`: what a page's first view weighs, and how long it takes.
"""

import sys

from tests.bench.documents import documents, queries
from tests.bench.finder import Finder, Generated
from tests.bench.first_view import first_views
from tests.bench.measuring import chromium, measured, table
from tests.bench.rivals import rivals
from tests.checkers import node_modules

COSTS = (500, 1_000, 10_000)


def main() -> None:
    if sys.argv[1:] == ["first-view"]:
        with chromium() as browser:
            print(table(first_views(browser)))
        return
    competitors = rivals(node_modules())
    figures = []
    with chromium() as browser:
        for count in map(int, sys.argv[1:] or ("500", "10000")):
            records = documents(count)
            asked = queries(records)
            rows = [measured(rival, records, asked, browser) for rival in competitors]
            ours, own = Finder(Generated.of(count), asked, browser).measured()
            figures.append(own)
            print(table([*rows, ours]), end="\n\n", flush=True)
    print(table(figures), end="\n\n", flush=True)
    print(table([Generated.of(count).cost() for count in COSTS]))


if __name__ == "__main__":
    main()
