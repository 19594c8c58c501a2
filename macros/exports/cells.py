"""Cells that no spreadsheet runs as a formula, and the way back."""

import re

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
STARTS_FORMULA = re.compile(r"'*[=+\-@\t\r]")
MARKED = re.compile(r"'+[=+\-@\t\r]")


def harmless(cell: str) -> str:
    """`cell` as text: with `'` before what would start a formula, one more where some are there."""
    if STARTS_FORMULA.match(cell) and not NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def taken_back(cell: str) -> str:
    """What `harmless` was given."""
    return cell[1:] if MARKED.match(cell) else cell
