"""Readers in a real browser: where they open a site, and all that its pages do and leave behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

from playwright.sync_api import Browser, BrowserContext, Page

from macros import zipping
from tests.browsers import find_or_install_chromium
from tests.websites import served

WAYS = ("http", "file")
Way = Literal["http", "file"]


@dataclass
class Watched:
    """A page and all that it did: requests, console lines, errors."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda line: self.errors.append(line.text) if line.type == "error" else None,
        )

    def elsewhere(self, address: str) -> list[str]:
        return [url for url in self.requests if not url.startswith((address, "data:"))]


@contextmanager
def opened_over(way: Way, site: Path) -> Iterator[str]:
    """The address of `site`, on a server or on a memory stick."""
    if way == "file":
        yield on_a_stick(site).as_uri() + "/"
        return
    with served(site) as address:
        yield address


def on_a_stick(site: Path) -> Path:
    """The folder of pages in what `guide build --zip` makes of `site`, unpacked."""
    return _unpacked(site, site.stat().st_mtime_ns)


@cache
def _unpacked(site: Path, built: int) -> Path:
    folder = site.with_name(f"{site.name}-stick-{built}")
    archive = folder.with_suffix(".zip")
    zipping.pack(site, archive, zipping.Names("The guide"), {})
    with ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder / "The guide" / zipping.INSIDE


def page_at(address: str, path: str) -> str:
    """From a disk, a link to a folder would open a listing of it."""
    return address + path + ("index.html" if address.startswith("file:") else "")


@contextmanager
def desktop(browser: Browser) -> Iterator[BrowserContext]:
    """A reader with a wide screen, who does not wait for ever."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(8_000)
    yield context
    context.close()


@contextmanager
def with_profile(browser: Browser, folder: Path) -> Iterator[BrowserContext]:
    """A reader whose browser keeps what it keeps in `folder`."""
    context = browser.browser_type.launch_persistent_context(
        str(folder), executable_path=find_or_install_chromium(), args=["--no-sandbox"]
    )
    yield context
    context.close()


def files_with(folder: Path, *secrets: str) -> list[str]:
    """The names of the files that hold one of `secrets`, in one byte or two a letter."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    coded = [secret.encode(code) for secret in secrets for code in ("utf-8", "utf-16-le")]
    contents = ((path.name, path.read_bytes()) for path in files)
    return [name for name, content in contents if any(secret in content for secret in coded)]
