"""Terms of a directory's taxonomy that are practices or topics of this guide, too."""

from macros.imports.rows import Row, Said, give_back
from macros.imports.tables import single
from macros.imports.things import Owner, Things
from macros.imports.vocabulary import Vocabulary

UNKNOWN = "no practice or topic of this guide has this name"
IN_CELLS = ("taxonomy_ids", "taxonomy_terms", "keywords")
"""Columns of a service that list codes, names of terms, or words."""


class Tagging:
    """Gives services their practices and organizations their topics."""

    def __init__(self, things: Things, vocabulary: Vocabulary) -> None:
        self.things, self.vocabulary = things, vocabulary
        self.terms = _terms(things)

    def tag(self) -> None:
        links = self.things.links
        for row in links["service_taxonomy"]:
            if owner := links.owner(row, "service", "organization"):
                self._by_row(owner, row)
        for row in links["attributes"]:
            is_ours = row.peek("link_type").startswith("guide:")
            if (
                not is_ours
                and row.peek("link_entity") == "service"
                and "taxonomy_term_id" in row.links
            ):
                row.links.setdefault("service_id", row.links.get("link_id", ""))
                if owner := links.owner(row, "service"):
                    self._by_row(owner, row)
        for id, row in links.by_id["service"].items():
            if id in self.things.drafts["service"]:
                for column in IN_CELLS:
                    self._by_cell(("service", id), row, column)

    def _by_row(self, owner: Owner, row: Row) -> None:
        """`row` says that a term belongs to the owner; the term's own row holds its name."""
        id = row.links.get("taxonomy_term_id") or row.links.get("taxonomy_id", "")
        column = "taxonomy_term_id" if "taxonomy_term_id" in row.cells else "taxonomy_id"
        found = self.vocabulary.find(self.terms.get(id, "") or row.peek("taxonomy_detail"))
        if not found:
            row.leave(UNKNOWN, column)
        elif given := row.take(column):
            self._add(owner, given.saying(found.id), found.vocabulary)

    def _by_cell(self, owner: Owner, row: Row, column: str) -> None:
        value = row.take(column)
        for word in single(value, ",", ";") if value else []:
            found = self.vocabulary.find(self.terms.get(word, str(word)))
            organization = self.things.organization_of(owner)
            if found:
                self._add(owner, word.saying(found.id), found.vocabulary)
            elif column == "keywords" and organization is not None:
                organization.add("keywords", word)
            else:
                give_back(word, UNKNOWN)

    def _add(self, owner: Owner, value: Said, vocabulary: str) -> None:
        organization = self.things.organization_of(owner)
        if vocabulary == "practices" and owner[0] == "service":
            self.things.home(owner).add("practices", value)
        elif vocabulary == "topics" and organization is not None:
            organization.add("topics", value)
        else:
            give_back(value, UNKNOWN)


def _terms(things: Things) -> dict[str, str]:
    """The names of terms by the ids that other tables know them by."""
    rows = things.links["taxonomy_terms"]
    names = {
        row.links["taxonomy_id"]: row.peek("name") for row in rows if "taxonomy_id" in row.links
    }
    return names | {row.links["id"]: row.peek("name") for row in rows if "id" in row.links}
