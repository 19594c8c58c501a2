"""What upstream said when a local guide last looked: a fingerprint of each field, in one file.

It covers the records that the local guide changes or hides, so that a later release can be compared
without asking git.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from errno import EISDIR
from hashlib import sha256
from pathlib import Path

from macros.editions import LOCAL
from macros.filing import put
from macros.layout import IS_FOLDER, TAKEN
from macros.parsing import decode, parse
from macros.problems import Problem
from macros.tree import Value

HEAD = """\
# What upstream said when this guide last looked: `guide update` and `guide diff --taken` write it.
# Keep it with your data and leave it as it is.
"""

SHOWN = f"data/{LOCAL}/{TAKEN}"
UNREADABLE = (
    "these notes cannot be read, so that nobody can tell what is new in the guide below: "
    "'uv run guide diff --taken' writes them anew"
)


@dataclass(frozen=True)
class Taken:
    """The fingerprints by record and field."""

    records: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problem: Problem | None = None
    """What is wrong with the file, where it is none that we wrote."""

    @classmethod
    def read(cls, root: Path) -> "Taken":
        """Nothing is noted where the file is none that we wrote."""
        path = _path(root)
        if not path.is_file():
            return cls()
        text = decode(path.read_bytes(), SHOWN)
        if isinstance(text, Problem):
            return cls(problem=replace(text, message=UNREADABLE))
        tree, problems = parse(text, SHOWN)
        if problems or not isinstance(tree.value, dict):
            first = problems[0] if problems else tree.at((), "")
            return cls(problem=replace(first, message=UNREADABLE))
        notes = {key: said for key, said in tree.value.items() if isinstance(said, dict)}
        return cls({key: _texts(said) for key, said in notes.items()})

    def news(self, key: str, said: Mapping[str, Value]) -> tuple[str, ...]:
        """The fields in which a record says something else than it did."""
        if key not in self.records:
            return ()
        then, now = self.records[key], fingerprints(said)
        return tuple(name for name in {**then, **now} if then.get(name) != now.get(name))

    def noted(
        self, upstream: Mapping[str, Mapping[str, Value]], gone: Iterable[str], anew: bool
    ) -> "Taken":
        """With a note on each record of `upstream`; what is noted already stays unless `anew`.

        What is noted of those that are `gone` tells that they were there once.
        """
        kept = {} if anew else self.records
        now = {key: kept.get(key) or fingerprints(upstream[key]) for key in upstream}
        once = {key: self.records[key] for key in gone}
        return Taken(dict(sorted({**now, **once}.items())))

    def write(self, root: Path) -> bool:
        if _path(root).is_dir():
            raise IsADirectoryError(EISDIR, IS_FOLDER, SHOWN)
        lines = [HEAD]
        for key, said in self.records.items():
            lines.append(f"{key}:\n")
            lines += [f"  {name}: {print}\n" for name, print in said.items()]
        return put(_path(root), "".join(lines))


def fingerprints(said: Mapping[str, Value]) -> dict[str, str]:
    return {name: _fingerprint(value) for name, value in sorted(said.items()) if name != "id"}


def _fingerprint(value: Value) -> str:
    """The order of fields means nothing, that of a list does."""
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def _texts(said: Mapping[str, Value]) -> dict[str, str]:
    return {name: value for name, value in said.items() if isinstance(value, str)}


def _path(root: Path) -> Path:
    return root / "data" / LOCAL / TAKEN
