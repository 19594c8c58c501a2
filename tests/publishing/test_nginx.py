"""The settings for nginx, with a real nginx: at the top of a server and below a path."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import BrowserContext

from macros.cli import main
from macros.policy import HEADERS
from tests.finder.finders import Finder
from tests.projects import Project
from tests.publishing.conftest import AWAY
from tests.publishing.servers import nginx
from tests.watching import Watched
from tests.websites import Document, pages


def settings(*words: str) -> str:
    return CliRunner().invoke(main, ["nginx", *words]).output


@dataclass(frozen=True)
class Served:
    """A guide on an nginx."""

    host: str
    path: str
    folder: Path

    @property
    def address(self) -> str:
        return f"{self.host}{self.path}"

    def get(self, path: str, **sent: str) -> HTTPResponse:
        """What the server says of `path`, below the guide's own."""
        connection = HTTPConnection(urlsplit(self.host).netloc)
        connection.request("GET", f"{self.path}{path}", headers=sent)
        return connection.getresponse()


@pytest.fixture(scope="module", params=["/", "/some/path/"])
def guide(
    request: pytest.FixtureRequest, moved: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("nginx")
    lines = settings("--site-dir", str(moved.site), "--path", request.param)
    with nginx(lines, folder) as host:
        yield Served(host, request.param, folder)


PAGES = ("", "find/", "partners/", "partners/town-library/", "worksheets/town-map/", "terms/")


def assert_has_each_header(answer: HTTPResponse, project: Project) -> None:
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert f"Content-Security-Policy: {policy}\n" in (project.site / "_headers").read_text("utf-8")


@pytest.mark.parametrize("path", [*PAGES, "assets/guide.css", "assets/guide.js"])
def test_all_is_there_and_comes_with_each_header(guide: Served, moved: Project, path: str) -> None:
    answer = guide.get(path)
    assert answer.status == 200
    file = moved.site / path / "index.html" if path.endswith("/") or not path else moved.site / path
    assert answer.read() == file.read_bytes()
    assert_has_each_header(answer, moved)


def test_only_open_data_may_be_fetched_by_pages_of_others(guide: Served, moved: Project) -> None:
    (file, *_) = sorted((moved.site / "api").rglob("*.json"))
    answer = guide.get(file.relative_to(moved.site).as_posix())
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert_has_each_header(answer, moved)
    assert guide.get("").headers["Access-Control-Allow-Origin"] is None


def test_pages_say_how_they_are_encoded(guide: Served) -> None:
    assert guide.get("").headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_missing_page_says_so_with_each_header(guide: Served, moved: Project) -> None:
    for path in ("no/such/page/", "partners/nobody/index.html", "_headers", "_redirects"):
        assert guide.get(path).status == 404
    answer = guide.get("no/such/page/")
    assert answer.read() == (moved.site / "404.html").read_bytes()
    assert_has_each_header(answer, moved)


def test_a_folder_without_its_slash_leads_to_the_page(guide: Served) -> None:
    answer = guide.get("partners")
    assert (answer.status, answer.headers["Location"]) == (301, f"{guide.path}partners/")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("partners/library/", "partners/town-library/"),
        ("partners/library", "partners/town-library/"),
        ("jobs.html", "partners/town-library/#services"),
        ("gone/agency/", AWAY),
    ],
)
def test_an_old_address_leads_on(guide: Served, old: str, new: str) -> None:
    answer = guide.get(old)
    target = new if new.startswith("https:") else f"{guide.path}{new}"
    assert (answer.status, answer.headers["Location"]) == (301, target)


@pytest.mark.parametrize("path", ["find/", "assets/guide.css", "assets/finder.js"])
def test_what_can_be_smaller_is_sent_smaller(guide: Served, path: str) -> None:
    whole = guide.get(path).read()
    answer = guide.get(path, **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    sent = answer.read()
    assert gzip.decompress(sent) == whole
    assert len(sent) < len(whole) / 2


def test_nobody_keeps_a_list_of_who_read_what(guide: Served) -> None:
    for path in ("safety/", "partners/", "partners/library/", "no/such/page/", "_headers"):
        guide.get(path).read()
    assert (guide.folder / "access.log").read_text("utf-8") == ""
    assert "no/such/page" not in (guide.folder / "error.log").read_text("utf-8")


def test_nothing_goes_against_the_policy(guide: Served, context: BrowserContext) -> None:
    watched = Watched(context.new_page())
    page = watched.page
    for path in PAGES:
        page.goto(guide.address + path)
        assert page.locator("h1").count() == 1
    page.goto(f"{guide.address}find/")
    assert "partners/town-library" in Finder(page).ask("library")
    assert watched.errors == []
    assert watched.elsewhere(guide.address) == []


def test_below_a_path_the_bare_path_leads_to_the_guide(guide: Served) -> None:
    if guide.path != "/":
        connection = HTTPConnection(urlsplit(guide.host).netloc)
        connection.request("GET", guide.path.rstrip("/"))
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Location"]) == (301, guide.path)


def test_https_alone_is_asked_for_only_when_wanted(moved: Project) -> None:
    words = ("--site-dir", str(moved.site))
    line = 'add_header Strict-Transport-Security "max-age=31536000" always;'
    assert line not in settings(*words)
    assert line in settings(*words, "--only-https")


def links(project: Project, path: str) -> Iterator[tuple[str, str]]:
    """Where links lead from each page, below the address `path`."""
    for page in pages(project.site):
        address = f"{path}{page.relative_to(project.site).as_posix()}"
        # What stands for a missing page is shown at any address.
        shown = f"{path}no/such/page/" if page.name == "404.html" else address
        for target in Document.of(page).targets:
            found = urlsplit(urljoin(f"http://site{shown}", target))
            if found.netloc == "site" and not target.startswith("#"):
                yield found.path, f"{page} → {target}"


def test_every_link_leads_somewhere_below_the_path(guide: Served, moved: Project) -> None:
    # This guide says that it stands below a path; only there can its 404.html lead on.
    is_whole = guide.path != "/"
    found = {at: link for at, link in links(moved, guide.path) if is_whole or "/404." not in link}
    assert len(found) > 20
    for path, link in found.items():
        assert path.startswith(guide.path), link
        assert guide.get(path.removeprefix(guide.path)).status == 200, link


def test_without_a_finished_site_it_says_what_to_do(tmp_path: Path) -> None:
    said = settings("--site-dir", str(tmp_path))
    assert "holds no finished site: run 'uv run guide build' first" in said


def test_without_old_addresses_it_works_as_well(moved: Project, tmp_path: Path) -> None:
    (tmp_path / "_headers").write_bytes((moved.site / "_headers").read_bytes())
    assert "301" not in settings("--site-dir", str(tmp_path))
