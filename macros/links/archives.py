"""Copies of pages that are gone, where the Wayback Machine of the Internet Archive has one."""

import json
import re
from typing import Any
from urllib.parse import quote

from macros.links.addresses import is_address
from macros.links.line import Line

ARCHIVE = "https://archive.org/wayback/available"
LIMIT = 65_536


class Archives:
    """What the archive's interface for programs says."""

    def __init__(self, line: Line, service: str) -> None:
        self._line = line
        self._service = service

    async def copy_of(self, address: str) -> str:
        """The address of a copy, or nothing."""
        asked = f"{self._service}?url={quote(address, safe='')}"
        reply = await self._line.get("GET", asked, LIMIT, keep=True)
        return copy_in(reply.text) if reply.is_fine else ""


def copy_in(text: str) -> str:
    """The address of the copy that an answer names; it must be one of a page that was there."""
    try:
        closest: Any = json.loads(text)["archived_snapshots"]["closest"]
        if not closest["available"] or str(closest["status"]) != "200":
            return ""
        address = re.sub("^http:", "https:", str(closest["url"]))
    except (ValueError, KeyError, TypeError):
        return ""
    return address if is_address(address) else ""
