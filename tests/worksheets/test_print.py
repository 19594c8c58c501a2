"""What a browser prints: whole, legible, and nothing that nobody asked for."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.forms import FORMS, Form, form
from macros.project import read
from tests.projects import ROOT, SMALL, Project
from tests.worksheets.prints import (
    PAPERS,
    OnPaper,
    Print,
    Reader,
    address_of,
    headings,
    squeezed,
    together,
)
from tests.worksheets.sheets import Sheet

LIGHT, DARK = Reader(), Reader("dark", scripts=False)
Printed = Callable[[Form, str, Reader], Print]


def forms_of(root: Path) -> dict[str, Form]:
    guide = read(root).guide
    assert guide
    return {
        record.key: form(record, guide) for kind in FORMS for record in guide.records[kind].values()
    }


OURS, OF_SMALL = forms_of(ROOT), forms_of(SMALL)
TABLES = {key: one for key, one in OURS.items() if one.record.kind == "worksheets"}
each_form = pytest.mark.parametrize("sheet", OURS.values(), ids=OURS)
each_table = pytest.mark.parametrize("sheet", TABLES.values(), ids=TABLES)
each_small = pytest.mark.parametrize("key", OF_SMALL)
each_paper = pytest.mark.parametrize("paper", PAPERS)
each_reader = pytest.mark.parametrize("reader", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture(scope="module")
def printed(browser: Browser, site: Path) -> Printed:
    """Prints a blank form of this guide, each kind of print once."""

    @cache
    def once(path: str, paper: str, reader: Reader) -> Print:
        with reader.page(browser) as page:
            page.goto(address_of(site, path))
            return Print.of(page, paper)

    return lambda sheet, paper, reader: once(sheet.record.path, paper, reader)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with LIGHT.page(browser) as page:
        yield page


@pytest.fixture
def town(page: Page, small: Project) -> Sheet:
    page.goto(address_of(small.site, "worksheets/town-map"))
    return Sheet(page)


# --- every form of this guide, blank ---


@each_paper
@each_form
def test_all_that_a_form_asks_is_on_paper(printed: Printed, sheet: Form, paper: str) -> None:
    said = printed(sheet, paper, LIGHT).text
    lines = [control.column for control in sheet.head]
    asked = [text for part in together(sheet) for text in part] + [squeezed(sheet.record.heading)]
    assert asked
    assert [text for text in asked + list(map(squeezed, lines)) if text not in said] == []


@each_paper
@each_form
def test_dark_prints_as_light_and_without_scripts_as_with_them(
    printed: Printed, sheet: Form, paper: str
) -> None:
    light, dark = printed(sheet, paper, LIGHT), printed(sheet, paper, DARK)
    assert light.pages == dark.pages
    assert all(light.pages)
    assert "Worksheet" not in light.text.replace(squeezed(sheet.record.heading), "")


@each_paper
@each_form
def test_what_belongs_together_is_on_one_page(
    printed: Printed, browser: Browser, site: Path, sheet: Form, paper: str
) -> None:
    with LIGHT.page(browser) as page:
        page.goto(address_of(site, sheet.record.path))
        fits = OnPaper(page, paper).fits()
    parts = list(together(sheet))
    pages = printed(sheet, paper, LIGHT).pages
    torn = [
        part
        for part, fit in zip(parts, fits, strict=True)
        if fit and not any(all(text in page for text in part) for page in pages)
    ]
    assert any(fits)
    assert torn == []


@each_paper
@each_table
def test_a_header_row_stands_above_rows_and_never_alone(
    printed: Printed, sheet: Form, paper: str
) -> None:
    groups = [part[0] for part in together(sheet)]
    for text in printed(sheet, paper, LIGHT).pages[1:]:
        below = any(title in text for title in groups)
        assert all(label in text for label in headings(sheet)) == below


@each_paper
def test_the_resource_map_takes_at_most_three_pages(printed: Printed, paper: str) -> None:
    assert len(printed(OURS["worksheets/resource-mapping"], paper, LIGHT).pages) <= 3


@each_paper
@each_form
def test_nothing_is_cut_off_and_all_is_large_enough_for_a_pen(
    browser: Browser, site: Path, sheet: Form, paper: str
) -> None:
    with LIGHT.page(browser) as page:
        page.goto(address_of(site, sheet.record.path))
        sheet_of_paper = OnPaper(page, paper)
        boxes = sheet_of_paper.sizes("form[data-sheet] input[type=checkbox]")
        lines = sheet_of_paper.sizes("tr[data-item], .blank, label.notes, .sheet-head label")
        cells = sheet_of_paper.sizes("article *")
        sticks_out = sheet_of_paper.sticks_out()
    ticks = [control for control in sheet.controls if control.kind == "tick"]
    assert len(boxes) == len(ticks)
    assert all(min(box.width, box.height) >= 4.99 for box in boxes)
    assert lines and min(line.height for line in lines) >= 8.99
    assert max(cell.right for cell in cells) <= sheet_of_paper.width + 0.1
    assert sticks_out == []


@each_reader
@pytest.mark.parametrize("sheet", [next(iter(TABLES.values())), OURS["templates/first-meeting"]])
def test_it_is_black_on_white(browser: Browser, site: Path, sheet: Form, reader: Reader) -> None:
    with reader.page(browser) as page:
        page.goto(address_of(site, sheet.record.path))
        print = Print.of(page, print_background=True)
    for pixels in print.pixels():
        assert all(max(pixel) - min(pixel) <= 2 for pixel in pixels)
        assert pixels[0] == pixels[-1] == (255, 255, 255)
        assert sum(min(pixel) > 250 for pixel in pixels) > 0.8 * len(pixels)
        assert min(map(max, pixels)) < 60


# --- the small guide: exact counts, filled in ---


@each_paper
@each_reader
@each_small
def test_a_short_form_takes_one_page(
    browser: Browser, small: Project, key: str, reader: Reader, paper: str
) -> None:
    with reader.page(browser) as page:
        page.goto(address_of(small.site, key))
        assert len(Print.of(page, paper).pages) == 1


@each_reader
@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("worksheets/town-map", "_head/date"),
        ("worksheets/town-map", "skills/unions/by-whom"),
        ("worksheets/town-map", "skills/_1/_name"),
        ("checklists/visit", "at-the-door/signs/_notes"),
        ("templates/pact", "aim/contact"),
        ("templates/pact", "aim/_notes"),
    ],
)
def test_an_answer_of_a_thousand_characters_is_printed_whole(
    browser: Browser, small: Project, key: str, name: str, reader: Reader
) -> None:
    words = [f"word{number:03}" for number in range(126)]
    assert len(" ".join(words)) > 1000
    with reader.page(browser) as page:
        page.goto(address_of(small.site, key))
        page.locator(f"[name='{name}']").fill(" ".join(words))
        if reader.scripts:
            Sheet(page, key)
        print = Print.of(page)
    assert [print.text.count(word) for word in words] == [1] * len(words)
    assert all(print.pages)


def test_ticks_are_printed(town: Sheet) -> None:
    assert "✕" not in Print.of(town.page).text
    town.field("skills/unions/gap").check()
    assert Print.of(town.page).text.count("✕") == 1


def test_what_the_page_worked_out_is_printed_only_if_it_is_there(town: Sheet) -> None:
    town.field("skills/digital-literacy/gap").check()
    assert "Whatthisshows" not in Print.of(town.page).text
    town.show().get_by_role("button", name="Add to the referral list Town Library").click()
    said = Print.of(town.page).text
    for words in ("What this shows", "Gaps, and who may fill them", "Referral list"):
        assert squeezed(words) in said
    for words in ("new tab", "Add to", "Remove", "Copy as text", "follows what you change"):
        assert squeezed(words) not in said


def test_tools_hints_and_questions_are_not_printed(town: Sheet) -> None:
    town.field("skills/unions/by-whom").fill("078-05-1120")
    expect(town.part(".hint")).to_contain_text("Social Security number")
    town.press("clear")
    expect(town.part("[data-ask]")).to_be_visible()
    said = Print.of(town.page).text
    for words in (
        "Social Security number",
        "Clear all answers",
        "Save to a file",
        "Load a file",
        "Show what this tells us",
        "neutral heading",
        "Headers and footers",
        "Help now",
        "Related in this guide",
        "Word,",
    ):
        assert squeezed(words) not in said
    assert "078-05-1120" in said


# --- nothing of the browser's, and a neutral heading ---


@each_small
def test_a_browser_s_own_header_and_footer_are_replaced(
    browser: Browser, small: Project, key: str
) -> None:
    with LIGHT.page(browser) as page:
        page.goto(address_of(small.site, key))
        own, plain = Print.of(page, display_header_footer=True), Print.of(page)
    assert own.pages == plain.pages


@each_small
def test_a_neutral_heading_names_neither_the_form_nor_the_guide(
    page: Page, small: Project, key: str
) -> None:
    page.goto(address_of(small.site, key))
    record = OF_SMALL[key].record
    sheet = Sheet(page, key)
    named = Print.of(page)
    assert squeezed(record.heading) in named.text and record.heading in named.title
    assert "TestGuide" in named.text
    page.get_by_label("Print it with a neutral heading").check()
    neutral = Print.of(page, display_header_footer=True)
    assert "Worksheet" in neutral.text
    assert neutral.title == "Worksheet"
    for words in (record.heading, "Test Guide", "Survey"):
        assert squeezed(words) not in neutral.text
    for name in sheet.values:
        assert name in neutral.text


# --- browsers before 2023, and sheets that survivors hold ---


def without_has(page: Page) -> None:
    """Browsers before 2023 do not know `:has`: a rule that asks for it is none to them."""
    style = (ROOT / "docs/assets/guide.css").read_text("utf-8").replace(":has(", ":not-known(")
    page.route("**/guide.css", lambda route: route.fulfill(content_type="text/css", body=style))


@each_small
def test_an_old_browser_prints_a_neutral_heading_too(page: Page, small: Project, key: str) -> None:
    without_has(page)
    page.goto(address_of(small.site, key))
    sheet = Sheet(page, key)
    page.get_by_label("Print it with a neutral heading").check()
    neutral = Print.of(page)
    assert "Worksheet" in neutral.text
    for words in (OF_SMALL[key].record.heading, "Test Guide", "Survey"):
        assert squeezed(words) not in neutral.text
    page.get_by_label("Print it with a neutral heading").uncheck()
    assert squeezed(OF_SMALL[key].record.heading) in Print.of(page).text
    assert sheet.values == {}


@pytest.mark.parametrize("name", ["_head/date", "skills/unions/by-whom", "skills/_1/_name"])
def test_an_old_browser_prints_an_answer_once_in_a_neutral_print(
    page: Page, small: Project, name: str
) -> None:
    without_has(page)
    page.goto(address_of(small.site, "worksheets/town-map"))
    Sheet(page).field(name).fill("Marigold")
    page.get_by_label("Print it with a neutral heading").check()
    assert Print.of(page).text.count("Marigold") == 1


@pytest.mark.parametrize(("old", "scripts"), [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_a_neutral_print_is_offered_where_it_works(
    browser: Browser, small: Project, old: int, scripts: int
) -> None:
    with Reader(scripts=bool(scripts)).page(browser) as page:
        if old:
            without_has(page)
        page.goto(address_of(small.site, "worksheets/town-map"))
        offered = page.get_by_label("Print it with a neutral heading")
        expect(offered).to_be_visible(visible=not old or bool(scripts))


@pytest.mark.parametrize(
    ("audience", "shown"),
    [("survivors", False), ("survivor-led-groups", True), ("advocates", True)],
)
def test_a_discreet_sheet_does_not_print_for_whom_it_is(
    page: Page, project: Project, audience: str, shown: bool
) -> None:
    pact, terms = "data/templates/pact.yml", "data/taxonomy.yml"
    text = {path: (project.root / path).read_text("utf-8") for path in (pact, terms)}
    more = "".join(
        f"  - {{id: {id}, label: {id}}}\n" for id in ("survivors", "survivor-led-groups")
    )
    review = f"audiences: [{audience}]\nreview: Survivors may use it as it is."
    project.write(terms, text[terms].replace("audiences:\n", f"audiences:\n{more}"))
    project.write(pact, text[pact].replace("audiences: [advocates]", review))
    page.goto(address_of(project.build().site, "templates/pact"))
    Sheet(page, "templates/pact")
    assert "Survivorsmayuseit" in Print.of(page).text
    page.get_by_label("Print it with a neutral heading").check()
    assert ("Survivorsmayuseit" in Print.of(page).text) == shown
