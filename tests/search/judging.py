"""Judged queries, and how well a search does on them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

TOP, DEPTH = 3, 10
"""How far down a success counts, and how far down anything counts."""

Answers = Mapping[str, Sequence[str]]
"""Query → the keys that a search shows for it, in rank order."""


@dataclass(frozen=True)
class Query:
    """What someone types, in what way, and the keys that would answer."""

    query: str
    form: str
    relevant: frozenset[str]

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Query":
        return cls(given["query"], given["form"], frozenset(given["relevant"]))

    def rank(self, shown: Sequence[str]) -> int | None:
        """The place, from 1, of the first key that answers."""
        return next((n for n, key in enumerate(shown[:DEPTH], 1) if key in self.relevant), None)

    def missed(self, shown: Sequence[str]) -> bool:
        rank = self.rank(shown)
        return rank is None or rank > TOP


@dataclass(frozen=True)
class Score:
    """Shares of the queries answered among the first results, and the mean reciprocal rank."""

    success_at_3: float
    success_at_1: float
    mrr_at_10: float

    @classmethod
    def of(cls, queries: Sequence[Query], answers: Answers) -> "Score":
        ranks = [query.rank(answers[query.query]) for query in queries]
        found = [rank for rank in ranks if rank]
        return cls(
            sum(rank <= TOP for rank in found) / len(ranks),
            sum(rank == 1 for rank in found) / len(ranks),
            sum(1 / rank for rank in found) / len(ranks),
        )


def read_queries(path: Path) -> list[Query]:
    return [Query.of(given) for given in yaml.safe_load(path.read_text("utf-8"))]


def answerable(queries: Iterable[Query]) -> list[Query]:
    """Those that something in the guide answers; nothing is right or wrong for the others."""
    return [query for query in queries if query.relevant]


def missed(queries: Iterable[Query], answers: Answers) -> list[Query]:
    return [query for query in queries if query.missed(answers[query.query])]
