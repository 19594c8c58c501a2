"""Each page's grade beside the grade it may have: what is plain now may not become harder.

`uv run python -m tests.words` prints both; with `--lower`, it takes what has become plainer into
`grades.yml`.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from macros.loading import Loaded
from macros.problems import report
from macros.project import read
from macros.texts import names, prose
from tests.projects import ROOT
from tests.words.grading import grade, sentences, without

FILE = Path(__file__).parent / "grades.yml"
LIMIT, LIMIT_IN_DANGER = 8.0, 6.0
WHOLE = ("case_studies", "checklists", "worksheets", "templates")
"""Kinds whose records fill a page; the short texts of the others are measured together."""
FEW = 20
"""Sentences below which a single word moves the grade too far to hold it."""


@dataclass(frozen=True)
class Measured:
    """A page, a record or all records of a kind, by its path."""

    path: str
    grade: float
    sentences: int

    @property
    def limit(self) -> float:
        return LIMIT_IN_DANGER if self.path == "docs/safety.md" else LIMIT

    @property
    def held_at(self) -> float | None:
        """The next half grade, where the text is for advocates and long enough to be held there."""
        is_held = self.sentences >= FEW and not self.path.startswith("docs/adapt/")
        return math.ceil(self.grade * 2) / 2 if is_held else None


def measured() -> list[Measured]:
    """This guide's own pages and records, none of a fork's."""
    reading = read(ROOT)
    assert not reading.problems, report(reading.problems)
    official = names(reading.loaded)
    pages = ((page.path, page.text) for page in reading.hand_written)
    own = ((path, text) for path, text in pages if not path.startswith("docs/local/"))
    texts = [*own, *_records(reading.loaded)]
    return [_measure(path, without(official, text)) for path, text in sorted(texts)]


def _measure(path: str, text: str) -> Measured:
    return Measured(path, grade(text), len(sentences(text)))


def _records(loaded: Loaded) -> Iterator[tuple[str, str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in loaded.entries:
        if entry.tree.path.startswith("data/local/"):
            continue
        kind, id = entry.record.kind, entry.record.id
        path = f"data/{kind}/{id}" if kind in WHOLE else f"data/{kind}"
        found[path] += [str(text) for _, text in prose(entry.record)]
    return ((path, "\n\n".join(texts)) for path, texts in found.items())


def allowed() -> dict[str, float]:
    return dict(yaml.safe_load(FILE.read_text("utf-8")))


def lowered(now: list[Measured]) -> dict[str, float]:
    """What `grades.yml` would say if nothing may become harder than it is `now`."""
    before = allowed()
    held = {text.path: text.held_at for text in now if text.held_at is not None}
    return {path: min(value, before.get(path, value)) for path, value in held.items()}
