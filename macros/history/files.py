"""The file `history.yml`: read whole, and a release written on top of it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Self

import yaml
from pydantic import ValidationError

from macros.composing import LOADER
from macros.dumping import Style, block, ordered
from macros.editing import BOM
from macros.editions import LOCAL, PRIVATE, leads_into
from macros.history.releases import Release
from macros.layout import HISTORY
from macros.parsing import decode, parse
from macros.problems import Problem
from macros.splicing import as_in, values
from macros.tree import Tree, Value
from macros.wording import explain

HEAD = """\
# What became of the records of this guide, the newest release first: `guide release` writes it on
# top. Lines may be taken out, for someone's safety above all, and `note` and `why` written by hand.

"""
NO_LIST = "must be a list of releases: each starts with '- date: …'"
ORDER = "date: is later than that of the release above it; the newest stands first"


@dataclass(frozen=True)
class History:
    """What the file of a guide holds, the newest first."""

    releases: tuple[Release, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_own: bool = False
    """Whether a local guide keeps a history of its own."""

    def without(self, hidden: Collection[str]) -> Self:
        """Without what a local guide hides; a history of its own says what it should."""
        if self.is_own or not hidden:
            return self
        left = (_without(release, frozenset(hidden)) for release in self.releases)
        return replace(self, releases=tuple(one for one in left if not one.is_empty))


def _without(release: Release, hidden: frozenset[str]) -> Release:
    told = ("added", "changed", "removed")
    left = {
        name: tuple(one for one in getattr(release, name) if one.key not in hidden) for name in told
    }
    renamed = tuple(one for one in release.renamed if one.new not in hidden)
    return release.model_copy(update={**left, "renamed": renamed})


def own_path(root: Path) -> Path:
    """Where this guide writes: a fork never touches our file, so that releases cannot conflict."""
    data = root / "data"
    return (data / LOCAL if (data / LOCAL).is_dir() else data) / HISTORY


def read(root: Path, languages: tuple[str, ...] = ("en",)) -> History:
    """A fork's own history tells what the whole of its guide became; until it has one, ours."""
    own, ours = own_path(root), root / "data" / HISTORY
    found = _file(own if own.is_file() else ours, root, languages)
    return replace(found, is_own=own.is_file())


def read_own(root: Path, languages: tuple[str, ...] = ("en",)) -> History:
    """The one that this guide goes on with."""
    return _file(own_path(root), root, languages)


def _file(path: Path, root: Path, languages: tuple[str, ...]) -> History:
    is_lent = path.is_symlink() and leads_into(path, root / "data" / PRIVATE)
    if not path.is_file() or is_lent:
        return History()
    shown = path.relative_to(root).as_posix()
    text = decode(path.read_bytes(), shown)
    if isinstance(text, Problem):
        return History(problems=(text,))
    return _read(text, shown, languages)


@lru_cache(maxsize=4)
def _read(text: str, shown: str, languages: tuple[str, ...]) -> History:
    """While serving, it says what it said before."""
    if not re.search(r"(?m)^[^#\s]", text):
        return History()
    tree, problems = parse(text, shown)
    if problems:
        return History(problems=tuple(problems))
    if not isinstance(tree.value, list):
        return History(problems=(tree.at((), NO_LIST),))
    found = [_release(tree, n, value, languages) for n, value in enumerate(tree.value)]
    releases = [one for one in found if isinstance(one, Release)]
    wrong = [problem for one in found if isinstance(one, list) for problem in one]
    if not wrong:
        wrong = list(_misplaced(releases, tree))
    return History(() if wrong else tuple(numbered(releases)), tuple(wrong))


def _release(
    tree: Tree, number: int, value: Value, languages: tuple[str, ...]
) -> Release | list[Problem]:
    try:
        return Release.model_validate(value, context={"languages": languages})
    except ValidationError as error:
        return list(explain(error, tree, (number,), Release))


def _misplaced(releases: Sequence[Release], tree: Tree) -> Iterator[Problem]:
    for number, (above, below) in enumerate(pairwise(releases), start=1):
        if below.date > above.date:
            yield tree.at((number, "date"), ORDER)


def numbered(releases: Sequence[Release]) -> Iterator[Release]:
    """Those of one day are counted from the first, which stands lowest."""
    for place, release in enumerate(releases):
        below = sum(one.date == release.date for one in releases[place:])
        yield release.model_copy(update={"number": below})


# --- writing ---


def topped(text: str, release: Release) -> str:
    """`text` with one release more on top; all other bytes stay."""
    if text.startswith(BOM):
        return BOM + topped(text[1:], release)
    said = _said(release)
    item = as_in(text, f"{block([said], Style(Release))}\n")
    start = _first(text)
    if start is None:
        return (text.rstrip() + "\n\n" if text.strip() else HEAD) + item
    done = text[:start] + item + as_in(text, "\n") + text[start:]
    # A list between brackets has no line to stand above.
    before = values(text)
    old = before if isinstance(before, list) else []
    return done if _holds(done, [said, *old]) else HEAD + block([said, *old], Style(Release)) + "\n"


def _holds(text: str, expected: Value) -> bool:
    try:
        return values(text) == expected
    except yaml.YAMLError:
        return False


def _said(release: Release) -> Value:
    said = release.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return ordered(_as_text(said), Release)


def _as_text(value: object) -> Value:
    """As a file says it: a thing that is a key alone is written as one."""
    if isinstance(value, dict):
        return (
            str(value["key"]) if [*value] == ["key"] else {n: _as_text(v) for n, v in value.items()}
        )
    if isinstance(value, list | tuple):
        return [_as_text(item) for item in value]
    return str(value)


def _first(text: str) -> int | None:
    """Where the first release begins, with the notes that stand right above it."""
    node = yaml.compose(text, Loader=LOADER)
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return None
    start = text.rfind("\n", 0, node.start_mark.index) + 1
    lines = text[:start].splitlines(keepends=True)
    notes = 0
    while notes < len(lines) and lines[-1 - notes].startswith("#"):
        notes += 1
    is_head = notes == len(lines)
    return start if is_head else start - sum(map(len, lines[len(lines) - notes :]))
