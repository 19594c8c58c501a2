"""What had better not be written, and no trace of what is."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.watching import Watched, files_with, page_at, with_profile
from tests.websites import served
from tests.worksheets.sheets import FORMS, Sheet, opened, saved

each_form = pytest.mark.parametrize("key", FORMS)


def test_a_number_that_looks_like_social_security_is_hinted_at_but_not_stopped(
    town: Sheet,
) -> None:
    for name in ("_head/date", "skills/unions/by-whom", "skills/_1/_name"):
        field = town.field(name)
        field.fill("her number: 123 45 6789")
        expect(field).to_have_attribute("aria-describedby", re.compile("hint"))
        hint = town.page.locator(f"#{field.get_attribute('aria-describedby')}")
        expect(hint).to_contain_text("Social Security number")
        expect(hint).to_have_attribute("role", "status")
        assert field.input_value() == "her number: 123 45 6789"
        field.fill("her number")
        expect(hint).to_have_text("")
        assert field.get_attribute("aria-describedby") is None


def test_a_way_to_reach_a_person_is_hinted_at_in_notes_but_not_where_contacts_belong(
    page: Page, address: str
) -> None:
    words = {"555-123-4567": "phone number", "ana@example.org": "e-mail address"}
    for key, note in (
        ("checklists/visit", "at-the-door/signs/_notes"),
        ("templates/pact", "aim/_notes"),
    ):
        sheet = opened(page, address, key)
        for text, hint in words.items():
            sheet.field(note).fill(text)
            expect(sheet.part(".hint")).to_contain_text(hint)
    for key, place in (
        ("worksheets/town-map", "skills/unions/by-whom"),
        ("templates/pact", "aim/contact"),
    ):
        sheet = opened(page, address, key)
        sheet.field(place).fill(" ".join(words))
        sheet.field(place).blur()
        expect(sheet.part(".hint")).to_have_count(0)


def test_answers_are_gone_when_one_leaves_and_comes_back(town: Sheet, address: str) -> None:
    page = town.page
    town.fill_all("topsecret")
    town.show()
    page.goto(page_at(address, "sources/"))
    page.go_back()
    again = Sheet(page)
    assert again.values == {}
    assert "topsecret" not in page.content()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_leaving_is_never_held_up(town: Sheet, address: str) -> None:
    asked = []
    town.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    town.field("_head/date").fill("today")
    town.page.goto(page_at(address, "sources/"))
    assert asked == []
    expect(town.page.get_by_role("heading", level=1)).to_contain_text("Sources")


@each_form
def test_filling_in_saving_and_showing_ask_for_nothing(
    watched: Watched, address: str, key: str
) -> None:
    sheet = opened(watched.page, address, key)
    watched.page.wait_for_load_state("networkidle")
    before = len(watched.requests)
    sheet.fill_all("words")
    sheet.save()
    if sheet.part("[data-do=show]").count():
        sheet.show()
    sheet.load(saved(key))
    sheet.agree()
    sheet.hears("The file is loaded")
    after = [url for url in watched.requests[before:] if not url.startswith("blob:")]
    assert after == []


def test_a_typed_secret_stands_in_no_file_of_the_profile(
    browser: Browser, tmp_path: Path, forms: Path
) -> None:
    profile = tmp_path / "profile"
    with served(forms) as address, with_profile(browser, profile) as held:
        page = held.new_page()
        for key, path in FORMS.items():
            page.goto(address + path)
            sheet = Sheet(page, key)
            assert sheet.fill_all("topsecret")
            if sheet.part("[name=copy]").count():
                sheet.part("[name=copy]").nth(1).check()
                sheet.fill_all("topsecret")
            if sheet.part("[data-do=show]").count():
                sheet.show()
            page.keyboard.press("Tab")
        page.reload()
        Sheet(page, key).fill_all("topsecret")
    assert files_with(profile, "topsecret") == []


def test_a_link_costs_no_answers(town: Sheet) -> None:
    town.field("_head/date").fill("today")
    link = town.page.locator(".md-content a[href]").filter(has_text="Worksheets").first
    with town.page.context.expect_page() as other:
        link.click()
    assert other.value.evaluate("window.opener") is None
    other.value.close()
    assert town.values == {"_head/date": "today"}
    assert link.get_attribute("target") is None


def test_with_nothing_filled_in_a_link_is_a_link(town: Sheet) -> None:
    town.page.locator(".md-content a[href]").filter(has_text="Worksheets").first.click()
    expect(town.page).to_have_url(re.compile(r"/worksheets/(index\.html)?$"))
    assert len(town.page.context.pages) == 1
