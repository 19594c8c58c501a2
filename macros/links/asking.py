"""One request: little is read of its answer, and nothing that a server does makes it last."""

import re
import socket
import ssl
from dataclasses import dataclass
from math import inf
from typing import Literal
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import aiohttp
import certifi
from yarl import URL

from macros.links.inside import InsideError, outside
from macros.links.replies import Reply, Trouble, asked_wait, decoded, title_of
from macros.links.walls import wall

Method = Literal["HEAD", "GET"]
KEPT = "%/:?#[]@!$&'()*+,;=~-._"
"""What stays as it is in an address; all else is written with percent signs."""
HEADER_LIMIT = 65_536
NO_SUCH_NAME = {
    getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)
}
TLS_WORDS = re.compile(r"certificate verify failed: ([^()]+)")


@dataclass(frozen=True)
class Manners:
    """How we ask; the seconds are for one request, whatever the server does."""

    agent: str = "resource-guide-links"
    pause: float = 1.0
    """Between two requests to one host."""
    patience: float = 60.0
    """The longest pause that a host may ask for; one that asks for more is left for later."""
    connecting: float = 10.0
    silence: float = 10.0
    whole: float = 30.0
    hosts: int = 16
    """How many hosts are asked at once."""
    page_limit: int = 65_536
    """How many bytes of a page are read: its title stands at the start."""
    robots_limit: int = 512_000
    """RFC 9309 wants at least 500 KiB."""
    until: float = inf
    """When nothing new is asked any more, by the clock of `time.monotonic`."""
    is_inside_asked: bool = False
    """Whether machines of one's own network are asked, too."""


class BrokenOffError(aiohttp.ClientError):
    """A connection that was there broke off."""


async def once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """aiohttp would ask again where a connection breaks off."""
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise BrokenOffError from error


def client(manners: Manners) -> aiohttp.ClientSession:
    """No cookies, no passwords, no connection that outlives its request."""
    context = ssl.create_default_context()
    # Not every system lends its certificates to programs.
    context.load_verify_locations(certifi.where())
    # The total covers the body, too, which a server may send a letter at a time.
    limits = aiohttp.ClientTimeout(
        total=manners.whole, sock_connect=manners.connecting, sock_read=manners.silence
    )
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            ssl=context,
            force_close=True,
            limit=manners.hosts,
            resolver=aiohttp.ThreadedResolver(),
            socket_factory=None if manners.is_inside_asked else outside,
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=limits,
        auto_decompress=False,
        middlewares=(once,),
        max_line_size=HEADER_LIMIT,
        max_field_size=HEADER_LIMIT,
        headers={
            "User-Agent": manners.agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Encoding": "identity",
            "Accept-Language": "en,*;q=0.5",
        },
    )


async def ask(
    session: aiohttp.ClientSession, method: Method, address: str, limit: int, keep_text: bool
) -> Reply:
    """The answer, of whose body no more than `limit` bytes are read."""
    try:
        async with session.request(method, _url(address), allow_redirects=False) as answer:
            body = await _start_of(answer, limit) if method == "GET" else b""
            return _reply(answer, body, limit, keep_text)
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
        return _no_answer(error)


def _url(address: str) -> URL:
    """Spelled as it stands wherever it can be: another spelling may be another page."""
    host = urlsplit(address).netloc
    return URL(_spelled(address), encoded=True) if host.isascii() else URL(address)


def _spelled(address: str) -> str:
    """In the letters that an address may have; bytes that are no text stay what they are."""
    return quote(address, safe=KEPT, errors="surrogateescape")


def joined(address: str, location: str) -> str:
    """Where a redirect at `address` leads; nothing where nobody can tell."""
    try:
        target = urldefrag(urljoin(address, location)).url
        return "" if "%" in urlsplit(target).netloc else target
    except ValueError:
        return ""


async def _start_of(answer: aiohttp.ClientResponse, limit: int) -> bytes:
    body = bytearray()
    while len(body) < limit:
        try:
            piece = await answer.content.read(limit - len(body))
        except aiohttp.ClientPayloadError:
            # Cut short; what came may tell enough.
            break
        if not piece:
            break
        body += piece
    return bytes(body)


def _reply(answer: aiohttp.ClientResponse, body: bytes, limit: int, keep_text: bool) -> Reply:
    text = decoded(body, answer.headers, limit)
    return Reply(
        status=answer.status,
        location=_spelled(answer.headers.get("Location", "")),
        content_type=answer.headers.get("Content-Type", "").lower(),
        title=title_of(text),
        wall=wall(answer.headers, text),
        wait=asked_wait(answer.headers.get("Retry-After")),
        text=text if keep_text else "",
    )


def _no_answer(error: Exception) -> Reply:
    if isinstance(error, ssl.SSLError | aiohttp.ClientSSLError | ssl.CertificateError):
        told = TLS_WORDS.search(str(error))
        why = f": {told[1].strip()}" if told else ""
        return _trouble(Trouble.CLOSED, f"no safe connection{why}")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return _unknown_name(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        if isinstance(error.os_error, InsideError):
            return _trouble(Trouble.CLOSED, "leads into a network that is not public")
        refused = isinstance(error.os_error, ConnectionRefusedError)
        kind = Trouble.NOWHERE if refused else Trouble.CLOSED
        return _trouble(kind, "takes no connections" if refused else "cannot be reached")
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return _trouble(Trouble.CLOSED, "cannot be reached in time")
    if isinstance(error, TimeoutError):
        return _trouble(Trouble.BROKEN, "does not answer in time")
    if isinstance(error, aiohttp.InvalidURL | UnicodeError):
        return _trouble(Trouble.CLOSED, "is no address that can be asked")
    return _trouble(Trouble.BROKEN, "breaks off, or answers what is no HTTP")


def _unknown_name(error: aiohttp.ClientConnectorDNSError) -> Reply:
    if error.os_error.errno in NO_SUCH_NAME:
        return _trouble(Trouble.NOWHERE, "no server has this name")
    return _trouble(Trouble.CLOSED, "its name could not be looked up")


def _trouble(kind: Trouble, reason: str) -> Reply:
    return Reply(trouble=kind, reason=reason)
