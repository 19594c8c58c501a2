"""How long ago a person checked what the guide says, kind by kind; no day of a build counts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from macros.guide import Guide
from macros.model import ReviewEvery
from macros.reviews import Review

OLDEST = 10


@dataclass(frozen=True)
class Dated:
    """Something that a person can check; `path` is its page inside the site, if it has one."""

    kind: str
    """Its name in `review_every`."""
    title: str
    path: str
    review: Review


class HalfYear(NamedTuple):
    year: int
    is_second: bool

    @classmethod
    def of(cls, day: date) -> "HalfYear":
        return cls(day.year, day.month > 6)

    def __str__(self) -> str:
        months = "July to December" if self.is_second else "January to June"
        return f"{months} {self.year}"


@dataclass(frozen=True)
class Ages:
    """How many of a kind there are, and in which half years they were last checked."""

    kind: str
    count: int
    by_half: dict[HalfYear, int]
    """The latest first."""

    @property
    def checked(self) -> int:
        return sum(self.by_half.values())


def dated(guide: Guide) -> Iterator[Dated]:
    """All that can be checked and has a place of its own; a service belongs to its partner."""
    for line in guide.site.hotlines:
        yield Dated("hotlines", line.name, "", guide.hotline_review(line))
    for kind in ReviewEvery.model_fields:
        for record in guide.records.get(kind, {}).values():
            yield Dated(kind, record.heading, record.path, guide.review(record))
    for url, page in guide.reviewed_pages.items():
        yield Dated("pages", page.title, url, guide.page_review(url))


def ages(found: Iterable[Dated]) -> list[Ages]:
    """By kind, in the order of `review_every`; none of a kind that the guide lacks."""
    counts: Counter[str] = Counter()
    halves: dict[str, Counter[HalfYear]] = {kind: Counter() for kind in ReviewEvery.model_fields}
    for one in found:
        counts[one.kind] += 1
        if one.review.day:
            halves[one.kind][HalfYear.of(one.review.day)] += 1
    return [
        Ages(kind, counts[kind], dict(sorted(by_half.items(), reverse=True)))
        for kind, by_half in halves.items()
        if counts[kind]
    ]


def oldest(found: Iterable[Dated]) -> list[Dated]:
    """The first that were checked of all that were."""
    checked = [(one.review.day, one.title, one.path, one) for one in found if one.review.day]
    return [one for *_, one in sorted(checked, key=lambda known: known[:3])[:OLDEST]]


def again_days(found: Iterable[Dated]) -> dict[date, int]:
    """The days to look again by, and how many have each."""
    return dict(sorted(Counter(one.review.again for one in found if one.review.again).items()))
