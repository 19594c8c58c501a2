"""Parts of one record that nobody could tell apart: ids, and words that stand twice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from macros.loading import Entry
from macros.model import (
    Checklist,
    ChecklistGroup,
    Choice,
    Column,
    HeadField,
    Partner,
    Record,
    Row,
    RowGroup,
    Site,
    Template,
    TemplateSection,
    Worksheet,
)
from macros.problems import Problem, quoted
from macros.tree import Location, Tree


class _Placed(NamedTuple):
    """A value that stands once among its like, each of them `one` thing in a message."""

    location: Location
    value: str
    one: str = "id"


Scope = list[_Placed]
"""Values that must differ from each other."""


def in_site(site: Site, tree: Tree) -> Iterator[Problem]:
    ids = [_Placed(("hotlines", n, "id"), hotline.id) for n, hotline in enumerate(site.hotlines)]
    yield from _repeats(ids, tree, ())


def within_records(unique: Mapping[str, Entry]) -> Iterator[Problem]:
    """Screen, PDF and Word name each field by the words around it: the same words are confusing."""
    for entry in unique.values():
        for scope in _scopes(entry.record, unique):
            yield from _repeats(scope, entry.tree, entry.place)


def _scopes(record: Record, unique: Mapping[str, Entry]) -> Iterator[Scope]:
    if isinstance(record, Checklist):
        yield from _of_checklist(record)
    elif isinstance(record, Worksheet):
        yield from _of_worksheet(record, unique)
    elif isinstance(record, Template):
        yield from _of_template(record)
    elif isinstance(record, Partner):
        named = [(n, service.id) for n, service in enumerate(record.services) if service.id]
        yield [_Placed(("services", n, "id"), id) for n, id in named]


def _of_checklist(checklist: Checklist) -> Iterator[Scope]:
    items = [
        (("groups", n, "items", m), item)
        for n, group in enumerate(checklist.groups)
        for m, item in enumerate(group.items)
    ]
    yield [_Placed((*place, "id"), item.id) for place, item in items]
    yield [_Placed((*place, "text"), item.text, "question") for place, item in items]
    yield from _titled("groups", checklist.groups)
    yield [
        _Placed(("answers", n, "label"), answer.label, "answer")
        for n, answer in enumerate(checklist.answers)
    ]
    yield from _labelled(("head",), checklist.head, "line")


def _of_worksheet(worksheet: Worksheet, unique: Mapping[str, Entry]) -> Iterator[Scope]:
    rows = [
        (("groups", n, "rows", m), row)
        for n, group in enumerate(worksheet.groups)
        for m, row in enumerate(group.rows)
    ]
    yield [_Placed((*place, "term" if row.term else "id"), row.key) for place, row in rows]
    once = {row.key: (place, row) for place, row in reversed(rows)}
    yield [_named(place, row, unique) for place, row in reversed(once.values())]
    yield from _titled("groups", worksheet.groups)
    yield from _labelled(("columns",), worksheet.columns, "column")
    yield from _labelled(("head",), worksheet.head, "line")


def _named(place: Location, row: Row, unique: Mapping[str, Entry]) -> _Placed:
    """A row by the words that stand in it: its own, or those of its term."""
    if row.label:
        return _Placed((*place, "label"), row.label, "row")
    term = unique.get(f"terms/{row.term}")
    return _Placed((*place, "term"), term.record.heading if term else row.key, "row")


def _of_template(template: Template) -> Iterator[Scope]:
    for n, section in enumerate(template.sections):
        choices = _labelled(("sections", n, "choices"), section.choices, "box")
        blanks = _labelled(("sections", n, "blanks"), section.blanks, "line")
        yield from (ours + theirs for ours, theirs in zip(choices, blanks, strict=True))
    yield from _titled("sections", template.sections)
    yield from _labelled(("head",), template.head, "line")


# --- pieces that several kinds have ---


def _titled(
    field: str, parts: Sequence[ChecklistGroup | RowGroup | TemplateSection]
) -> list[Scope]:
    return [
        [_Placed((field, n, "id"), part.id) for n, part in enumerate(parts)],
        [_Placed((field, n, "title"), part.title, "heading") for n, part in enumerate(parts)],
    ]


def _labelled(
    place: Location, parts: Sequence[HeadField | Column | Choice], one: str
) -> list[Scope]:
    return [
        [_Placed((*place, n, "id"), part.id) for n, part in enumerate(parts)],
        [_Placed((*place, n, "label"), part.label, one) for n, part in enumerate(parts)],
    ]


def _repeats(scope: Scope, tree: Tree, place: Location) -> Iterator[Problem]:
    seen: dict[str, Location] = {}
    for location, value, one in scope:
        first = seen.setdefault(value.casefold(), location)
        if first is not location:
            there = tree.line_of(place + first, beside=place + location)
            message = f"{quoted(value)} stands already in {there}; each {one} once"
            yield tree.at(place + location, f"{location[-1]}: {message}")
