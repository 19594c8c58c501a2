"""What is typed into the guide is nowhere once one has left."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.exit.readers import Reader
from tests.watching import files_with, with_profile
from tests.websites import served
from tests.worksheets.sheets import Sheet

SECRET = "topsecret"


def test_back_brings_no_answer_back(reader: Reader) -> None:
    Sheet(reader.reads("", "worksheets/town-map/").page).fill_all(SECRET)
    reader.leaves().goes("back")
    assert SECRET not in reader.page.content()
    assert Sheet(reader.opens("worksheets/town-map/").page).values == {}


def test_a_filled_form_lets_one_leave_in_the_same_tab(reader: Reader) -> None:
    Sheet(reader.opens("worksheets/town-map/").page).fill_all(SECRET)
    reader.leaves()
    assert len(reader.page.context.pages) == 1


@pytest.mark.parametrize("path", ["worksheets/town-map/", "find/"])
def test_answers_are_cleared_even_where_the_other_site_does_not_answer(
    waiting: Reader, path: str
) -> None:
    waiting.opens(path).page.locator("main form textarea, main [type=search]").first.fill(SECRET)
    held = waiting.page.evaluate_handle("[...document.querySelectorAll('textarea, input')]")
    waiting.leaves_by("Shift", "Shift", "Shift")
    assert held.evaluate("all => all.filter((one) => one.value.includes('topsecret')).length") == 0


def test_what_was_typed_is_in_no_file_of_the_profile(
    browser: Browser, bilingual: Path, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    with served(bilingual) as address, with_profile(browser, profile) as context:
        reader = Reader.at(context, address)
        for leave in (reader.leaves, lambda: reader.leaves_by("Shift", "Shift", "Shift")):
            assert Sheet(reader.reads("", "worksheets/town-map/").page).fill_all(SECRET)
            leave().goes("back")
    assert files_with(profile, SECRET) == []
