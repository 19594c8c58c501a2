"""Looks at a small web, in haste."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from macros.links.asking import Manners
from macros.links.journal import Journal
from macros.links.run import Round, look_at
from macros.links.states import Finding, State, Status
from tests.links.webs import Web

DAY = date(2026, 11, 22)
EASY = Manners(pause=0, patience=2, is_inside_asked=True)
HASTE = replace(EASY, connecting=1, silence=1, whole=2)
"""For servers that would make one wait."""


def looked(web: Web, folder: Path, *paths: str, manners: Manners = EASY) -> dict[str, Finding]:
    """What was found, by path; a whole address stands for itself."""
    addresses = {path: path if "://" in path else web.at() + path for path in paths}
    found = round_of(addresses.values(), folder, manners)
    return {path: found.findings[address] for path, address in addresses.items()}


def round_of(addresses: Iterable[str], folder: Path, manners: Manners = EASY) -> Round:
    with Journal(folder, DAY) as journal:
        return look_at(addresses, manners, journal, lambda: None)


def gone(address: str, archived: str | None = None) -> Status:
    days = tuple(DAY - timedelta(days=number) for number in (6, 3, 0))
    return Status(
        address=address,
        state=State.GONE,
        since=DAY,
        checked=DAY,
        reason="404 Not Found",
        strikes=days,
        archived=archived,
    )
