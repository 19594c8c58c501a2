"""Saved to a file, cleared, loaded: in a real Chromium, over http and from the disk."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.worksheets.sheets import ANSWER, FORMS, Sheet, opened, saved

each_form = pytest.mark.parametrize("key", FORMS)


@each_form
def test_what_is_saved_and_cleared_comes_back(page: Page, address: str, key: str) -> None:
    sheet = opened(page, address, key)
    count = sheet.fill_all("words ")
    before = sheet.values
    assert len(before) == count
    name, content = sheet.save()
    assert name == f"{key.split('/')[1]}.json"
    sheet.press("clear")
    sheet.agree()
    sheet.hears("All answers are cleared.")
    assert sheet.values == {}
    sheet.load(content)
    sheet.hears("The file is loaded.")
    assert sheet.values == before
    assert sheet.save()[1] == content


def test_a_saved_file_names_each_answer_in_words(town: Sheet) -> None:
    town.field("skills/unions/gap").check()
    town.field("skills/_1/_name").fill("Choir\nof the town")
    file = json.loads(town.save()[1])
    assert file["sheet"] == "worksheets/town-map"
    assert [(one["label"], one["value"]) for one in file["copies"][0]] == [
        ("Unions: Gap", True),
        ("Other 1 in Skills", "Choir\nof the town"),
    ]


def test_there_is_nothing_to_save_in_an_empty_form(town: Sheet) -> None:
    town.press("save")
    town.hears("There is nothing to save yet.")


def test_clearing_asks_and_takes_no_for_an_answer(town: Sheet) -> None:
    town.field("_head/date").fill("today")
    town.press("clear")
    expect(town.page.get_by_role("dialog", name="Please confirm")).to_be_visible()
    town.page.get_by_role("button", name="Keep them as they are").click()
    town.hears("Nothing was changed.")
    town.press("clear")
    town.page.keyboard.press("Escape")
    expect(town.part("dialog")).to_be_hidden()
    assert town.values == {"_head/date": "today"}
    expect(town.part("[data-do=clear]")).to_be_focused()


def test_loading_over_answers_asks_first(town: Sheet) -> None:
    town.field("_head/date").fill("today")
    town.load(saved())
    expect(town.part("dialog")).to_contain_text("Replace the answers")
    town.page.keyboard.press("Escape")
    town.hears("Nothing was changed.")
    assert town.values == {"_head/date": "today"}
    town.load(saved())
    town.agree()
    town.hears("The file is loaded.")
    assert town.values == {"skills/unions/gap": True}


REFUSED = {
    "not JSON": ("half a {", "cannot read this file"),
    "a picture": ("\x89PNG\r\n\x1a\n\x00", "cannot read this file"),
    "another's file": ('{"answers": [1, 2]}', "not saved from this guide"),
    "no object": ("[[[]]]", "not saved from this guide"),
    "nothing": ("null", "not saved from this guide"),
    "from tomorrow": (saved(version=2), "newer form"),
    "another worksheet": (
        saved("worksheets/ties"),
        "belong to another form; open the file there: ties",
    ),
    "nobody's worksheet": (saved("<img src=x>"), "not as this guide"),
    "a number for an answer": (saved(copies=[[ANSWER | {"value": 7}]]), "not as this guide"),
    "an object for an answer": (saved(copies=[[ANSWER | {"value": {}}]]), "not as this guide"),
    "three copies": (saved(copies=[[], [], []]), "not as this guide"),
    "endless answers": (saved(copies=[[ANSWER] * 5_001]), "not as this guide"),
    "an endless name": (saved(copies=[[ANSWER | {"name": "x" * 9_999}]]), "not as this guide"),
    "an endless file": (saved(copies=[[ANSWER | {"value": "x" * 1_000_001}]]), "too large"),
    "too deep": ("[" * 100_000, "cannot read this file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_ours_changes_nothing_and_says_why(town: Sheet, name: str) -> None:
    content, reason = REFUSED[name]
    town.field("_head/date").fill("today")
    before = town.page.locator("form.worksheet").inner_html()
    town.load(content)
    town.hears(reason, "Nothing was changed.")
    assert town.values == {"_head/date": "today"}
    assert town.page.locator("form.worksheet").inner_html() == before
    expect(town.part("dialog")).to_be_hidden()


def test_answers_without_a_place_are_listed(town: Sheet) -> None:
    answers = [
        {"name": "skills/unions/gap", "label": "Unions: Gap", "value": True},
        {"name": "skills/gone/gap", "label": "Gone row: Gap", "value": True},
        {"name": "__proto__", "label": "<img src=x onerror=alert(1)>", "value": "<b>words</b>"},
        {"name": "skills/unions/offered", "label": "Became a box", "value": "was words"},
        {"name": "_head/date", "label": "Too long", "value": "x" * 2_001},
    ]
    gone = {"key": "partners/gone", "title": "Gone partner", "row": "x", "gap": "Gone row"}
    evil = {"key": "javascript:alert(1)", "title": "Evil", "row": "__proto__", "gap": "Row"}
    town.load(saved(copies=[answers, [ANSWER]], referrals=[gone, evil]))
    town.hears("some answers have no place")
    lost = town.part("[data-lost]")
    assert lost.locator("li").all_inner_texts() == [
        "Gone row: Gap: ✓",
        "<img src=x onerror=alert(1)>: <b>words</b>",
        "Became a box: was words",
        f"Too long: {'x' * 2_001}",
        "Date: today",
        "Gone row: Gone partner",
        "Row: Evil",
    ]
    assert town.values == {"skills/unions/gap": True}
    assert town.page.locator("article img[onerror]").count() == 0
    town.press("clear")
    town.agree()
    expect(lost).to_be_hidden()
    expect(lost.locator("li")).to_have_count(0)


def test_the_same_file_can_be_loaded_twice(town: Sheet) -> None:
    for _ in range(2):
        town.load(saved())
        town.hears("The file is loaded.")
        town.press("clear")
        town.agree()
        town.hears("All answers are cleared.")
