"""Places: those at which all services are given are the partner's, others are their service's."""

from collections.abc import Iterator

from macros.imports.privacy import NOT_PUBLIC, hides, is_said_secret
from macros.imports.rows import Draft, Row, Said, give_back
from macros.imports.things import Things

TWICE = "it says the same as the {} of its service or organization"
POSTAL = "a postal address: the guide shows where people can go"


class Locating:
    """Makes the places of a directory, and puts them where they belong."""

    def __init__(self, things: Things) -> None:
        self.things, self.links = things, things.links
        self.drafts = things.drafts["location"]

    def make(self) -> None:
        self._hide()
        for id, row in self.links.standing("location"):
            if self._has_service(id) or self.links.owner(row, "organization"):
                self.drafts[id] = self.things.parts.location(row)
        for row in self.links["services_at_location"]:
            is_given = self.links.owner(row, "service")
            if is_given and (place := self.links.owner(row, "location")):
                self.drafts[place[1]].rows.append(row)
        for row in self.links["addresses"]:
            if row.peek("address_type", "type").lower() in ("postal", "mailing"):
                row.leave(POSTAL, *row.cells)
            elif place := self.links.owner(row, "location"):
                self.things.parts.address(row, self._without_address(place[1]))

    def _hide(self) -> None:
        """Take out whole places that must stay secret; what belongs to one goes with it."""
        for row in self.links["addresses"]:
            place = self.links.by_id["location"].get(row.links.get("location_id", ""))
            if place and hides(row.cells.items()):
                self.things.ledger.refuse(place, NOT_PUBLIC)
        told = set(self._told_elsewhere())
        for id, row in self.links.standing("location"):
            if id in told or hides(row.cells.items()):
                self.things.ledger.refuse(row, NOT_PUBLIC)
        for id, row in self.links.by_id["location"].items():
            if row.refused:
                self._withhold(id, row)

    def _told_elsewhere(self) -> Iterator[str]:
        """The places of which an organization or a service says that they are secret."""
        for row in self.links["services_at_location"]:
            if is_said_secret(row.read.get("description", "")):
                yield row.links.get("location_id", "")
        for id, row in self.links.standing("service"):
            if any(map(is_said_secret, row.read.values())):
                yield from self.links.given_by.get(id, ())
        for id, row in self.links.standing("organization"):
            if any(map(is_said_secret, row.read.values())):
                yield from self.links.places_of.get(id, ())
                yield from self._places_of_services(id)

    def _places_of_services(self, organization: str) -> Iterator[str]:
        for service, row in self.links.standing("service"):
            if row.links.get("organization_id") == organization:
                yield from self.links.given_by.get(service, ())

    def _withhold(self, id: str, place: Row) -> None:
        """Say of which organization and of which services the place was."""
        services = [s for s in self.links.given_at.get(id, ()) if s in self.links.by_id["service"]]
        owners = [place, *(self.links.by_id["service"][service] for service in services)]
        found = [("organization", row.links.get("organization_id", "")) for row in owners]
        for kind, owner in dict.fromkeys([*found, *(("service", s) for s in services)]):
            if row := self.links.by_id[kind].get(owner):
                name = row.read.get("name", "")
                self.things.ledger.withhold(
                    f"{kind}s", name, place.cell(), owner, place.read.get("name", "")
                )

    def _has_service(self, id: str) -> bool:
        services = self.things.drafts["service"]
        return any(service in services for service in self.links.given_at.get(id, ()))

    def _without_address(self, id: str) -> Draft:
        """A second address of a place makes a second place of the same name."""
        location = self.drafts[id]
        if not location.get("address_1") and not location.get("city"):
            return location
        other = Draft()
        other.put("name", location.get("name"))
        location.gather("further", other)
        return other

    def place(self, partner: Draft, id: str, services: list[tuple[str, Draft]]) -> None:
        """Fill in the places of one partner, unless it says itself what they are."""
        says_itself = self.links.is_own and "locations" in partner
        placed = {name: self._places_of(name, service, partner) for name, service in services}
        first, *others = placed.values() or [[]]
        shared = [place for place in first if all(place in other for other in others)]
        for name, service in services:
            if "locations" not in service:
                service.add("locations", *(p for p in placed[name] if p not in shared))
            if not says_itself:
                partner.add("locations", *(p for p in placed[name] if p in shared))
        for location in self.links.places_of.get(id, ()):
            if location in self.drafts and not (says_itself or self._has_service(location)):
                partner.add("locations", *_all_of(self.drafts[location]))

    def _places_of(self, name: str, service: Draft, partner: Draft) -> list[Draft]:
        found = []
        for location in self.links.given_by.get(name, ()):
            if draft := self.drafts.get(location):
                _without_echoes(draft, service, partner)
                found += _all_of(draft)
        return found


def _all_of(location: Draft) -> list[Draft]:
    """A place and those at its further addresses."""
    further = location.gathered.get("further", [])
    return [place for place in (location, *further) if place]


def _without_echoes(location: Draft, *holders: Draft) -> None:
    """Some directories repeat the name and the text of a service with its place."""
    for name in ("description", "name"):
        value = location.get(name)
        needed = name == "name" and not (location.get("city") or location.get("address_1"))
        is_echo = any(value == holder.get(name) for holder in holders)
        if isinstance(value, Said) and is_echo and not needed:
            give_back(value, TWICE.format(name))
            del location[name]
