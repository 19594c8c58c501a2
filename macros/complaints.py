"""What the model refused, and the place in a file that somebody has to look at."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic_core import ErrorDetails

from macros.fields import part_at
from macros.model import Part, Record
from macros.problems import Problem, nearest, quoted
from macros.slips import COLON, NO_SPACE
from macros.tree import Location, Tree

STRAY: dict[str, Callable[[str], str]] = {
    "text": lambda word: COLON,
    "source": lambda word: f"write {quoted(f'source: {word}')}, and below it 'at: …' for the place",
}
"""What to do about an item whose only field is unknown, by the field that it lacks."""


@dataclass(frozen=True)
class Complaint:
    """One thing that the model refused: a field of `part`, at `location` in `tree`."""

    detail: ErrorDetails
    tree: Tree
    location: Location
    part: type[Part]
    known: list[str]
    """The fields that can stand where it stands."""

    @classmethod
    def of(cls, detail: ErrorDetails, tree: Tree, place: Location, part: type[Part]) -> "Complaint":
        inside: Location = tuple(detail["loc"])
        holder = part_at(part, inside[:-1])
        file, location = tree.origin(place + inside)
        return cls(detail, file, location, holder, _known(holder, in_list=bool(place)))

    @property
    def kind(self) -> str:
        return self.detail["type"]

    @property
    def input(self) -> object:
        return self.detail["input"]

    @property
    def name(self) -> str:
        steps = self.detail["loc"]
        return next((str(step) for step in reversed(steps) if isinstance(step, str)), "")

    @property
    def language(self) -> str:
        """The language whose text is wrong, where there are several."""
        return str(self.detail.get("ctx", {}).get("language", ""))

    @property
    def in_list(self) -> bool:
        return bool(self.location) and isinstance(self.location[-1], int)

    @property
    def may_be_text(self) -> bool:
        """Whether an item has a field only because its text holds a colon."""
        return self.in_list and isinstance(self.input, dict) and len(self.input) == 1

    @property
    def subject(self) -> str:
        """The field in the words of a sentence."""
        return f"an item of '{self.name}'" if self.in_list and self.name else f"'{self.name}'"

    # --- what needs no second message ---

    @property
    def explains(self) -> Location:
        """The place of another complaint that this one is the reason for, if it is."""
        name = self.stray or self.swallowed
        if self.kind == "extra_forbidden":
            name = nearest(self.name, self.known, sure=True)
        return (*self.location[:-1], name) if name else ("",)

    @property
    def swallowed(self) -> str:
        """The field that stands inside a text by its indentation."""
        if self.kind != "no_languages" or self.in_list or not isinstance(self.input, dict):
            return ""
        return next((word for word in self.input if word in self.known), "")

    @property
    def stray(self) -> str:
        """The word before the colon of an item that is no field: part of a text, or an id."""
        is_item = len(self.location) > 1 and isinstance(self.location[-2], int)
        if self.kind != "missing" or self.name not in STRAY or not is_item:
            return ""
        words = list(self.input) if isinstance(self.input, dict) else []
        return words[0] if len(words) == 1 and words[0] not in self.part.model_fields else ""

    @property
    def follows(self) -> bool:
        """A list counts as too short when its items are wrong, and they have their own message."""
        return self.kind == "too_short" and bool(self.input)

    # --- the message ---

    def problem(self, message: str) -> Problem:
        """`message` at the place in the file that it is about."""
        if self.kind == "model_type" and (glued := self.tree.glued(self.location)):
            return self.tree.problem(glued, NO_SPACE)
        if self.swallowed:
            return self.tree.at_key((*self.location, self.swallowed), message)
        if self.kind == "extra_forbidden":
            return self.tree.at_key(self.location, message)
        if self.kind == "missing" and self.location in self.tree.keys:
            return self.tree.at_key(self.location, message)
        if self.kind == "missing":
            return self.tree.at(self.location[:-1], message)
        inside = (self.language,) if self.language else ()
        return self.tree.at(self.location + inside, message)

    def says(self, words: str) -> str:
        """A sentence about the value; one that starts with a quoted value follows a colon."""
        if not self.name:
            return words
        if words.startswith("'"):
            return f"{self.name}: {words}"
        subject = "this item" if self.in_list else f"'{self.name}'"
        return f"{subject} {words}"


def _known(part: type[Part], in_list: bool) -> list[str]:
    """The fields that can stand in a file, those of the part itself first."""
    brought = ["vocabulary"] if in_list else ["vocabulary", "id"]
    names = [n for n in part.model_fields if n not in brought or not issubclass(part, Record)]
    return sorted(names, key=lambda name: name not in ("id", *part.__annotations__))
