"""What every contestant builds: invented records and prose pages, all from one seed."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

from macros.values import kebab
from tests.bench.generator import Author, Fields, records, taxonomy

CHAPTERS, SECTIONS, PARAGRAPHS = 30, 6, 3
KINDS = ("partners", "resources")
PER_LIST = 100
"""Records on a page of a list, as with us."""


@dataclass(frozen=True)
class Entry:
    """A record and where its page stands."""

    kind: str
    id: str
    fields: Fields

    @property
    def title(self) -> str:
        return str(self.fields.get("name") or self.fields["title"])

    @property
    def text(self) -> str:
        return str(self.fields.get("description") or self.fields["summary"])

    @property
    def services(self) -> list[Fields]:
        services: list[Fields] = self.fields.get("services", [])
        return services

    @property
    def practices(self) -> list[str]:
        own = self.fields.get("practices", [])
        return list(dict.fromkeys([*own, *(p for one in self.services for p in one["practices"])]))

    @property
    def page(self) -> str:
        return f"{self.kind}/{self.id}/index.html"


@dataclass(frozen=True)
class Chapter:
    """A page of prose."""

    title: str
    sections: tuple[tuple[str, str], ...]

    @property
    def path(self) -> str:
        """Its file below the folder of pages; our documents are made of other folders."""
        return f"prose/{kebab(self.title)}.md"

    @property
    def page(self) -> str:
        return f"# {self.title}\n\n{self.markdown}"

    @property
    def markdown(self) -> str:
        return "\n\n".join(f"## {heading}\n\n{text}" for heading, text in self.sections) + "\n"


@dataclass(frozen=True)
class Contents:
    """Everything of one size."""

    count: int
    seed: int = 1

    @cached_property
    def entries(self) -> list[Entry]:
        return [Entry(*record) for record in records(self.count, self.seed)]

    def of(self, kind: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind == kind]

    @cached_property
    def chapters(self) -> list[Chapter]:
        author = Author(Random(self.seed))
        return [_chapter(author) for _ in range(CHAPTERS)]

    @cached_property
    def terms(self) -> dict[str, list[dict[str, Any]]]:
        return taxonomy()

    @cached_property
    def labels(self) -> dict[str, str]:
        return {term["id"]: term["label"] for terms in self.terms.values() for term in terms}


def _chapter(author: Author) -> Chapter:
    sections = tuple(
        (author.heading(), "\n\n".join(author.text(5) for _ in range(PARAGRAPHS)))
        for _ in range(SECTIONS)
    )
    return Chapter(author.unused(author.heading), sections)
