"""What a site asks of programs: robots.txt, as RFC 9309 has it."""

import asyncio
from dataclasses import dataclass

from protego import Protego

from macros.links.addresses import is_address
from macros.links.asking import joined
from macros.links.line import Line
from macros.links.replies import Reply, Trouble
from macros.links.turns import origin_of

HOPS = 5
"""How many redirects lead to the rules; RFC 9309 wants at least five."""
TOKEN = "resource-guide-links"  # noqa: S105  (what rules call this program)


@dataclass(frozen=True)
class Refusal:
    """Why an address of a site is not asked for."""

    reason: str
    reply: Reply | None = None
    """Where there is no such site to ask: what came instead."""


@dataclass(frozen=True)
class Rules:
    """What holds for the addresses of one origin."""

    rules: Protego | None = None
    refusal: Refusal | None = None

    def refuses(self, address: str) -> Refusal | None:
        if self.refusal:
            return self.refusal
        if self.rules and not self.rules.can_fetch(address, TOKEN):
            return Refusal("its robots.txt asks programs to stay away")
        return None


class Robots:
    """The rules of every origin that a run comes to, each read once."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    async def refuses(self, address: str) -> Refusal | None:
        origin = origin_of(address)
        if origin not in self._rules:
            self._rules[origin] = asyncio.create_task(self._read(origin))
        return (await self._rules[origin]).refuses(address)

    async def _read(self, origin: str) -> Rules:
        reply = await self._fetched(f"{origin}/robots.txt")
        if reply.trouble in (Trouble.NOWHERE, Trouble.CLOSED):
            return Rules(refusal=Refusal(reply.reason, reply))
        if reply.trouble or reply.status >= 500 or reply.status == 429:
            why = reply.reason or f"it answers {reply.status}"
            return Rules(refusal=Refusal(f"its robots.txt cannot be read: {why}"))
        if not reply.is_fine:
            return Rules()
        rules = Protego.parse(reply.text)
        return self._paced(origin, rules)

    async def _fetched(self, address: str) -> Reply:
        reply = Reply()
        for _ in range(HOPS + 1):
            reply = await self._line.get("GET", address, self._line.manners.robots_limit, keep=True)
            address = joined(address, reply.location)
            if not reply.is_redirect or not is_address(address):
                break
        return reply

    def _paced(self, origin: str, rules: Protego) -> Rules:
        delay = float(rules.crawl_delay(TOKEN) or 0)
        if delay > self._line.manners.patience:
            return Rules(refusal=Refusal(f"its robots.txt asks for {delay:g} seconds in between"))
        host = self._line.hosts.of(origin)
        host.pause = max(host.pause, delay)
        return Rules(rules)
