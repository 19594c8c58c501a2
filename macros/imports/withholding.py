"""Rows of tables that a column of their own keeps from the public."""

from macros.imports.ledger import Ledger
from macros.imports.linking import Tables
from macros.imports.privacy import NOT_PUBLIC, is_about_secrecy, is_kept
from macros.imports.rows import Row
from macros.problems import quoted

RECORDS = ("organizations", "services")


def withhold(tables: Tables, ledger: Ledger) -> None:
    """Refuse them; what belongs to them is refused with them."""
    for table, rows in tables.items():
        columns = {name for row in rows for name in row.cells if is_about_secrecy(name)}
        for row in rows if columns else ():
            if kept := next((name for name in columns if is_kept(name, row.peek(name))), ""):
                _withhold(table, row, kept, ledger)
                if table == "addresses":
                    _hide_place(row, tables.get("locations", []), ledger)


def _hide_place(address: Row, locations: list[Row], ledger: Ledger) -> None:
    id = address.links.get("location_id") or address.read.get("location_id")
    for row in locations:
        if id and id in (row.links.get("id"), row.read.get("id")):
            ledger.refuse(row, NOT_PUBLIC)


def _withhold(table: str, row: Row, column: str, ledger: Ledger) -> None:
    if table in RECORDS:
        id = row.peek("id") or row.links.get("id", "")
        ledger.withhold(table, row.peek("name"), row.cell(), id)
    ledger.refuse(row, f"the source keeps it from the public ({quoted(column)})")
