"""Which row of a sheet holds its headings, and what stands around them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from macros.imports.headings import SYNONYM, matched
from macros.imports.incoming import Unreadable
from macros.imports.rows import Row
from macros.imports.tables import TITLES, distinct


class NoHeadings(Unreadable):
    """A sheet whose columns cannot be told; another sheet may have some."""


@dataclass(frozen=True)
class Headed:
    """The headings of a sheet, the number of their row, and the rows below."""

    headings: list[str]
    number: int
    rows: Iterator[list[str]]
    notices: list[str]


def headed(lines: Iterator[list[str]], file: str, chosen: Mapping[str, str]) -> Headed:
    """Titles may stand above the headings; what stands there is told."""
    above: list[list[str]] = []
    for cells in lines:
        above.append(cells)
        if len(above) == TITLES:
            break
    if not any(map(any, above)):
        raise NoHeadings(f"{file} is empty")
    scores = [_score(cells, chosen) for cells in above]
    best = scores.index(max(scores))
    if not scores[best]:
        raise NoHeadings(_complaint(file, above))
    return Headed(above[best], best + 1, chain(above[best + 1 :], lines), _titles(above[:best]))


def _titles(above: list[list[str]]) -> list[str]:
    texts = [" ".join(filter(None, cells)) for cells in above if any(cells)]
    if not texts:
        return []
    shown = "; ".join(text if len(text) < 60 else f"{text[:60]}…" for text in texts)
    rows = "row stands" if len(texts) == 1 else "rows stand"
    return [f"{len(texts)} {rows} above the headings and count as titles: {shown}."]


def _score(cells: list[str], chosen: Mapping[str, str]) -> int:
    """How many cells name fields; a guess at which one is the name is too little."""
    names = distinct(cells) if any(cells) else []
    said = {heading: field for heading, field in chosen.items() if heading in names}
    matches = [match for match in matched(names, said) if match.field]
    has_name = any(match.field == "name" and match.sure >= SYNONYM for match in matches)
    return len({match.field for match in matches}) if has_name else 0


def _complaint(file: str, above: list[list[str]]) -> str:
    """Which row may hold the headings, and what to type if it does."""
    rows = [distinct(cells) for cells in above if any(cells)]
    likely = max(rows, key=lambda names: len({m.field for m in matched(names) if m.field}))
    return (
        f"{file}: no row of headings was found: no column is called Name or Organization. "
        f"If the names stand below {likely[0]!r}, add this; else put that column's heading there:"
        f'\n  --map "{likely[0]}=name"'
    )


def is_section(row: Row, name: str) -> bool:
    """A row that holds nothing but a title in capitals, or a total."""
    words = row.peek(name)
    return len(row.read) == 1 and (words.isupper() or bool(re.match(r"(?i)(sub)?total\b", words)))
