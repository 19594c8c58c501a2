"""Addresses that moved: what an old one and a new one may be, and the file that hosts read."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Protocol

from pydantic import AfterValidator

from macros.problems import quoted
from macros.values import secure_address
from macros.words import wrong

PATH = re.compile(r"(?!.*(^|/)\.\.?(/|$))[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*/?")
PLACE = re.compile(r"(?P<page>[^#]*/)(#[^#\s]+)?")
FILE = "_redirects"
"""What Netlify and Cloudflare Pages read."""


class Moved(Protocol):
    """An old address and where it leads now."""

    @property
    def old(self) -> str: ...
    @property
    def new(self) -> str: ...


def _old_address(value: str) -> str:
    if complaint := _path_complaint(value):
        raise wrong(f"{quoted(value)} {complaint}")
    if not value.endswith(("/", ".html", ".htm")):
        raise wrong(f"{quoted(value)} must end in '/' or '.html', did you mean '{value}/'?")
    if value.endswith("index.html"):
        raise wrong(f"{quoted(value)}: leave out 'index.html' at its end")
    return value


def _new_address(value: str) -> str:
    if re.match(r"[a-z]+:", value, re.I):
        return secure_address(value)
    if complaint := _path_complaint(value.partition("#")[0]):
        raise wrong(f"{quoted(value)} {complaint}")
    if not PLACE.fullmatch(value):
        raise wrong(f"{quoted(value)} is no page: the address of a page ends in '/'")
    return value


def _path_complaint(value: str) -> str:
    """What keeps `value` from being an address inside the guide, or nothing."""
    if value.startswith("/"):
        return "must start without a slash: write what follows the address of the guide"
    if re.match(r"[a-z]+:", value, re.I):
        return "must be an address of this guide: write what follows the guide's own address"
    if not PATH.fullmatch(value):
        return "may hold letters a-z, digits, '.', '-', '_' and '/' only"
    return ""


OldAddress = Annotated[str, AfterValidator(_old_address)]
"""Where a page once stood, below the address of the guide."""

NewAddress = Annotated[str, AfterValidator(_new_address)]
"""A page of the guide, or an https address."""


def is_inside(new: str) -> bool:
    return ":" not in new


def page_of(new: str) -> str:
    return new.partition("#")[0]


def file_of(old: str) -> str:
    """Where the page stands that hosts show at an old address."""
    return f"{old}index.html" if old.endswith("/") else old


def lines(redirects: Iterable[Moved]) -> Iterator[str]:
    """Lines of `_redirects`; some hosts tell `/old` from `/old/`."""
    for redirect in redirects:
        new = f"/{redirect.new}" if is_inside(redirect.new) else redirect.new
        for old in dict.fromkeys((redirect.old, redirect.old.rstrip("/"))):
            yield f"/{old} {new} 301\n"


def moved(site: Path) -> Iterator[tuple[str, str]]:
    """Old and new addresses of a finished site, as its plain redirects name them."""
    file = site / FILE
    for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
        old, new, status = (*line.split(), "", "", "")[:3]
        if status == "301" and re.fullmatch(r"/[^*:]+", old):
            yield old[1:], new
