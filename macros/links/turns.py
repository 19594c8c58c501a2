"""Whose turn it is: one request at a time to a host, and a pause before the next one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from urllib.parse import urlsplit

FAILURES = 5
"""After how many requests in a row without an answer a host is left for another day."""


class StoppedError(Exception):
    """Somebody stops the run: nothing new is asked."""


class LeftForLaterError(Exception):
    """A host asks to be left alone for longer than a run lasts, or the run's time is over."""


class Host:
    """One host, under all its ports."""

    def __init__(self, pause: float, stop: asyncio.Event, until: float) -> None:
        self.pause = pause
        self.is_left = False
        self._failures = 0
        self._stop = stop
        self._until = until
        self._lock = asyncio.Lock()
        self._free_at = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until nobody else asks this host and its pause is over."""
        async with self._lock:
            clock = asyncio.get_running_loop()
            if self.is_left or clock.time() >= self._until:
                raise LeftForLaterError
            await self.rest(self._free_at - clock.time())
            try:
                yield
            finally:
                self._free_at = clock.time() + self.pause

    def note(self, has_answered: bool) -> None:
        """Who does not answer again and again is not made to, nor is everybody else to wait."""
        self._failures = 0 if has_answered else self._failures + 1
        self.is_left |= self._failures >= FAILURES

    async def rest(self, seconds: float) -> None:
        """Ask nothing for so long, unless somebody stops the run."""
        if seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), seconds)
        if self._stop.is_set():
            raise StoppedError


class Hosts:
    """All hosts of a run."""

    def __init__(self, pause: float, stop: asyncio.Event, until: float) -> None:
        self._new = partial(Host, pause, stop, until)
        self._hosts: dict[str, Host] = {}

    def of(self, address: str) -> Host:
        return self._hosts.setdefault(host_of(address), self._new())


def host_of(address: str) -> str:
    """The name of the host; with and without «www.» it is most often one machine."""
    return (urlsplit(address).hostname or "").removeprefix("www.").rstrip(".")


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.lower()}"
