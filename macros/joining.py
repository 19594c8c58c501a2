"""Joining values: those of one file over those of another, each knowing where it stands.

Groups are joined field by field, and things that have an id find each other. Any other value takes
the place of the old one; so does a plain list, except in a private file, where lists go on.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from macros.editions import Layer
from macros.fields import part_at
from macros.model import Checked, Part
from macros.problems import Problem, allowed, quoted
from macros.slips import noted
from macros.strangers import stranger_complaint
from macros.tree import Location, Tree, Value

HIDES, REASON = "hides", "reason"
NAMED_BY = ("id", "term", "old")
"""What tells the things of one list apart."""
ITS_OWN = (*NAMED_BY, *Checked.model_fields)
"""What a local guide may say in our words: its own people may have looked on the same day."""
NOTHING: tuple[Value, ...] = (None, [], {})
"""A group keeps what it has, so that none of these would take anything away."""
EMPTY = "write what takes its place, or delete this line"
ALONE = "what is hidden says no more than why: delete this line"
NO_FIELDS = "needs fields, such as 'name: …'"
NOT_HERE = f"'{HIDES}' stands in data/local/ only"
NO_REASON = f"'{HIDES}' needs a '{REASON}' beside it, for those who keep this guide after you"


@dataclass
class Overlaid(Tree):
    """Values of several files; each knows where it stands.

    The record that they change starts at `top` in the file `base`.
    """

    base: Tree = field(kw_only=True)
    top: Location = ()
    origins: dict[Location, tuple[Tree, Location]] = field(default_factory=dict)

    @classmethod
    def over(cls, base: Tree, top: Location = ()) -> "Overlaid":
        return cls(base.path, base.lines, base=base, top=top)

    def origin(self, location: Location) -> tuple[Tree, Location]:
        tree, place = self.held(location)
        return tree.origin(place)

    def held(self, location: Location) -> tuple[Tree, Location]:
        """The tree from which the value at `location` was taken, and its place in there."""
        for length in range(len(location), 0, -1):
            if found := self.origins.get(location[:length]):
                tree, place = found
                return tree, place + location[length:]
        return self.base, location

    def said(self, problem: Problem) -> Problem:
        line, _ = self.base.mark(self.top)
        return problem if problem.path == self.path else _beside(problem, f"{self.path}:{line}")


def _beside(problem: Problem, place: str) -> Problem:
    tail = f" (changes {place})"
    known = problem.message.endswith(tail)
    return problem if known else replace(problem, message=problem.message + tail)


@dataclass
class Notes:
    """What does not fit, and what need not be said."""

    problems: list[Problem] = field(default_factory=list)
    advice: list[Problem] = field(default_factory=list)


def change(
    base: Tree, changes: Tree, layer: Layer, notes: Notes, part: type[Part] | None = None
) -> Tree:
    """A file that holds one thing, such as `site.yml`, under the changes of another."""
    if not isinstance(base.value, dict):
        return changes
    if not isinstance(changes.value, dict):
        notes.problems.append(changes.at((), NO_FIELDS))
        return base
    tree = Overlaid.over(base)
    joining = Joining(tree, changes, layer, notes, part=part)
    tree.value = joining.group(base.value, changes.value, (), ())
    return tree


@dataclass(frozen=True)
class Joining:
    """Joins values of the file `changes` to those of `tree`, and notes where each comes from."""

    tree: Overlaid
    changes: Tree
    layer: Layer
    notes: Notes
    peers: Collection[str] = ()
    """The paths of the files that are of the same layer as `changes`."""
    part: type[Part] | None = None
    """What the files hold, where it is known."""

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
        if isinstance(old, list) and isinstance(new, list) and self._goes_on(new):
            return self._items(old, new, place, source)
        if new == old:
            self._advise(place, source)
            return old
        if isinstance(old, list) and isinstance(new, list) and (name := _naming(old)):
            self._refuse_unnamed(new, name, source)
            return old
        self._refuse_second(place, source)
        self.tree.origins[place] = self.changes, source
        return new

    def _goes_on(self, items: list[Value]) -> bool:
        """Whether the list is no plain one, which would take the other's place."""
        return self.layer is not Layer.LOCAL or any(name_of(i) or _hides(i) for i in items)

    # --- what is said of single values ---

    def _problem(self, place: Location, message: str) -> None:
        self.notes.problems.append(self.tree.said(self.changes.at_key(place, message)))

    def _refuse_empty(self, source: Location) -> None:
        advice = noted(self.changes.written(source)) or EMPTY
        self._problem(source, f"'{source[-1]}' is empty: {advice}")

    def _refuse_second(self, place: Location, source: Location) -> None:
        """Which of two files came last would hang on their names."""
        first, _ = self.tree.origin(place)
        if first.path in self.peers:
            line, _ = self.tree.mark(place)
            message = f"'{source[-1]}' is changed already in {first.path}:{line}; change it once"
            self._problem(source, message)

    def _refuse_unnamed(self, items: list[Value], name: str, source: Location) -> None:
        """It could stand beside ours or in place of all of them."""
        message = f"needs '{name}: …', as ours have: then it stands beside them"
        for number in range(len(items)):
            hiding = f"to take one of ours away, write '{HIDES}: …'"
            self._problem((*source, number), f"{message}; {hiding}")

    def _advise(self, place: Location, source: Location) -> None:
        if source[-1] in ITS_OWN:
            return
        line, _ = self.tree.mark(place)
        there = f"{self.tree.origin(place)[0].path}:{line}"
        message = f"'{source[-1]}' says what {there} says itself: this line can go"
        self.notes.advice.append(self.changes.at_key(source, message))

    # --- lists ---

    def _items(
        self, old: list[Value], new: list[Value], place: Location, source: Location
    ) -> list[Value]:
        joined = self._left(old, new, place, source)
        numbers = {name: number for number, item in enumerate(joined) if (name := name_of(item))}
        where = self._where(numbers, place)
        for number, item in enumerate(new):
            here = (*source, number)
            if _hides(item):
                continue
            if (known := numbers.get(name_of(item))) is not None:
                joined[known] = self._value(joined[known], item, (*place, known), here)
            elif self._refuse_stranger(item, where, place, here):
                continue
            elif item is None or item not in old:
                self.tree.origins[(*place, len(joined))] = self.changes, here
                joined.append(item)
        return joined

    def _where(self, numbers: Mapping[str, int], place: Location) -> dict[str, str]:
        """Where the items of ours stand, by what they are known by."""
        found = {name: (*place, number) for name, number in numbers.items()}
        return {
            name: f"{self.tree.origin(at)[0].path}:{self.tree.mark(at)[0]}"
            for name, at in found.items()
        }

    def _refuse_stranger(
        self, item: Value, where: Mapping[str, str], place: Location, here: Location
    ) -> bool:
        """Whether the item was meant to be one of ours, under another id."""
        if not isinstance(item, dict):
            return False
        part = part_at(self.part, place[len(self.tree.top) :]) if self.part else None
        complaint = stranger_complaint(item, where, part)
        if complaint:
            self._problem((*here, "id"), complaint)
        return bool(complaint)

    def _left(
        self, old: list[Value], new: list[Value], place: Location, source: Location
    ) -> list[Value]:
        """The old items without those that are hidden."""
        hidden = set(self._hidden(old, new, source))
        if not hidden:
            return list(old)
        kept = [number for number, item in enumerate(old) if name_of(item) not in hidden]
        held = [self.tree.held((*place, number)) for number in kept]
        self.tree.origins |= {(*place, n): origin for n, origin in enumerate(held)}
        return [old[number] for number in kept]

    def _hidden(self, old: list[Value], new: list[Value], source: Location) -> Iterator[str]:
        known = [name for item in old if (name := name_of(item))]
        for number, item in enumerate(new):
            if not _hides(item):
                continue
            here, id = (*source, number), item.get(HIDES)
            if self.layer is not Layer.LOCAL:
                self._problem((*here, HIDES), NOT_HERE)
            elif complaint := _item_complaint(id, known):
                self._problem((*here, HIDES), complaint)
            elif not self._refuse_more(item, here):
                yield str(id)

    def _refuse_more(self, item: Mapping[str, Value], here: Location) -> bool:
        """Whether anything but the reason stands there, or not even that."""
        wrong = list(hiding_complaints(item))
        for name, message in wrong:
            self._problem((*here, name), message)
        return bool(wrong)


def name_of(item: Value) -> str:
    """What the item is known by in its list, or nothing."""
    names = (item.get(name) for name in NAMED_BY) if isinstance(item, dict) else ()
    return next((name for name in names if isinstance(name, str)), "")


def _naming(items: list[Value]) -> str:
    """The field by which the items are known, or nothing where they are plain."""
    named = (
        n for n in NAMED_BY for i in items if isinstance(i, dict) and isinstance(i.get(n), str)
    )
    return next(named, "")


def hiding_complaints(said: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """What is wrong with a group that hides something, by the field that it is said of."""
    yield from ((name, ALONE) for name in said if name not in (HIDES, REASON))
    if REASON not in said:
        yield HIDES, NO_REASON
    elif not isinstance(said[REASON], str):
        yield REASON, f"'{REASON}' must be text: why it is hidden"


def _hides(item: Value) -> TypeGuard[dict[str, Value]]:
    return isinstance(item, dict) and HIDES in item


def _item_complaint(id: Value, known: list[str]) -> str:
    if not isinstance(id, str):
        return f"'{HIDES}' needs the id of an item of this list"
    return "" if id in known else f"{HIDES}: no item {quoted(id)} here{allowed(id, known)}"
