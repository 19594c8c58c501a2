"""`mkdocs serve`: a saved file shows, a bad one shows as a banner and ends nothing."""

import http.client
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.projects import ROOT, Project, snapshot

PATIENCE = 60
BANNER = "This page shows the last good version"
NUMBERS = count()


class Served:
    def __init__(self, project: Project, port: int) -> None:
        self.project = project
        self.port = port
        self.address = f"http://127.0.0.1:{port}/"

    @property
    def log(self) -> str:
        return (self.project.root / "serve.log").read_text("utf-8")

    def page(self, path: str = "") -> str:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))

    def answer(self, path: str, method: str = "GET") -> http.client.HTTPResponse:
        """What the server says to exactly this path; no redirect is followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path)
        return connection.getresponse()

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

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.project.root / path).read_text("utf-8")
        assert old in text
        self.project.write(path, text.replace(old, new))

    def settle(self) -> None:
        """Wait until all that was saved is served."""
        words = f"Settled {next(NUMBERS)}."
        self.project.write("docs/settled.md", f"# Settled\n\n{words}\n")
        self.until(lambda page: words in page and BANNER not in page, "settled/")


@contextmanager
def serving(project: Project, *options: str) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}", *options]
    with (project.root / "serve.log").open("w") as log:
        process = subprocess.Popen(command, cwd=project.root, stdout=log, stderr=log)
        served = Served(project, port)
        try:
            served.until(lambda page: "Test Guide" in page)
            yield served
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all tests, with templates of its own."""
    project = Project.small(tmp_path_factory.mktemp("served"))
    (project.root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", project.root / "overrides")
    with serving(project) as served:
        yield served


@pytest.fixture
def server(running: Served) -> Iterator[Served]:
    """The server; what a test changes in its files is undone."""
    folders = ("data", "docs", "overrides")
    root = running.project.root
    before = {folder: snapshot(root / folder) for folder in folders}
    config = (root / "mkdocs.yml").read_bytes()
    yield running
    (root / "mkdocs.yml").write_bytes(config)
    for folder, files in before.items():
        _put_back(root / folder, files)
    running.settle()


def _put_back(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        if not (folder / path).is_file() or (folder / path).read_bytes() != content:
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(content)
    for path in snapshot(folder).keys() - files.keys():
        (folder / path).unlink()


def test_a_saved_record_shows(server: Served) -> None:
    server.project.write(
        "data/partners/credit-union.yml", "name: New Union\ndescription: New.\nsources: [survey]\n"
    )
    page = server.until(lambda page: "New Union" in page, "partners/credit-union/")
    assert BANNER not in page


def test_a_bad_record_shows_as_a_banner_and_goes_when_mended(server: Served) -> None:
    server.project.write("data/partners/credit-union.yml", "nmae: New Union\ndescription: New.\n")
    page = server.until(lambda page: BANNER in page, "partners/credit-union/")
    assert "unknown field &#39;nmae&#39;, did you mean &#39;name&#39;?" in page
    assert "<h1>Credit Union</h1>" in page
    assert "data/partners/credit-union.yml:1:1: unknown field 'nmae'" in server.log
    server.project.write(
        "data/partners/credit-union.yml", "name: Mended\ndescription: New.\nsources: [survey]\n"
    )
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
    server.project.write(
        "data/partners/credit-union.yml", "name: New Union\ndescription: New.\nsources: [survey]\n"
    )
    page = server.until(lambda page: "New Union" in page, "partners/")
    assert "Town Library" in page
    assert "Secret House" not in page


def test_what_is_edited_shows_wherever_it_is_used(server: Served) -> None:
    library = "data/partners/town-library.yml"
    server.edit(library, "name: Town Library", "name: City Library")
    server.edit("data/taxonomy.yml", "label: Digital literacy", "label: Computer skills")
    server.until(lambda page: "<h1>City Library</h1>" in page, "partners/town-library/")
    assert "City Library" in server.page()
    assert "City Library" in server.page("partners/")
    assert "Computer skills" in server.page("partners/town-library/")
    term = server.page("terms/digital-literacy/")
    assert "City Library" in term
    assert "Computer skills" in term
    assert "Computer skills" in server.page("terms/")


def test_site_settings_show_on_every_page(server: Served) -> None:
    server.edit("data/site.yml", "name: Test Guide", "name: Our Guide")
    server.until(lambda page: "Our Guide" in page)
    for path in ("partners/town-library/", "terms/mapping/", "case_studies/library-cafe/"):
        assert "Our Guide" in server.page(path)


def test_templates_show_on_pages_of_records_too(server: Served) -> None:
    server.edit("overrides/base.html", "</body>", "<p>Of the theme</p></body>")
    server.edit("overrides/fragments/partner.html", "{% ", "<p>Of the fragment</p>{% ")
    page = server.until(lambda page: "Of the theme" in page, "partners/town-library/")
    assert "Of the fragment" in page
    assert "Of the fragment" in server.page()


def test_a_template_that_cannot_be_read_is_told_at_each_save(server: Served) -> None:
    """Only what was sound before need not be read again."""
    sound = (server.project.root / "overrides/fragments/term.html").read_text("utf-8")
    server.project.write("overrides/fragments/term.html", "{% nothing %}")
    deadline = time.monotonic() + PATIENCE
    told = "overrides/fragments/term.html:1:1: is no template that can be read"
    while told not in server.log and time.monotonic() < deadline:
        time.sleep(0.1)
    assert told in server.log
    server.project.write("overrides/fragments/term.html", f"<p>Mended</p>{sound}")
    server.until(lambda page: "Mended" in page, "terms/mapping/")


def test_settings_of_mkdocs_show_and_what_they_bring_in(server: Served) -> None:
    server.project.write("docs/bit.txt", "The first.")
    server.project.write("docs/whole.md", '# Whole\n\n--8<-- "docs/bit.txt"\n')
    server.settle()
    assert "The first." not in server.page("whole/")
    server.edit("mkdocs.yml", "- tables", "- tables\n- pymdownx.snippets")
    server.until(lambda page: "The first." in page, "whole/")
    server.project.write("docs/bit.txt", "The second.")
    server.until(lambda page: "The second." in page, "whole/")


def test_links_are_told_at_each_save_until_they_lead_somewhere(server: Served) -> None:
    server.project.write("docs/links.md", "# Links\n\n[On](target.md#there)\n")
    server.settle()
    server.settle()
    assert server.log.count("'target.md#there', but the target 'target.md' is not found") > 1
    server.project.write("docs/target.md", "# Target\n")
    server.settle()
    server.settle()
    assert server.log.count("'target.md#there', but the doc 'target.md' does not contain") > 1
    assert 'href="../target/#there"' in server.page("links/")
    (server.project.root / "docs/target.md").unlink()
    server.settle()
    assert 'href="target.md#there"' in server.page("links/")


def test_a_page_that_is_not_converted_again_keeps_its_title(server: Served) -> None:
    server.project.write("docs/plain.md", "# A title of its own\n\n[Find](find.md)\n")
    page = server.until(lambda page: "A title of its own" in page, "plain/")
    server.settle()
    assert without_script(server.page("plain/")) == without_script(page)
    assert "<title>A title of its own" in page


def test_what_is_found_on_a_page_follows_what_is_saved(server: Served) -> None:
    manifests = []
    for word in ("Zebra", "Okapi", "Zebra"):
        server.project.write("docs/animals.md", f"# Animals\n\n{word}\n")
        server.until(lambda page, word=word: word in page, "animals/")
        manifests.append(server.page("finder/manifest.js"))
    assert manifests[0] == manifests[2] != manifests[1]


def test_pages_of_records_are_answered_as_all_others(server: Served) -> None:
    page = server.page("partners/town-library/")
    assert "livereload(" in page
    assert server.answer("/partners/town-library/").getheader("Content-Type") == "text/html"
    moved = server.answer("/partners/credit-union")
    assert (moved.status, moved.getheader("Location")) == (302, "/partners/credit-union/")
    assert server.answer("/partners/town%2Dlibrary/").status == 200
    assert server.answer("/partners//town-library/index.html").status == 200
    assert server.answer("/partners/town-library/", "HEAD").status == 200
    finder = server.answer("/finder/manifest.js")
    assert (finder.status, finder.getheader("Content-Type")) == (200, "application/javascript")


def test_what_is_nowhere_is_missing(server: Served) -> None:
    for path in ("/partners/nobody/", "/partners/nobody", "/..%2f..%2fmkdocs.yml"):
        answer = server.answer(path)
        assert answer.status == 404
        assert "Test Guide" in answer.read().decode("utf-8")


def test_editors_learn_of_new_records(server: Served) -> None:
    server.project.write(
        "data/partners/new-union.yml", "name: New Union\ndescription: New.\nsources: [survey]\n"
    )
    server.until(lambda page: "New Union" in page, "partners/")
    schema = server.project.root / ".cache/schemas/local/partners.json"
    deadline = time.monotonic() + PATIENCE
    while "new-union" not in schema.read_text("utf-8") and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "new-union" in schema.read_text("utf-8")


def test_an_open_page_of_a_record_follows_what_is_saved(server: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server.address}partners/town-library/")
    server.edit("data/partners/town-library.yml", "name: Town Library", "name: City Library")
    page.get_by_role("heading", name="City Library", exact=True).wait_for(timeout=PATIENCE * 1000)
    page.close()


def test_records_are_there_without_a_server_that_follows(project: Project) -> None:
    with serving(project, "--no-livereload") as served:
        assert "<h1>Credit Union</h1>" in served.page("partners/credit-union/")
        assert served.answer("/finder/manifest.js").status == 200
        assert served.answer("/partners/nobody/").status == 404
