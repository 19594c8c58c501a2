"""Every page of this guide, as axe-core sees it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.accessibility.looks import LOOKS, ONE_OF_EACH, STATES, Look
from tests.axe import barriers
from tests.websites import pages


def test_there_is_a_page_of_each_template(site: Path) -> None:
    assert [path for path in ONE_OF_EACH if not (site / path).is_file()] == []


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_each_page_is_without_barriers_in_one_look(
    look: Look, browser: Browser, site: Path, address: str
) -> None:
    paths = [path.relative_to(site).as_posix() for path in pages(site)]
    found = []
    with look.page(browser) as page:
        for path in paths[LOOKS.index(look) :: len(LOOKS)]:
            page.goto(address + path)
            found += barriers(page, path)
    assert found == []


@pytest.mark.nightly
@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("state", STATES)
def test_each_template_is_without_barriers_in_each_look_and_state(
    state: str, look: Look, browser: Browser, address: str
) -> None:
    found = []
    with look.page(browser) as page:
        for path in ONE_OF_EACH:
            page.goto(address + path)
            if STATES[state](page):
                found += barriers(page, path)
    assert found == []
