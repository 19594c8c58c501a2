"""A row of a plain list → what it says of its partner."""

import re
from collections.abc import Iterator, Mapping

from macros.imports.headings import LEAVE_OUT, SINGLE, plain
from macros.imports.hours import on_one_line
from macros.imports.ledger import Ledger
from macros.imports.lines import state_code, take_address_apart, take_city_apart
from macros.imports.parts import REACHES, Parts, languages
from macros.imports.phones import numbers
from macros.imports.privacy import NOT_PUBLIC, hides
from macros.imports.rows import Draft, Row, Said
from macros.imports.synonyms import ABOUT_ROWS, KEPT_PLACE
from macros.imports.tables import single
from macros.imports.vocabulary import Vocabulary
from macros.problems import quoted

DIRECT = re.compile(r"\b(direct|personal|private|home|cell|mobile)\b")
"""What a heading says of a line that leads to one person."""
OR_KEPT = (
    "the row holds an address that must not be published, and this may belong to it; if not, leave "
    "the column of that address out with --map 'HEADING=-'"
)
WHICH_SERVICE = "the row names several services: which one is this about?"
UNNAMED = (
    "Partners with eligibility, fees or the like, but no service: {}. A service of the "
    "partner's own name holds them."
)
LINES = "Opening hours on several lines that stand on one now: {}."
KINDS_OF_NUMBER = {"fax": "fax", "tty": "tty", "tdd": "tty", "text": "text", "sms": "text"}
PLAIN_NUMBERS = {"phone", "telephone", "tel", "phone number", "main phone", "ph", "phone no"}
LISTS = ("languages", "practices", "required_documents", "caveats")
"""Fields of parts that hold several values."""
VOCABULARIES = {
    "sectors": "sectors",
    "topics": "topics",
    "audiences": "audiences",
    "services.practices": "practices",
}


class ListedRow:
    """What one row says of its partner."""

    def __init__(
        self,
        row: Row,
        columns: Mapping[str, str],
        parts: Parts,
        vocabulary: Vocabulary,
        ledger: Ledger,
    ) -> None:
        self.row, self.columns, self.parts = row, columns, parts
        self.vocabulary, self.ledger = vocabulary, ledger
        self.held: set[str] = set()
        """Columns that stay out for a person's sake."""

    def fill(self, partner: Draft) -> None:
        partner.rows.append(self.row)
        self._fields(partner)
        partner.add("phones", *self._phones("phones"))
        partner.add("service_areas", *self._areas())
        partner.add("locations", self._location())
        partner.add("contacts", self._contact())
        partner.add("services", *self._services(partner))

    def _take(self, field: str) -> Iterator[tuple[str, Said]]:
        """The values of the columns of a field, each with its heading."""
        for column, held in self.columns.items():
            is_free = held == field and column not in self.held and not self._is_name(field)
            if is_free and (value := self.row.take(column)):
                yield column, value

    def _is_name(self, field: str) -> bool:
        return field == "contacts.name" and not self.parts.with_names

    def _one(self, field: str) -> Said | None:
        """The value of a field that holds one; what further columns say is refused."""
        values = [value for _, value in self._take(field)]
        for other in values[1:]:
            if other != values[0]:
                self.ledger.refuse_value(
                    other, f"another column holds this already: {quoted(values[0])}"
                )
        return values[0] if values else None

    def _fields(self, partner: Draft) -> None:
        for field in dict.fromkeys(self.columns.values()):
            if field in SINGLE:
                self._single(partner, field)
            elif field and "." not in field and field not in (LEAVE_OUT, *ABOUT_ROWS):
                for _, value in self._take(field):
                    partner.add(field, *self._several(field, value))

    def _single(self, partner: Draft, field: str) -> None:
        value = self._shaped(field, self._one(field))
        before = partner.get(field)
        if value and isinstance(before, Said):
            if before.casefold() == value.casefold():
                partner[field] = Said(before, (*before.places, *value.places))
            else:
                reason = f"another row of the same name says {quoted(before)}"
                self.ledger.refuse_value(value, reason)
        else:
            partner.put(field, value)

    def _shaped(self, field: str, value: Said | None) -> Said | None:
        if field in ("website", "url"):
            return self.parts.web(value)
        if field == "state_province" and value:
            return value.saying(state_code(value))
        if field == "hours" and value and "\n" in value:
            self.ledger.count(LINES)
            return value.saying(on_one_line(value))
        return value

    def _several(self, field: str, value: Said) -> list[Said]:
        if field.endswith("languages"):
            return languages(value)
        if field in VOCABULARIES:
            return [
                self.vocabulary.said(part, VOCABULARIES[field]) for part in single(value, ";", ",")
            ]
        if field == "caveats":
            return [value]
        return single(value, ";", ",") if field == "keywords" else single(value, ";")

    # --- parts ---

    def _phones(self, holder: str) -> list[Draft]:
        found = [
            self._phone(heading, number)
            for heading, value in self._take(f"{holder}.number")
            for number in numbers(value)
        ]
        for name in ("extension", "description", "type"):
            value = self._one(f"{holder}.{name}")
            if value and found:
                found[0].put(name, value)
            elif value:
                self.ledger.refuse_value(value, "no number stands beside it")
        return found

    def _phone(self, heading: str, number: Said) -> Draft:
        """The heading may say what sort of number it is."""
        words = plain(heading)
        phone = self.parts.numbered(number)
        type = next(
            (KINDS_OF_NUMBER[word] for word in words.split() if word in KINDS_OF_NUMBER), ""
        )
        if type:
            phone["type"] = Said(type, ())
        elif words not in PLAIN_NUMBERS and "contact" not in words and self.columns[heading]:
            phone["description"] = Said(heading, ())
        return phone

    def _areas(self) -> list[Draft]:
        areas = []
        for _, value in self._take("service_areas.name"):
            for name in single(value, ";"):
                area = Draft()
                area["name"] = name
                areas.append(area)
        return areas

    def _location(self) -> Draft:
        location = self._part("locations")
        secret = [value for _, value in self._take(KEPT_PLACE)]
        if secret or hides((name, str(value)) for name, value in location.items()):
            location["phones"] = self._phones("locations.phones")
            self.ledger.withhold(
                "organizations", self._name, self.row.cell(), place=str(location.get("name", ""))
            )
            for value in secret:
                self.ledger.refuse_value(value, NOT_PUBLIC)
            _refuse_all(location, self.ledger, OR_KEPT if secret else NOT_PUBLIC)
            return Draft()
        address = location.get("address_1")
        if isinstance(address, Said) and "city" not in location:
            take_address_apart(location, address)
        elif "city" in location:
            take_city_apart(location, self.ledger)
        location.add("phones", *self._phones("locations.phones"))
        return location

    @property
    def _name(self) -> str:
        columns = (column for column, field in self.columns.items() if field == "name")
        return self.row.read.get(next(columns, ""), "")

    def _contact(self) -> Draft:
        self._keep_persons_back()
        contact = self._part("contacts")
        contact.add("phones", *self._phones("contacts.phones"))
        return contact

    def _keep_persons_back(self) -> None:
        """Who is not named is not reached, either."""
        if self.parts.with_names:
            return
        fields = [
            (column, field) for column, field in self.columns.items() if self.row.peek(column)
        ]
        is_named = any(field == "contacts.name" for _, field in fields)
        for column, field in fields:
            is_direct = is_named or DIRECT.search(plain(column))
            if is_direct and field.startswith(("contacts.email", "contacts.phones")):
                self.row.leave(REACHES, column)
                self.held.add(column)

    def _part(self, holder: str) -> Draft:
        """The fields of one part that stand in columns of their own."""
        part = Draft()
        for field in dict.fromkeys(self.columns.values()):
            name = field.removeprefix(f"{holder}.")
            if name == field or "." in name or field == "services.name":
                continue
            if field == "services.languages":
                self.parts.speak(part, [value for _, value in self._take(field)])
            elif name in LISTS:
                for _, value in self._take(field):
                    part.add(name, *self._several(field, value))
            else:
                part.put(name, self._shaped(name, self._one(field)))
        return part

    def _services(self, partner: Draft) -> list[Draft]:
        names = [name for _, value in self._take("services.name") for name in single(value, ";")]
        details = self._part("services")
        details.add("phones", *self._phones("services.phones"))
        if not details:
            return [_named(name) for name in names]
        if len(names) > 1:
            _refuse_all(details, self.ledger, WHICH_SERVICE)
            return [_named(name) for name in names]
        if not names:
            self.ledger.count(UNNAMED)
        details["name"] = names[0] if names else Said(str(partner["name"]), ())
        return [details]


def _named(name: Said) -> Draft:
    service = Draft()
    service["name"] = name
    return service


def _refuse_all(part: Draft, ledger: Ledger, reason: str) -> None:
    values: list[object] = list(part.values())
    for value in values:
        if isinstance(value, Said):
            ledger.refuse_value(value, reason)
        elif isinstance(value, list):
            values += value
        elif isinstance(value, Draft):
            values += value.values()
