"""A correction → the file that it would change, for a person to look at and to decide."""

from dataclasses import dataclass
from pathlib import Path

from macros.corrections.amending import Amended, Target
from macros.corrections.meaning import record_of, unknown
from macros.corrections.placing import Placing, Refused
from macros.corrections.received import Received
from macros.corrections.trying import problems_with
from macros.guide import Guide
from macros.model import Record
from macros.problems import Problem
from macros.project import Reading
from macros.tree import Location, Value

TWICE = "is answered twice; the first answer counts"


@dataclass(frozen=True)
class Decision:
    """What becomes of a correction; without a file, nothing can be written."""

    received: Received
    record: Record
    file: Amended | None
    refused: tuple[Refused, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What the guide would refuse with the file as it would be."""
    changed: frozenset[str] = frozenset()
    """The fields of the record in which something else would stand."""


class UnknownEntryError(Exception):
    """The correction is about nothing that the guide has."""


def decided(received: Received, reading: Reading, guide: Guide, root: Path) -> Decision:
    """Looks at everything and writes nothing."""
    record = record_of(received.entry, guide)
    if not record:
        raise UnknownEntryError(unknown(received.entry, guide))
    target = Target.of(record, reading, root)
    changes, refused = _sorted(received, Placing(record, guide.site.languages), target)
    if not changes:
        return Decision(received, record, None, refused)
    file = target.amended(changes, root)
    problems = problems_with(root, file.path, file.new)
    fields = frozenset(str(location[0]) for location in changes)
    return Decision(received, record, file, refused, problems, fields)


def _sorted(
    received: Received, placing: Placing, target: Target
) -> tuple[dict[Location, Value], tuple[Refused, ...]]:
    """What has a sure place, and what has none."""
    changes: dict[Location, Value] = {}
    refused: list[Refused] = []
    for answer in received.answers:
        placed = placing.place(answer)
        if isinstance(placed, Refused):
            refused.append(placed)
        elif target.refusal:
            refused.append(Refused(answer, target.refusal))
        elif placed.location in changes:
            refused.append(Refused(answer, TWICE))
        else:
            changes[placed.location] = placed.value
    return changes, tuple(refused)
