"""`mkdocs serve`: a saved file shows, a bad one shows as a banner and ends nothing."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.projects import Project

PATIENCE = 60
BANNER = "This page shows the last good version"


class Served:
    def __init__(self, project: Project, port: int) -> None:
        self.project = project
        self.address = f"http://127.0.0.1:{port}/"

    def page(self, path: str = "") -> str:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))

    def until(self, condition: Callable[[str], bool], path: str = "") -> str:
        """The page at `path` as soon as it is as wanted."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                page = self.page(path)
            except OSError:
                page = ""
            if page and condition(page):
                return page
            time.sleep(0.1)
        raise AssertionError(f"{path} never became as wanted")


@pytest.fixture
def server(project: Project) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    with (project.root / "serve.log").open("w") as log:
        process = subprocess.Popen(command, cwd=project.root, stdout=log, stderr=log)
        served = Served(project, port)
        served.until(lambda page: "Test Guide" in page)
        yield served
        process.terminate()
        process.wait(PATIENCE)


def test_a_saved_record_shows(server: Served) -> None:
    server.project.write("data/partners/credit-union.yml", "name: New Union\ndescription: New.\n")
    page = server.until(lambda page: "New Union" in page, "partners/credit-union/")
    assert BANNER not in page


def test_a_bad_record_shows_as_a_banner_and_goes_when_mended(server: Served) -> None:
    server.project.write("data/partners/credit-union.yml", "nmae: New Union\ndescription: New.\n")
    page = server.until(lambda page: BANNER in page, "partners/credit-union/")
    assert "unknown field &#39;nmae&#39;, did you mean &#39;name&#39;?" in page
    assert "<h1>Credit Union</h1>" in page
    log = (server.project.root / "serve.log").read_text("utf-8")
    assert "data/partners/credit-union.yml:1:1: unknown field 'nmae'" in log
    server.project.write("data/partners/credit-union.yml", "name: Mended\ndescription: New.\n")
    page = server.until(lambda page: "<h1>Mended</h1>" in page, "partners/credit-union/")
    assert BANNER not in page


def test_a_bad_macro_call_keeps_the_last_good_page(server: Served) -> None:
    good = (server.project.root / "docs/sources.md").read_text("utf-8")
    server.project.write("docs/sources.md", good + "\n{{ suorces() }}\n")
    page = server.until(lambda page: BANNER in page, "sources/")
    assert "unknown macro &#39;suorces&#39;" in page
    assert "Town Survey" in page
    server.project.write("docs/sources.md", good + "\nMended.\n")
    server.until(lambda page: "Mended." in page and BANNER not in page, "sources/")


def test_a_new_page_with_a_bad_call_ends_nothing(server: Served) -> None:
    server.project.write("docs/brand-new.md", "# New\n\n{{ nothing() }}\n")
    page = server.until(lambda page: BANNER in page, "brand-new/")
    assert "This page cannot be shown" in page


def test_a_page_that_did_not_change_stays_as_it_was(server: Served) -> None:
    before = server.page("case_studies/library-cafe/")
    entries = (server.project.root / "data/glossary.yml").read_text("utf-8")
    new = "- id: new\n  term: New\n  definition: New.\n"
    server.project.write("data/glossary.yml", entries + new)
    server.until(lambda page: "New" in page, "glossary/new/")
    after = server.page("case_studies/library-cafe/")
    assert without_script(after) == without_script(before)
    assert "What you can take from it" in after


def test_the_colours_of_a_guide_show(server: Served, browser: Browser) -> None:
    site = (server.project.root / "data/site.yml").read_text("utf-8")
    server.project.write("data/site.yml", f'{site}colors:\n  brand: "#6b1d3a"\n')
    server.until(lambda page: "#6b1d3a" in page)
    page = browser.new_page()
    page.goto(server.address)
    ground = "getComputedStyle(document.querySelector('header')).backgroundColor"
    assert page.evaluate(ground) == "rgb(107, 29, 58)"
    page.close()


def without_script(page: str) -> str:
    """MkDocs adds the number of the build, so that a browser knows when to reload."""
    return page.partition("livereload(")[0]


def test_a_record_that_only_a_page_names_may_go(server: Served) -> None:
    """The page was checked with the guide that is gone: both stay until both are right."""
    (server.project.root / "data/partners/town-library.yml").unlink()
    page = server.until(lambda page: BANNER in page)
    assert "Town Library" in page
    assert "<h1>Credit Union</h1>" in server.page("partners/credit-union/")


def test_a_page_that_names_a_record_with_a_fault_ends_nothing(server: Served) -> None:
    server.project.write("data/partners/new.yml", "nmae: New\n")
    server.project.write("docs/new.md", '# New\n\n{{ link("partners/new") }}\n')
    server.until(lambda page: BANNER in page, "new/")
    assert "<h1>Credit Union</h1>" in server.page("partners/credit-union/")


def test_private_data_is_not_served(server: Served) -> None:
    server.project.write(
        "data/private/partners/town-library.yml", "changes: town-library\nname: Secret House\n"
    )
    server.project.write("data/partners/credit-union.yml", "name: New Union\ndescription: New.\n")
    page = server.until(lambda page: "New Union" in page, "partners/")
    assert "Town Library" in page
    assert "Secret House" not in page
