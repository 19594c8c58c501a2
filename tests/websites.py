"""Built sites as tests look at them: parsed pages, their links, a local server."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from macros.redirects import file_of, moved


@dataclass
class Element:
    """A start tag with its attributes; scripts and styles keep their text."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Document(HTMLParser):
    """A page as its start tags, in order."""

    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @classmethod
    def of(cls, path: Path) -> "Document":
        return cls.read(path.read_text("utf-8"))

    @classmethod
    def read(cls, html: str) -> "Document":
        document = cls()
        document.feed(html)
        return document

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.elements:
            self.elements[-1].text += data

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    @property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @property
    def targets(self) -> list[str]:
        return [
            element.attributes[name]
            for element in self.elements
            for name in ("href", "src")
            if name in element.attributes
        ]


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def dead_links(site: Path) -> list[str]:
    """Links and anchors inside the site that lead nowhere, as «page → target»."""
    documents = {path: Document.of(path) for path in pages(site)}
    ids = {path: set(document.ids) for path, document in documents.items()}
    dead = []
    for path, document in documents.items():
        for target in document.targets:
            found = resolve(site, path, target)
            if found is None:
                continue
            file, anchor = found
            if not file.is_file() or (anchor and anchor not in ids.get(file, {anchor})):
                dead.append(f"{path.relative_to(site)} → {target}")
    return dead


def resolve(site: Path, page: Path, target: str) -> tuple[Path, str] | None:
    """The file and the anchor that `target` means on `page`; nothing for other sites."""
    base = f"http://site/{page.relative_to(site).as_posix()}"
    parts = urlsplit(urljoin(base, target))
    if parts.scheme not in ("http", "https") or parts.netloc != "site":
        return None
    file = site / unquote(parts.path).lstrip("/")
    if parts.path.endswith("/"):
        file /= "index.html"
    return file, unquote(parts.fragment)


def reachable(site: Path) -> set[Path]:
    """The pages that links lead to, from the home page on."""
    found = {site / "index.html"}
    waiting = list(found)
    while waiting:
        page = waiting.pop()
        for element in Document.of(page).all("a"):
            target = resolve(site, page, element.attributes.get("href", ""))
            if target and target[0].suffix == ".html" and target[0] not in found:
                found.add(target[0])
                waiting.append(target[0])
    return found


def unreached(site: Path) -> set[Path]:
    """Pages that no link leads to; what stands for missing and old addresses needs none."""
    old = {site / file_of(address) for address, _ in moved(site)}
    return set(pages(site)) - reachable(site) - old - {site / "404.html"}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass

    def send_error(self, code: int, *words: Any, **named: Any) -> None:
        """A missing page answers as static hosts do: with 404.html."""
        page = Path(self.directory) / "404.html"
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a local server that shows `site`."""
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
