"""Where records are from: what tells neither its source nor who checked it is refused."""

from collections.abc import Iterable, Iterator, Mapping

from macros.loading import Entry
from macros.model import CaseStudy, Checked, Partner, Record, Source
from macros.problems import Problem
from macros.tree import Tree

FACTS = frozenset(
    ("partners", "resources", "case_studies", "checklists", "worksheets", "templates")
)
"""The kinds that say something of the world; a figure cannot be written without sources."""
SOURCES = "sources"
CHECKED = ("assured_date", "assured_by")
NOTHING = (
    "says nothing of where it is from: name 'sources', or 'assured_date' and 'assured_by' once a "
    "person has checked it"
)
NOTHING_INSIDE = NOTHING.replace("name 'sources'", "name 'sources' in a statement")
BY_NOBODY = "says when it was checked, and not by whom: add 'assured_by', a role; or name 'sources'"


def check(unique: Mapping[str, Entry]) -> Iterator[Problem]:
    """A problem for each record of `unique`, by key, of which nobody can tell where it is from."""
    known = described(unique.values())
    for entry in unique.values():
        record = entry.record
        if record.kind in FACTS and record.key not in known and not _is_from(entry):
            is_dated = bool(getattr(record, "assured_date", None))
            yield _problem(type(record), entry.tree, entry.place, is_dated)


def problem_of_new(kind: type[Record], tree: Tree) -> Iterator[Problem]:
    """What a new file for one record has to say still."""
    value = tree.value if isinstance(tree.value, dict) else {}
    if any(name in value and not value[name] for name in asked(kind)):
        yield _problem(kind, tree, (), is_dated=False)


def asked(kind: type[Record]) -> tuple[str, ...]:
    """The fields of the record itself in which it may say where it is from."""
    fields = (SOURCES, *CHECKED) if kind.kind in FACTS else ()
    return tuple(name for name in fields if name in kind.model_fields)


def _problem(
    kind: type[Record], tree: Tree, place: tuple[str | int, ...], is_dated: bool
) -> Problem:
    nothing = NOTHING_INSIDE if issubclass(kind, CaseStudy) else NOTHING
    if is_dated:
        return tree.at_key((*place, CHECKED[0]), BY_NOBODY)
    return tree.at_key((*place, asked(kind)[0]), nothing)


def described(entries: Iterable[Entry]) -> set[str]:
    """The resources that stand among the sources: there it says who wrote them, and when."""
    records = (entry.record for entry in entries)
    return {f"resources/{r.resource}" for r in records if isinstance(r, Source) and r.resource}


def _is_from(entry: Entry) -> bool:
    """Whether it names a source anywhere inside, a directory that lists it, or who checked it."""
    cites = any(reference.ref.kind == Source.kind for reference in entry.references)
    return cites or is_vouched(entry.record)


def is_vouched(record: Record) -> bool:
    """Whether another directory, or a person who checked it, stands for it."""
    is_listed = isinstance(record, Partner) and bool(record.directories)
    return is_listed or _is_checked(record)


def _is_checked(record: Record) -> bool:
    return isinstance(record, Checked) and all(getattr(record, name) for name in CHECKED)
