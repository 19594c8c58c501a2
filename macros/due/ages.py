"""How long ago the things of each kind were checked."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from rich import box
from rich.console import Console
from rich.table import Table

from macros.due.records import VERSION
from macros.due.rows import Row
from macros.intervals import after
from macros.model import ReviewEvery

SPANS = {"0–3": "3 months", "3–6": "6 months", "6–12": "1 year"}
"""Months since the last check; each span ends before its interval is over."""
OVER, NEVER = "over 12", "never"
COLUMNS = (*SPANS, OVER, NEVER)
NAMES = {"hotlines": "Help lines", "case_studies": "Case studies"}
Ages = Mapping[str, Counter[str]]


def ages(found: Iterable[Row], day: date) -> Ages:
    """By kind, in the order of `review_every`."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in ReviewEvery.model_fields}
    for row in found:
        counts[row.thing.kind][_span(row.thing.review.day, day)] += 1
    return {kind: counted for kind, counted in counts.items() if counted}


def _span(checked: date | None, day: date) -> str:
    if not checked:
        return NEVER
    return next((name for name, span in SPANS.items() if after(checked, span) > day), OVER)


def show(counts: Ages, console: Console) -> None:
    table = Table(box=box.SIMPLE_HEAD, header_style="", pad_edge=False)
    table.add_column("Months since the last check")
    for name in (*COLUMNS, "all"):
        table.add_column(name, justify="right")
    for kind, counted in counts.items():
        table.add_row(NAMES.get(kind, kind.capitalize()), *_cells(counted))
    table.add_row("All", *_cells(sum(counts.values(), Counter())), style="bold")
    console.print(table)


def _cells(counted: Counter[str]) -> list[str]:
    return [f"{count:,}" for count in (*(counted[name] for name in COLUMNS), counted.total())]


def to_json(counts: Ages, day: date) -> str:
    ages = {kind: {name: counted[name] for name in COLUMNS} for kind, counted in counts.items()}
    told = {"schema_version": VERSION, "day": day.isoformat(), "ages": ages}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
