"""Drafts of partners → sound records, no two of which readers could mistake for each other."""

from collections.abc import Iterable

from macros.guide import Guide
from macros.imports.ledger import Ledger
from macros.imports.rows import Draft, Place, Row
from macros.imports.rules import Rules
from macros.imports.validating import Settling, rows_of
from macros.model import Partner
from macros.problems import quoted


def settled(
    drafts: Iterable[tuple[Draft, str]], guide: Guide, ledger: Ledger
) -> tuple[set[Place], set[Row]]:
    """Add the sound records to the haul; the cells that they hold, the rows they are made of."""
    places: set[Place] = set()
    rows: set[Row] = set()
    names: dict[str, str] = {}
    rules = Rules.of(guide)
    for draft, id in sorted(drafts, key=lambda pair: str(pair[0].get("name", "")).casefold()):
        name = str(draft.get("name", "")).casefold()
        if name in names:
            _refuse_twin(draft, names[name], ledger)
            continue
        made = Settling(draft, Partner, rules, ledger).settle(id)
        if made:
            record, found = made
            ledger.haul.records.append(record)
            names[name] = str(draft["name"])
            places.update(place for value in found.places.values() for place in value.places)
            rows.update(found.rows)
    return places, rows.union(row for row, _ in places)


def _refuse_twin(draft: Draft, name: str, ledger: Ledger) -> None:
    reason = f"there is another {quoted(name)}: readers could not tell them apart; rename one"
    for row in rows_of(draft):
        ledger.refuse(row, reason)
