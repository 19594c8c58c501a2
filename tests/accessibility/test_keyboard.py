"""Every page type of this guide, with the keyboard alone, on a small phone."""

import pytest
from playwright.sync_api import Browser

from tests.accessibility.looks import ONE_OF_EACH, STATES, Look
from tests.frame.walking import walk

PHONE = Look("light", forced=False, width=320)


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_each_control_is_reached_and_seen(path: str, browser: Browser, address: str) -> None:
    with PHONE.page(browser) as page:
        page.goto(address + path)
        walked = walk(page)
    assert walked.faults == []
    assert walked.names[1] == "Leave now"


@pytest.mark.parametrize("state", [state for state in STATES if state != "plain"])
def test_each_control_is_reached_and_seen_in_each_state(
    state: str, browser: Browser, address: str
) -> None:
    with PHONE.page(browser) as page:
        page.goto(address + "checklists/partner-vetting/index.html")
        assert STATES[state](page)
        assert walk(page).faults == []
