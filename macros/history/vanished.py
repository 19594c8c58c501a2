"""Advice on records that were there at the last release, and are gone without a word."""

from pathlib import Path

from macros.guide import Guide
from macros.history import state
from macros.history.releasing import dead
from macros.problems import Problem
from macros.project import Reading

NAMED = 3


def advise(root: Path, guide: Guide, reading: Reading) -> list[Problem]:
    then = state.read(root)
    if then is None or isinstance(then, Problem):
        return [then] if then else []
    here = {key for key, _ in state.noted(guide)}
    gone = dead(then.records.keys() - here, guide, reading)
    if not gone:
        return []
    more = f" and {len(gone) - NAMED} more" if len(gone) > NAMED else ""
    told = f"{', '.join(gone[:NAMED])}{more}: gone since the last release, and nothing stands there"
    path = state.path(root).relative_to(root).as_posix()
    return [
        Problem(path, 1, 1, f"{told} now: 'uv run guide release' asks what readers should find")
    ]
