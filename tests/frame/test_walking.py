"""The walk by Tab sees what it is there to see."""

import pytest
from playwright.sync_api import Page

from tests.frame.walking import walk

PLANTED = {
    "is off screen": "<a href='#' style='position: fixed; left: -500px'>Gone</a>",
    "is not visible": "<a href='#' style='opacity: 0'>Clear</a>",
    "is covered": "<a href='#'>Under</a><div style='position: fixed; inset: 0'></div>",
    "does not show its focus": "<a href='#' style='outline: 0'>Unmarked</a>",
    "has no name": "<a href='#'><svg width='9' height='9'></svg></a>",
    "is never reached": "<button onfocus='event.target.blur()'>Away</button>",
}
STYLE = "<style>:focus-visible { outline: 3px solid }</style>"


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str, page: Page) -> None:
    page.set_content(STYLE + PLANTED[fault])
    assert [found for found in walk(page).faults if found.endswith(fault)]


def test_stops_come_in_their_order_and_none_is_missed(page: Page) -> None:
    page.set_content(
        STYLE + "<a href='#'>One</a> <label>Two <input></label>"
        "<details><summary>Three</summary><button>Hidden</button></details>"
        "<button disabled>Off</button> <button hidden>Away</button>"
        "<label><input type='radio' name='four'> A</label>"
        "<label><input type='radio' name='four' checked> B</label>"
        "<div style='height: 3000px'></div><button>Five</button>"
    )
    found = walk(page)
    assert found.names == ["One", "Two", "Three", "B", "Five"]
    assert found.faults == []


def test_an_open_dialog_is_walked_alone(page: Page) -> None:
    page.set_content(STYLE + "<a href='#'>Behind</a><dialog><button>Within</button></dialog>")
    page.evaluate("document.querySelector('dialog').showModal()")
    assert walk(page).names == ["Within"]
