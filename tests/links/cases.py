"""What servers do, each at a path of its own, and what one look at it must show."""

import asyncio
import zlib
from dataclasses import dataclass

from macros.links.states import State
from tests.links.webs import Play, Request, Writer, leads, only_for, reply, says

OK, MOVED, SOFT, BLOCKED, UNREACHED = (
    State.OK,
    State.MOVED,
    State.SOFT_404,
    State.BLOCKED,
    State.UNREACHABLE,
)
HOPS = 10
BYTES = 64 * 1024


@dataclass(frozen=True)
class Case:
    play: Play
    state: State
    reason: str = ""
    """Words that the reason must hold."""
    strike: bool = False
    to: str = ""
    """The path that it moved to."""
    gets: int = 1


async def endless(request: Request, writer: Writer) -> None:
    """A body without an end, of which only the start may be taken."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Long</title>")
    while request.method == "GET":
        writer.write(b"x" * BYTES)
        request.web.sent[request.path] += BYTES
        await writer.drain()


async def drip(request: Request, writer: Writer) -> None:
    """A letter now and then: each comes before anyone loses patience."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while request.method == "GET":
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.1)


async def drip_of_headers(request: Request, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.1)


async def endless_headers(request: Request, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: and more\r\n" * 1000)
        await writer.drain()


async def one_endless_header(request: Request, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        writer.write(b"x" * BYTES)
        request.web.sent[request.path] += BYTES
        await writer.drain()


async def silence(request: Request, writer: Writer) -> None:
    await asyncio.sleep(60)


async def reset(request: Request, writer: Writer) -> None:
    writer.transport.abort()


async def garbage(request: Request, writer: Writer) -> None:
    writer.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
    await writer.drain()


async def half(request: Request, writer: Writer) -> None:
    """It promises more than it sends."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n"
    writer.write(head + (b"<title>Half</title>" if request.method == "GET" else b""))
    await writer.drain()


async def no_content(request: Request, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
    await writer.drain()


async def odd_target(request: Request, writer: Writer) -> None:
    await reply(writer, 302, {"Location": "/\xe9t\xe9 \xa7"}, b"", request.method)


async def on_and_on(request: Request, writer: Writer) -> None:
    number = int(request.path.partition("?")[2] or 0)
    await leads(302, f"/on-and-on?{number + 1}")(request, writer)


def typed(kind: str, body: bytes, **headers: str) -> Play:
    return says(headers={"Content-Type": kind, **headers}, body=body)


MEGABYTES = 60
packer = zlib.compressobj(wbits=31)
BOMB = packer.compress(b"<title>Boom</title>")
BOMB += b"".join(packer.compress(b" " * 2**20) for _ in range(MEGABYTES)) + packer.flush()
WALL = "Just a moment..."

CASES = {
    # It is there.
    "/page": Case(says(), OK),
    "/paper": Case(typed("application/pdf", b"%PDF-1.7"), OK, gets=0),
    "/no-type": Case(says(headers={"Content-Type": ""}), OK),
    "/no-content": Case(no_content, OK),
    "/head-405": Case(only_for("HEAD", says(405), says()), OK),
    "/head-404": Case(only_for("HEAD", says(404), says()), OK),
    "/head-500": Case(only_for("HEAD", says(500), says()), OK),
    "/head-reset": Case(only_for("HEAD", reset, says()), OK),
    "/endless": Case(endless, OK),
    "/half": Case(half, OK),
    "/latin": Case(typed("text/html; charset=latin-1", b"<title>\xc9t\xe9</title>"), OK),
    "/no-such-charset": Case(typed("text/html; charset=klingon", b"<title>Q</title>"), OK),
    "/idna": Case(typed("text/html; charset=idna", b"<title>Q</title>"), OK),
    "/utf-16-in-ascii": Case(
        typed("text/html; charset=utf-16", b"<title>404</title>"), SOFT, "404"
    ),
    "/no-text-charset": Case(typed("text/html; charset=base64", b"<title>Q</title>"), OK),
    "/bytes": Case(typed("text/html", bytes(range(256))), OK),
    "/bomb": Case(typed("text/html", BOMB, **{"Content-Encoding": "gzip"}), OK),
    "/no-gzip": Case(typed("text/html", b"plain", **{"Content-Encoding": "gzip"}), OK),
    "/long-header": Case(says(headers={"X-Policy": "x" * 20_000}), OK),
    # It is there, elsewhere.
    "/301": Case(leads(301, "/page"), MOVED, gets=0, to="/page"),
    "/308": Case(leads(308, "/page"), MOVED, gets=0, to="/page"),
    "/301-301": Case(leads(301, "/308"), MOVED, gets=0, to="/page"),
    "/301-302": Case(leads(301, "/302"), MOVED, gets=0, to="/302"),
    "/302": Case(leads(302, "/page"), OK, gets=0),
    "/303": Case(leads(303, "/page"), OK, gets=0),
    "/307": Case(leads(307, "/page"), OK, gets=0),
    "/302-301": Case(leads(302, "/301"), OK, gets=0),
    "/301-404": Case(leads(301, "/404"), UNREACHED, "404", strike=True, gets=0),
    # It says that it is there, and is not.
    "/soft": Case(says(title="Page not found | Example County"), SOFT, "Page not found"),
    "/soft-16": Case(typed("text/html", "<title>404</title>".encode("utf-16")), SOFT, "404"),
    "/soft-heading": Case(typed("text/html", b"<h1>Error <b>404</b></h1>"), SOFT, "Error 404"),
    "/to-home": Case(leads(302, "/"), SOFT, "home page", gets=0),
    "/for-sale": Case(says(title="example.org - this domain is for sale"), SOFT, "for sale"),
    # Programs are kept out.
    "/401": Case(says(401), BLOCKED, "401"),
    "/403": Case(says(403), BLOCKED, "403"),
    "/405": Case(says(405), BLOCKED, "405"),
    "/451": Case(says(451), BLOCKED, "451"),
    "/999": Case(says(999), BLOCKED, "999"),
    "/wall-503": Case(says(503, WALL), BLOCKED, "Cloudflare"),
    "/wall-404": Case(says(404, headers={"CF-Mitigated": "challenge"}), BLOCKED, "Cloudflare"),
    "/wall-200": Case(says(200, "Please verify you are human"), BLOCKED, "humans"),
    "/wall-202": Case(says(202, headers={"X-Amzn-Waf-Action": "challenge"}), BLOCKED, "AWS"),
    # It is not there today.
    "/404": Case(says(404), UNREACHED, "404 Not Found", strike=True),
    "/410": Case(says(410), UNREACHED, "410 Gone", strike=True),
    "/500": Case(says(500), UNREACHED, "500", strike=True),
    "/503": Case(says(503), UNREACHED, "503"),
    # It cannot be told.
    "/loop": Case(leads(301, "/loop-back"), UNREACHED, "back to itself", gets=0),
    "/loop-back": Case(leads(302, "/loop"), UNREACHED, "back to itself", gets=0),
    "/itself": Case(leads(302, "/itself"), UNREACHED, "back to itself", gets=0),
    "/on-and-on": Case(on_and_on, UNREACHED, "more than 10", gets=0),
    "/nowhere": Case(says(302), UNREACHED, "without an address", gets=0),
    "/to-mail": Case(leads(302, "mailto:a@example.org"), UNREACHED, "no web", gets=0),
    "/to-nonsense": Case(leads(302, "http://[::1"), UNREACHED, "no web", gets=0),
    "/to-odd-host": Case(leads(302, "//\xe9.example.org/"), UNREACHED, "no web", gets=0),
    "/to-file": Case(leads(302, "file:///etc/passwd"), UNREACHED, "no web", gets=0),
    "/to-odd": Case(odd_target, UNREACHED, "404", strike=True, gets=0),
    "/silence": Case(silence, UNREACHED, "in time"),
    "/reset": Case(reset, UNREACHED, "breaks off"),
    "/garbage": Case(garbage, UNREACHED, "no HTTP"),
    "/drip": Case(drip, UNREACHED, "in time"),
    "/drip-of-headers": Case(drip_of_headers, UNREACHED, "in time"),
    "/endless-headers": Case(endless_headers, UNREACHED, "no HTTP"),
    "/one-endless-header": Case(one_endless_header, UNREACHED, "no HTTP"),
}
