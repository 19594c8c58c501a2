"""`python -m tests.search [--misses] [--queries FILE]`: our finder beside Material's search.

Both answer the same judged queries about this guide, in the same Chromium. A query counts as
missed where none of the first three results answers it.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measuring import chromium
from tests.projects import ROOT, Project
from tests.search.judging import Answers, Query, Score, answerable, missed, read_queries
from tests.search.keys import Keys
from tests.search.searches import materials, ours, with_materials_search

QUERIES = Path(__file__).with_name("queries.yml")
MEASURES = ("success@3", "success@1", "MRR@10")


def main() -> None:
    parser = ArgumentParser("python -m tests.search", description="Our finder and Material's.")
    parser.add_argument("--queries", type=Path, default=QUERIES, metavar="FILE")
    parser.add_argument("--misses", action="store_true", help="list the queries that each misses")
    given = parser.parse_args()
    queries = answerable(read_queries(given.queries))
    if not queries:
        parser.error(f"{given.queries} holds no query that something answers")
    both = answers(queries)
    print("\n".join(table(queries, both)))
    if given.misses:
        for name, shown in both.items():
            print("\n".join(misses(name, queries, shown)))


def answers(queries: Sequence[Query]) -> Mapping[str, Answers]:
    with TemporaryDirectory() as folder, chromium() as browser:
        site = Path(folder) / "site"
        Project(ROOT).build(site_dir=str(site))
        warn_of_unknown(queries, Keys.of(ROOT, site))
        other = with_materials_search(Path(folder) / "material").build()
        return {
            "our finder": ours(site, queries, browser),
            "Material's search": materials(other, queries, browser),
        }


def warn_of_unknown(queries: Sequence[Query], keys: Keys) -> None:
    for query in queries:
        for key in sorted(query.relevant):
            if key not in keys:
                print(f"«{query.query}»: nothing in the guide is {key}", file=sys.stderr)


def table(queries: Sequence[Query], both: Mapping[str, Answers]) -> Iterator[str]:
    """All queries, then those of each form."""
    yield " " * 17 + "".join(f"  {name:^29}" for name in both)
    yield f"{'':9} queries" + "".join(f"  {name:>9}" for _ in both for name in MEASURES).rstrip()
    groups = {"all": list(queries)}
    for query in queries:
        groups.setdefault(query.form, []).append(query)
    for name, group in groups.items():
        shares = [share for shown in both.values() for share in astuple(Score.of(group, shown))]
        yield f"{name:9} {len(group):7}" + "".join(f"  {share:9.3f}" for share in shares)


def misses(name: str, queries: Sequence[Query], shown: Answers) -> Iterator[str]:
    """Each query with what it got instead, and where its first answer stands, if it does."""
    found = missed(queries, shown)
    yield f"\n{name}: {len(found)} of {len(queries)} missed"
    for query in found:
        keys = shown[query.query]
        rank = query.rank(keys)
        yield f"  {query.form:9} «{query.query}»" + (f", answered at {rank}" if rank else "")
        yield f"            {', '.join(keys[:3]) or 'nothing found'}"


if __name__ == "__main__":
    main()
