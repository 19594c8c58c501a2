"""What staff make to hand out says whom it is for, on paper and in a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from macros import session
from macros.editions import Edition
from tests.finder.finders import Finder
from tests.projects import Project
from tests.watching import desktop

MARK = "Staff edition: not for the public"
LINE = "For staff only: this list can hold private details."
NOTES = """\
changes: town-library
phones:
  - number: 202-555-0199
    description: zqdirect
private_notes: zqnotes
"""


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide for staff; its library has a direct line."""
    project = Project.small(tmp_path_factory.mktemp("handouts"))
    project.write("data/private/partners/notes.yml", NOTES)
    site = project.root / Edition.STAFF.site
    with session.of_edition(project.root, Edition.STAFF):
        project.build(site_dir=str(site))
    return site


@pytest.fixture(params=["all that is said", "only names, numbers and addresses"])
def finder(staff: Path, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Finder]:
    """The library is picked for a handout."""
    with desktop(browser) as context:
        page = context.new_page()
        page.goto(f"{staff.as_uri()}/find/index.html")
        finder = Finder(page)
        finder.ask("library")
        page.locator("[data-record='partners/town-library'] [data-pick]").check()
        if request.param.startswith("only"):
            page.get_by_label("Names, numbers and addresses only").check()
        yield finder


def test_before_it_is_made_the_page_says_what_it_may_hold(finder: Finder) -> None:
    expect(finder.part("picked")).to_contain_text("use the public guide")


def test_a_handout_for_staff_says_so_on_paper(finder: Finder) -> None:
    page = finder.page
    page.evaluate("void (window.print = () => {})")
    page.get_by_role("button", name="Print the handout").click()
    page.locator(".handout").wait_for(state="attached")
    page.emulate_media(media="print")
    lines = [line for line in page.locator("body").inner_text().splitlines() if line]
    assert lines[1] == f"{MARK}. {LINE}"
    assert "zqdirect" in " ".join(lines)
    assert "zqnotes" not in " ".join(lines)


def test_a_handout_for_staff_says_so_in_its_file(finder: Finder) -> None:
    with finder.page.expect_download() as download:
        finder.page.get_by_role("button", name="Save it as a file").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert text.split("\n\n")[1] == f"{MARK}. {LINE}"
    assert "zqdirect" in text
    assert "zqnotes" not in text
