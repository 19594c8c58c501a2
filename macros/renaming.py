"""Fields that had another name: a version of the model still reads it, and says the new one.

So a local guide can take a release first and rename its own fields after that.
"""

from functools import cache

from macros.fields import part_in
from macros.model import SCHEMA_VERSION, Part
from macros.problems import Problem
from macros.tree import Location, Tree, Value
from macros.values import RenamedFrom


class Renaming:
    """Gives the fields of one file their new names; notes what to write there."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []
        self.advice: list[Problem] = []
        self._moved: dict[Location, Location] = {}

    def rename(self, part: type[Part], values: Value, place: Location) -> None:
        """In one `part`, or in each of a list; its values change in place."""
        self._walk(part, values, place)
        if self._moved:
            self.tree.marks = {self._new(at): mark for at, mark in self.tree.marks.items()}
            self.tree.keys = {self._new(at): mark for at, mark in self.tree.keys.items()}

    def _walk(self, part: type[Part], value: Value, place: Location) -> None:
        if isinstance(value, list):
            for number, item in enumerate(value):
                self._walk(part, item, (*place, number))
        elif isinstance(value, dict) and has_renamed(part):
            for new, mark in renamed(part):
                self._field(value, new, mark, place)
            for name, info in part.model_fields.items():
                if inner := part_in(info.annotation):
                    self._walk(inner, value.get(name), (*place, name))

    def _field(self, value: dict[str, Value], new: str, mark: RenamedFrom, place: Location) -> None:
        if mark.name not in value:
            return
        old, said = (*place, mark.name), value.pop(mark.name)
        if new in value:
            message = f"'{mark.name}' and '{new}' are one field, which is called '{new}' now"
            self.problems.append(self.tree.at_key(old, f"{message}: delete this line"))
            return
        message = f"'{mark.name}' is called '{new}' now: rename it"
        if mark.version == SCHEMA_VERSION:
            note = f"{message}, because the next version of the data takes the new name alone"
            self.advice.append(self.tree.at_key(old, note))
        else:
            self.problems.append(self.tree.at_key(old, message))
        value[new] = said
        self._moved[old] = (*place, new)

    def _new(self, location: Location) -> Location:
        for length in range(len(location), 0, -1):
            if moved := self._moved.get(location[:length]):
                return self._new(moved) + location[length:]
        return location


@cache
def renamed(part: type[Part]) -> tuple[tuple[str, RenamedFrom], ...]:
    """The fields of `part` that had another name, with what they were called."""
    marks = ((name, mark) for name, info in part.model_fields.items() for mark in info.metadata)
    return tuple((name, mark) for name, mark in marks if isinstance(mark, RenamedFrom))


@cache
def has_renamed(part: type[Part]) -> bool:
    """Whether `part`, or whatever it holds, has a field with an older name."""
    inner = filter(None, (part_in(info.annotation) for info in part.model_fields.values()))
    return bool(renamed(part)) or any(map(has_renamed, inner))
