"""`python -m tests.bench [NUMBER …]`: the table, by default for 500 and 10,000 records."""

import sys

from tests.bench.documents import documents, queries
from tests.bench.measuring import run, table
from tests.bench.rivals import rivals
from tests.checkers import node_modules


def main() -> None:
    competitors = rivals(node_modules())
    for count in map(int, sys.argv[1:] or ("500", "10000")):
        records = documents(count)
        print(table(run(competitors, records, queries(records))), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
