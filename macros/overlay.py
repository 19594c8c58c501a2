"""Overlays: what the files of one folder change in the records of another, before any check.

A record says with `changes: ID` which one it changes, and then only what differs; `hides: ID` and
a `reason` take one away. Each folder is laid over those below it, never over itself.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from macros.editions import Layer
from macros.fields import readable_name
from macros.joining import HIDES, REASON, Joining, Notes, Overlaid, hiding_complaints
from macros.model import Record
from macros.packed import PackedRecord, PackedTree
from macros.problems import meant, quoted
from macros.tree import Location, Tree, Value

CHANGES = "changes"
NOT_BOTH = f"'{HIDES}' takes the record away, '{CHANGES}' keeps it: delete one of the two"
BROUGHT = (CHANGES, "id", "vocabulary")
"""What addresses a record; the rest is what it says."""
TAKEN_AWAY = "; if a release took it away, delete this"


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

    @cached_property
    def key(self) -> str:
        return f"{self.kind.kind}/{self.id}"

    @property
    def whole(self) -> dict[str, Value]:
        """All that is said of it, unpacked."""
        return self.value.whole if isinstance(self.value, PackedRecord) else dict(self.value)

    def packed(self, tree: PackedTree) -> "Draft":
        """The same record, the one of its file."""
        return replace(self, value=PackedRecord(tree, self.id, tuple(self.value)))

    @property
    def one(self) -> str:
        """The record in the words of a message: «partner 'bank-on'»."""
        return f"{readable_name(self.kind).lower()} {quoted(self.id)}"

    @property
    def written_at(self) -> str:
        line, _ = self.tree.mark(self.place)
        return f"{self.tree.path}:{line}"

    def without(self, names: Collection[str]) -> "Draft":
        left = {name: value for name, value in self.value.items() if name not in names}
        return replace(self, value=left) if names else self

    @property
    def said(self) -> dict[str, Value]:
        return {name: value for name, value in self.value.items() if name not in BROUGHT}


@dataclass(frozen=True)
class Change:
    """A record, and what a file says in its place."""

    old: Draft
    by: Draft


@dataclass(frozen=True)
class Hidden:
    """A record that a file takes away."""

    old: Draft
    by: Draft

    @property
    def reason(self) -> str:
        return str(self.by.value.get(REASON))


class Overlay:
    """Lays drafts over those of the folders below; notes what does not fit."""

    def __init__(
        self,
        layer: Layer,
        drafts: Sequence[Draft],
        unreadable: Iterable[str],
        hidden: Iterable[Hidden] = (),
        once: Collection[str] = (),
    ) -> None:
        """`once` holds keys of records that were there in an earlier release."""
        self.layer = layer
        self.notes = Notes()
        self.added: dict[str, Draft] = {}
        self.changed: list[Change] = []
        self.hidden: dict[str, Hidden] = {}
        self.gone: list[str] = []
        """Keys of records that files still hide or change, and that a release took away."""
        self._base = list(drafts)
        self._numbers = {draft.key: n for n, draft in reversed(list(enumerate(drafts)))}
        self._unreadable = frozenset(unreadable)
        self._peers: frozenset[str] = frozenset()
        self._hidden_below = {one.old.key: one for one in hidden}
        self._once = once

    @property
    def drafts(self) -> list[Draft]:
        """What is there when all is laid."""
        return [draft for draft in self._base if draft.key not in self.hidden]

    def lay(self, drafts: Sequence[Draft]) -> None:
        """In this order, so that that of the files means nothing."""
        self._peers = frozenset(draft.tree.path for draft in drafts)
        by_name = {name: [d for d in drafts if name in d.value] for name in (HIDES, CHANGES)}
        for draft in drafts:
            if HIDES not in draft.value and CHANGES not in draft.value:
                self._add(draft)
        for draft in by_name[HIDES]:
            self._hide(draft)
        for draft in by_name[CHANGES]:
            if HIDES not in draft.value:
                self._change(draft)

    def _add(self, draft: Draft) -> None:
        if draft.key in self._numbers:
            self._refuse_twin(draft)
            return
        self.added.setdefault(draft.key, draft)
        self._base.append(replace(draft, overlays=(self.layer,)))

    def _refuse_twin(self, draft: Draft) -> None:
        first = self._base[self._numbers[draft.key]]
        message = f"{draft.one} stands already in {first.written_at}"
        advice = f"to add to it, write '{CHANGES}: {draft.id}' here; or give yours another name"
        self._problem(draft, "id", f"{message}; {advice}")

    def _problem(self, draft: Draft, name: str, message: str) -> None:
        """A problem with the field `name`, or with the record where it has none."""
        place = (*draft.place, name)
        known = place if place in draft.tree.keys else draft.place
        self.notes.problems.append(draft.tree.at(known, message))

    def _change(self, draft: Draft) -> None:
        number = self._named(draft, CHANGES)
        if number is None:
            return
        old = self._base[number]
        if hidden := self.hidden.get(old.key):
            message = f"{old.one} is hidden in {hidden.by.written_at}: delete one of the two"
            return self._problem(draft, CHANGES, message)
        tree = Overlaid.over(old.tree, old.place)
        joining = Joining(tree, draft.tree, self.layer, self.notes, self._peers, draft.kind)
        value = joining.group(old.value, draft.said, old.place, draft.place)
        overlays = (*old.overlays, self.layer)
        self.changed.append(Change(old, draft))
        self._base[number] = replace(old, tree=tree, value=value, overlays=overlays)

    def _hide(self, draft: Draft) -> None:
        said = {name: value for name, value in draft.said.items() if name != HIDES}
        for name, message in hiding_complaints({HIDES: draft.value[HIDES], **said}):
            self.notes.problems.append(draft.tree.at_key((*draft.place, name), message))
        if CHANGES in draft.value:
            self._problem(draft, CHANGES, NOT_BOTH)
        number = self._named(draft, HIDES)
        if number is None:
            return
        old = self._base[number]
        if first := self.hidden.get(old.key):
            message = f"{old.one} is hidden already in {first.by.written_at}"
            return self._problem(draft, HIDES, message)
        self.hidden[old.key] = Hidden(old, draft)

    def _named(self, draft: Draft, name: str) -> int | None:
        """The number of the draft that the field `name` names, or nothing and a problem."""
        id, kind = draft.value[name], draft.kind.kind
        key = f"{kind}/{id}"
        if key in self._numbers:
            return self._numbers[key]
        if hidden := self._hidden_below.get(key):
            self._problem(draft, name, f"{hidden.old.one} is hidden in {hidden.by.written_at}")
        elif key in self._once:
            self._say_gone(draft, name, key)
        elif self._unreadable.isdisjoint({key, f"{kind}/*"}):
            self.notes.problems.append(
                draft.tree.at((*draft.place, name), self._why_unknown(draft, name))
            )
        return None

    def _say_gone(self, draft: Draft, name: str, key: str) -> None:
        """What was hidden is away as it should be; what was changed is lost to readers."""
        self.gone.append(key)
        lines = "these lines" if draft.place else "this file"
        message = f"a release took {quoted(draft.value[name])} away: delete {lines}"
        place = (*draft.place, name)
        if name == HIDES:
            self.notes.advice.append(draft.tree.at(place, f"{message}, nothing is left to hide"))
            return
        advice = f"or, to keep it as yours, write all of it here without '{CHANGES}'"
        self.notes.problems.append(draft.tree.at(place, f"{name}: {message}; {advice}"))

    def _why_unknown(self, draft: Draft, name: str) -> str:
        id, kind = draft.value[name], draft.kind.kind
        if not isinstance(id, str):
            return f"'{name}' needs the id of a record"
        if own := self.added.get(f"{kind}/{id}"):
            how = "delete it there" if name == HIDES else "change it there"
            return f"{name}: {own.one} is this folder's own, in {own.written_at}: {how}"
        ids = [self._base[n].id for key, n in self._numbers.items() if key.startswith(f"{kind}/")]
        one = readable_name(draft.kind).lower()
        tail = meant(id, ids) or (TAKEN_AWAY if self.layer is Layer.LOCAL else "")
        return f"{name}: no {one} {quoted(id)}{tail}"
