"""`python -m tests.bench [--sizes …] [--rounds …] [--only …]`: whole builds side by side.

`python -m tests.bench search [NUMBER …]`: all tables of searches, by default for 500 and 10,000
records; it needs the packages of the group `bench`.
`python -m tests.bench first-view`: what a page's first view weighs, and how long it takes.
"""

import sys

from tests.bench.first_view import first_views
from tests.bench.measuring import chromium, table
from tests.bench.speed import race


def main() -> None:
    match sys.argv[1:]:
        case ["first-view"]:
            with chromium() as browser:
                print(table(first_views(browser)))
        case ["search", *counts]:
            from tests.bench.searching import searches

            searches([int(count) for count in counts] or [500, 10_000])
        case words:
            race.main(words)


if __name__ == "__main__":
    main()
