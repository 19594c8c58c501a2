"""What is past its day to look again says so by the reader's clock, wherever the site is opened."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.axe import barriers
from tests.finder.finders import Finder
from tests.projects import Project
from tests.reviews.guides import NOW
from tests.watching import WAYS, Watched, opened_over, page_at

NOTE = "This entry may be out of date: the day to look again is past. Ask before you rely on it."
OF_PAGE = NOTE.replace("entry", "page", 1)
SHORT = "May be out of date."


@pytest.fixture(scope="module", params=WAYS)
def address(request: pytest.FixtureRequest, built: Project) -> Iterator[str]:
    with opened_over(request.param, built.site) as address:
        yield address


def opened(context: BrowserContext, address: str, path: str, clock: str = NOW) -> Page:
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(clock))
    page.goto(page_at(address, path))
    return page


def notes(page: Page) -> list[str]:
    return page.locator(".past[role=note]:visible").all_inner_texts()


def test_a_page_says_that_its_day_is_past(context: BrowserContext, address: str) -> None:
    found = {path: notes(opened(context, address, path)) for path in SAID}
    assert found == SAID


SAID = {
    "partners/town-library/": [NOTE],
    "partners/credit-union/": [],
    "resources/mapping-guide/": [NOTE],
    "case_studies/library-cafe/": [NOTE],
    "checklists/visit/": [],
    "worksheets/town-map/": [NOTE],
    "facts/": [OF_PAGE],
    "guesses/": [],
}


def test_a_service_says_it_in_short(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "partners/town-library/")
    services = page.locator(".service", has=page.get_by_text(SHORT))
    assert services.locator(".past:visible").all_inner_texts() == [SHORT]
    early = opened(context, address, "partners/town-library/", "2026-01-16T12:00:00")
    assert early.locator(".past:visible").count() == 0


def test_an_old_browser_says_it_and_does_all_else(browser: Browser, built: Project) -> None:
    with opened_over("http", built.site) as address:
        context = browser.new_context(viewport={"width": 320, "height": 600})
        context.add_init_script("delete Element.prototype.toggleAttribute")
        watched = Watched(opened(context, address, "partners/town-library/"))
        assert notes(watched.page) == [NOTE]
        watched.page.locator("button[data-menu]").click()
        assert watched.page.locator("#site-menu[data-open=true]").is_visible()
        context.close()


@pytest.mark.parametrize(
    ("zone", "offset"), [("Pacific/Honolulu", "-10:00"), ("Pacific/Kiritimati", "+14:00")]
)
def test_the_day_is_that_of_the_reader(
    browser: Browser, built: Project, zone: str, offset: str
) -> None:
    context = browser.new_context(timezone_id=zone)
    with opened_over("http", built.site) as address:
        found = {
            clock: notes(opened(context, address, "resources/mapping-guide/", clock + offset))
            for clock in CLOCKS
        }
    assert found == CLOCKS
    context.close()


CLOCKS = {
    "2026-09-30T23:59:00": [],
    "2026-10-01T00:01:00": [NOTE],
    # Surely wrong.
    "2020-01-01T12:00:00": [],
    "1970-01-01T00:01:00": [],
}


def test_lists_mark_it(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "partners/")
    marked = page.locator("ul.cards > li", has_text=SHORT)
    assert marked.locator("a").all_inner_texts() == ["Town Library"]
    assert page.get_by_text(SHORT).first.is_visible()


def test_results_of_the_finder_mark_it(context: BrowserContext, address: str) -> None:
    watched = Watched(opened(context, address, "find/"))
    finder = Finder(watched.page)
    assert finder.ask("library")
    marked = watched.page.locator("[data-record]", has=watched.page.locator("[data-past]:visible"))
    keys = marked.evaluate_all("found => found.map(one => one.dataset.record)")
    past = {"partners/town-library", "resources/mapping-guide", "case_studies/library-cafe"}
    assert set(keys) == past.intersection(finder.keys)
    assert set(finder.keys) - set(keys)
    marked.first.locator("[data-open]").click()
    assert watched.errors == []


def test_what_opens_below_a_result_marks_its_service(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "find/")
    assert "partners/town-library" in Finder(page).ask("computer class")
    row = page.locator("[data-record='partners/town-library']")
    row.locator("[data-open]").click()
    row.locator(".service").wait_for()
    assert row.locator(".service .past:visible").all_inner_texts() == [SHORT]


def test_a_report_counts_what_is_past(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "fresh/")
    told = "May be out of date, by the clock of your device: 6."
    assert notes(page) == [told]
    early = opened(context, address, "fresh/", "2026-01-16T12:00:00")
    assert notes(early) == []


def test_days_stand_there_without_a_script(browser: Browser, built: Project) -> None:
    context = browser.new_context(java_script_enabled=False)
    with opened_over("file", built.site) as address:
        page = context.new_page()
        page.goto(page_at(address, "resources/mapping-guide/"))
        assert notes(page) == []
        assert page.get_by_text("look again by September 30, 2026").is_visible()
    context.close()


def test_it_prints(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "partners/town-library/")
    page.emulate_media(media="print")
    assert notes(page) == [NOTE]
    assert page.get_by_text("look again by July 15, 2026").first.is_visible()


@pytest.mark.parametrize("path", ["worksheets/town-map/", "checklists/visit/", "facts/"])
def test_days_print_below_forms_and_pages(context: BrowserContext, address: str, path: str) -> None:
    page = opened(context, address, path)
    page.emulate_media(media="print")
    assert page.get_by_text("look again by").first.is_visible()


def test_a_handout_does_not_say_it(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "find/")
    Finder(page).ask("computer class")
    page.locator("[data-record='partners/town-library'] [data-pick]").check()
    with page.expect_download() as download:
        page.locator("[data-save]").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert "Town Library" in text
    assert "look again" not in text


@pytest.mark.parametrize("path", ["partners/town-library/", "partners/", "facts/", "fresh/"])
def test_nobody_is_kept_out(context: BrowserContext, built: Project, path: str) -> None:
    with opened_over("http", built.site) as address:
        page = opened(context, address, path)
        assert page.locator(".past:visible").count()
        assert barriers(page, path) == []
        page.emulate_media(color_scheme="dark")
        assert barriers(page, f"{path} in the dark") == []
        page.set_viewport_size({"width": 320, "height": 600})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
