"""Partners with dozens of services, and lists of hundreds: short first, and nothing lost."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from lxml.html import HtmlElement
from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader

from tests.axe import barriers
from tests.projects import Project
from tests.websites import dead_links, served

BRANCHES = 9
"""One more than a partner may have before each is short first."""
LONG = "Reading hours for children and for everyone who likes to listen to a story. " * 3


def service(number: int, **more: object) -> dict[str, Any]:
    return {
        "name": f"Branch {number}",
        "description": f"{LONG} In house {number}.",
        "application_process": f"Ask at desk {number}.",
        "hours": f"Monday, {number} to 12",
        "email": f"branch{number}@example.org",
        "phones": [{"number": f"202-555-01{number:02}"}],
        "locations": [
            {"name": f"House {number}", "address_1": f"{number} Elm Street", "city": "Elm"}
        ],
        **more,
    }


def partner(name: str, services: list[dict[str, Any]], **more: object) -> str:
    record = {"name": name, "description": "Houses in town.", "services": services, **more}
    record |= {"sources": ["survey"]}
    return yaml.safe_dump(record)


MANY = [
    *(service(number) for number in range(1, BRANCHES)),
    service(BRANCHES, status="defunct", caveats=["Write, do not call."], description="Short."),
]
PARTNERS = {
    "branches": partner("Branches", MANY),
    "named": partner("Named", [service(1, name="NAMED"), service(2)]),
    "few": partner(
        "Few",
        [
            service(1, phones=[{"number": "202-555-0150"}], url="http://example.org/"),
            *(service(number) for number in range(2, BRANCHES)),
        ],
        phones=[{"number": "202-555-0150"}],
        website="https://example.org",
        description=LONG,
    ),
}


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project.small(tmp_path_factory.mktemp("long") / "project")
    for name, text in PARTNERS.items():
        project.write(f"data/partners/{name}.yml", text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("macros.pages.PER_PAGE", 1)
        return project.build()


@pytest.fixture(scope="module")
def address(long: Project) -> Iterator[str]:
    with served(long.site) as address:
        yield address


def services(project: Project, path: str) -> list[HtmlElement]:
    found: list[HtmlElement] = html.fromstring(project.page(path)).xpath("//*[@class='service']")
    return found


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def unopened(element: HtmlElement) -> str:
    """What one reads of it before one opens anything."""
    shown = html.fromstring(html.tostring(element))
    for content in shown.xpath(".//details/*[not(self::summary)]"):
        content.drop_tree()
    return words(shown)


# --- many services ---


def test_of_many_services_one_first_sees_what_tells_them_apart(long: Project) -> None:
    for number, found in enumerate(services(long, "partners/branches"), 1):
        shown = unopened(found)
        assert f"202-555-01{number:02}" in shown
        assert f"{number} Elm Street, Elm" in shown
        assert f"Ask at desk {number}." not in shown
        assert len(shown) < 300


def test_nothing_of_many_services_is_lost(long: Project) -> None:
    for said, found in zip(MANY, services(long, "partners/branches"), strict=True):
        told = words(found)
        for field in ("description", "application_process", "hours", "email"):
            assert " ".join(said[field].split()) in told, (said["name"], field)
        assert said["locations"][0]["name"] in told


def test_an_end_and_a_warning_are_never_folded(long: Project) -> None:
    *others, last = (unopened(found) for found in services(long, "partners/branches"))
    assert "No, it has ended" in last
    assert "Write, do not call." in last
    assert not any("Does it run?" in other for other in others)


def test_a_short_description_is_said_once(long: Project) -> None:
    last = services(long, "partners/branches")[-1]
    assert words(last).count("Short.") == 1


def test_each_of_many_services_can_be_reached_from_their_index(long: Project) -> None:
    page = html.fromstring(long.page("partners/branches"))
    index = page.xpath("//h2[@id='services']/following-sibling::details[1]//a")
    assert [link.text for link in index] == [f"Branch {number}" for number in range(1, 10)]
    assert index[0].get("href") == "#services"
    for link in index[1:]:
        (heading,) = page.xpath(f"//h3[@id='{link.get('href')[1:]}']")
        assert words(heading) == link.text
    assert dead_links(long.site) == []


def test_a_service_named_as_its_partner_stands_below_the_heading_of_all(long: Project) -> None:
    page = html.fromstring(long.page("partners/named"))
    assert [words(heading) for heading in page.xpath("//h3")] == ["Branch 2"]
    assert "Ask at desk 1." in words(page)


def test_few_services_are_shown_whole(long: Project) -> None:
    for number, found in enumerate(services(long, "partners/few"), 1):
        assert found.xpath(".//details") == []
        assert f"Ask at desk {number}." in words(found)


def test_a_service_does_not_repeat_what_its_partner_says(long: Project) -> None:
    first, second, *_ = services(long, "partners/few")
    assert "202-555-0150" not in words(first)
    assert "example.org" not in words(first).replace("branch1@example.org", "")
    assert "202-555-0102" in words(second)


def test_the_finder_tells_many_services_in_short(long: Project) -> None:
    (told,) = (
        text
        for path in (long.site / "finder").rglob("*.js")
        if "202-555-0109" in (text := path.read_text("utf-8"))
    )
    assert "9 Elm Street" in told
    assert "Write, do not call." in told
    assert "Ask at desk 9." not in told
    assert "until-opened" not in told


@pytest.fixture
def narrow(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        yield context


@pytest.fixture
def page(narrow: BrowserContext, address: str) -> Page:
    page = narrow.new_page()
    page.goto(f"{address}partners/branches/")
    return page


def test_a_folded_service_opens_by_keyboard_and_from_the_index(page: Page) -> None:
    page.get_by_text("Go to one of 9").press("Enter")
    page.get_by_role("link", name="Branch 7").press("Enter")
    assert page.url.endswith("#service-7")
    more = page.locator("summary", has_text="More about Branch 7")
    more.press("Enter")
    assert page.get_by_text("Ask at desk 7.").is_visible()
    assert not page.get_by_text("Ask at desk 6.").is_visible()


def test_many_services_raise_no_barrier(page: Page) -> None:
    assert barriers(page, "folded") == []
    for summary in page.locator(".service-more > summary").all():
        summary.press("Enter")
    assert barriers(page, "open") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_has_all_of_each_service_once(browser: Browser, address: str, scripts: bool) -> None:
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"{address}partners/branches/")
        paper = " ".join(
            " ".join(
                sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages
            ).split()
        )
    for number in range(1, BRANCHES + 1):
        assert f"Ask at desk {number}." in paper
    assert paper.count("In house 3.") == 1
    assert paper.count("Reading hours") == 3 * (BRANCHES - 1)
    assert paper.count("3 Elm Street") == 1
    assert "More" not in paper


def test_an_older_browser_unfolds_for_paper_and_folds_again(page: Page) -> None:
    page.locator(".service-more > summary").nth(1).press("Enter")
    opened = page.locator(".service-more[open]")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.count() == BRANCHES
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.count() == 1


# --- long lists ---


def test_a_long_list_says_where_each_of_its_pages_begins(long: Project) -> None:
    page = html.fromstring(long.page("partners/page/2"))
    links = page.xpath("//*[@id='list-pages']//li/a")
    (current,) = (link for link in links if link.get("aria-current"))
    (first, *_) = page.xpath("//ul[@class='cards']/li/a")
    assert current.text == first.text
    assert len(links) > 2
    steps = {link.text: link.get("href") for link in page.xpath("//nav[@class='pages']//a")}
    assert steps["Previous page"] == "../../"
    assert steps["Next page"] == "../3/"
    assert steps[f"All {len(links)} pages"] == "#list-pages"


def test_the_ends_of_a_long_list_lead_nowhere_else(long: Project) -> None:
    first, last = (
        [words(link) for link in html.fromstring(long.page(path)).xpath("//nav[@class='pages']//a")]
        for path in ("partners", f"partners/page/{last_page(long)}")
    )
    assert "Previous page" not in first
    assert "Next page" not in last


def last_page(project: Project) -> int:
    return max(int(path.name) for path in (project.site / "partners/page").iterdir())


def test_a_long_list_says_less_of_each(long: Project) -> None:
    blurbs = [
        words(blurb)
        for path in Path(long.site / "partners").glob("page/*/index.html")
        for blurb in html.parse(path).xpath("//*[@class='blurb']")
    ]
    assert blurbs
    assert max(map(len, blurbs)) <= 130


def test_a_list_on_one_page_has_no_ways_to_others(small: Project) -> None:
    page = html.fromstring(small.page("partners"))
    assert page.xpath("//*[@id='list-pages'] | //nav[@class='pages']") == []
