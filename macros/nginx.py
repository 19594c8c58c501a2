"""Settings with which nginx shows a finished site, with its headers and its old addresses."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from macros import redirects
from macros.policy import HEADERS_FILE, OPEN, sent

PRESSED = "text/css text/javascript application/javascript application/json image/svg+xml"
"""What nginx should press besides pages."""
# Who read what could put people in danger: no list of it is kept.
QUIET = "absolute_redirect off; access_log off; log_not_found off;"
ONLY_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}
SHARED = "guide_shared"
"""Which variable says that pages of others may fetch an answer."""


def settings(site: Path, at: str = "/", only_https: bool = False) -> str:
    """Lines for a `server` block that shows `site` below the address `at`."""
    headers = sent(site) | (ONLY_HTTPS if only_https else {})
    return "".join(f"{line}\n" for line in _lines(site, at, headers))


def _lines(site: Path, at: str, headers: Mapping[str, str]) -> Iterator[str]:
    yield "# Made by «guide nginx» for one server block. Make it anew after each build."
    for old, new in _moved(site, at):
        yield f'location = {old} {{ {QUIET} return 301 "{new}"; }}'
    for name in (HEADERS_FILE, redirects.FILE):
        yield f"location = {at}{name} {{ {QUIET} return 404; }}"
    yield f'set ${SHARED} "";'
    yield f'if ($uri ~ "^{at}{OPEN}/") {{ set ${SHARED} "*"; }}'
    yield f"location {at} {{"
    for line in (*_place(site, at), *_pressing(), QUIET, *_headers(headers)):
        yield f"    {line}"
    yield "}"


def _moved(site: Path, at: str) -> Iterator[tuple[str, str]]:
    if at != "/":
        yield at.rstrip("/"), at
    for old, new in redirects.moved(site):
        yield f"{at}{old}", f"{at}{new[1:]}" if new.startswith("/") else new


def _place(site: Path, at: str) -> Iterator[str]:
    folder = f"{site.resolve().as_posix()}/"
    yield f'alias "{folder}";' if at != "/" else f'root "{folder}";'
    yield "index index.html;"
    yield f"error_page 404 {at}404.html;"
    yield "charset utf-8;"


def _pressing() -> Iterator[str]:
    yield "gzip on;"
    yield "gzip_vary on;"
    yield f"gzip_types {PRESSED};"


def _headers(headers: Mapping[str, str]) -> Iterator[str]:
    for name, value in headers.items():
        yield f'add_header {name} "{value}" always;'
    # Where it is empty, nginx sends nothing.
    yield f"add_header Access-Control-Allow-Origin ${SHARED};"
