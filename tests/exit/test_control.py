"""The way out as it stands on every page: in sight, in reach, uncovered, and not on paper."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from tests.exit.readers import TARGET, Reader
from tests.projects import Project
from tests.test_browser import ONE_OF_EACH
from tests.websites import Document, pages, served
from tests.worksheets.sheets import Sheet, saved

SIZES = ((320, 256), (320, 640), (768, 900), (1280, 800))
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
UNCOVERED = """link => {
  const box = link.getBoundingClientRect();
  const inside = Math.min(box.top, box.left) >= 0 && box.right <= innerWidth
    && box.bottom <= innerHeight;
  const on = (x, y) => (document.elementFromPoint(x, y) || document.body).closest("[data-exit]");
  const xs = [box.left + 4, box.left + box.width / 2, box.right - 4];
  const ys = [box.top + 4, box.top + box.height / 2, box.bottom - 4];
  const all = xs.every((x) => ys.every((y) => on(x, y) === link));
  return all && inside && box.height >= 44 && box.width >= 44;
}"""
BENEATH = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const strip = document.querySelector("nav.exit").getBoundingClientRect();
  const beneath = box.top < strip.bottom - 1 && box.bottom > strip.top + 1;
  const own = one === document.body || one.closest("nav.exit");
  return beneath && !own ? one.outerHTML.slice(0, 80) : "";
}"""


@pytest.fixture
def reader(context: BrowserContext, http: str) -> Reader:
    return Reader.at(context, http)


def is_uncovered(reader: Reader) -> bool:
    return bool(reader.link.evaluate(UNCOVERED))


@each_size
def test_it_is_in_sight_and_uncovered_wherever_one_has_scrolled(
    reader: Reader, size: tuple[int, int]
) -> None:
    page = reader.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for path in ONE_OF_EACH:
        reader.page.goto(reader.address + path)
        for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
            page.evaluate(f"scrollTo(0, {place})")
            assert is_uncovered(reader), (path, place)


@each_size
def test_no_menu_and_no_dialog_takes_it_away(reader: Reader, size: tuple[int, int]) -> None:
    page = reader.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    sheet = Sheet(reader.opens("worksheets/town-map/").page)
    menu = page.get_by_role("button", name="Menu")
    if menu.is_visible():
        menu.click()
        assert is_uncovered(reader)
    sheet.field("_head/date").fill("today")
    sheet.load(saved())
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("document.activeElement.textContent") == "Keep them as they are"
    assert is_uncovered(reader)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Find").first.click()
    expect(page.get_by_role("dialog", name="Find")).to_be_visible()
    page.get_by_role("dialog", name="Find").evaluate("one => one.scrollTo(0, one.scrollHeight)")
    assert is_uncovered(reader)
    reader.leaves()


def test_shift_is_heard_and_answered_in_a_dialog(reader: Reader) -> None:
    page = reader.opens("sources/").page
    page.get_by_role("link", name="Find").first.click()
    dialog = page.get_by_role("dialog", name="Find")
    expect(dialog.get_by_role("textbox").or_(dialog.get_by_role("searchbox"))).to_be_focused()
    reader.presses("Shift")
    said = dialog.get_by_role("status").filter(has_text="2 more presses of Shift")
    expect(said).to_be_visible()
    reader.leaves_by("Shift", "Shift")


def test_it_is_the_second_stop_of_tab(reader: Reader) -> None:
    for path in ONE_OF_EACH:
        reader.page.goto(reader.address + path)
        reader.presses("Tab")
        assert reader.page.evaluate("document.activeElement.matches('.skip')"), path
        reader.presses("Tab")
        assert reader.page.evaluate("document.activeElement.matches('nav.exit > [data-exit]')"), (
            path
        )


@pytest.mark.parametrize("path", ["sources/", "worksheets/town-map/"])
def test_what_has_the_focus_is_never_beneath_it(reader: Reader, path: str) -> None:
    page = reader.page
    page.set_viewport_size({"width": 320, "height": 256})
    reader.opens(path)
    page.locator("footer a").last.focus()
    beneath = set()
    for _ in range(40):
        reader.presses("Shift+Tab")
        beneath.add(page.evaluate(BENEATH))
    assert beneath == {""}


def test_every_page_has_it_in_every_language(bilingual: Path) -> None:
    for path in pages(bilingual):
        html = path.read_text("utf-8")
        (nav,) = re.findall(r'<nav class="exit" aria-label="Leave now">(.*?)</nav>', html, re.S)
        (link,) = (one for one in Document.read(nav).all("a"))
        assert link.attributes["href"] == TARGET
        assert set(link.attributes["rel"].split()) == {"noreferrer", "nofollow"}
        assert "target" not in link.attributes
        assert re.findall(r'<span lang="(\w+)" dir="auto">([^<]+)<', nav) == [
            ("en", "Leave now"),
            ("es", "Salir ya"),
        ]


def test_a_guide_gives_it_an_address_and_words_of_its_own(project: Project) -> None:
    site = (project.root / "data/site.yml").read_text("utf-8")
    own = "exit_address: https://news.example.net/today/\nexit_label: {en: Go & see, es: Ir}\n"
    project.write("data/site.yml", site + own)
    home = project.build().page("")
    assert home.count('href="https://news.example.net/today/"') >= 1
    assert 'data-exit-address="https://news.example.net/today/"' in home
    assert '<span lang="en" dir="auto">Go &amp; see</span>' in home
    assert TARGET not in home


def test_it_is_not_on_paper(reader: Reader) -> None:
    page = reader.opens("worksheets/town-map/").page
    words = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages)
    assert "Town" in words
    assert "Leave now" not in words
    page.emulate_media(media="print")
    expect(page.locator("nav.exit")).to_be_hidden()


def test_it_can_be_told_where_colours_are_forced(reader: Reader) -> None:
    page = reader.page
    page.emulate_media(forced_colors="active")
    reader.opens("sources/")
    style = reader.link.evaluate(
        "one => [getComputedStyle(one).borderTopStyle, getComputedStyle(one).borderTopWidth]"
    )
    assert style == ["solid", "1px"]
    assert is_uncovered(reader)


def test_three_languages_find_room_at_320_px(project: Project, browser: Browser) -> None:
    path = project.root / "data/site.yml"
    label = "{en: Leave this site now, es: Salir de este sitio ya, vi: Rời khỏi trang này ngay}"
    site = path.read_text("utf-8").replace("[en, es]", "[en, es, vi]") + f"exit_label: {label}\n"
    path.write_text(site, "utf-8")
    page: Page = browser.new_page(viewport={"width": 320, "height": 256})
    with served(project.build().site) as address:
        page.goto(address)
        assert page.locator("nav.exit a").evaluate(UNCOVERED)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()
