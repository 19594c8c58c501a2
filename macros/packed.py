"""Values of sound files, packed small and unpacked whenever someone asks for them.

A guide of thousands of records would else hold all that it says twice: as files and as records.
"""

from collections.abc import ItemsView, Iterator, Mapping

from pydantic_core import from_json, to_json

from macros.composing import Found
from macros.parsing import PlacedLater
from macros.tree import Mark, Value

_NAMES: dict[tuple[str, ...], tuple[str, ...]] = {}
"""Thousands of records have the same fields."""


def pack(found: Found) -> bytes:
    """JSON on one line."""
    return to_json(found)


class PackedTree(PlacedLater):
    """A file that lasts: what it says may not be changed, for it is made anew each time."""

    def __init__(self, text: str, path: str, data: bytes) -> None:
        self.text = text
        self.path = path
        self.data = data

    @property
    def value(self) -> Value:  # type: ignore[override]  # nobody sets it
        value: Value = from_json(self.data)[0]
        return value

    @property
    def _first(self) -> Mark:  # type: ignore[override]  # nor this
        line, column = from_json(self.data)[1]
        return line, column


class PackedRecord(Mapping[str, Value]):
    """What a file says of the one record that it holds, and the id that its name gives."""

    __slots__ = ("_data", "_id", "_names")

    def __init__(self, tree: PackedTree, id: str, names: tuple[str, ...]) -> None:
        self._data = tree.data
        self._id = id
        self._names = _NAMES.setdefault(names, names)

    @property
    def whole(self) -> dict[str, Value]:
        return {**from_json(self._data)[0], "id": self._id}

    def __getitem__(self, name: str) -> Value:
        if name == "id":
            return self._id
        if name not in self._names:
            raise KeyError(name)
        return self.whole[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def items(self) -> ItemsView[str, Value]:
        return self.whole.items()
