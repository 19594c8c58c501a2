"""What a check found, for a terminal, for an issue, and for programs."""

import json
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from macros.links.checking import Outcome
from macros.links.judging import STRIKES
from macros.links.states import State, Status
from macros.problems import visible

NAMES = {
    State.GONE: "Gone",
    State.UNREACHABLE: "Not reached",
    State.SOFT_404: "Looks like a page that is not there",
    State.MOVED: "Moved",
    State.BLOCKED: "Programs are kept out",
    State.OK: "Fine",
}
ADVICE = {
    State.GONE: "The site says so beside each. Find the new address, or take it out.",
    State.UNREACHABLE: "Nothing to do yet: an address is gone after three strikes, days apart.",
    State.SOFT_404: "Open each one: the server says that all is well, the page does not.",
    State.MOVED: "Open each new address and, if it is the right page, write it into the file.",
    State.BLOCKED: "Open them yourself now and then. They are never called gone.",
}
TOLD = tuple(ADVICE)
STAFF_ONLY = "For staff only: this names addresses from data/private/. Do not pass it on."
LISTED = 20
"""How many of a sort the screen shows, but for those that are gone."""
LEFT = "Left for another day: their sites ask for it or do not answer, or the time was over"
LONGEST = 60_000
"""How many letters a report for an issue has at most; GitHub takes 65,536."""


def _why(status: Status) -> str:
    said = [status.reason, f"it now leads to {status.moved_to}" if status.moved_to else ""]
    said.append(f"since {status.since}")
    if status.strikes and not status.is_gone:
        said.append(f"strike {len(status.strikes)} of {STRIKES}")
    return ", ".join(filter(None, said))


def show(outcome: Outcome, console: Console) -> None:
    """All of it as a person reads it; no words of another site steer the terminal."""
    console.print(_counts(outcome))
    if outcome.private:
        console.print(Text(STAFF_ONLY, style="bold"))
    for state in TOLD:
        found = outcome.of(state)
        if found:
            console.print(Text(f"\n{NAMES[state]} ({len(found)}). {ADVICE[state]}"))
            shown = found if state is State.GONE else found[:LISTED]
            for line in _lines(shown, outcome):
                console.print(Text(visible(line)), soft_wrap=True)
            if len(found) > len(shown):
                more = len(found) - len(shown)
                console.print(Text(f"  … and {more:,} more; --format json lists all"))
    if outcome.left:
        console.print(Text(f"\n{LEFT}: {len(outcome.left):,}"))


def _counts(outcome: Outcome) -> Table:
    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    table.add_column("Addresses")
    table.add_column("now", justify="right")
    for state in State:
        table.add_row(NAMES[state], f"{len(outcome.of(state)):,}")
    table.add_row("All", f"{len(outcome.places):,}", style="bold")
    return table


def _lines(found: list[Status], outcome: Outcome) -> Iterator[str]:
    for status in found:
        yield f"  {status.address}"
        yield f"    {_why(status)}; in {', '.join(outcome.places[status.address])}"
        if status.archived:
            yield f"    a copy: {status.archived}"


def markdown(outcome: Outcome, day: str) -> str:
    """A list to tick off, as an issue holds it."""
    lines = [f"{line}\n" for line in _markdown(outcome, day)]
    ends = accumulate(map(len, lines))
    shown = [line for line, end in zip(lines, ends, strict=True) if end <= LONGEST]
    more = len(lines) - len(shown)
    tail = f"\n… and {more:,} lines more: `uv run guide links --format json` lists all.\n"
    return "".join(shown) + (tail if more else "")


def _markdown(outcome: Outcome, day: str) -> Iterator[str]:
    yield f"# Links to look at, {day}\n"
    if outcome.private:
        yield f"**{STAFF_ONLY}**\n"
    fine = len(outcome.of(State.OK))
    yield f"{len(outcome.places)} addresses, {fine} of them fine."
    for state in TOLD:
        if found := outcome.of(state):
            yield f"\n## {NAMES[state]} ({len(found)})\n\n{ADVICE[state]}\n"
            yield from (_item(status, outcome.places[status.address]) for status in found)
    if outcome.left:
        yield f"\n## {LEFT} ({len(outcome.left)})\n"
        yield from (f"- <{address}>" for address in outcome.left)


def _item(status: Status, files: tuple[str, ...]) -> str:
    places = ", ".join(map(_code, files))
    moved = f", it now leads to <{status.moved_to}>" if status.moved_to else ""
    why = f": {_code(status.reason)}" if status.reason else ""
    copy = f"; [a copy](<{status.archived}>)" if status.archived else ""
    return f"- [ ] <{status.address}> in {places}{why}{moved}, since {status.since}{copy}"


def _code(words: str) -> str:
    """As code, so that no words of another site are read as markup, or call somebody."""
    return f"`{visible(words).replace('`', chr(39))}`"


def to_json(outcome: Outcome, day: str) -> str:
    told: dict[str, Any] = {
        "day": day,
        "staff_only": outcome.private,
        "counts": {str(state): len(outcome.of(state)) for state in State},
        "addresses": [
            status.model_dump(mode="json") | {"files": outcome.places[address]}
            for address, status in sorted(outcome.statuses.items())
        ],
        "left": outcome.left,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
