"""What a correction would change, as those read it who decide.

What a reader wrote is shown as words: nothing of it may act on a terminal or a workflow's log.
"""

from collections.abc import Iterable, Iterator
from difflib import unified_diff

from macros.corrections.amending import Amended
from macros.corrections.deciding import Decision
from macros.corrections.placing import Refused
from macros.problems import visible

EVIDENCE = {"address_evidence", "address_match"}
NOTHING = "Nothing in it can be written by a program."
BY_HAND = "To place by hand:"
UNSAID = "(nothing is said)"
OLD_ADDRESS = (
    "'address_evidence' and 'address_match' tell how the old address was known: put them right, or "
    "take them out."
)
DRY = "Nothing is written yet. To write it into {path}, add --write."
WRITTEN = "Written: {path}"
THEN = (
    "A reader's word is no check. When you have asked the place itself, run: "
    "uv run guide assure {key}"
)


def told(decision: Decision) -> Iterator[str]:
    """The correction, the change, and what is left for people."""
    record = decision.record
    yield f"Correction to {record.key}: {visible(record.heading)}"
    yield _said("What is wrong, the reader says", decision.received.wrong)
    yield _said("How the reader knows", decision.received.how)
    if decision.refused:
        yield "\n".join([BY_HAND, *(line for one in decision.refused for line in _refused(one))])
    yield difference(decision.file) if decision.file else NOTHING
    if "website" in decision.changed and EVIDENCE & record.model_fields_set:
        yield OLD_ADDRESS


def _said(title: str, words: str) -> str:
    return "\n".join([f"{title}:", *_lines(words or UNSAID)])


def _refused(one: Refused) -> Iterable[str]:
    yield visible(f"  {one.answer.path}: {one.reason}")
    yield from _lines(one.answer.text, "    | ")


def _lines(words: str, margin: str = "  | ") -> list[str]:
    return [f"{margin}{visible(line)}" for line in words.splitlines()]


def difference(file: Amended) -> str:
    """The change as programs and people know it."""
    old = f"a/{file.path}" if file.old else "/dev/null"
    lines = unified_diff(
        file.old.splitlines(), file.new.splitlines(), old, f"b/{file.path}", lineterm=""
    )
    return "\n".join(map(visible, lines))
