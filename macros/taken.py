"""What upstream said when a local guide last looked: a fingerprint of each field, in one file.

It covers the records that the local guide changes or hides, so that a later release can be compared
without asking git.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from macros.editions import LOCAL
from macros.filing import put
from macros.folder import TAKEN
from macros.parsing import decode, parse
from macros.problems import Problem
from macros.tree import Value

HEAD = """\
# What upstream said when this guide last looked: `guide update` and `guide diff --taken` write it.
# Keep it with your data and leave it as it is.
"""


@dataclass(frozen=True)
class Taken:
    """The fingerprints by record and field."""

    records: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Path) -> "Taken":
        """Nothing is noted where the file is none that we wrote."""
        path = _path(root)
        text = decode(path.read_bytes(), TAKEN) if path.is_file() else ""
        if isinstance(text, Problem) or not text:
            return cls()
        tree, _ = parse(text, TAKEN)
        found = tree.value if isinstance(tree.value, dict) else {}
        return cls({key: _texts(said) for key, said in found.items() if isinstance(said, dict)})

    def news(self, key: str, said: Mapping[str, Value]) -> tuple[str, ...]:
        """The fields in which a record says something else than it did."""
        if key not in self.records:
            return ()
        then, now = self.records[key], fingerprints(said)
        return tuple(name for name in {**then, **now} if then.get(name) != now.get(name))

    def noted(self, upstream: Mapping[str, Mapping[str, Value]], anew: bool) -> "Taken":
        """With a note on each record of `upstream`; what is noted already stays unless `anew`."""
        kept = {} if anew else self.records
        return Taken({key: kept.get(key) or fingerprints(upstream[key]) for key in upstream})

    def write(self, root: Path) -> bool:
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
