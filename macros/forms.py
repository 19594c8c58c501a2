"""Forms: what worksheets, checklists and templates have to fill in, the same in every format.

The screen, paper, PDF and Word draw from here, so that all name the same things alike.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from markdown.extensions.toc import slugify_unicode

from macros.guide import Guide
from macros.model import (
    Checklist,
    ChecklistItem,
    HeadField,
    Record,
    Row,
    RowGroup,
    Template,
    TemplateSection,
    Worksheet,
)

HEAD, NOTES, OWN_NAME = "_head", "_notes", "_name"
"""Parts of names that no id can be: an id has no `_`."""


@dataclass(frozen=True)
class Control:
    """One thing to fill in; what `group`, `item` and `column` say together names it."""

    name: str
    """Unique in its form: the ids of its group, item and column, joined by `/`."""
    kind: Literal["tick", "line", "text"]
    """A box, room for a few words, or room for several lines."""
    column: str
    item: str = ""
    group: str = ""
    means: str = ""

    @property
    def label(self) -> str:
        """Its name among the controls of one group."""
        return ": ".join(filter(None, (self.item, self.column)))

    @property
    def full_label(self) -> str:
        return ": ".join(filter(None, (self.group, self.item, self.column)))


@dataclass(frozen=True)
class Item:
    """One question, row or point with its controls."""

    id: str
    text: str
    """Empty in a row to write in."""
    help: str = ""
    ticks: tuple[Control, ...] = ()
    writes: tuple[Control, ...] = ()
    cells: tuple[Control, ...] = ()
    """All controls of a row in the order of its columns."""
    own_name: Control | None = None
    """Where a row to write in takes its name."""
    term: str = ""
    """Id of the practice or sector that the row asks about."""
    record: ChecklistItem | TemplateSection | Row | None = None

    @property
    def controls(self) -> tuple[Control, ...]:
        own = (self.own_name,) if self.own_name else ()
        return own + (self.cells or self.ticks + self.writes)


@dataclass(frozen=True)
class Group:
    """Items that belong together."""

    id: str
    title: str
    intro: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Form:
    """All that `record` has to fill in, in the order of the page."""

    record: Record
    head: tuple[Control, ...]
    groups: tuple[Group, ...] = field(default_factory=tuple)

    @property
    def controls(self) -> tuple[Control, ...]:
        items = (item for group in self.groups for item in group.items)
        return self.head + tuple(control for item in items for control in item.controls)


def form(record: Record, guide: Guide) -> Form:
    """The form of a record of one of the kinds in `FORMS`."""
    return FORMS[record.kind](record, guide)


def _head(fields: Iterable[HeadField]) -> tuple[Control, ...]:
    return tuple(Control(f"{HEAD}/{part.id}", "line", part.label) for part in fields)


# --- checklists ---


def _of_checklist(checklist: Checklist, guide: Guide) -> Form:
    groups = tuple(
        Group(
            group.id,
            group.title,
            group.intro or "",
            tuple(_asked(checklist, group.id, group.title, item) for item in group.items),
        )
        for group in checklist.groups
    )
    return Form(checklist, _head(checklist.head), groups)


def _asked(checklist: Checklist, group: str, title: str, item: ChecklistItem) -> Item:
    place = f"{group}/{item.id}"
    ids = _answer_ids([answer.label for answer in checklist.answers])
    ticks = tuple(
        Control(
            f"{place}/{id}",
            "tick",
            answer.label,
            item.text,
            title,
            answer.means or "",
        )
        for id, answer in zip(ids, checklist.answers, strict=True)
    )
    notes = (Control(f"{place}/{NOTES}", "text", "Notes", item.text, title),)
    return Item(
        item.id,
        item.text,
        item.help or "",
        ticks,
        notes if checklist.notes else (),
        record=item,
    )


def _answer_ids(labels: Iterable[str]) -> list[str]:
    """An id of its own for each answer; none starts with `_`, as the parts named above do."""
    ids: list[str] = []
    for number, label in enumerate(labels, 1):
        id = slugify_unicode(label, "-").lstrip("_-") or f"{number}"
        while id in ids:
            id = f"{id}-{number}"
        ids.append(id)
    return ids


# --- worksheets ---


def _of_worksheet(worksheet: Worksheet, guide: Guide) -> Form:
    groups = tuple(
        Group(group.id, group.title, group.intro or "", tuple(_rows(worksheet, group, guide)))
        for group in worksheet.groups
    )
    return Form(worksheet, _head(worksheet.head), groups)


def _rows(worksheet: Worksheet, group: RowGroup, guide: Guide) -> Iterator[Item]:
    for row in group.rows:
        label = guide.terms[row.term].label if row.term else str(row.label)
        cells = _cells(worksheet, group, row.key, label)
        yield Item(row.key, label, row.help or "", cells=cells, term=row.term or "", record=row)
    for number in range(1, group.write_in_rows + 1):
        id, label = f"_{number}", f"Other {number}"
        own_name = Control(f"{group.id}/{id}/{OWN_NAME}", "text", label, "", group.title)
        yield Item(id, "", cells=_cells(worksheet, group, id, label), own_name=own_name)


def _cells(worksheet: Worksheet, group: RowGroup, id: str, label: str) -> tuple[Control, ...]:
    return tuple(
        Control(
            f"{group.id}/{id}/{column.id}",
            "tick" if column.kind == "tick" else "text",
            column.label,
            label,
            group.title,
            column.means or "",
        )
        for column in worksheet.columns
    )


# --- templates ---


def _of_template(template: Template, guide: Guide) -> Form:
    groups = tuple(
        Group(section.id, section.title, items=(_point(section),)) for section in template.sections
    )
    return Form(template, _head(template.head), groups)


def _point(section: TemplateSection) -> Item:
    ticks = tuple(
        Control(f"{section.id}/{choice.id}", "tick", choice.label, "", section.title)
        for choice in section.choices
    )
    blanks = tuple(
        Control(f"{section.id}/{blank.id}", "line", blank.label, "", section.title)
        for blank in section.blanks
    )
    notes = (Control(f"{section.id}/{NOTES}", "text", "Notes", "", section.title),)
    return Item(
        section.id,
        "",
        section.guidance or "",
        ticks,
        blanks + (notes if section.notes else ()),
        record=section,
    )


FORMS: Mapping[str, Callable[..., Form]] = {
    "checklists": _of_checklist,
    "worksheets": _of_worksheet,
    "templates": _of_template,
}
"""The kinds that are forms."""
