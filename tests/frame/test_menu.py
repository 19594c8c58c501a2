"""The menu where there is no room for it beside the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.frame.screens import PHONE
from tests.frame.walking import walk
from tests.projects import Project
from tests.watching import on_a_stick
from tests.websites import served

START = "sources/index.html"
on_both = pytest.mark.parametrize("address", ["http", "file"], indirect=True)


@pytest.fixture
def address(request: pytest.FixtureRequest, small: Project) -> Iterator[str]:
    if request.param == "file":
        yield f"{on_a_stick(small.site).as_uri()}/"
        return
    with served(small.site) as address:
        yield address


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """The same phone without scripts."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def menu(page: Page) -> Locator:
    return page.locator("#site-menu")


def tab_to(page: Page, one: Locator) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if one.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"Tab does not come to {one}")


@on_both
def test_a_button_opens_and_closes_it(page: Page, address: str) -> None:
    page.goto(address + START)
    button = page.get_by_role("button", name="Menu")
    tab_to(page, button)
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu(page)).to_be_visible()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(menu(page)).to_be_hidden()


@on_both
def test_what_it_opens_comes_next(page: Page, address: str) -> None:
    page.goto(address + START)
    page.get_by_role("button", name="Menu").press("Enter")
    page.keyboard.press("Tab")
    expect(menu(page).get_by_role("link", name="Close the menu")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sources")


@on_both
@pytest.mark.parametrize("way", ["Escape", "Close the menu"])
def test_closing_gives_focus_back(way: str, page: Page, address: str) -> None:
    page.goto(address + START)
    button = page.get_by_role("button", name="Menu")
    button.click()
    last = menu(page).get_by_role("link").last
    last.focus()
    if way == "Escape":
        page.keyboard.press(way)
    else:
        menu(page).get_by_role("link", name=way).click()
    expect(menu(page)).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("address", ["http"], indirect=True)
def test_it_is_walked_through_only_when_open(page: Page, address: str) -> None:
    page.goto(address + START)
    without = walk(page)
    page.get_by_role("button", name="Menu").click()
    within = walk(page)
    links = menu(page).get_by_role("link").count()
    assert without.faults == within.faults == []
    assert links and len(within.stops) == len(without.stops) + links


@on_both
def test_without_scripts_a_link_opens_and_closes_it(plain: Page, address: str) -> None:
    plain.goto(address + START)
    expect(menu(plain)).to_be_hidden()
    expect(plain.get_by_role("button", name="Menu")).to_be_hidden()
    opening = plain.get_by_role("link", name="Menu", exact=True)
    tab_to(plain, opening)
    plain.keyboard.press("Enter")
    expect(menu(plain)).to_be_visible()
    plain.keyboard.press("Tab")
    expect(menu(plain).get_by_role("link", name="Close the menu")).to_be_focused()
    plain.keyboard.press("Enter")
    expect(menu(plain)).to_be_hidden()
    assert "sources/" in plain.url


@pytest.mark.parametrize("address", ["http"], indirect=True)
def test_an_address_that_opens_it_does_not_hold_it_open(page: Page, address: str) -> None:
    page.goto(address + START + "#site-menu")
    expect(menu(page)).to_be_visible()
    page.get_by_role("button", name="Menu").click()
    expect(menu(page)).to_be_hidden()


@pytest.mark.parametrize("address", ["http"], indirect=True)
def test_on_a_wide_screen_it_stands_beside_the_page(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + START)
    box, text = menu(page).bounding_box(), page.get_by_role("main").bounding_box()
    assert box and text
    assert box["x"] + box["width"] <= text["x"]
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    here = menu(page).locator("[aria-current=page]")
    expect(here).to_have_text("Sources")
    other = menu(page).locator("a:not([aria-current])").last
    weight, ordinary = (
        one.evaluate("one => getComputedStyle(one).fontWeight") for one in (here, other)
    )
    assert weight != ordinary
    page.close()


@on_both
def test_the_first_stop_leads_past_it_all(page: Page, address: str) -> None:
    page.goto(address + START)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("address", ["http"], indirect=True)
def test_its_controls_are_large_enough_for_a_thumb(page: Page, address: str) -> None:
    page.goto(address + START)
    page.get_by_role("button", name="Menu").click()
    shown = page.locator("header :is(a, button):visible, #site-menu a:visible")
    boxes = [one.bounding_box() for one in shown.all()]
    assert len(boxes) > 4
    assert [box for box in boxes if not box or box["height"] < 44 or box["width"] < 44] == []


def test_from_a_disk_links_lead_to_pages_not_to_folders(page: Page, small: Project) -> None:
    page.goto(small.site.as_uri() + "/index.html")
    page.get_by_role("article").get_by_role("link", name="Partners", exact=True).click()
    expect(page).to_have_url(f"{small.site.as_uri()}/partners/index.html")
    expect(page.locator("[data-exit]").first).to_be_visible()
