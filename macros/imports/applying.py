"""A plan → files: what each would hold, whether the guide would still be sound, and the writing."""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from yaml import YAMLError

from macros import checks, hiding
from macros.changes import Changes
from macros.dumping import dumped
from macros.editing import edited
from macros.editions import PRIVATE, Edition
from macros.filing import put
from macros.imports.incoming import Cell, Haul, Incoming, Refusal
from macros.imports.planning import ASKING, Leave, plan
from macros.imports.plans import Outcome, Plan, Planned
from macros.imports.standing import LOCAL_FOLDER, PRIVATE_FOLDER
from macros.layout import SUFFIX
from macros.loading import load
from macros.model import Source
from macros.overlay import CHANGES
from macros.parsing import parse
from macros.problems import Problem
from macros.project import Reading
from macros.site_checks import way_out_complaint
from macros.splicing import values
from macros.tree import Location, Value

ROUNDS = 4
"""How often what the guide would refuse is left out before all of it is given up."""

WAY_OUT = (
    "website: “Leave now” leads to this site, which must show nothing about help; write another "
    "'exit_address' into data/local/site.yml, or do without this address"
)


@dataclass(frozen=True)
class Prepared:
    """A plan that keeps the guide sound, the files of it, and what would not be sound."""

    plan: Plan
    files: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    """What no leaving out of rows would mend; nothing may be written."""


def prepared(root: Path, haul: Haul, reading: Reading, leave: Leave = ASKING) -> Prepared:
    """The plan for `haul`, without what would make the guide unsound."""
    haul, refusals = _without_ways_out(haul, reading)
    refused_records: list[Planned] = []
    there = list(_taken(root))
    for _ in range(ROUNDS):
        made = plan(haul, reading, leave, there)
        files = contents(root, made)
        problems = problems_with(root, files)
        if not problems:
            break
        fewer, refused, out = _without(haul, made, files, problems)
        if not refused:
            break
        haul, refusals = fewer, refusals + refused
        refused_records += out
    made.records += refused_records
    made.refusals = sorted({*made.refusals, *refusals})
    return Prepared(made, files, tuple(sorted(set(problems))))


def _taken(root: Path) -> Iterator[str]:
    """The files of the overlays, and those that private records of a list would have."""
    for folder in (LOCAL_FOLDER, PRIVATE_FOLDER):
        for path in (root / folder).rglob(f"*{SUFFIX}"):
            yield path.relative_to(root).as_posix()
    for path in (root / PRIVATE_FOLDER).glob(f"*{SUFFIX}"):
        with suppress(OSError, UnicodeError, YAMLError):
            held = values(path.read_text("utf-8-sig"))
            for item in held if isinstance(held, list) else ():
                if isinstance(item, dict) and item.get("id"):
                    yield f"{PRIVATE_FOLDER}/{path.stem}/{item['id']}{SUFFIX}"


def write(root: Path, files: Mapping[str, str], told: Callable[[], None]) -> int:
    """Write the files, each whole; how many changed. `told` hears of each."""
    count = 0
    for name, text in files.items():
        count += put(root / name, text)
        told()
    return count


def contents(root: Path, made: Plan) -> dict[str, str]:
    """What each file will hold, by its path below the project's folder."""
    files: dict[str, str] = {}
    changes: defaultdict[str, dict[Location, Changes]] = defaultdict(dict)
    for one in sorted(made.of(Outcome.NEW, Outcome.CHANGED), key=_turn):
        if (root / one.file).is_file():
            changes[one.file][one.place] = _moved(one)
        else:
            files[one.file] = dumped(one.value, one.incoming.kind)
    kinds = {one.file: one.incoming.kind for one in made.records}
    for name, by_place in changes.items():
        all_of_them = {place: v for found in by_place.values() for place, v in found.items()}
        text = (root / name).read_bytes().decode("utf-8")
        files[name] = edited(text, all_of_them, kinds[name])
    return files


def _turn(one: Planned) -> tuple[bool, str]:
    """Sources come first: what names them is sound when the writing is cut short."""
    return one.incoming.kind is not Source, one.file


def _moved(one: Planned) -> Changes:
    """The changes at their places in the file."""
    changes = one.changes or {(name,): value for name, value in one.value.items()}
    return {(*one.place, *place): value for place, value in changes.items()}


# --- whether the guide stays sound ---------------------------------------------


def problems_with(root: Path, files: Mapping[str, str | None]) -> list[Problem]:
    """What the checks say of the project with these files in it, and without those of no text."""
    if not files:
        return []
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        shutil.copytree(root / "data", trial / "data", ignore=shutil.ignore_patterns(PRIVATE))
        for name, text in files.items():
            (trial / name).parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                (trial / name).unlink()
            else:
                (trial / name).write_bytes(text.encode())
        loaded = load(trial / "data", trial, Edition.PUBLIC.overlays(trial / "data"))
        ids = checks.Ids(loaded.entries, loaded.unreadable, hiding.places(loaded))
        return [*loaded.problems, *checks.check(loaded.entries, ids, date.today())]


def _without_ways_out(haul: Haul, reading: Reading) -> tuple[Haul, list[Refusal]]:
    """The haul without addresses that “Leave now” leads to: that must show nothing about help."""
    site, records, refusals = reading.loaded.site, list[Incoming](), list[Refusal]()
    for incoming in haul.records:
        address = incoming.value.get("website")
        listed = [("what this row names", address)] if isinstance(address, str) else []
        leads_here = bool(site and way_out_complaint(site, listed))
        kept, refused = _pruned(incoming, {"website": WAY_OUT} if leads_here else {})
        records += [kept] if kept else []
        refusals += refused
    return replace(haul, records=records), refusals


def _without(
    haul: Haul, made: Plan, files: Mapping[str, str], problems: list[Problem]
) -> tuple[Haul, list[Refusal], list[Planned]]:
    """The haul without the values, or the records, that the problems stand at."""
    culprits: defaultdict[int, dict[str, str]] = defaultdict(dict)
    planned = {one.file: one for one in made.of(Outcome.NEW, Outcome.CHANGED) if not one.place}
    for problem in problems:
        if one := planned.get(problem.path):
            field = _field_at(files[problem.path], problem)
            culprits[id(one.incoming)].setdefault(field, problem.message)
    records: list[Incoming] = []
    refusals: list[Refusal] = []
    out: list[Planned] = []
    for incoming in haul.records:
        kept, refused = _pruned(incoming, culprits.get(id(incoming), {}))
        refusals += refused
        if kept:
            records.append(kept)
        else:
            out.append(Planned(incoming, Outcome.REFUSED, reason=refused[0].reason))
    return replace(haul, records=records), refusals, out


def _field_at(text: str, problem: Problem) -> str:
    """The field of the record in whose lines the problem stands, or nothing."""
    tree, _ = parse(text, problem.path)
    above = [(line, str(place[0])) for place, (line, _) in tree.keys.items() if len(place) == 1]
    return max([(0, ""), *(one for one in above if one[0] <= problem.line)])[1]


def _pruned(incoming: Incoming, faults: Mapping[str, str]) -> tuple[Incoming | None, list[Refusal]]:
    """The record without the fields that are at fault; nothing of it where it needs them."""
    if not faults:
        return incoming, []
    needed = [name for name in faults if _is_needed(incoming, name)]
    if needed:
        cell = incoming.cells.get((), Cell(""))
        return None, [Refusal(cell, faults[name]) for name in needed]
    value: dict[str, Value] = {k: v for k, v in incoming.value.items() if k not in faults}
    return replace(incoming, value=value), list(_refused(incoming, faults))


def _is_needed(incoming: Incoming, name: str) -> bool:
    info = incoming.kind.model_fields.get(name)
    return name in ("", CHANGES) or info is None or info.is_required() or name not in incoming.value


def _refused(incoming: Incoming, faults: Mapping[str, str]) -> Iterator[Refusal]:
    for name, message in faults.items():
        places = [place for place in incoming.cells if place[:1] == (name,)]
        cell = incoming.cells[min(places, key=str)] if places else incoming.cells.get((), Cell(""))
        yield Refusal(cell, message)
