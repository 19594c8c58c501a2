"""One run: every address that is due is looked at, at several hosts at once."""

import asyncio
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType

from macros.links.archives import ARCHIVE, Archives
from macros.links.asking import Manners
from macros.links.journal import Journal
from macros.links.line import Line
from macros.links.looking import Looking
from macros.links.states import Finding
from macros.links.turns import LeftForLaterError, StoppedError, host_of

MANY = 10
"""Of so many sites, half are not gone at once: rather a line is down, or part of it."""
STOPPING = (
    "Stopping: what is under way may take half a minute. Ctrl+C again does not wait for it; "
    "what was answered is kept."
)
Advance = Callable[[], None]


@dataclass
class Round:
    """What a run found."""

    findings: dict[str, Finding] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    """Addresses for another day: their host asks for it or does not answer, or time is over."""
    is_stopped: bool = False
    is_offline: bool = False
    """Whether our own line is down, so that nothing of it tells anything."""

    @property
    def counts(self) -> bool:
        return not self.is_stopped and not self.is_offline

    @property
    def is_silent(self) -> bool:
        """Whether something was asked, and nothing answered or next to nothing."""
        hosts = {host_of(address) for address in self.findings}
        heard = {host_of(address) for address, one in self.findings.items() if one.is_answer}
        return bool(hosts) and (not heard or (len(hosts) >= MANY and 2 * len(heard) < len(hosts)))

    def joined(self, other: "Round") -> "Round":
        findings = {**self.findings, **other.findings}
        return Round(findings, [*self.left, *other.left], other.is_stopped)


def look_at(
    addresses: Iterable[str], manners: Manners, journal: Journal, advance: Advance
) -> Round:
    """Look at all `addresses`; whoever presses Ctrl+C gets what was found until then."""
    return asyncio.run(_look_at(list(addresses), manners, journal, advance))


async def _look_at(
    addresses: list[str], manners: Manners, journal: Journal, advance: Advance
) -> Round:
    found = Round()
    queue = iter(_by_host(addresses))
    async with Line(manners, journal) as line:
        looking = Looking(line)
        with _stopping(line.stop):
            workers = [_work(queue, looking, found, advance) for _ in range(manners.hosts)]
            await asyncio.gather(*workers)
        found.is_stopped = line.stop.is_set()
    return found


def _by_host(addresses: list[str]) -> list[list[str]]:
    """The largest first: a host with many is what a run waits for in the end."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[host_of(address)].append(address)
    return sorted(hosts.values(), key=len, reverse=True)


async def _work(
    queue: Iterator[list[str]], looking: Looking, found: Round, advance: Advance
) -> None:
    for addresses in queue:
        for address in addresses:
            try:
                found.findings[address] = await looking.look(address)
            except LeftForLaterError:
                found.left.append(address)
            except StoppedError:
                return
            advance()


@contextmanager
def _stopping(stop: asyncio.Event) -> Iterator[None]:
    """The first Ctrl+C lets requests under way come to their end; the second one does not."""
    loop = asyncio.get_running_loop()

    def say_so() -> None:
        print(STOPPING, file=sys.stderr)
        stop.set()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        loop.call_soon_threadsafe(say_so)

    before = signal.signal(signal.SIGINT, ask_to_stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def archived(
    addresses: Iterable[str], manners: Manners, journal: Journal, service: str = ARCHIVE
) -> dict[str, str]:
    """Copies of `addresses` in an archive, where it has one."""
    return asyncio.run(_archived(list(addresses), manners, journal, service))


async def _archived(
    addresses: list[str], manners: Manners, journal: Journal, service: str
) -> dict[str, str]:
    async with Line(manners, journal) as line:
        archives = Archives(line, service)
        found = {}
        # What was found by then counts, whatever ends this.
        with _stopping(line.stop), suppress(LeftForLaterError, StoppedError):
            for address in addresses:
                found[address] = await archives.copy_of(address)
    return {address: copy for address, copy in found.items() if copy}
