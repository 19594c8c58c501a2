"""Pages as people set them up: large letters, wide spacing, their own colours, no motion."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.frame.screens import ZOOMED
from tests.projects import Project
from tests.test_browser import ONE_OF_EACH
from tests.websites import served

SPACED = """* { line-height: 1.5 !important; }
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
"""What readers must be able to set, by WCAG 2.2, 1.4.12."""
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const hides = style.overflowX === "hidden" || style.overflowY === "hidden";
  const cut = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  return hides && cut && one.clientWidth > 1 && one.checkVisibility();
}).map((one) => one.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll("*")].map((one) => getComputedStyle(one))
  .filter((style) => parseFloat(style.transitionDuration) || parseFloat(style.animationDuration))
  .length"""
CONTROLS = "header .find-link, header .menu-link, .md-button, input, textarea"
EDGELESS = """(controls) => [...document.querySelectorAll(controls)]
  .filter((one) => one.checkVisibility() && one.offsetWidth > 1)
  .filter((one) => !["checkbox", "radio"].includes(one.type))
  .filter((one) => parseFloat(getComputedStyle(one).borderTopWidth) < 1)
  .map((one) => one.outerHTML)"""


@pytest.fixture(scope="module")
def address(small: Project) -> Iterator[str]:
    with served(small.site) as address:
        yield address


@pytest.mark.parametrize("spacing", ["", SPACED], ids=["zoomed", "zoomed and spaced"])
def test_no_page_scrolls_both_ways_or_cuts_words_off(
    spacing: str, browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport=ZOOMED, bypass_csp=True)
    page = context.new_page()
    for path in ONE_OF_EACH:
        page.goto(address + path)
        if spacing:
            page.add_style_tag(content=spacing)
        assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"], path
        assert page.evaluate(CUT_OFF) == [], path
    context.close()


@pytest.mark.parametrize("path", ["", "find/", "worksheets/town-map/"])
def test_in_forced_colours_controls_keep_an_edge(path: str, page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(address + path)
    assert page.evaluate(EDGELESS, CONTROLS) == []


def style(one: Locator, name: str) -> str:
    return str(one.evaluate("(one, name) => getComputedStyle(one)[name]", name))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_focus_and_the_page_one_is_on_show(
    scheme: str, browser: Browser, address: str
) -> None:
    page = browser.new_page(color_scheme=scheme, forced_colors="active")  # type: ignore[arg-type]
    page.goto(address + "sources/")
    paper = style(page.locator("body"), "backgroundColor")
    here = page.locator("#site-menu [aria-current]")
    other = page.locator("#site-menu a:not([aria-current]):visible").first
    assert style(here, "borderLeftColor") != paper
    assert style(here, "borderLeftWidth") != style(other, "borderLeftWidth")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert style(focused, "outlineStyle") == "solid"
    assert style(focused, "outlineColor") != paper
    page.close()


def test_nothing_moves(page: Page, address: str) -> None:
    for path in ("", "find/", "worksheets/town-map/"):
        page.goto(address + path)
        assert page.evaluate(MOVING) == 0


def test_body_text_is_as_large_as_a_reader_set_it_at_least(page: Page, address: str) -> None:
    page.goto(address)
    size = page.locator("main p").last.evaluate("one => getComputedStyle(one).fontSize")
    assert float(size.removesuffix("px")) >= 16
