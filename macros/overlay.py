"""Overlays: what the files of one folder change in the records of another, before any check.

A record says with `changes: ID` which one it changes, and then only what differs. A value takes the
place of the other; groups and lists are joined, and things with an id of their own find each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from macros.fields import readable_name
from macros.model import Record
from macros.problems import Problem, meant, quoted
from macros.slips import noted
from macros.tree import Location, Tree, Value

CHANGES = "changes"
NAMED_BY = ("id", "term")
"""What tells the things of one list apart."""
BROUGHT = (CHANGES, "id", "vocabulary")
"""What addresses a record; the rest is what it says."""
NOTHING: tuple[Value, ...] = (None, [], {})
"""A list goes on and a group keeps what it has, so that none of these would take anything away."""
EMPTY = "write what takes its place, or delete this line"


@dataclass(frozen=True)
class Draft:
    """A record as files say it, before it is checked."""

    kind: type[Record]
    tree: Tree
    place: Location
    value: Mapping[str, Value]
    overlays: tuple[str, ...] = ()
    """The names of the overlays that any of it comes from."""

    @property
    def id(self) -> str:
        return str(self.value.get("id"))

    @property
    def key(self) -> str:
        return f"{self.kind.kind}/{self.id}"

    @property
    def one(self) -> str:
        """The record in the words of a message: «partner 'bank-on'»."""
        return f"{readable_name(self.kind).lower()} {quoted(self.id)}"


@dataclass
class Overlaid(Tree):
    """Values of several files; each knows where it stands."""

    base: Tree = field(kw_only=True)
    origins: dict[Location, tuple[Tree, Location]] = field(default_factory=dict)

    @classmethod
    def over(cls, base: Tree) -> "Overlaid":
        return cls(base.path, base.lines, base=base)

    def origin(self, location: Location) -> tuple[Tree, Location]:
        for length in range(len(location), 0, -1):
            if found := self.origins.get(location[:length]):
                tree, place = found
                return tree.origin(place + location[length:])
        return self.base.origin(location)


class Overlay:
    """Lays drafts over those of another folder; notes what does not fit."""

    def __init__(self, name: str, drafts: Sequence[Draft], unreadable: Iterable[str]) -> None:
        self.name = name
        self.drafts = list(drafts)
        self.problems: list[Problem] = []
        self._numbers = {draft.key: n for n, draft in reversed(list(enumerate(drafts)))}
        self._unreadable = frozenset(unreadable)

    def add(self, draft: Draft) -> None:
        if CHANGES in draft.value:
            self._change(draft)
        elif draft.key in self._numbers:
            self._refuse_twin(draft)
        else:
            self.drafts.append(replace(draft, overlays=(self.name,)))

    def _refuse_twin(self, draft: Draft) -> None:
        first = self.drafts[self._numbers[draft.key]]
        line, _ = first.tree.mark(first.place)
        message = f"{draft.one} stands already in {first.tree.path}:{line}"
        advice = f"to add to it, write '{CHANGES}: {draft.id}' here"
        id = (*draft.place, "id")
        place = id if id in draft.tree.keys else draft.place
        self.problems.append(draft.tree.at(place, f"{message}; {advice}"))

    def _change(self, draft: Draft) -> None:
        changed = self._changed(draft)
        if changed is None:
            return
        old = self.drafts[changed]
        tree = Overlaid.over(old.tree)
        said = {name: value for name, value in draft.value.items() if name not in BROUGHT}
        joining = _Joining(tree, draft.tree, self.problems)
        value = joining.group(old.value, said, old.place, draft.place)
        overlays = (*old.overlays, self.name)
        self.drafts[changed] = replace(old, tree=tree, value=value, overlays=overlays)

    def _changed(self, draft: Draft) -> int | None:
        """The number of the draft that this one changes, or nothing and a problem."""
        id, kind = draft.value[CHANGES], draft.kind.kind
        key = f"{kind}/{id}"
        if key in self._numbers:
            return self._numbers[key]
        if self._unreadable.isdisjoint({key, f"{kind}/*"}):
            self.problems.append(draft.tree.at((*draft.place, CHANGES), self._why_unknown(draft)))
        return None

    def _why_unknown(self, draft: Draft) -> str:
        id, kind = draft.value[CHANGES], draft.kind.kind
        if not isinstance(id, str):
            return f"'{CHANGES}' needs the id of a record"
        ids = [self.drafts[n].id for key, n in self._numbers.items() if key.startswith(f"{kind}/")]
        one = readable_name(draft.kind).lower()
        return f"{CHANGES}: no {one} {quoted(id)}{meant(id, ids)}"


def change(base: Tree, changes: Tree, problems: list[Problem]) -> Tree:
    """A file that holds one thing, such as `site.yml`, under the changes of another."""
    if not isinstance(base.value, dict) or not isinstance(changes.value, dict):
        return changes
    tree = Overlaid.over(base)
    tree.value = _Joining(tree, changes, problems).group(base.value, changes.value, (), ())
    return tree


@dataclass(frozen=True)
class _Joining:
    """Joins values of the file `changes` to those of `tree`, and notes where each comes from."""

    tree: Overlaid
    changes: Tree
    problems: list[Problem]

    def group(
        self, old: Mapping[str, Value], new: Mapping[str, Value], place: Location, source: Location
    ) -> dict[str, Value]:
        joined = dict(old)
        for name, value in new.items():
            joined[name] = self._value(old.get(name), value, (*place, name), (*source, name))
        return joined

    def _value(self, old: Value, new: Value, place: Location, source: Location) -> Value:
        if new in NOTHING:
            self._refuse_empty(source)
            return old
        if isinstance(old, dict) and isinstance(new, dict):
            return self.group(old, new, place, source)
        if isinstance(old, list) and isinstance(new, list):
            return self._items(old, new, place, source)
        self.tree.origins[place] = self.changes, source
        return new

    def _refuse_empty(self, source: Location) -> None:
        advice = noted(self.changes.written(source)) or EMPTY
        message = f"'{source[-1]}' is empty: {advice}"
        self.problems.append(self.changes.at_key(source, message))

    def _items(
        self, old: list[Value], new: list[Value], place: Location, source: Location
    ) -> list[Value]:
        """What has no id of its own is added; a volunteer need not repeat what is public."""
        joined = list(old)
        numbers = {name: number for number, item in enumerate(old) if (name := _name(item))}
        for number, item in enumerate(new):
            here = (*source, number)
            if (known := numbers.get(_name(item))) is not None:
                joined[known] = self._value(joined[known], item, (*place, known), here)
            elif item is None or item not in old:
                self.tree.origins[(*place, len(joined))] = self.changes, here
                joined.append(item)
        return joined


def _name(item: Value) -> str:
    """What the item is known by in its list, or nothing."""
    names = (item.get(name) for name in NAMED_BY) if isinstance(item, dict) else ()
    return next((name for name in names if isinstance(name, str)), "")
