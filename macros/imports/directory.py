"""The joined tables of a directory (HSDS and its relatives) → partners."""

from macros.guide import Guide
from macros.imports import attributes, details
from macros.imports.ledger import SAID_BY_US, Ledger
from macros.imports.linking import Links, Tables
from macros.imports.locating import Locating
from macros.imports.parts import Parts, together
from macros.imports.rows import Draft, Row, Said
from macros.imports.tables import single
from macros.imports.tagging import Tagging
from macros.imports.things import Things
from macros.imports.vocabulary import Vocabulary
from macros.model import OWN_SCHEME
from macros.problems import quoted
from macros.values import ID_LIMIT, id_complaint, kebab

COPIED = (
    *("name", "alternate_name", "description", "application_process"),
    *("interpretation_services", "email", "hours"),
)
"""Fields of a service that are called the same here."""


class Directory:
    """Builds the partners of one directory; `scheme` is what it is called."""

    def __init__(
        self, tables: Tables, ledger: Ledger, guide: Guide, parts: Parts, scheme: str
    ) -> None:
        self.links = Links(tables, ledger)
        if self.links.is_own:
            ledger.not_kept = SAID_BY_US
        self.parts, self.scheme = parts, scheme
        self.vocabulary = Vocabulary(guide)
        self.things = Things(self.links, ledger, parts)
        self.locating = Locating(self.things)

    def partners(self) -> list[tuple[Draft, str]]:
        """Each partner and, where the data says it, its id in this guide."""
        self._organizations()
        self._services()
        self.locating.make()
        details.fill_in(self.things)
        Tagging(self.things, self.vocabulary).tag()
        attributes.apply(self.things)
        for kind in ("contact", "location", "service", "organization"):
            for draft in self.things.drafts[kind].values():
                draft.fold()
        own = self.things.own_ids
        return [(self._assembled(id), own.get(id, "")) for id in self.things.drafts["organization"]]

    # --- organizations ---

    def _organizations(self) -> None:
        drafts = self.things.drafts["organization"]
        for id, row in self.links.standing("organization"):
            drafts[id] = self._organization(row)
        for row in self.links["organization_identifiers"]:
            if owner := self.links.owner(row, "organization"):
                self._identifier(owner[1], row)
        for id, row in self.links.standing("organization"):
            if id not in self.things.own_ids:
                self._known_as(drafts[id], row)

    def _organization(self, row: Row) -> Draft:
        partner = Draft(row)
        for name in ("name", "description", "email", "assured_date", "hours"):
            partner.put(name, row.take(name))
        partner.add("alternate_names", row.take("alternate_name"))
        partner.put("website", self.parts.web(row.take("website", "url")))
        if keywords := row.take("keywords"):
            partner.add("keywords", *single(keywords, ",", ";"))
        return partner

    def _identifier(self, id: str, row: Row) -> None:
        partner = self.things.drafts["organization"][id]
        if row.peek("identifier_scheme") == OWN_SCHEME:
            self._own_id(id, row)
            return
        named = Draft(row)
        named.put("scheme", row.take("identifier_scheme", "identifier_type"))
        named.put("identifier", row.take("identifier"))
        partner.add("identifiers", named)

    def _own_id(self, id: str, row: Row) -> None:
        """A record's file is named after its id: only what is one may say it, and only once."""
        known, own = self.things.own_ids.get(id), row.peek("identifier")
        if complaint := f"it has the id {quoted(known)}" if known else id_complaint(own):
            self.links.ledger.refuse(row, complaint)
            return
        row.take("identifier_scheme", "identifier_type")
        self.things.own_ids[id] = str(row.take("identifier"))
        self.things.drafts["organization"][id].rows.append(row)

    def _known_as(self, thing: Draft, row: Row) -> None:
        if id := row.take("id"):
            named = Draft()
            named.update(scheme=self.scheme, identifier=id)
            thing.add("identifiers", named)

    # --- services ---

    def _services(self) -> None:
        for id, row in self.links.standing("service"):
            self._through_place(row)
            if owner := self.links.owner(row, "organization"):
                self.things.services[owner[1]].append(id)
                service = self.things.drafts["service"][id] = self._service(row)
                if owner[1] not in self.things.own_ids:
                    self._known_as(service, row)

    def _through_place(self, row: Row) -> None:
        """Ohana's services name their place, and that its organization."""
        place = self.links.by_id["location"].get(row.links.get("location_id", ""))
        if place and (organization := place.links.get("organization_id")):
            row.links.setdefault("organization_id", organization)

    def _service(self, row: Row) -> Draft:
        service = Draft(row)
        for name in (*COPIED, "assured_date"):
            service.put(name, row.take(name))
        service.put("eligibility_description", row.take("eligibility_description", "eligibility"))
        service.put("fees_description", together(row.take("fees_description"), row.take("fees")))
        service.put("url", self.parts.web(row.take("url", "website")))
        if status := row.take("status"):
            service.put("status", status.saying(status.lower()))
        service.add("caveats", row.take("alert"))
        service.add("required_documents", *_listed(row, "required_documents"))
        service.add("service_areas", *map(details.area_of, _listed(row, "service_areas")))
        if spoken := row.take("languages"):
            self.parts.speak(service, [spoken])
        return service

    # --- together ---

    def _assembled(self, id: str) -> Draft:
        partner = self.things.drafts["organization"][id]
        names = self.things.services[id]
        services = [(name, self.things.drafts["service"][name]) for name in names]
        self.locating.place(partner, id, services)
        if id not in self.things.own_ids:
            self._name(services)
        partner.add("services", *(service for _, service in services))
        return partner

    def _name(self, services: list[tuple[str, Draft]]) -> None:
        """Give each service an id: that of the source where it can be one, or one of its name."""
        used: set[str] = set()
        for id, service in services:
            if "id" in service:
                continue
            if id in used or id_complaint(id):
                id = _unused(kebab(str(service.get("name", ""))) or "service", used)
            used.add(id)
            service["id"] = Said(id, ())


def _unused(id: str, used: set[str]) -> str:
    number, free = 2, id
    while free in used:
        free, number = f"{id[: ID_LIMIT - 6]}-{number}", number + 1
    return free


def _listed(row: Row, column: str) -> list[Said]:
    value = row.take(column)
    return single(value, ",", ";") if value else []
