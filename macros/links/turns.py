"""Whose turn it is: one request at a time to a host, and a pause before the next one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit


class StoppedError(Exception):
    """Somebody stops the run: nothing new is asked."""


class LeftForLaterError(Exception):
    """A host asks to be left alone for longer than a run lasts."""


class Host:
    """One host, under all its ports."""

    def __init__(self, pause: float, stop: asyncio.Event) -> None:
        self.pause = pause
        self.is_left = False
        self._stop = stop
        self._lock = asyncio.Lock()
        self._free_at = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until nobody else asks this host and its pause is over."""
        async with self._lock:
            if self.is_left:
                raise LeftForLaterError
            clock = asyncio.get_running_loop()
            await self.rest(self._free_at - clock.time())
            try:
                yield
            finally:
                self._free_at = clock.time() + self.pause

    async def rest(self, seconds: float) -> None:
        """Ask nothing for so long, unless somebody stops the run."""
        if seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), seconds)
        if self._stop.is_set():
            raise StoppedError


class Hosts:
    """All hosts of a run."""

    def __init__(self, pause: float, stop: asyncio.Event) -> None:
        self._pause = pause
        self._stop = stop
        self._hosts: dict[str, Host] = {}

    def of(self, address: str) -> Host:
        return self._hosts.setdefault(host_of(address), Host(self._pause, self._stop))


def host_of(address: str) -> str:
    """The name of the host; with and without «www.» it is most often one machine."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.lower()}"
