"""What the data makes in numbers, drawn by a real server of MkDocs when it is asked for."""

import http.client
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import clean_directory

from macros.answering import Answering, Request

PATIENCE = 30


@dataclass
class Numbered:
    """Pages that say which version of the data they are of."""

    version: int
    drawn: list[str] = field(default_factory=list)
    slow: float = 0
    fault: str = ""

    def made_of(self) -> str:
        return repr(self)

    def paths(self) -> Sequence[str]:
        raise AssertionError("while serving, nobody needs all of them")

    def draw(self, path: str) -> bytes | None:
        folder, _, name = path.partition("/")
        if folder != "records" or name not in ("a/index.html", "b.json"):
            return None
        self.drawn.append(path)
        time.sleep(self.slow)
        if self.fault:
            raise ValueError(self.fault)
        return b"<body>%d</body>" % self.version


@dataclass
class Site:
    """A server whose builds make a home page and offer a new version of the records."""

    server: LiveReloadServer
    answering: Answering
    root: Path
    watched: Path
    lot: Numbered = field(default_factory=lambda: Numbered(0))
    slow: float = 0
    fails: bool = False

    def build(self) -> None:
        self.answering.begin()
        if self.fails:
            raise ValueError("the build is to fail")
        clean_directory(str(self.root))
        time.sleep(self.slow)
        (self.root / "index.html").write_text(f"<body>{self.lot.version + 1}</body>")
        self.lot = Numbered(self.lot.version + 1)
        self.answering.offer([self.lot])

    def ask(self, path: str, method: str = "GET") -> tuple[int, bytes]:
        host, port = self.server.server_address[:2]
        connection = http.client.HTTPConnection(str(host), int(port), timeout=PATIENCE)
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def save(self) -> None:
        """Something changed, as MkDocs notices it."""
        (self.watched / "record.yml").write_text(str(time.monotonic_ns()))


@pytest.fixture
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    root, watched = tmp_path / "site", tmp_path / "data"
    root.mkdir()
    watched.mkdir()
    mount = getattr(request, "param", "/")
    server = LiveReloadServer(
        lambda: site.build(), "127.0.0.1", 0, str(root), mount, 0.05, shutdown_delay=0.05
    )
    server.build_delay = 0.05
    site = Site(server, Answering(), root, watched)
    site.build()
    server.set_app(site.answering.instead_of(server.serve_request, root, mount))
    server.watch(str(watched))
    thread = threading.Thread(target=server.serve)
    thread.start()
    while not server.serve_thread.is_alive():
        time.sleep(0.01)
    yield site
    server.shutdown(wait=True)
    thread.join(PATIENCE)


def test_only_what_is_asked_for_is_drawn_and_only_once(site: Site) -> None:
    assert site.lot.drawn == []
    for _ in range(2):
        status, body = site.ask("/records/a/")
        assert (status, body[:7]) == (200, b"<body>1")
    assert site.ask("/records/b.json") == (200, b"<body>1</body>")
    assert site.lot.drawn == ["records/a/index.html", "records/b.json"]


def test_pages_are_told_when_to_load_anew(site: Site) -> None:
    assert b"livereload(" in site.ask("/records/a/")[1]


def test_what_no_lot_has_is_missing(site: Site) -> None:
    paths = ["/records/c/", "/records", "/records/", "/../records.txt", "/records/%ff"]
    for path in (*paths, f"/{'a' * 300}/"):
        assert site.ask(path)[0] == 404


def test_what_cannot_be_drawn_is_told(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.lot.fault = "the template has a hole"
    status, body = site.ask("/records/b.json")
    assert status == 500
    assert b"records/b.json could not be made" in body
    assert b"the template has a hole" in body
    assert "the template has a hole" in caplog.text
    site.lot.fault = ""
    assert site.ask("/records/b.json")[0] == 200


def test_nothing_is_written_outside_the_site(site: Site) -> None:
    assert site.ask("/../../records/b.json")[0] == 200
    assert (site.root / "records/b.json").is_file()
    assert site.ask("/records/..%2frecords/b.json")[0] == 200


@pytest.mark.parametrize("site", ["/guide/"], indirect=True)
def test_a_site_may_stand_below_an_address(site: Site) -> None:
    assert site.ask("/other/records/b.json")[0] == 404
    assert site.lot.drawn == []
    assert site.ask("/guide/records/b.json")[0] == 200
    assert site.ask("/guide/records/a")[0] == 302


def test_a_request_waits_until_a_build_is_done(site: Site) -> None:
    """As MkDocs has it for its own files; a page is of one version, and never an old one."""
    site.slow = 0.3
    with ThreadPoolExecutor(6) as readers:
        for version in range(2, 5):
            site.save()
            while site.server._visible_epoch == site.server._wanted_epoch:
                time.sleep(0.001)
            asked = [readers.submit(site.ask, path) for path in ("/", "/records/a/") * 3]
            found = [answer.result() for answer in asked]
            assert [status for status, _ in found] == [200] * 6
            assert {int(body[6 : body.index(b"<", 6)]) for _, body in found} == {version}
            assert site.lot.drawn == ["records/a/index.html"]


def test_what_is_being_drawn_when_a_build_begins_is_not_shown_after_it(site: Site) -> None:
    site.lot.slow = 0.5
    with ThreadPoolExecutor(1) as reader:
        asked = reader.submit(site.ask, "/records/b.json")
        while not site.lot.drawn:
            time.sleep(0.001)
        site.save()
        assert asked.result()[1] in (b"<body>1</body>", b"<body>2</body>")
    while site.lot.version < 2:
        time.sleep(0.01)
    assert site.ask("/records/b.json") == (200, b"<body>2</body>")


def test_a_build_may_begin_between_looking_and_drawing(site: Site) -> None:
    def look(request: Request, start: Callable[..., Any]) -> Iterable[bytes]:
        body = site.server.serve_request(request, start)
        if site.lot.version == 1:
            site.save()
            while (site.root / "index.html").exists():
                time.sleep(0.001)
        return body

    site.slow = 0.3
    site.server.set_app(site.answering.instead_of(look, site.root, "/"))
    assert site.ask("/records/b.json") == (200, b"<body>2</body>")


def test_after_a_build_that_failed_requests_wait_for_the_next(site: Site) -> None:
    site.fails = True
    site.save()
    while site.server._visible_epoch == site.server._wanted_epoch:
        time.sleep(0.001)
    with ThreadPoolExecutor(1) as reader:
        asked = reader.submit(site.ask, "/records/b.json")
        site.fails = False
        site.save()
        assert asked.result() == (200, b"<body>2</body>")
