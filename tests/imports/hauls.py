"""What readers might bring, made by hand."""

from collections.abc import Iterable
from pathlib import Path

from macros.imports.applying import Prepared, prepared, write
from macros.imports.incoming import Cell, Haul, Incoming
from macros.imports.planning import Leave
from macros.model import Partner, Source
from macros.project import Reading, read
from macros.tree import Value

OLD_DIRECTORY = "Old directory"
THEIR_LIST = "Their list"


def numbered(identifier: str, scheme: str = OLD_DIRECTORY) -> list[Value]:
    return [{"scheme": scheme, "identifier": identifier}]


def incoming(row: int = 2, id: str = "", **value: Value) -> Incoming:
    cells = {(): Cell("list.csv", row)} | {(name,): Cell("list.csv", row, name) for name in value}
    return Incoming(Partner, value, cells, id)


def haul(*records: Incoming) -> Haul:
    return Haul(THEIR_LIST, list(records))


def sound(root: Path) -> Reading:
    reading = read(root)
    assert reading.problems == ()
    return reading


def ready(root: Path, records: Iterable[Incoming], force: bool = False) -> Prepared:
    return prepared(root, haul(*records), sound(root), Leave(force, same_names=True))


def imported(root: Path, *records: Incoming, force: bool = False) -> Prepared:
    """Write what they bring, and see that the guide is sound with it."""
    done = ready(root, records, force)
    assert done.problems == ()
    write(root, done.files, lambda: None)
    sound(root)
    return done


def outcomes(done: Prepared) -> dict[str, str]:
    """What becomes of each record, but for the list as a source."""
    records = [one for one in done.plan.records if one.incoming.kind is not Source]
    return {one.id or str(one.cell): one.outcome.value for one in records}
