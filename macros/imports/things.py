"""What a directory is made of, while it is put together: drafts by kind and id."""

from collections import defaultdict
from collections.abc import Iterable

from macros.imports.ledger import Ledger
from macros.imports.linking import Links
from macros.imports.parts import Parts
from macros.imports.rows import Draft, Row

Owner = tuple[str, str]
"""The kind and the id of a thing that others belong to."""


class Things:
    """The drafts of one directory, and what links them."""

    def __init__(self, links: Links, ledger: Ledger, parts: Parts) -> None:
        self.links, self.ledger, self.parts = links, ledger, parts
        self.drafts: dict[str, dict[str, Draft]] = defaultdict(dict)
        self.services: dict[str, list[str]] = defaultdict(list)
        """The services of each organization."""
        self.own_ids: dict[str, str] = {}
        """The ids in this guide of organizations that it exported itself."""

    def home(self, owner: Owner) -> Draft:
        one, id = owner
        return self.drafts[one].setdefault(id, Draft())

    def owned(self, table: str, *kinds: str) -> Iterable[tuple[Owner, list[Row]]]:
        """The rows of a table by what they belong to."""
        found: dict[Owner, list[Row]] = defaultdict(list)
        for row in self.links[table]:
            if owner := self.links.owner(row, *kinds):
                found[owner].append(row)
        return found.items()

    def organization_of(self, owner: Owner) -> Draft | None:
        """The organization that a thing belongs to, through the service that it is given at."""
        one, id = owner
        if one == "organization":
            return self.drafts[one].get(id)
        direct = self.links.by_id[one][id].links.get("organization_id", "")
        if direct in self.drafts["organization"]:
            return self.drafts["organization"][direct]
        given = sorted(service for service, place in self.links.pairs if place == id)
        found = (self.links.by_id["service"].get(service) for service in given)
        links = (row.links.get("organization_id", "") for row in found if row)
        return next(
            (self.drafts["organization"][id] for id in links if id in self.drafts["organization"]),
            None,
        )
