"""The records of one folder as its files say them, and what is wrong with these."""

from collections.abc import Mapping

from macros.editions import Layer
from macros.fields import only_private
from macros.joining import HIDES
from macros.layout import SUFFIX
from macros.model import Record
from macros.overlay import CHANGES, Draft
from macros.problems import Problem, quoted
from macros.reading import LOCAL_FOLDER, PRIVATE_FOLDER
from macros.slips import EMPTY_ITEM, NO_SPACE
from macros.tree import Location, Tree, Value

WHERE = {HIDES: LOCAL_FOLDER, CHANGES: f"{LOCAL_FOLDER} or {PRIVATE_FOLDER}"}
"""What only an overlay may say of a record."""


class Drafts:
    """Takes the values of files one after another; `problems` are those of the whole folder."""

    def __init__(self, layer: Layer, problems: list[Problem]) -> None:
        self.found: list[Draft] = []
        self.unreadable: set[str] = set()
        self._layer = layer
        self._problems = problems

    def miss(self, kind: str, id: object = "*") -> None:
        """Remember what could not be read, so that nobody is told that it does not exist."""
        self.unreadable.add(f"{kind}/{id}")

    def refuse(self, tree: Tree, place: Location, message: str) -> None:
        self._problems.append(tree.at(place, message))

    def add(
        self,
        kind: type[Record],
        tree: Tree,
        place: Location,
        value: Value,
        given: Mapping[str, str],
    ) -> None:
        """A record of what stands at `place`; its place in the folder has `given` some of it."""
        if not isinstance(value, dict):
            self.miss(kind.kind, given.get("id", "*"))
            return self._refuse_other(kind, tree, place, value)
        for name in (name for name in given if value.get(name) is not None):
            message = "the heading above says it: delete this line"
            self._problems.append(tree.at_key((*place, name), message))
        draft = Draft(kind, tree, place, {**value, **given})
        refused = [name for name in self._foreign(kind) if name in value]
        for name in refused:
            message = f"{quoted(name)} stands in {_where(name)} only{_where_to(draft, name)}"
            self._problems.append(draft.tree.at_key((*draft.place, name), message))
        if HIDES in refused:
            return self.miss(kind.kind, draft.id)
        self._refuse_two_names(draft, value)
        self.found.append(draft.without(refused))

    def _refuse_two_names(self, draft: Draft, value: Mapping[str, Value]) -> None:
        name = next((name for name in (HIDES, CHANGES) if name in value), "")
        if self._layer.is_overlay and name and value.get("id") is not None:
            message = f"'{name}' says which record it is: delete this line"
            self._problems.append(draft.tree.at_key((*draft.place, "id"), message))

    def _foreign(self, kind: type[Record]) -> tuple[str, ...]:
        """The fields that stand in files of another layer only."""
        if self._layer is Layer.PRIVATE:
            return (HIDES,)
        private = only_private(kind)
        return private if self._layer is Layer.LOCAL else (CHANGES, HIDES, *private)

    def _refuse_other(self, kind: type[Record], tree: Tree, place: Location, value: Value) -> None:
        if glued := tree.glued(place):
            self._problems.append(tree.problem(glued, NO_SPACE))
        elif value is None:
            self.refuse(tree, place, EMPTY_ITEM)
        elif isinstance(value, list) and not place:
            self.refuse(tree, place, "holds one record, no list: its fields stand without dashes")
        else:
            first = "id" if place else kind.named_by
            self.refuse(tree, place, f"needs fields, such as '{first}: …'")


def _where_to(draft: Draft, name: str) -> str:
    if name in WHERE:
        return ""
    id = draft.value.get(CHANGES, draft.id)
    file = f"{PRIVATE_FOLDER}{draft.kind.kind}/{id}{SUFFIX}"
    return f": put it into {file}, below '{CHANGES}: {id}'"


def _where(name: str) -> str:
    return WHERE.get(name, PRIVATE_FOLDER)
