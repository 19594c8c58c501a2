"""What a record must keep besides the model, as `guide check` will ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from macros import shelters
from macros.checks import Ids, in_the_future
from macros.fields import references
from macros.guide import Guide
from macros.loading import Entry
from macros.model import Partner, Record
from macros.tree import Location, Tree

HIDDEN_DOOR = (
    "people may hide there; if anyone may know it, write it in by hand, and below it "
    "'address_is_public: yes'"
)


@dataclass(frozen=True)
class Rules:
    """What a record must keep besides the model: the guide's languages and terms, today's date."""

    languages: tuple[str, ...]
    ids: Ids
    today: date

    @classmethod
    def of(cls, guide: Guide) -> "Rules":
        records = (record for kind in guide.records.values() for record in kind.values())
        ids = Ids(Entry(record, Tree("", [])) for record in records)
        return cls(guide.site.languages, ids, date.today())

    def broken(
        self, record: Record, places: Mapping[Location, str]
    ) -> Iterator[tuple[Location, str]]:
        for reference in references(record):
            ref = reference.ref
            if complaint := self.ids.complaint(ref.kind, reference.id, ref.vocabulary):
                yield reference.location, f"{reference.field}: {complaint}"
        for place, value in places.items():
            if place[-1] == "assured_date" and (day := date.fromisoformat(value)) > self.today:
                yield place, in_the_future(day)
        if isinstance(record, Partner):
            yield from _near_doors(record, places)


def _near_doors(partner: Partner, places: Mapping[Location, str]) -> Iterator[tuple[Location, str]]:
    """All that leads to where people may hide; a person can write it in by hand."""
    for place, _ in shelters.streets(partner):
        yield from (
            ((*place, name), HIDDEN_DOOR) for name in shelters.TELLING if (*place, name) in places
        )
