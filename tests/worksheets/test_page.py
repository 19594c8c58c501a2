"""Forms for everybody: named, by keyboard, on a phone, without JavaScript, on paper."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import barriers
from tests.test_html import errors
from tests.watching import Watched, on_a_stick, page_at
from tests.websites import pages
from tests.worksheets.sheets import ANSWER, FORMS, Sheet, opened, saved

each_form = pytest.mark.parametrize("key", FORMS)


# --- fields ---


@each_form
def test_every_field_has_a_name_of_its_own_that_says_what_it_is(
    page: Page, address: str, key: str
) -> None:
    opened(page, address, key)
    fields = page.locator(f"form[data-sheet='{key}'] [name]")
    names = [one.get_attribute("name") for one in fields.all()]
    assert names and len(set(names)) == len(names)
    said = page.locator("article").aria_snapshot()
    unnamed = re.findall(r"- (?:checkbox|textbox|radio|button)(?: \[.*\])?:?$", said, re.M)
    assert unnamed == []


def test_a_row_to_write_in_and_a_question_are_named(page: Page, address: str) -> None:
    opened(page, address)
    for name in ("Digital literacy: Gap", "Other 2 in Skills: Offered"):
        expect(page.get_by_role("checkbox", name=name)).to_have_count(1)
    expect(page.get_by_role("textbox", name="Other 2 in Skills")).not_to_have_count(0)
    opened(page, address, "checklists/visit")
    question = page.get_by_role("group", name="Are there signs?")
    expect(question.get_by_role("checkbox", name="Yes")).to_have_count(1)
    expect(question.get_by_role("textbox", name="Notes : Are there signs?")).to_have_count(1)


@each_form
def test_the_browser_is_asked_to_keep_and_check_nothing(page: Page, address: str, key: str) -> None:
    opened(page, address, key)
    kept = page.eval_on_selector_all(
        "article :is(input, textarea)",
        "all => all.filter(one => one.form?.autocomplete !== 'off').length",
    )
    checked = page.eval_on_selector_all(
        "form[data-sheet] :is(input, textarea)", "all => all.filter(one => one.spellcheck).length"
    )
    assert (kept, checked) == (0, 0)


def test_two_forms_on_a_page_know_nothing_of_each_other(page: Page, address: str) -> None:
    page.goto(page_at(address, ""))
    town, visit = Sheet(page), Sheet(page, "checklists/visit")
    town.fill_all("town")
    visit.fill_all("visit")
    before = town.values
    assert "visit" not in json.dumps(before)
    visit.press("clear")
    visit.agree()
    visit.hears("All answers are cleared.")
    assert visit.values == {} and town.values == before
    town.show()
    expect(visit.part("[data-findings]")).to_be_hidden()
    file = json.loads(town.save()[1])
    assert (file["sheet"], len(file["copies"][0])) == ("worksheets/town-map", len(before))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


# --- everybody ---


def test_without_javascript_the_form_is_there_and_prints_blank(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for key, path in FORMS.items():
        page.goto(page_at(address, path))
        expect(page.locator(f"form[data-sheet='{key}'] [name]").first).to_be_visible()
        expect(page.locator("[data-do]:visible")).to_have_count(0)
        assert "Saving needs JavaScript." in page.locator(".how-to").inner_text()
        page.emulate_media(media="print")
        shown = page.locator("article").inner_text()
        for words in ("Save to a file", "What this shows", "Please confirm", "neutral heading"):
            assert words not in shown
        page.emulate_media(media="screen")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_barrier_in_any_state(
    width: int, scheme: str, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    found = []

    def check(state: str) -> None:
        found.extend(barriers(page, state))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state

    for key in FORMS:
        sheet = opened(page, address, key)
        check(f"{key} empty")
        sheet.fill_all("123-45-6789 averylongwordwithoutanyplacetobreakit ")
        if sheet.part("[name=copy]").count():
            sheet.part("[name=copy]").nth(1).check()
            sheet.part("[type=checkbox][name]").first.check()
        if sheet.part("[data-do=show]").count():
            sheet.show()
        for add in sheet.part("[data-findings] [aria-pressed]").all()[:1]:
            add.click()
        check(f"{key} filled")
        sheet.press("clear")
        check(f"{key} asked")
        sheet.agree()
        sheet.load(saved(key, copies=[[ANSWER | {"name": "gone"}]]))
        sheet.hears("some answers have no place")
        check(f"{key} with answers that have no place")
    page.close()
    assert found == []


def test_a_phone_shows_blocks_with_labels(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    town = opened(page, address)
    for label in ("Offered", "Gap", "By whom"):
        expect(page.locator(f".cell-label:text-is('{label}')").first).to_be_visible()
    boxes = [town.field(f"skills/unions/{name}").bounding_box() for name in ("offered", "gap")]
    assert boxes[0] and boxes[1] and boxes[1]["y"] > boxes[0]["y"] + boxes[0]["height"]
    small = page.eval_on_selector_all(
        "[data-sheet] :is(button, input, textarea)",
        """all => all
            .filter(one => one.offsetParent && !one.matches('[type=file]'))
            .map(one => (one.closest('label') || one).getBoundingClientRect())
            .filter(box => box.height < 43.5 || box.width < 24).length""",
    )
    assert small == 0


def test_a_phone_leaves_out_what_is_not_at_a_glance(page: Page, address: str) -> None:
    ties = opened(page, address, "worksheets/ties")
    ties.field("near/library/team").fill("Reference desk")
    ties.show()
    cells = ties.part("[data-matrix] tbody td")
    expect(cells.locator("visible=true")).to_have_count(6)
    page.set_viewport_size({"width": 320, "height": 800})
    expect(cells.locator("visible=true")).to_have_count(1)
    expect(cells.locator("visible=true")).to_contain_text("yes")


def test_who_is_missing_stands_in_two_columns_where_there_is_room(page: Page, address: str) -> None:
    ties = opened(page, address, "worksheets/ties")
    lines = ties.show().locator("[data-finding=missing] li").all()
    places = {box["x"] for line in lines if (box := line.bounding_box())}
    assert len(places) == 2
    page.set_viewport_size({"width": 320, "height": 800})
    places = {box["x"] for line in lines if (box := line.bounding_box())}
    assert len(places) == 1


def test_a_table_is_large_enough_to_read_and_write_in(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1100, "height": 800})
    opened(page, address)
    sizes = page.eval_on_selector_all(
        "form.worksheet td", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert set(sizes) == {16}
    for box in page.locator("form.worksheet td.tick input").all():
        cell = box.locator("xpath=ancestor::td").bounding_box()
        inner = box.bounding_box()
        assert cell and inner
        middle = inner["x"] + inner["width"] / 2 - cell["x"] - cell["width"] / 2
        assert abs(middle) <= 2
    widths = [one.bounding_box() for one in page.locator("form.worksheet th.write").all()]
    assert widths and all(width and width["width"] >= 180 for width in widths)


def test_letters_twice_as_large_fit_on_a_small_phone(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    client = page.context.new_cdp_session(page)
    client.send("Page.enable")
    client.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    for key in FORMS:
        opened(page, address, key)
        root = page.evaluate("getComputedStyle(document.documentElement).fontSize")
        assert root == "40px"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, key
        find = page.get_by_role("banner").get_by_role("link", name="Find").bounding_box()
        assert find and find["x"] + find["width"] <= 320
    page.close()


def test_the_form_a_link_leads_to_is_not_painted(page: Page, address: str) -> None:
    page.goto(page_at(address, FORMS["worksheets/town-map"]) + "#fill-in")
    assert page.evaluate("document.querySelector(':target').id") == "fill-in"
    expect(page.locator("#fill-in")).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_everything_can_be_done_by_keyboard(town: Sheet) -> None:
    page = town.page
    town.part("[data-do=show]").first.focus()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        on = page.evaluate(
            "[document.activeElement.name || document.activeElement.dataset.do || "
            "Object.keys(document.activeElement.dataset)[0] || '']"
        )[0]
        if on == "skills/digital-literacy/gap":
            page.keyboard.press("Space")
        reached.append(on)
        if on == "print" and reached.count("print") == 2:
            break
    assert {"save", "file", "print", "clear", "neutral", *town.values} <= set(reached)
    assert town.values == {"skills/digital-literacy/gap": True}
    fields = [one.get_attribute("name") for one in page.locator("form.worksheet [name]").all()]
    assert [name for name in reached if "/" in name] == fields
    while page.evaluate("document.activeElement.dataset.do") != "show":
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What this shows")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(town.part("[data-referrals] li")).to_have_count(1)


def test_what_is_worked_out_is_not_read_out_at_each_tick(town: Sheet) -> None:
    town.show()
    for one in town.part("[data-findings]").all():
        assert one.locator("xpath=ancestor-or-self::*[@aria-live or @role='status']").count() == 0
    town.field("skills/unions/gap").check()
    expect(town.part("[data-finding=gaps] li").first).to_contain_text("Unions")
    assert town.part("[data-now]").all_text_contents() == [""] * 3


# --- on paper ---


def test_a_neutral_heading_prints_alone(town: Sheet) -> None:
    page = town.page
    title = page.title()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".neutral-heading")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_label("Print it with a neutral heading").check()
    page.emulate_media(media="print")
    shown = page.locator("article").inner_text()
    assert shown.lstrip().startswith("Worksheet")
    for words in ("Town map", "Who offers what", "Test Guide", "Fill it in together", "Survey"):
        assert words not in shown
    assert "Digital literacy" in shown
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.title() == "Worksheet"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.title() == title
    page.emulate_media(media="screen")
    town.field("_head/date").fill("today")
    assert town.save()[0] == "worksheet.json"


def test_a_long_answer_prints_whole(town: Sheet) -> None:
    page = town.page
    words = " ".join(f"word{number}" for number in range(150))
    for name in ("skills/unions/by-whom", "_head/date"):
        town.field(name).fill(words)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert [one.inner_text() for one in page.locator(".written").all()] == [words] * 2
    for name in ("skills/unions/by-whom", "_head/date"):
        expect(town.field(name)).to_be_hidden()
    expect(town.field("skills/digital-literacy/by-whom")).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.locator(".written").first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".written")).to_have_count(0)


def test_what_it_shows_is_printed_without_its_buttons(town: Sheet) -> None:
    town.field("skills/digital-literacy/gap").check()
    town.show().get_by_role("button", name="Add to the referral list Town Library").click()
    town.page.emulate_media(media="print")
    shown = town.part("[data-findings]").inner_text()
    assert "Referral list" in shown and "Town Library" in shown
    for words in ("new tab", "Add to", "Remove", "Copy as text", "follows what you change"):
        assert words not in shown


# --- all together ---


def test_pages_with_forms_are_valid(forms: Path) -> None:
    assert errors(forms) == []


def test_every_form_of_this_guide_works(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    watched = Watched(context.new_page())
    shown = 0
    for path in pages(on_a_stick(site)):
        html = path.read_text("utf-8")
        if 'id="fill-in"' not in html:
            continue
        watched.page.goto(path.as_uri())
        key = watched.page.locator("[data-sheet]").first.get_attribute("data-sheet") or ""
        sheet = Sheet(watched.page, key)
        count = watched.page.locator("form[data-sheet] [name]").count()
        # Typing into each field as a person does is tested on the small guide.
        watched.page.evaluate(
            """() => document.querySelectorAll('form[data-sheet] [name]').forEach(one => {
                if (one.type === 'checkbox') one.checked = true; else one.value = 'words';
            })"""
        )
        assert len(json.loads(sheet.save()[1])["copies"][0]) == count
        if sheet.part("[data-do=show]").count():
            assert sheet.show().locator("li, tr").count()
            shown += 1
    context.close()
    assert watched.errors == []
    assert shown >= 9
