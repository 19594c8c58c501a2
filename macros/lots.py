"""Files that the data makes in numbers: drawn together for a site, one by one while serving."""

from collections.abc import Sequence
from typing import ClassVar, Protocol


class Lot(Protocol):
    """Files of one sort; they are made when they are asked for, so that none is made in vain."""

    def made_of(self) -> str:
        """Changes with whatever its files are made of; as long as it stays, they do."""

    def paths(self) -> Sequence[str]:
        """All of them, by their path inside the site: `partners/bank-on/index.html`."""

    def draw(self, path: str) -> bytes | None:
        """The file at `path`; nothing where this lot has none. Two processes may draw at once."""


class Whole:
    """Marks a lot that must make most of its files before it knows their paths.

    One process makes all of it, while others draw what else there is.
    """

    folder: ClassVar[str]
    """What messages call it: `finder/`."""
