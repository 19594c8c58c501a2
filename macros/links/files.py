"""The files of results, `link-status.yml`: read whole, read for what is gone, and written."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.dumping import scalar
from macros.editions import LOCAL, PRIVATE, Edition, leads_into
from macros.filing import put
from macros.layout import LINKS
from macros.links.states import State, Status, Statuses, newer
from macros.parsing import decode, parse
from macros.problems import Problem
from macros.tree import Tree

HEAD = """\
# What `guide links` found when it asked each address; it writes this file and keeps it sorted.
# An address counts as gone after three strikes, on days apart. Take its entry out to start anew.
"""
UNREADABLE = (
    "this note on addresses cannot be read, so that none of it counts: "
    "'uv run guide links' writes the file anew"
)
SECTION = re.compile(r"^[\w-]+:", re.M)


@dataclass
class Known:
    """What files of results say, and what of them cannot be read."""

    statuses: Statuses = field(default_factory=dict)
    advice: list[Problem] = field(default_factory=list)

    def add(self, other: "Known") -> None:
        self.statuses = newer(self.statuses, other.statuses)
        self.advice += other.advice


def paths(root: Path, edition: Edition) -> tuple[Path, ...]:
    """The files that an edition reads: ours, a fork's own, and what only staff may see."""
    data = root / "data"
    folders = (data, data / LOCAL, *((data / PRIVATE,) if edition.is_staff else ()))
    return tuple(folder / LINKS for folder in folders)


def own_path(root: Path) -> Path:
    """Where this guide writes: a fork never touches our file, so that releases cannot conflict."""
    data = root / "data"
    return (data / LOCAL if (data / LOCAL).is_dir() else data) / LINKS


def private_path(root: Path) -> Path:
    return root / "data" / PRIVATE / LINKS


def read(root: Path, edition: Edition) -> Known:
    """All that is known of addresses."""
    return _together(root, edition, lambda text: text)


def gone(root: Path, edition: Edition) -> Known:
    """What is known of those that are gone; a build needs no more, and files may be long."""
    found = _together(root, edition, _first_section)
    if found.statuses and sum(path.is_file() for path in paths(root, edition)) > 1:
        # Another file may say that one of them came back.
        found = read(root, edition)
    only_gone = {address: one for address, one in found.statuses.items() if one.is_gone}
    return Known(only_gone, found.advice)


def _together(root: Path, edition: Edition, part: Callable[[str], str]) -> Known:
    found = Known()
    private = root / "data" / PRIVATE
    for path in paths(root, edition):
        is_lent = path.is_symlink() and leads_into(path, private)
        if path.is_file() and not is_lent:
            found.add(_read(path, root, part))
    return found


def _first_section(text: str) -> str:
    """The text up to the second state: «gone» stands first where anything is gone."""
    starts = [match.start() for match in islice(SECTION.finditer(text), 2)]
    if not starts or not text.startswith(f"{State.GONE}:", starts[0]):
        return ""
    return text[: starts[1]] if len(starts) > 1 else text


def _read(path: Path, root: Path, part: Callable[[str], str]) -> Known:
    shown = path.relative_to(root).as_posix()
    text = decode(path.read_bytes(), shown)
    if isinstance(text, Problem):
        return Known(advice=[_unreadable(text)])
    wanted = part(text)
    if not wanted.strip():
        return Known()
    tree, problems = parse(wanted, shown)
    if problems or not isinstance(tree.value, dict):
        return Known(advice=[_unreadable(problems[0] if problems else tree.at((), ""))])
    return _known(tree, tree.value)


def _unreadable(problem: Problem) -> Problem:
    return Problem(problem.path, problem.line, problem.column, UNREADABLE, problem.excerpt)


def _known(tree: Tree, value: Mapping[str, Any]) -> Known:
    found = Known()
    for state, entries in value.items():
        listed = entries if isinstance(entries, list) else [entries]
        for number, entry in enumerate(listed):
            try:
                said = {"state": state, **(entry if isinstance(entry, dict) else {})}
                status = Status.model_validate(said)
                found.statuses = newer(found.statuses, {status.address: status})
            except ValidationError:
                found.advice.append(_unreadable(tree.at((state, number), "")))
    return found


def write(path: Path, statuses: Iterable[Status]) -> bool:
    """Write the results; whether anything changed. The same results make the same bytes."""
    return put(path, HEAD + "".join(_sections(list(statuses))))


def _sections(statuses: list[Status]) -> Iterator[str]:
    for state in State:
        found = [one for one in statuses if one.state is state]
        if found:
            yield f"{state}:\n"
            yield from map(_entry, sorted(found, key=lambda one: one.address))


def _entry(status: Status) -> str:
    """On one line, unless strikes make it longer than one reads."""
    said = status.model_dump(mode="json", exclude_defaults=True, exclude={"state"})
    strikes = said.pop("strikes", None)
    if not strikes:
        pairs = (f"{name}: {scalar(value, in_flow=True)}" for name, value in said.items())
        return f"  - {{{', '.join(pairs)}}}\n"
    lines = [f"{name}: {scalar(value)}" for name, value in said.items()]
    return "  - " + "\n    ".join([*lines, f"strikes: [{', '.join(strikes)}]"]) + "\n"
