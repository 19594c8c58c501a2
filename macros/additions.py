"""A record that a local guide adds, or one of ours that it changes: its file, and what it lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from macros import provenance
from macros.checks import ONE_OF
from macros.drafting import Sheet
from macros.known import Known
from macros.layout import FOLDERS, SUFFIX
from macros.model import BY_KIND, Record
from macros.overlay import CHANGES
from macros.parsing import parse
from macros.problems import Problem, meant, quoted
from macros.reading import LOCAL_FOLDER
from macros.tree import Value
from macros.values import id_complaint
from macros.wording import explain

KINDS = {ONE_OF[kind].replace(" ", "-"): BY_KIND[kind] for kind in FOLDERS if kind != "wording"}
"""By the word that a command knows them by: `case-study`."""
DEPTH = 3
"""How many folders the file of a local record stands below the project's."""


@dataclass(frozen=True)
class Addition:
    """A new file of `data/local/` for a record of `kind`."""

    kind: type[Record]
    id: str
    name: str = ""
    """Nothing where the record is ours, and the file changes it."""

    @property
    def path(self) -> str:
        return f"{LOCAL_FOLDER}{self.kind.kind}/{self.id}{SUFFIX}"

    @property
    def one(self) -> str:
        return f"{ONE_OF[self.kind.kind]} {quoted(self.id)}"

    def refusal(self, root: Path, known: Known) -> str:
        """Why the file cannot be begun, or nothing."""
        if not self.id:
            return f"{quoted(self.name)} has no letters a-z to make an id of: write one with --id"
        if complaint := id_complaint(self.id):
            return complaint
        there = known.files.get(f"{self.kind.kind}/{self.id}", "")
        if (root / self.path).exists() or there.startswith(LOCAL_FOLDER):
            return f"{self.one} stands already in {there or self.path}: open that file"
        if self.name and there:
            return (
                f"{self.one} stands already in {there}. To change it, run: "
                f"uv run guide new {_word(self.kind)} --changes {self.id}"
            )
        return "" if self.name or there else self._unknown(known)

    def _unknown(self, known: Known) -> str:
        kinds = (key.split("/", 1) for key in known.files)
        ids = [id for kind, id in kinds if kind == self.kind.kind]
        return f"there is no {self.one} to change{meant(self.id, ids)}"

    def text(self, known: Known) -> str:
        values: Mapping[str, Value] = {self.kind.named_by: self.name} if self.name else {}
        changes = "" if self.name else self.id
        return Sheet(self.kind, known, values, changes).text(self.kind.kind, DEPTH)

    def problems(self, text: str, known: Known) -> list[Problem]:
        """What keeps `text` from being a whole record."""
        tree, problems = parse(text, self.path)
        value = tree.value if isinstance(tree.value, dict) else {}
        if CHANGES in value:
            return problems
        try:
            context = {"languages": known.languages}
            self.kind.model_validate({**value, "id": self.id}, context=context)
        except ValidationError as error:
            problems += explain(error, tree, (), self.kind)
        problems += provenance.problem_of_new(self.kind, tree)
        return sorted(set(problems))


def _word(kind: type[Record]) -> str:
    return next(word for word, known in KINDS.items() if known is kind)
