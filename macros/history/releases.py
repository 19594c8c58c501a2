"""What `history.yml` holds: releases, and what each of them did to the records.

It names records by their keys and never says what stood in them, so that whoever has to take a
record back for someone's safety leaves no trace of it here.
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from macros.model import BY_KIND, Part, WordingRule, about, several
from macros.problems import allowed, quoted
from macros.values import IsoDate, id_complaint, shorthand
from macros.words import Name, Prose, wrong

HOTLINES = "hotlines"
"""No records, but what readers most need to know of when it changes."""
NOTED = (HOTLINES, *(kind for kind in BY_KIND if kind != WordingRule.kind))
"""The kinds of things whose changes are noted."""


def _key(value: str) -> str:
    kind, slash, id = value.partition("/")
    if not slash:
        raise wrong(f"{quoted(value)} must be KIND/ID, such as partners/bank-on")
    if kind not in NOTED:
        raise wrong(f"{quoted(kind)} is no kind of record{allowed(kind, NOTED)}")
    if complaint := id_complaint(id):
        raise wrong(complaint)
    return value


Key = Annotated[str, AfterValidator(_key)]
"""`KIND/ID`: something that is here or was."""


class _Noted(Part):
    """A record that came or went."""

    key: Key = about("Which record.", "partners/bank-on")
    title: Name | None = about(
        "What it was called, if readers may know; of what is still here they see its own name.",
        "Bank On",
        None,
    )


class Changed(Part):
    """A record that says something else."""

    key: Key = about("Which record.", "partners/bank-on")
    fields: tuple[str, ...] = several("The fields that changed.", "phones")
    why: Name | None = about("Why, if readers should know.", "The office moved.", None)


class Renamed(Part):
    """A record whose id is another now."""

    old: Key = about("Its key before.", "partners/job-center")
    new: Key = about("Its key now.", "partners/lake-jobs")


Noted = Annotated[_Noted, shorthand("key")]


class Release(Part):
    """A day on which the guide became another."""

    date: IsoDate = about("The day.", "2026-11-21")
    name: Name | None = about("What it is called.", "Spring 2027", None)
    note: Prose | None = about("What to know of it.", "We called every partner.", None)
    begins_with: int | None = about(
        "How many records there were when the history began.", "120", None, ge=0
    )
    added: tuple[Noted, ...] = several("What came.", "partners/bank-on")
    changed: tuple[Changed, ...] = several(
        "What says something else.", {"key": "partners/bank-on", "fields": ["phones"]}
    )
    removed: tuple[Noted, ...] = several("What went.", "partners/job-center")
    renamed: tuple[Renamed, ...] = several(
        "What has another id.", {"old": "partners/job-center", "new": "partners/lake-jobs"}
    )
    number: int = Field(1, exclude=True)
    """Which of its day, from the first; worked out, never written."""

    @property
    def label(self) -> str:
        """What tells it from every other; it stays when others come and go."""
        return f"{self.date}/{self.number}"

    @property
    def is_empty(self) -> bool:
        """Whether it tells nothing at all."""
        told = (self.note, self.begins_with, self.added, self.changed, self.removed, self.renamed)
        return not any(told)

    def says_the_same(self, other: "Release") -> bool:
        """Whether it is about the same changes."""
        about = ("begins_with", "added", "changed", "removed", "renamed")
        return all(getattr(self, name) == getattr(other, name) for name in about)


def kind_of(key: str) -> str:
    return key.partition("/")[0]
