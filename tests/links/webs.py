"""A small web on this machine that plays whatever servers do, and notes all that it is asked."""

import asyncio
import ssl
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Writer = asyncio.StreamWriter
Play = Callable[["Request", Writer], Awaitable[None]]
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Request:
    host: str
    method: str
    path: str
    headers: Mapping[str, str]
    web: "Web"
    at: float = field(default_factory=time.monotonic)


@dataclass
class Web:
    """Servers on one port of several loopback addresses: each address is a host."""

    plays: dict[str, Play] = field(default_factory=dict)
    robots: dict[str, Play] = field(default_factory=dict)
    """By host; the others have no robots.txt."""
    port: int = 0
    scheme: str = "http"
    asked: list[Request] = field(default_factory=list)
    busy: Counter[str] = field(default_factory=Counter)
    busiest: Counter[str] = field(default_factory=Counter)
    """How many requests a host had at once, at most."""
    sent: Counter[str] = field(default_factory=Counter)
    """Bytes that somebody took, by path."""
    busiest_of_all: int = 0

    def at(self, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}"

    def count(self, path: str, method: str = "") -> int:
        """How often the path was asked, with whatever query."""
        paths = [one.path.partition("?")[0] for one in self.asked if method in ("", one.method)]
        return paths.count(path)

    async def answer(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
            method, path, _ = head[0].split(" ", 2)
            pairs = (line.split(": ", 1) for line in head[1:] if line)
            headers = {name.lower(): value for name, value in pairs}
            host = headers["host"].partition(":")[0]
            request = Request(host, method, path, headers, self)
            self.asked.append(request)
            self.busy[host] += 1
            self.busiest[host] = max(self.busiest[host], self.busy[host])
            self.busiest_of_all = max(self.busiest_of_all, self.busy.total())
            try:
                await self._play(request)(request, writer)
            finally:
                self.busy[host] -= 1
        with suppress(ConnectionError, ssl.SSLError):
            writer.close()

    def _play(self, request: Request) -> Play:
        if request.path == "/robots.txt":
            return self.robots.get(request.host, says(404))
        return self.plays.get(request.path.partition("?")[0], says(404, title="Nothing here"))


async def reply(
    writer: Writer, status: int, headers: Mapping[str, str], body: bytes, method: str = "GET"
) -> None:
    lines = [f"HTTP/1.1 {status} Said"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines.append(f"Content-Length: {len(body)}")
    writer.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n")
    writer.write(b"" if method == "HEAD" else body)
    await writer.drain()


def says(
    status: int = 200,
    title: str = "A page",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
) -> Play:
    """The same answer to all."""

    async def play(request: Request, writer: Writer) -> None:
        content = body or f"<html><title>{title}</title><h1>Words</h1>".encode()
        await reply(writer, status, HTML | dict(headers or {}), content, request.method)

    return play


def leads(status: int, target: str) -> Play:
    """A redirect; a target that starts with a slash is one of the same host."""
    return says(status, headers={"Location": target})


def only_for(method: str, play: Play, otherwise: Play) -> Play:
    async def choose(request: Request, writer: Writer) -> None:
        await (play if request.method == method else otherwise)(request, writer)

    return choose


def rules(text: str) -> Play:
    return says(headers={"Content-Type": "text/plain"}, body=text.encode())


@contextmanager
def running(web: Web, hosts: int = 1, context: ssl.SSLContext | None = None) -> Iterator[Web]:
    """The web, as long as the block lasts."""
    web.scheme = "https" if context else "http"
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=_run, args=(web, hosts, context, loop, ready), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield web
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def _run(
    web: Web,
    hosts: int,
    context: ssl.SSLContext | None,
    loop: asyncio.AbstractEventLoop,
    ready: threading.Event,
) -> None:
    asyncio.set_event_loop(loop)
    servers = []
    for number in range(1, hosts + 1):
        address = f"127.0.0.{number}"
        start = asyncio.start_server(web.answer, address, web.port, ssl=context)
        servers.append(loop.run_until_complete(start))
        web.port = servers[0].sockets[0].getsockname()[1]
    ready.set()
    loop.run_forever()
    for server in servers:
        server.close()
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    loop.close()
