"""What a record must keep besides the model, as `guide check` will ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from macros.checks import Ids, in_the_future
from macros.fields import references
from macros.guide import Guide
from macros.loading import Entry
from macros.model import Record
from macros.tree import Location, Tree


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
