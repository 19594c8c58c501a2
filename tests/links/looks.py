"""Looks at a small web, in haste."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from macros.links.asking import Manners
from macros.links.journal import Journal
from macros.links.run import Round, look_at
from macros.links.states import Finding
from tests.links.webs import Web

DAY = date(2026, 11, 22)
HASTE = Manners(pause=0, patience=2, connecting=0.3, silence=0.4, whole=0.8)


def looked(web: Web, folder: Path, *paths: str, manners: Manners = HASTE) -> dict[str, Finding]:
    """What was found, by path; a whole address stands for itself."""
    addresses = {path: path if "://" in path else web.at() + path for path in paths}
    found = round_of(addresses.values(), folder, manners)
    return {path: found.findings[address] for path, address in addresses.items()}


def round_of(addresses: Iterable[str], folder: Path, manners: Manners = HASTE) -> Round:
    with Journal(folder, DAY) as journal:
        return look_at(addresses, manners, journal, lambda: None)
