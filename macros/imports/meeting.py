"""An incoming record and the one that stands in the guide: what would change, and in which file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from macros.changes import differences
from macros.imports.incoming import Cell, Incoming, Refusal
from macros.imports.merging import merged
from macros.imports.offers import SERVICES, as_text, joined_lists, with_ids
from macros.imports.plans import Edit, Outcome, Plan, Planned, edits, heading
from macros.imports.standing import Standing, plain
from macros.tree import Location, Value

CHECKED = "was checked on {day}, and this differs: --force takes it all the same"
UNEMPTIABLE = (
    "cannot be emptied here: the record came with the guide. Write what takes its place, or hide "
    "the record"
)


@dataclass
class Meeting:
    """What `incoming` does to the record that is `there`; refused values are noted in `made`."""

    incoming: Incoming
    there: Standing
    languages: tuple[str, ...]
    force: bool
    made: Plan

    def plan(self) -> Planned:
        try:
            new, whole = self._brought()
        except ValidationError as error:
            return self._planned(Outcome.REFUSED, _first_words(error))
        fields = [name for name in new if whole.get(name) != self.there.plain.get(name)]
        refused = [name for name in fields if new[name] is None and not self.there.is_own]
        self._note_unemptiable(refused)
        fields = [name for name in fields if name not in refused]
        if not fields:
            return self._planned(Outcome.SAME)
        if kept := self._why_kept(whole):
            return self._planned(Outcome.KEPT, kept, self._edits(fields, whole))
        return self._changed(fields, new, whole)

    def _planned(self, outcome: Outcome, reason: str = "", edits: tuple[Edit, ...] = ()) -> Planned:
        return Planned(self.incoming, outcome, self.there.record.id, reason, edits=edits)

    def _edits(self, fields: Iterable[str], whole: Mapping[str, Any]) -> tuple[Edit, ...]:
        old = self.there.plain
        return tuple(
            edit for name in fields for edit in edits(old.get(name), whole.get(name), name)
        )

    def _changed(
        self, fields: list[str], new: Mapping[str, Value], whole: Mapping[str, Any]
    ) -> Planned:
        there = self.there
        old = {name: value for name, value in there.said.items() if name != "id"}
        said = (self._own if there.is_own else self._over)(old, fields, new, whole)
        changes = differences(old, said)
        changed = self._edits(fields, whole)
        if not there.is_own:
            staying = {e.field for name in fields for e in self._staying(name, whole)}
            self._note_unemptiable(sorted(staying))
            changed = tuple(edit for edit in changed if edit.field not in staying)
        if not changes:
            return self._planned(Outcome.SAME)
        where = there.file, there.place, tuple(fields)
        found = Planned(self.incoming, Outcome.CHANGED, there.record.id, "", *where)
        return replace(found, value=said, edits=changed, changes=changes)

    def _staying(self, name: str, whole: Mapping[str, Any]) -> Iterator[Edit]:
        """What is taken away inside a field, and stays because ours says it."""
        ours, new = self.there.ours.get(name), whole.get(name)
        for edit in edits(ours, new, name):
            if not edit.new and edit.field != name:
                yield edit

    def _note_unemptiable(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.made.refusals.append(Refusal(self._cell(path), f"{path}: {UNEMPTIABLE}"))

    def _cell(self, path: str) -> Cell:
        cells, (name, *inside) = self.incoming.cells, path.split(".")
        held = self.incoming.value.get(name)
        items = enumerate(held if isinstance(held, list) else ())
        ids = {item.get("id"): n for n, item in items if isinstance(item, dict)}
        place: Location = (name,)
        if inside and inside[0] in ids:
            place = (name, ids[inside[0]], *inside[1:])
        while place and place not in cells:
            place = place[:-1]
        return cells.get(place, Cell(""))

    def _brought(self) -> tuple[dict[str, Value], dict[str, Any]]:
        """The fields that it brings, joined to what stands there, and all the record then says."""
        there, kind = self.there, type(self.there.record)
        new = {name: one for name, one in self.incoming.value.items() if one not in ([], {})}
        if self.incoming.id:
            # What knows our ids has seen our lists: its own take their place.
            if new.get(SERVICES) and not there.is_own:
                new[SERVICES] = with_ids(new[SERVICES], [])
        else:
            if heading(self.incoming).casefold() == there.record.heading.casefold():
                # Capitals alone are no other name.
                new.pop(kind.named_by, None)
            new |= joined_lists(there.plain, new)
        value = {**there.plain, **new, "id": there.record.id}
        value = {name: as_text(one) for name, one in value.items() if one is not None}
        return new, plain(kind.model_validate(value, context={"languages": self.languages}))

    def _why_kept(self, whole: Mapping[str, Any]) -> str:
        day = self.there.plain.get("assured_date")
        if not day or self.force or str(whole.get("assured_date", "")) > str(day):
            return ""
        return f"the {self.there.one} {CHECKED.format(day=day)}"

    def _own(
        self,
        old: Mapping[str, Value],
        fields: Iterable[str],
        new: Mapping[str, Value],
        whole: Mapping[str, Any],
    ) -> dict[str, Value]:
        said = dict(old)
        for name in fields:
            if new[name] is None:
                said.pop(name, None)
            else:
                before = said.get(name), self.there.plain.get(name)
                said[name] = merged(*before, new[name], whole.get(name))
        return said

    def _over(
        self,
        old: Mapping[str, Value],
        fields: Iterable[str],
        new: Mapping[str, Value],
        whole: Mapping[str, Any],
    ) -> dict[str, Value]:
        """What the local file says of a record of ours: no more than what differs."""
        said, upstream = dict(old), self.there.upstream or {}
        for name in fields:
            ours = self.there.ours.get(name)
            if whole.get(name) == ours:
                said.pop(name, None)
            else:
                joined = merged(upstream.get(name), ours, new[name], whole.get(name))
                said[name] = _overlaid(upstream.get(name), joined)
        return said


def _overlaid(ours: Value, theirs: Value) -> Value:
    """What an overlay says so that `theirs` comes of `ours`: of things with ids, what differs."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return {name: one for name, one in theirs.items() if ours.get(name) != one}
    if not isinstance(ours, list) or not isinstance(theirs, list):
        return theirs
    by_id = {item["id"]: item for item in ours if isinstance(item, dict) and "id" in item}
    if not by_id:
        return theirs
    both = [(item, by_id.get(item.get("id"), {})) for item in theirs if isinstance(item, dict)]
    return [{"id": item.get("id"), **_differing(item, old)} for item, old in both if item != old]


def _differing(item: Mapping[str, Value], old: Mapping[str, Value]) -> dict[str, Value]:
    return {name: _overlaid(old.get(name), v) for name, v in item.items() if old.get(name) != v}


def _first_words(error: ValidationError) -> str:
    detail = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}"
