"""Which pages the data makes, and what each shows: one macro call and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from macros.guide import PAGED, Guide
from macros.model import Record
from macros.prose import to_text

MACROS = {
    "resources": "resource",
    "partners": "partner",
    "case_studies": "case_study",
    "checklists": "checklist",
    "worksheets": "worksheet",
    "terms": "term",
    "glossary": "glossary_entry",
}
TITLE_TAILS = {"case_studies": ": case study", "glossary": ": glossary"}
DESCRIPTION_LIMIT = 155


@dataclass(frozen=True)
class GeneratedPage:
    """A page that stands for one record; `path` is relative to the folder of pages."""

    record: Record
    data_file: str

    @property
    def path(self) -> str:
        return page_path(self.record.kind, self.record.id)

    @property
    def markdown(self) -> str:
        """An id is kebab-case, so nothing in it can end the string or the call."""
        return f'{{{{ {MACROS[self.record.kind]}("{self.record.id}") }}}}\n'

    @property
    def title(self) -> str:
        """The heading; where several kinds share one, as an agency and its story, the kind too."""
        return f"{self.record.heading}{TITLE_TAILS.get(self.record.kind, '')}"

    @property
    def description(self) -> str:
        return shortened(to_text(self.record.blurb) or self.title)


def page_path(kind: str, id: str) -> str:
    return f"{kind}/{id}.md"


def pages(guide: Guide) -> Iterator[GeneratedPage]:
    for kind in PAGED:
        for record in guide.records[kind].values():
            yield GeneratedPage(record, guide.files[record.key])


def shortened(words: str, limit: int = DESCRIPTION_LIMIT) -> str:
    """`words`, cut after a whole word where they are longer than `limit`."""
    if len(words) <= limit:
        return words
    return words[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + "…"
