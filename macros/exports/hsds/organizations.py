"""Partner → organization, with its services inside."""

from macros.exports.hsds.contacts import addressed, identified, located, reached, served
from macros.exports.hsds.terms import taxonomy_term
from macros.exports.hsds.things import Making, Thing, keyed, uuid_of
from macros.guide import Guide
from macros.model import OWN_SCHEME, Identifier, Partner, Service
from macros.words import Text

NOT_DESCRIBED = "This guide has no description of it."
NOT_KNOWN_TO_RUN = "This guide does not know whether the service runs: ask before you rely on it."
TAGS = {"sectors": "sector", "topics": "topic", "audiences": "audience", "practices": "practice"}
"""Fields that hold terms, and the type of link that says so."""


class Organizations:
    """Makes the organizations of one guide."""

    def __init__(self, guide: Guide) -> None:
        self._terms = {id: taxonomy_term(term) for id, term in guide.terms.items()}

    def organization(self, partner: Partner) -> Thing:
        making = Making(partner, "organization", partner.id)
        making.hold("id")
        making.copy("name", "description", "email", "website")
        if not partner.description:
            making.thing["description"] = NOT_DESCRIBED
            making.say("description")
        if partner.alternate_names:
            making.thing["alternate_name"] = str(partner.alternate_names[0])
        # No data may say this scheme, so no check lets it through.
        own = Identifier.model_construct(scheme=Text(OWN_SCHEME), identifier=Text(partner.id))
        identified(making, own, *partner.identifiers)
        reached(making)
        making.children("locations", "locations", located(making))
        if _is_placed(partner):
            making.say("locations")
        self._tag(making, "sectors", "topics", "audiences")
        services = [
            self._service(key, service, partner, making.thing)
            for key, service in keyed(making, partner.services)
        ]
        making.children("services", "services", services)
        return making.made()

    def _service(self, key: str, service: Service, partner: Partner, organization: Thing) -> Thing:
        making = Making(service, "service", key)
        making.thing["organization_id"] = organization["id"]
        making.copy("name", "alternate_name", "description", "url", "email", "status")
        making.copy("application_process", "fees_description", "eligibility_description")
        making.copy("interpretation_services", "assured_date")
        if not service.status:
            making.thing |= {"status": "active", "alert": NOT_KNOWN_TO_RUN}
            making.say("status")
            making.say("caveats")
        reached(making)
        served(making)
        self._place(making, service, partner, organization)
        self._tag(making, "practices")
        return making.made()

    def _place(
        self, making: Making, service: Service, partner: Partner, organization: Thing
    ) -> None:
        """Where it is given and for whom: as the partner says where the service does not.

        HSDS cannot tell whose places these are.
        """
        places = located(making) or organization.get("locations", [])
        making.children("locations", "service_at_locations", at_locations(making, places))
        areas = service.service_areas or partner.service_areas
        making.children("service_areas", "service_areas", addressed(making, areas))
        if _is_placed(partner):
            making.say("locations")
        if partner.service_areas and not service.service_areas:
            making.say("service_areas")

    def _tag(self, making: Making, *fields: str) -> None:
        for name in fields:
            for id in getattr(making.part, name):
                making.link(TAGS[name], self._terms[id])


def _is_placed(partner: Partner) -> bool:
    """Whether its services stand at places, its own or theirs."""
    own = any(service.locations for service in partner.services)
    return own or bool(partner.services and partner.locations)


def at_locations(making: Making, places: list[Thing]) -> list[Thing]:
    return [
        {"id": uuid_of(f"service_at_location {making.key} {place['id']}"), "location": place}
        for place in places
    ]
