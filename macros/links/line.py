"""The line to other hosts: every request of a run goes through here."""

import asyncio

from macros.links.asking import Manners, Method, ask, client
from macros.links.journal import Journal
from macros.links.replies import Reply, Trouble
from macros.links.turns import Host, Hosts


class Line:
    """Asks each thing once, one at a time at each host."""

    def __init__(self, manners: Manners, journal: Journal) -> None:
        self.manners = manners
        self.stop = asyncio.Event()
        self.hosts = Hosts(manners.pause, self.stop, manners.until)
        self._journal = journal

    async def __aenter__(self) -> "Line":
        self._session = client(self.manners)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def get(self, method: Method, address: str, limit: int, keep: bool = False) -> Reply:
        """The answer, of this run or of the one that it goes on with; `keep` keeps the text."""
        host = self.hosts.of(address)
        if known := self._journal.find(method, address):
            return self._heeded(host, known)
        async with host.turn():
            if known := self._journal.find(method, address):
                return known
            reply = await ask(self._session, method, address, limit, keep)
            if reply.is_busy and reply.wait is not None and self._is_bearable(reply.wait):
                await host.rest(max(reply.wait, host.pause))
                reply = await ask(self._session, method, address, limit, keep)
            self._journal.keep(method, address, reply)
            return self._heeded(host, reply)

    def _heeded(self, host: Host, reply: Reply) -> Reply:
        """Who is told that this is too much stops, in a run that goes on, too."""
        host.is_left |= reply.status == 429 or not self._is_bearable(reply.wait or 0)
        host.note(has_answered=reply.trouble in (Trouble.NONE, Trouble.NOWHERE))
        return reply

    def _is_bearable(self, seconds: float) -> bool:
        return seconds <= self.manners.patience
