"""Old addresses: whoever kept one arrives at the new place, on any host."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.projects import Project
from tests.publishing.conftest import AWAY
from tests.watching import page_at
from tests.websites import Document, served

OLD = {
    "partners/library/index.html": "../town-library/",
    "jobs.html": "partners/town-library/#services",
    "gone/agency/index.html": AWAY,
}


@pytest.fixture
def address(moved: Project) -> Iterator[str]:
    with served(moved.site) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param)
    context.route("https://**", lambda route: route.fulfill(body="Their new site"))
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["partners/library/", "partners/library/index.html"])
def test_it_leads_to_the_new_page(reader: Page, address: str, path: str) -> None:
    reader.goto(address + path)
    reader.wait_for_url(f"{address}partners/town-library/")
    expect(reader.locator("h1")).to_have_text("Town Library")


def test_it_leads_to_another_site(reader: Page, address: str) -> None:
    with reader.expect_request(AWAY) as asked:
        reader.goto(f"{address}gone/agency/")
    assert "referer" not in asked.value.all_headers()


def test_going_back_does_not_lead_into_a_circle(reader: Page, address: str) -> None:
    reader.goto(f"{address}sources/")
    reader.goto(f"{address}jobs.html")
    reader.wait_for_url(f"{address}partners/town-library/#services")
    reader.go_back()
    expect(reader).to_have_url(f"{address}sources/")


@pytest.mark.parametrize("old", OLD)
def test_whoever_is_not_led_on_finds_a_link_and_the_way_out(moved: Project, old: str) -> None:
    html = (moved.site / old).read_text("utf-8")
    page = Document.read(html)
    links = {one.attributes.get("href", ""): one.attributes for one in page.all("a")}
    assert OLD[old] in links
    assert ("noreferrer" in links[OLD[old]].get("rel", "")) == OLD[old].startswith("https:")
    assert [one for one in page.all("a") if "data-exit" in one.attributes]
    named = {one.attributes.get("name"): one.attributes for one in page.all("meta")}
    assert named["robots"]["content"] == "noindex"
    assert "Content-Security-Policy" in html
    assert f'content="0; url={OLD[old]}"' in html


def test_nothing_lists_old_addresses(moved: Project) -> None:
    assert "partners/library" not in (moved.site / "sitemap.xml").read_text("utf-8")
    found = [*moved.site.glob("finder/**/*.js"), *moved.site.glob("api/**/*.json")]
    assert len(found) > 5
    assert [path for path in found if "gone/agency" in path.read_text("utf-8")] == []


def test_hosts_are_told_each_address_with_and_without_its_slash(moved: Project) -> None:
    assert (moved.site / "_redirects").read_text("utf-8").splitlines() == [
        "/partners/library/ /partners/town-library/ 301",
        "/partners/library /partners/town-library/ 301",
        "/jobs.html /partners/town-library/#services 301",
        f"/gone/agency/ {AWAY} 301",
        f"/gone/agency {AWAY} 301",
    ]


def test_redirects_that_a_guide_adds_itself_are_kept(project: Project) -> None:
    project.write("docs/_redirects", "/blog/* https://blog.example.org/:splat 302\n")
    written = (project.build().site / "_redirects").read_text("utf-8")
    assert written.startswith("/partners/library/ /partners/town-library/ 301\n")
    assert written.endswith("\n/blog/* https://blog.example.org/:splat 302\n")


def test_the_small_page_has_room_on_a_phone(browser: Browser, moved: Project, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    html = (moved.site / "gone/agency/index.html").read_text("utf-8")
    still = re.sub(r'<meta http-equiv="refresh"[^>]*>', "", html)
    page.route("**/gone/agency/", lambda route: route.fulfill(body=still, content_type="text/html"))
    page.goto(f"{page_at(address, 'gone/agency/')}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.get_by_role("link", name="Go to its new place")).to_be_visible()
    context.close()
