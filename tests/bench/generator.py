"""Invented directory records in any number: the same bytes for the same number and seed."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from macros.values import kebab
from tests.bench.vocabulary import LISTS, Words, place_names, rare_words, words
from tests.projects import ROOT

Fields = dict[str, Any]
AREAS, STATES = 67, ("NC", "TX", "CA", "NY", "ME")
AREA_CODES = (202, 207, 212, 213, 214, 303, 312, 404, 503, 704, 713, 828, 903)
LANGUAGES = ("es", "vi", "zh", "ar", "so", "ht", "pt", "fr", "tl", "ru", "ko")
LAST_CHECK = date(2025, 12, 31)
SOURCE = "collaboration-toolkit"
"""Much may come from one list: all of it rests on this one."""


def generate(folder: Path, count: int, seed: int = 1, inside: str = ".") -> None:
    """Write `folder/data`: `count` records, and what they stand on, from this guide's data.

    The records stand in the folder `inside` of it.
    """
    data = folder / "data"
    for kind in ("partners", "resources"):
        (data / inside / kind).mkdir(parents=True, exist_ok=True)
    for name in ("taxonomy.yml", "site.yml", "glossary.yml"):
        shutil.copy(ROOT / "data" / name, data)
    # The glossary cites sources; the resources that these stand for are left behind.
    sources: list[Fields] = _ours("sources.yml")
    _write(data / "sources.yml", [{**source, "resource": None} for source in sources])
    for kind, id, record in records(count, seed):
        _write(data / inside / kind / f"{id}.yml", record)


def records(count: int, seed: int = 1) -> Iterator[tuple[str, str, Fields]]:
    """Kind, id and fields of each record; every other one is a partner."""
    author = Author(Random(seed))
    for number in range(count):
        kind = "resources" if number % 2 else "partners"
        record = author.partner() if kind == "partners" else author.resource()
        yield kind, kebab(record.get("name") or record["title"]), record


def taxonomy() -> dict[str, list[Fields]]:
    vocabularies: dict[str, list[Fields]] = _ours("taxonomy.yml")
    return vocabularies


def _ours(name: str) -> Any:
    return yaml.load((ROOT / "data" / name).read_text("utf-8"), yaml.CSafeLoader)


def _write(path: Path, value: object) -> None:
    text = yaml.dump(value, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=99)
    path.write_text(text, "utf-8", newline="\n")


@dataclass
class Author:
    """Writes records, no two of one name."""

    random: Random
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        names = place_names()
        self.areas = [
            {"name": f"{name} County", "state_province": STATES[number % len(STATES)]}
            for number, name in enumerate(names[:AREAS])
        ]
        self.slots = {
            "n": Words.of(words("nouns")),
            "v": Words.of(words("verbs")),
            "a": Words.of(words("adjectives")),
            "r": Words.of(rare_words()),
            "p": Words.of(names[AREAS:]),
            "land": Words.of(words("lands")),
        }
        self.terms = {
            vocabulary: Words.of(term["id"] for term in terms)
            for vocabulary, terms in taxonomy().items()
        }

    def partner(self) -> Fields:
        name = self.unused(self._organization)
        areas = self.random.sample(self.areas, self.random.choice((1, 1, 1, 2, 3)))
        record: Fields = {"name": name}
        if self.random.random() < 0.3:
            record["alternate_names"] = ["".join(re.findall(r"\b[A-Z]", name)), self._place()]
        if self.random.random() < 0.5:
            record["locations"] = [self._location()]
        return record | {
            "description": self.text(3),
            "sectors": self._some("sectors", 1),
            "topics": self._some("topics", 3),
            "audiences": self._some("audiences", 2),
            "services": [self._service() for _ in range(self.random.choice((1, 1, 2, 2, 3, 4)))],
            "service_areas": [dict(area) for area in areas],
            "phones": [{"number": self._phone()}],
            **self._common(name),
        }

    def resource(self) -> Fields:
        title = self.unused(self._title)
        return {
            "title": title,
            "publisher": self._organization(),
            "summary": self.text(7),
            "format": self._some("formats", 1)[0],
            "topics": self._some("topics", 3),
            "practices": self._some("practices", 2),
            "audiences": self._some("audiences", 2),
            "fees_description": self._one_of("fees"),
            **self._common(title),
        }

    def _service(self) -> Fields:
        return {
            "name": f"{self._word('n').capitalize()} {self._one_of('modes')}",
            "description": self.text(2),
            "practices": self._some("practices", 2),
            "eligibility_description": f"People with a {self._word('n')} in {self._word('p')}.",
            "fees_description": self._one_of("fees"),
            "languages": self._languages(),
        }

    def _location(self) -> Fields:
        return {
            "address_1": f"{self.random.randint(1, 999)} {self._place()} Street",
            "city": self._word("p"),
            "state_province": self.random.choice(STATES),
            "postal_code": f"{self.random.randint(10_000, 99_999)}",
        }

    def _common(self, name: str) -> Fields:
        fields: Fields = {
            "website": f"https://example.org/{kebab(name)}/",
            "languages": self._languages(),
            "sources": [SOURCE],
        }
        if self.random.random() < 0.6:
            fields["assured_by"] = "Partnership coordinator"
            fields["assured_date"] = LAST_CHECK - timedelta(days=self.random.randint(0, 1_000))
        return fields

    def unused(self, make: Callable[[], str]) -> str:
        while kebab(name := make()) in self.used:
            pass
        self.used.add(kebab(name))
        return name

    def _organization(self) -> str:
        place = self._place() if self.random.random() < 0.5 else self._word("p")
        return f"{place} {self._one_of('organizations')}"

    def _place(self) -> str:
        return f"{self.random.choice(words('trees'))} {self.random.choice(words('lands'))}"

    def _title(self) -> str:
        return f"{self.heading()}: a {self._one_of('forms')} for {self._word('p')}"

    def heading(self) -> str:
        return f"{self._word('a')} {self._word('n')} and {self._word('n')}".capitalize()

    def text(self, sentences: int) -> str:
        return " ".join(self._sentence() for _ in range(sentences))

    def _sentence(self) -> str:
        text = re.sub(r"\{(\w+)\}", self._filled, self._one_of("sentences"))
        return text[0].upper() + text[1:]

    def _filled(self, slot: re.Match[str]) -> str:
        numbers = {"number": (3, 400), "year": (1950, 2024)}
        return (
            str(self.random.randint(*numbers[slot[1]]))
            if slot[1] in numbers
            else self._word(slot[1])
        )

    def _word(self, slot: str) -> str:
        return self.slots[slot].draw(self.random)

    def _one_of(self, name: str) -> str:
        return str(self.random.choice(LISTS[name]))

    def _some(self, vocabulary: str, most: int) -> list[str]:
        terms = self.terms[vocabulary]
        number = self.random.randint(1, most)
        return list(dict.fromkeys(terms.draw(self.random) for _ in range(number)))

    def _languages(self) -> list[str]:
        return ["en", *self.random.sample(LANGUAGES, self.random.choice((0, 0, 1, 1, 2)))]

    def _phone(self) -> str:
        """A number that is kept free for stories."""
        return f"{self.random.choice(AREA_CODES)}-555-01{self.random.randint(0, 99):02}"
