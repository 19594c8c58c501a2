"""The content security policy: what a page may load and run.

What stands inline in a template is allowed by its hash; what the text of a page brings along stays
blocked. `_headers` says the same for the whole site, and what only a header can say, to hosts that
read it (Netlify, Cloudflare Pages).
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

HEADERS_FILE = "_headers"
OPEN = "api"
OPEN_TO_ALL = f"/{OPEN}/*\n  Access-Control-Allow-Origin: *\n"
"""The pages of others may fetch what is there to be taken."""
FEED = "feed.xml"
FEED_TYPE = f"/{FEED}\n  Content-Type: application/atom+xml; charset=utf-8\n"
SLOT = "@content-security-policy@"
"""Stands in a page until all of it is there; hashes can be told only then."""
PROSE = f"<!-- {token_hex()} -->"
"""Stands before and behind the text of a page while that is made; nobody can write it."""
Inline = frozenset[tuple[str, str]]
"""What stands inline: the directive that rules it, and its hash."""

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    # Without it, older browsers take script-src.
    "worker-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
WHILE_SERVING = {"script-src": "'self' 'unsafe-inline'", "connect-src": "'self'"}
"""The server writes a script into each page that loads it anew when a file is saved."""

UNUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "xr-spatial-tracking",
)
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

ELEMENT = re.compile(
    r"<(?P<tag>script|style)\b(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(?P<text>.*?)</(?P=tag)",
    re.S | re.I,
)


def enclosed(prose: str) -> str:
    """The text of a page, told apart from what a template puts around it."""
    return f"{PROSE}{prose}{PROSE}"


def signed(html: str, serving: bool = False) -> tuple[str, Inline]:
    """`html` with its policy, and what that allows: all inline but what stands in enclosed text."""
    parts = html.split(PROSE)
    allowed = _inline("\n".join(parts[::2]))
    directives = _with_hashes(allowed) | (WHILE_SERVING if serving else {})
    return "".join(parts).replace(SLOT, _written(directives), 1), allowed


def _inline(html: str) -> Inline:
    return frozenset(
        (f"{element['tag'].lower()}-src", _source(element["text"]))
        for element in ELEMENT.finditer(html)
        if not re.search(r"\ssrc\s*=", element["attributes"], re.I)
    )


def _source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _with_hashes(allowed: Iterable[tuple[str, str]]) -> dict[str, str]:
    directives = dict(DIRECTIVES)
    for directive, source in sorted(allowed):
        directives[directive] += f" {source}"
    return directives


def _written(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def write_headers(
    site: Path, allowed: Iterable[tuple[str, str]], others: Iterable[str] = ()
) -> None:
    """The file `_headers`; a guide's own one goes on after it. `others` are files yet to come."""
    file = site / HEADERS_FILE
    own = f"\n{file.read_text('utf-8')}" if file.is_file() else ""
    directives = _with_hashes(allowed) | {"frame-ancestors": "'none'"}
    headers = {"Content-Security-Policy": _written(directives)} | HEADERS
    lines = (f"  {name}: {value}\n" for name, value in headers.items())
    is_open = (site / OPEN).is_dir() or any(path.startswith(f"{OPEN}/") for path in others)
    shared = f"\n{OPEN_TO_ALL}" if is_open else ""
    feed = f"\n{FEED_TYPE}" if (site / FEED).is_file() else ""
    file.write_text(f"/*\n{''.join(lines)}{shared}{feed}{own}", "utf-8")


def sent(site: Path) -> dict[str, str]:
    """What `_headers` says for every page of a finished site."""
    _, *lines = (site / HEADERS_FILE).read_text("utf-8").partition("\n\n")[0].splitlines()
    return dict(line.strip().split(": ", 1) for line in lines)
