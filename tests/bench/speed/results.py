"""What was measured, and what it says: medians, ratios, and whether they meet what we want."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, astuple, dataclass, field
from statistics import median
from typing import Any

from tests.bench.speed.contestants import (
    HUGO,
    HUGO_AND_PAGEFIND,
    HUGO_RELATED,
    MATERIAL,
    MATERIAL_BARE,
    OURS,
    OURS_AGAIN,
    OURS_AND_INDEX,
    OURS_COMPLETE,
)
from tests.bench.speed.running import Cost
from tests.bench.speed.serving import MATERIAL_SERVED, OURS_SERVED

Aspect = Callable[[Cost], float]
LINEAR, DOUBLED = 1_000, 2
GROWN = OURS_COMPLETE.name
"""What is built for this number of records, and for twice as many."""


@dataclass(frozen=True)
class Ratio:
    """What we want to be small: ours to the other's, or to our own for half as many records."""

    what: str
    ours: str
    other: str
    wanted: dict[int, float]
    """The most it may be, for each number of records."""
    aspect: Aspect = lambda cost: cost.seconds
    growth: int = 1
    """How many times as many records the first one has."""


def _memory(cost: Cost) -> float:
    return cost.peak


RATIOS = (
    Ratio(
        "full build, pages, to MkDocs + Material",
        OURS.name,
        MATERIAL.name,
        {1_000: 0.35, 10_000: 0.12},
    ),
    Ratio(
        "the same, to it without its search",
        OURS.name,
        MATERIAL_BARE.name,
        {1_000: 0.35, 10_000: 0.12},
    ),
    Ratio("full build, pages, to Hugo", OURS.name, HUGO.name, {1_000: 1.6, 10_000: 0.75}),
    Ratio(
        "the same, to it with the lists of related pages that ours have",
        OURS.name,
        HUGO_RELATED.name,
        {1_000: 1.6, 10_000: 0.75},
    ),
    Ratio(
        "pages and finder index, to Hugo + Pagefind",
        OURS_AND_INDEX.name,
        HUGO_AND_PAGEFIND.name,
        {1_000: 0.8, 10_000: 0.5},
    ),
    Ratio(
        "one record edited → served, to mkdocs serve",
        OURS_SERVED.name,
        MATERIAL_SERVED.name,
        {1_000: 0.25, 10_000: 0.04},
    ),
    Ratio("unchanged, to cold", OURS_AGAIN.name, OURS_COMPLETE.name, {10_000: 0.4}),
    Ratio(
        "peak memory, to MkDocs + Material",
        OURS_COMPLETE.name,
        MATERIAL.name,
        {1_000: 1.0, 10_000: 1.0},
        aspect=_memory,
    ),
    Ratio(
        "twice as many records, to as many",
        GROWN,
        GROWN,
        {LINEAR: 2.1},
        growth=DOUBLED,
    ),
)


@dataclass
class Results:
    """All runs by who made them and for how many records, in their order."""

    say: Callable[[str], None] = lambda line: None
    runs: dict[tuple[str, int], list[Cost]] = field(default_factory=dict)

    def add(self, name: str, count: int, cost: Cost) -> None:
        self.runs.setdefault((name, count), []).append(cost)
        costs = f"{cost.seconds:8.2f} s {cost.cpu:8.2f} s CPU {cost.peak / 1e6:6.0f} MB"
        self.say(f"{count:>6,}  {name:<36}{costs}")

    def middle(self, name: str, count: int) -> Cost | None:
        """The medians of the runs of one, each aspect by itself."""
        runs = self.runs.get((name, count))
        return Cost(*map(median, zip(*map(astuple, runs), strict=True))) if runs else None

    def of(self, ratio: Ratio, count: int) -> float | None:
        """Its value; nothing where one of the two was not measured."""
        ours = self.middle(ratio.ours, count * ratio.growth)
        other = self.middle(ratio.other, count)
        return ratio.aspect(ours) / ratio.aspect(other) if ours and other else None

    def as_json(self) -> dict[str, Any]:
        return {
            "runs": [
                {"name": name, "records": count, "runs": [asdict(run) for run in runs]}
                for (name, count), runs in self.runs.items()
            ],
            "ratios": [asdict(verdict) for verdict in self.verdicts()],
        }

    def verdicts(self) -> Iterator["Verdict"]:
        for ratio in RATIOS:
            for count, most in ratio.wanted.items():
                value = self.of(ratio, count)
                if value is not None:
                    yield Verdict(ratio.what, count, value, most, met(value, most))

    def costs(self) -> Iterator["Row"]:
        for name, count in self.runs:
            if cost := self.middle(name, count):
                yield Row(
                    name,
                    count,
                    cost.seconds,
                    cost.cpu,
                    cost.peak / 1e6,
                    int(cost.files),
                    cost.size / 1e6,
                )


@dataclass(frozen=True)
class Verdict:
    """A ratio beside what we want of it."""

    what: str
    records: int
    ratio: float
    wanted: float
    said: str


@dataclass(frozen=True)
class Row:
    """The medians of one contestant."""

    name: str
    records: int
    seconds: float
    cpu_s: float
    peak_mb: float
    files: int
    site_mb: float


def met(ratio: float, wanted: float) -> str:
    return "met" if ratio <= wanted else "missed"
