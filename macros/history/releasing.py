"""Notes a release: the file of releases first, then the fingerprints, so that a run that was cut
off is finished by the next one.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from macros.filing import put
from macros.former_ids import redirects
from macros.guide import PAGED, Guide
from macros.history import files
from macros.history.comparing import Comparison
from macros.history.releases import Release, kind_of
from macros.history.state import State
from macros.project import Reading

Sort = Literal["first", "forgotten", "finished", "nothing", "noted"]
EVERY = "all"


@dataclass(frozen=True)
class Wishes:
    """What is to be said of a release; `without` are keys of which nothing may be said."""

    day: date
    name: str = ""
    note: str = ""
    without: frozenset[str] = frozenset()

    @property
    def said(self) -> dict[str, object]:
        return {"date": self.day, "name": self.name or None, "note": self.note or None}


@dataclass(frozen=True)
class Outcome:
    """What a release would write."""

    sort: Sort
    state: State
    last: Release | None
    """The release before."""
    release: Release | None = None
    known: Set[str] = frozenset()
    """Keys of all that is here, or was."""

    def write(self, root: Path) -> None:
        if self.release:
            file = files.own_path(root)
            text = file.read_bytes().decode() if file.is_file() else ""
            put(file, files.topped(text, self.release))
        self.state.write(root)

    def undecided(self, guide: Guide, reading: Reading, removed: frozenset[str]) -> list[str]:
        """Keys of what went, and whose old addresses would lead nowhere without a word."""
        gone = [one.key for one in self.release.removed] if self.release else []
        return (
            [] if EVERY in removed else [k for k in dead(gone, guide, reading) if k not in removed]
        )


def dead(gone: Iterable[str], guide: Guide, reading: Reading) -> list[str]:
    """The keys of those that are `gone` and had a page, and nothing stands in its place."""
    leads_on = {redirect.old for redirect in redirects(guide)}
    pages = {Path(place).with_suffix("").as_posix() for place in reading.pages}
    paged = (key for key in gone if kind_of(key) in PAGED and key not in pages)
    return sorted(key for key in paged if f"{key}/" not in leads_on)


def outcome(root: Path, guide: Guide, then: State | None, wishes: Wishes) -> Outcome:
    """What became of the guide's records since `then`, as it would be noted."""
    told = files.read_own(root).releases
    last = told[0] if told else None
    number = 1 + sum(one.date == wishes.day for one in told)
    now = State.of(f"{wishes.day}/{number}", guide)
    if then is None:
        return _first(now, last, wishes)
    found = Comparison.of(then, now, guide, wishes.without)
    release = Release.model_validate(wishes.said | found.said)
    known = then.records.keys() | now.records.keys()
    if last and then.release != last.label and last.says_the_same(release):
        return Outcome("finished", now.of_release(last.label), last, known=known)
    if release.is_empty:
        return Outcome("nothing", now.of_release(then.release), last, known=known)
    return Outcome("noted", now, last, release, known)


def _first(now: State, last: Release | None, wishes: Wishes) -> Outcome:
    known = now.records.keys()
    if last:
        sort: Sort = "forgotten" if last.begins_with is None else "finished"
        return Outcome(sort, now.of_release(last.label), last, known=known)
    begun = Release.model_validate(wishes.said | {"begins_with": len(known)})
    return Outcome("first", now, None, begun, known)
