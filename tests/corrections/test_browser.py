"""«Something wrong here?» as a reader meets it."""

from collections.abc import Iterator
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.axe import barriers
from tests.corrections.letters import PAGES, Site
from tests.watching import WAYS, Watched, Way, opened_over, page_at

LIBRARY = "partners/town-library/"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A reader who may use the clipboard, and whose paper runs out at once."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")
    yield page


def opened(page: Page, address: str) -> None:
    page.goto(page_at(address, LIBRARY))
    page.locator("details.wrong > summary").click()
    expect(page.locator("[data-copy]")).to_be_visible()


@pytest.mark.parametrize("way", WAYS)
def test_it_is_copied_whole(way: Way, page: Page, told: Site) -> None:
    watched = Watched(page)
    with opened_over(way, told.folder) as address:
        opened(page, address)
        page.get_by_role("button", name="Copy the text").click()
        expect(page.locator("details.wrong [role=status]")).to_have_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()").strip() == told.text(LIBRARY).strip()
        assert watched.elsewhere(address) == []
    assert watched.errors == []


def test_where_copying_is_forbidden_the_text_is_marked(page: Page, told: Site) -> None:
    page.add_init_script("document.execCommand = () => false")
    with opened_over("file", told.folder) as address:
        opened(page, address)
        page.get_by_role("button", name="Copy the text").click()
        expect(page.locator("details.wrong [role=status]")).to_contain_text("Copy it now")
        assert page.evaluate("getSelection().toString()").strip() == told.text(LIBRARY).strip()


def test_a_letter_holds_the_whole_text(page: Page, told: Site) -> None:
    with opened_over("http", told.folder) as address:
        opened(page, address)
        href = page.get_by_role("link", name="Write an e-mail").get_attribute("href") or ""
    parts = urlsplit(href)
    assert (parts.scheme, parts.path) == ("mailto", "guide@example.org")
    said = {name: value for name, (value,) in parse_qs(parts.query, strict_parsing=True).items()}
    assert said == {
        "subject": "Correction: partners/town-library",
        "body": told.text(LIBRARY).replace("\n", "\r\n"),
    }


def test_paper_shows_the_page_or_the_text(page: Page, told: Site) -> None:
    with opened_over("file", told.folder) as address:
        opened(page, address)
        page.emulate_media(media="print")
        expect(page.locator("details.wrong")).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()
        page.emulate_media(media="screen")
        page.get_by_role("button", name="Print just this text").click()
        assert page.evaluate("printed") == 1
        expect(page.locator(".only-this")).to_be_hidden()
        page.emulate_media(media="print")
        expect(page.locator(".only-this")).to_be_visible()
        expect(page.locator("h1")).to_be_hidden()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(page.locator("h1")).to_be_visible()
        assert page.locator(".only-this").count() == 0


def test_keys_alone_are_enough(page: Page, told: Site) -> None:
    with opened_over("http", told.folder) as address:
        page.goto(address + LIBRARY)
        page.locator("details.wrong > summary").focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-copy]")).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.locator("details.wrong a[href='#footer-help']")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("details.wrong [role=status]")).to_have_text("Copied.")
        reached = []
        for _ in range(3):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.firstChild.textContent"))
    assert reached == ["Print just this text", "Write an e-mail", "Report it with an account"]


def test_without_scripts_it_can_still_be_read_and_sent(browser: Browser, told: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with opened_over("file", told.folder) as address:
        page.goto(page_at(address, LIBRARY))
        page.locator("details.wrong > summary").click()
        expect(page.locator("details.wrong pre")).to_contain_text("[hours] When it is open:")
        expect(page.get_by_role("link", name="Write an e-mail")).to_be_visible()
        expect(page.locator("[data-copy]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_it_has_no_barriers_on_a_small_phone(
    scheme: Literal["light", "dark"], browser: Browser, told: Site
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 600}, color_scheme=scheme)
    found = []
    with opened_over("http", told.folder) as address:
        for path in (*PAGES[::3], "sources"):
            page.goto(f"{address}{path}/")
            page.locator("details.wrong > summary").click()
            expect(page.locator("[data-copy]")).to_be_visible()
            found += barriers(page, f"{path}, {scheme}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
    assert found == []


def test_nothing_is_fetched_before_somebody_opens_it(page: Page, told: Site) -> None:
    watched = Watched(page)
    with opened_over("http", told.folder) as address:
        page.goto(address + LIBRARY, wait_until="networkidle")
        assert not any(url.endswith("corrections.js") for url in watched.requests)
        opened(page, address)
        assert any(url.endswith("corrections.js") for url in watched.requests)
