"""Pages where someone set larger letters, or taps with a thumb, or reads on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.frame.screens import PHONE
from tests.frame.walking import walk
from tests.projects import Project
from tests.test_browser import ONE_OF_EACH
from tests.watching import on_a_stick
from tests.websites import pages, served
from tests.worksheets.prints import Print

LONG = "# Long\n\n" + "A line above it.\n\n" * 12 + "| Row |\n| --- |\n" + "| One row |\n" * 24
SHEET = "worksheets/town-map/"
# From where its arrow fits beside a link to where it hardly does.
LONE_ARROWS = """() => {
  const link = document.querySelector("footer a[href^=http]").cloneNode(true);
  link.firstChild.data = "www.example.org";
  const line = document.createElement("p");
  document.querySelector("article").append(line);
  line.append("See this ", link);
  const whole = link.getBoundingClientRect().width;
  return [...Array(30).keys()].map((step) => whole + 4 * step).filter((width) => {
    line.style.width = `${width + 1}px`;
    const boxes = [...link.getClientRects()];
    const lowest = Math.max(...boxes.map((box) => box.bottom));
    const last = boxes.filter((box) => box.bottom > lowest - 4);
    return last.reduce((sum, box) => sum + box.width, 0) < 30;
  });
}"""
STICKING = """() => {
  const row = document.querySelectorAll(".worksheet tbody tr")[4];
  scrollTo(0, scrollY + row.getBoundingClientRect().top - innerHeight / 2);
  const head = document.querySelector(".worksheet thead th").getBoundingClientRect();
  const strip = document.querySelector(".exit").getBoundingClientRect();
  return [scrollY, Math.abs(head.top - strip.bottom)];
}"""


@pytest.fixture(scope="module")
def address(small: Project) -> Iterator[str]:
    with served(small.site) as address:
        yield address


def enlarge(page: Page, size: int) -> None:
    """Set the letters of the browser, 16 pixels in most."""
    client = page.context.new_cdp_session(page)
    client.send("Page.enable")
    client.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})


@pytest.mark.parametrize("width", [PHONE["width"], 768])
@pytest.mark.parametrize("size", [20, 32])
def test_with_larger_letters_no_page_scrolls_sideways(
    size: int, width: int, page: Page, address: str
) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    enlarge(page, size)
    for path in ONE_OF_EACH:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_with_larger_letters_the_search_box_holds_a_word(page: Page, address: str) -> None:
    enlarge(page, 32)
    page.goto(address + "find/")
    box = page.get_by_role("searchbox").bounding_box()
    assert box and box["width"] >= 0.6 * PHONE["width"]


def test_numbers_to_call_are_large_enough_for_a_thumb(page: Page, address: str) -> None:
    page.goto(address)
    boxes = [one.bounding_box() for one in page.locator("a[href^='tel:']").all()]
    assert boxes and all(box and box["height"] >= 44 for box in boxes)


def test_help_and_contents_keep_off_each_other_and_off_the_heading(
    page: Page, address: str
) -> None:
    page.goto(address + "case_studies/library-cafe/")
    places = [".to-help", "h1", ".toc-inline", ".lead"]
    boxes = [page.locator(f"main {place}").first.bounding_box() for place in places]
    edges = [edge for box in boxes if box for edge in (box["y"], box["y"] + box["height"])]
    assert len(edges) == 2 * len(places)
    assert edges == sorted(edges)


def test_an_arrow_never_stands_alone_on_a_line(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + "sources/")
    assert page.evaluate(LONE_ARROWS) == []
    page.close()


def test_headings_are_no_stops_of_their_own(small: Project) -> None:
    assert [page for page in pages(small.site) if "¶" in page.read_text("utf-8")] == []


# --- a wide worksheet ---


def test_the_head_of_a_worksheet_stays_below_the_way_out(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1024, "height": 600})
    page.goto(address + SHEET)
    scrolled, gap = page.evaluate(STICKING)
    assert scrolled > 0
    assert gap <= 2
    page.close()


def test_it_covers_nothing_that_has_focus(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1024, "height": 500})
    page.goto(address + SHEET)
    assert walk(page).faults == []
    page.locator(".worksheet textarea").last.focus()
    for _ in range(page.locator(".worksheet tbody :is(input, textarea)").count() - 1):
        page.keyboard.press("Shift+Tab")
        box = page.locator(":focus").bounding_box()
        head = page.locator(".worksheet thead th").first.bounding_box()
        assert box and head and box["y"] >= head["y"] + head["height"]
    page.close()


# --- paper ---


def test_a_long_table_begins_where_it_stands(project: Project, page: Page) -> None:
    project.write("docs/long.md", LONG)
    project.build()
    page.goto((on_a_stick(project.site) / "long/index.html").as_uri())
    first, *others = Print.of(page).pages
    assert "Onerow" in first
    assert others


def test_paper_names_no_help_that_is_not_on_it(page: Page, address: str) -> None:
    page.goto(address + "404.html")
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text()
    assert "not here" in shown
    assert "help lines" not in shown
