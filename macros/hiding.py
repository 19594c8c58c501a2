"""What a hidden record leaves behind: records that name it go on without it, or cannot.

Upstream's records and pages cannot know what a local guide hides, so an id that they can do without
is dropped; where one is needed, whoever hides it is told of every place.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic.fields import FieldInfo

from macros.checks import ONE_OF
from macros.fields import Reference, fields_that_refer, part_in
from macros.guide import Guide
from macros.heads import Page
from macros.joining import HIDES, NAMED_BY
from macros.loading import Entry, Loaded
from macros.model import Citation, Part, Record, Site, Source
from macros.overlay import Hidden
from macros.problems import Problem, quoted
from macros.redirects import page_of
from macros.tree import Location
from macros.values import Ref

P = TypeVar("P", bound=Part)
CITED = part_in(Citation)
CITES = re.compile(r"""\{\{-?\s*cite\(\s*(?:id\s*=\s*)?["']([a-z0-9-]+)["']""")


class _LackingError(Exception):
    """A part cannot do without what is hidden; the part that holds it may do without the part.

    Not so where a statement would lose its last source: `unfounded`.
    """

    def __init__(self, references: Iterable[Reference], unfounded: bool = False) -> None:
        self.references = list(references)
        self.unfounded = unfounded


@dataclass
class Pruned:
    """Records without what is hidden, and by the key of a hidden record who needs it."""

    entries: list[Entry] = field(default_factory=list)
    needs: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def prune(loaded: Loaded) -> Pruned:
    keys = {hidden.old.key for hidden in loaded.local.hidden}
    if not keys:
        return Pruned(loaded.entries)
    pruned = Pruned()
    for entry in loaded.entries:
        try:
            record = _without(entry.record, keys, ())
            left = entry if record is entry.record else replace(entry, record=record)
            pruned.entries.append(left)
        except _LackingError as error:
            pruned.entries.append(entry)
            for reference in error.references:
                pruned.needs[reference.key].append(_place(entry, reference.location))
    return pruned


def problems(loaded: Loaded, pruned: Pruned, pages: Iterable[Page]) -> Iterator[Problem]:
    """One for each hidden record that something needs."""
    cited = _citing(pages) if any(h.old.kind is Source for h in loaded.local.hidden) else {}
    for hidden in loaded.local.hidden:
        key = hidden.old.key
        places = [*pruned.needs.get(key, ()), *cited.get(key, ())]
        if places:
            yield _needed(hidden, places)


def _needed(hidden: Hidden, places: Iterable[str]) -> Problem:
    listed = ", ".join(dict.fromkeys(places))
    message = f"{hidden.old.one} cannot be hidden while it is needed by {listed}"
    by = hidden.by
    return by.tree.at((*by.place, HIDES), f"{message}: hide or change these too")


def _citing(pages: Iterable[Page]) -> dict[str, list[str]]:
    """Where pages cite sources, by the keys of these."""
    found: dict[str, list[str]] = {}
    for page in pages:
        for call in CITES.finditer(page.text):
            line = page.text.count("\n", 0, call.start()) + 1
            found.setdefault(f"{Source.kind}/{call[1]}", []).append(f"{page.path}:{line}")
    return found


def _place(entry: Entry, location: Location) -> str:
    place = entry.place + location
    tree, _ = entry.tree.origin(place)
    line, _ = entry.tree.mark(place)
    return f"{ONE_OF[entry.record.kind]} {quoted(entry.record.id)} ({tree.path}:{line})"


def _without(part: P, keys: Collection[str], location: Location) -> P:
    left: dict[str, Any] = {}
    lacking: list[_LackingError] = []
    for name, refs in fields_that_refer(type(part)):
        info, old = type(part).model_fields[name], getattr(part, name)
        try:
            new = _value(old, refs, info, keys, (*location, name))
        except _LackingError as error:
            new = info.default
            if error.unfounded or info.is_required() or name in NAMED_BY:
                lacking.append(error)
        if new is not old:
            left[name] = new
    _raise(lacking)
    return part.model_copy(update=left) if left else part


def _raise(lacking: list[_LackingError], unfounded: bool = False) -> None:
    if lacking:
        references = [reference for error in lacking for reference in error.references]
        raise _LackingError(references, unfounded or any(error.unfounded for error in lacking))


def _value(
    value: Any, refs: list[Ref], info: FieldInfo, keys: Collection[str], location: Location
) -> Any:
    if isinstance(value, Part):
        return _without(value, keys, location)
    if isinstance(value, tuple):
        return _items(value, refs, info, keys, location)
    if refs and isinstance(value, str):
        reference = Reference(location, refs[0], value)
        if reference.key in keys:
            raise _LackingError([reference])
    return value


def _items(
    items: tuple[Any, ...],
    refs: list[Ref],
    info: FieldInfo,
    keys: Collection[str],
    location: Location,
) -> tuple[Any, ...]:
    kept: list[Any] = []
    lost: list[_LackingError] = []
    for number, item in enumerate(items):
        try:
            kept.append(_value(item, refs, info, keys, (*location, number)))
        except _LackingError as error:
            lost.append(error)
    unfounded = not kept and part_in(info.annotation) is CITED
    if unfounded or len(kept) < _least(info):
        _raise(lost, unfounded)
    # The others are dropped, and no one misses them.
    _raise([error for error in lost if error.unfounded])
    same = not lost and all(new is old for new, old in zip(kept, items, strict=True))
    return items if same else tuple(kept)


def _least(info: FieldInfo) -> int:
    """How many items the list must have."""
    return next((mark.min_length for mark in info.metadata if hasattr(mark, "min_length")), 0)


def hidden_records(loaded: Loaded) -> dict[str, Record]:
    """The hidden records by their keys: pages that name one still know what it is called."""
    return {entry.record.key: entry.record for entry in loaded.hidden}


def places(loaded: Loaded) -> dict[str, str]:
    """Where each hidden record is hidden, by its key."""
    return {hidden.old.key: hidden.by.written_at for hidden in loaded.local.hidden}


def without_dead_ends(guide: Guide, gone: Collection[str]) -> Site:
    """Old addresses of what is `gone` lead nowhere any more."""
    kept = tuple(old for old in guide.site.redirects if page_of(old.new) not in gone)
    return guide.site.model_copy(update={"redirects": kept})
