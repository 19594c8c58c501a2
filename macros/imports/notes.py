"""What a person should know about the texts that an import brings."""

from collections.abc import Iterator

from macros.imports.ledger import Ledger
from macros.tree import Value

WRITTEN_OUT = "\\n"
NOTICE = (
    "Texts with a backslash and an n where a line break was meant: {}. They are kept as they are; "
    "look at them before you publish."
)


def note_texts(ledger: Ledger) -> None:
    count = sum(
        WRITTEN_OUT in text for record in ledger.haul.records for text in _texts(dict(record.value))
    )
    if count:
        ledger.count(NOTICE, by=count)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
