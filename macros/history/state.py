"""What each record said at the last release: a fingerprint of each field, one line a record.

With it, the next release is compared without asking git.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from macros.fields import references
from macros.filing import put
from macros.guide import Guide
from macros.history.files import own_path
from macros.history.releases import HOTLINES, NOTED
from macros.layout import HISTORY_STATE
from macros.model import Checked, Part
from macros.parsing import decode
from macros.problems import Problem
from macros.tree import Location

HEAD = """\
# What each record said at the last release, as fingerprints: `guide release` writes it. Keep it
# with your data and leave it as it is.
"""
LINE = re.compile(r"[a-z_]+/[a-z0-9-]+( [a-z_]+=[0-9a-f]{10})*")
UNREADABLE = (
    "this is no line that 'guide release' wrote: take the file back from git, or delete it; then "
    "the next release notes what is there now, and tells nothing of what changed before"
)
UNSAID = {"id", "former_ids", "vocabulary"}
"""Fields that say which record it is, not what it says."""
CHECKS = Checked.model_fields.keys()
"""A new check of the same facts is no news: each page tells of it."""
Prints = Mapping[str, Mapping[str, str]]
"""By key and field."""


@dataclass(frozen=True)
class State:
    """What there was at the release with this label."""

    release: str = ""
    records: Prints = field(default_factory=dict)

    @classmethod
    def of(cls, release: str, guide: Guide, called: Mapping[str, str] | None = None) -> Self:
        """With ids as they were, where they are `called` otherwise by the keys of records."""
        return cls(release, {key: _prints(part, called or {}) for key, part in noted(guide)})

    def of_release(self, label: str) -> Self:
        return replace(self, release=label)

    def write(self, root: Path) -> bool:
        lines = [HEAD, f"release {self.release}\n"]
        for key, prints in sorted(self.records.items()):
            lines.append(
                " ".join([key, *(f"{name}={mark}" for name, mark in prints.items())]) + "\n"
            )
        return put(path(root), "".join(lines))

    def changed(self, key: str, now: Mapping[str, str]) -> tuple[str, ...]:
        """The fields in which something else stands than in what was `key` then."""
        then = self.records[key]
        return tuple(name for name in {**then, **now} if then.get(name) != now.get(name))


def path(root: Path) -> Path:
    return own_path(root).with_name(HISTORY_STATE)


def read(root: Path) -> State | Problem | None:
    """Nothing, where no release was noted yet."""
    file = path(root)
    if not file.is_file():
        return None
    shown = file.relative_to(root).as_posix()
    text = decode(file.read_bytes(), shown)
    if isinstance(text, Problem):
        return text
    release, records = "", {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("release "):
            release = line.removeprefix("release ")
        elif LINE.fullmatch(line):
            key, *prints = line.split(" ")
            records[key] = dict(one.split("=") for one in prints)
        elif line.strip() and not line.startswith("#"):
            return Problem(shown, number, 1, UNREADABLE, line)
    return State(release, records)


def noted(guide: Guide) -> Iterator[tuple[str, Part]]:
    """All whose changes are told, by key."""
    for line in guide.site.hotlines:
        yield f"{HOTLINES}/{line.id}", line
    for kind in NOTED:
        for record in guide.records.get(kind, {}).values():
            yield record.key, record


def _prints(part: Part, called: Mapping[str, str]) -> dict[str, str]:
    said = part.model_dump(mode="json", exclude_defaults=True)
    for reference in references(part) if called else ():
        if old := called.get(reference.key):
            _put(said, reference.location, old)
    return {
        name: _print(_without_checks(value))
        for name, value in sorted(said.items())
        if name not in UNSAID | CHECKS
    }


def _without_checks(value: Any) -> Any:
    """Parts of a record have checks of their own."""
    if isinstance(value, list):
        return [_without_checks(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_checks(v) for name, v in value.items() if name not in CHECKS}
    return value


def _put(said: Any, location: Location, id: str) -> None:
    for step in location[:-1]:
        said = said[step]
    said[location[-1]] = id


def _print(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:10]
