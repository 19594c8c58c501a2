"""The site in a real Chromium: nothing is sent, stored or wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.projects import Project
from tests.watching import Watched
from tests.websites import pages, served

ONE_OF_EACH = (
    "",
    "sources/",
    "partners/",
    "resources/",
    "case_studies/",
    "checklists/",
    "worksheets/",
    "terms/",
    "glossary/",
    "partners/town-library/",
    "resources/mapping-guide/",
    "case_studies/library-cafe/",
    "checklists/visit/",
    "worksheets/town-map/",
    "terms/mapping/",
    "glossary/mou/",
    "coverage/",
    "find/",
    "404.html",
)


@pytest.fixture(scope="module")
def address(small: Project) -> Iterator[str]:
    with served(small.site) as address:
        yield address


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context()
    yield Watched(context.new_page())
    context.close()


def test_no_page_asks_another_host_or_fails(watched: Watched, address: str) -> None:
    for path in ONE_OF_EACH:
        watched.page.goto(address + path)
        watched.page.wait_for_load_state("networkidle")
    assert watched.elsewhere(address) == []
    assert watched.errors == []


def test_every_page_of_this_guide_is_silent(watched: Watched, site: Path) -> None:
    with served(site) as address:
        for path in pages(site):
            watched.page.goto(address + path.relative_to(site).as_posix(), wait_until="load")
        assert watched.elsewhere(address) == []
    assert watched.errors == []


def test_nothing_is_stored(watched: Watched, address: str) -> None:
    for path in ONE_OF_EACH:
        watched.page.goto(address + path)
        assert watched.page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert watched.page.evaluate("document.cookie") == ""
        registrations = "navigator.serviceWorker.getRegistrations().then(found => found.length)"
        assert watched.page.evaluate(registrations) == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways(width: int, browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in ONE_OF_EACH:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_colours_follow_the_system(scheme: str, dark: bool, browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    brightness = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3)"
        ".reduce((sum, part) => sum + Number(part), 0)"
    )
    assert (brightness < 384) == dark
    page.close()


def test_pressing_enter_in_a_form_sends_nothing(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(address + "worksheets/town-map/")
    page.get_by_label("Date").fill("today")
    before = page.url
    page.keyboard.press("Enter")
    page.get_by_role("checkbox").first.press("Enter")
    page.wait_for_timeout(200)
    assert page.url == before
    assert page.get_by_label("Date").input_value().strip() == "today"


def test_each_box_of_a_worksheet_is_named_by_row_and_column(watched: Watched, address: str) -> None:
    watched.page.goto(address + "worksheets/town-map/")
    assert watched.page.get_by_role("checkbox", name="Digital literacy: Offered").count() == 1
    assert watched.page.get_by_role("textbox", name="Unions: By whom").count() == 1
    assert watched.page.get_by_role("checkbox", name="Other 2 in Skills: Offered").count() == 1


def test_notes_lead_to_the_foot_and_back(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(address)
    page.get_by_role("link", name="Note 1").first.click()
    assert page.url.endswith("#note-1")
    page.get_by_role("link", name="Back to note 1, use 2").click()
    assert page.url.endswith("#cite-1-2")


def test_the_site_works_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("article").get_by_role("link", name="Partners", exact=True).click()
    page.get_by_role("link", name="Town Library").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Town Library"
    context.close()
