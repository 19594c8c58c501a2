"""Names of terms → the practices and topics of this guide."""

from macros.guide import Guide
from macros.imports.rows import Said
from macros.model import Term

TAGS = ("practices", "topics")


class Vocabulary:
    """Finds a term by its label, a synonym or its id, whatever the case."""

    def __init__(self, guide: Guide, vocabularies: tuple[str, ...] = TAGS) -> None:
        self._terms: dict[str, dict[str, Term]] = {name: {} for name in vocabularies}
        for vocabulary, terms in self._terms.items():
            for term in guide.vocabulary(vocabulary):
                for label in (term.id, *term.label.translations.values(), term.label):
                    terms.setdefault(plain(label), term)
                for synonym in term.synonyms:
                    terms.setdefault(plain(synonym), term)

    def find(self, name: str) -> Term | None:
        """The first term of that name, whatever its vocabulary."""
        found = (terms.get(plain(name)) for terms in self._terms.values())
        return next(filter(None, found), None)

    def said(self, name: Said, vocabulary: str) -> Said:
        """The id of the term that is named; the name where there is none."""
        found = self._terms[vocabulary].get(plain(name))
        return name.saying(found.id) if found else name


def plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())
