"""Hostile text in every field: it comes out as text, or the record is refused."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from macros import words
from macros.parsing import parse
from macros.project import read
from macros.tree import Location
from tests.finder.finders import Finder
from tests.projects import SMALL, Project
from tests.websites import Document, pages, served

PAYLOADS = (
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg/onload=window.hit=1>",
    '" onmouseover="window.hit=1" x="',
    "' onfocus='window.hit=1' autofocus='",
    "[click](javascript:window.hit=1)",
    "[click](JaVaScRiPt:window.hit=1)",
    "[click](java&#115;cript:window.hit=1)",
    "[click](&#106;avascript&colon;window.hit=1)",
    "[click]( javascript:window.hit=1 )",
    "[click][1]\n\n[1]: javascript:window.hit=1",
    "<javascript:window.hit=1>",
    "[click](data:text/html,<script>window.hit=1</script>)",
    "![x](javascript:window.hit=1)",
    '![x](x"onerror="window.hit=1)',
    'words\n{: onclick="window.hit=1" }',
    '**words**{: onclick="window.hit=1" }',
    "{{ ''.__class__.__mro__ }}{% for x in [1] %}hit{% endfor %}",
    "</textarea></title></style><script>window.hit=1</script>",
    "--><script>window.hit=1</script><!--",
    "]]><script>window.hit=1</script>",
    "# Heading\n\n<div onclick=window.hit=1>x</div>",
    "    <script>window.hit=1</script>",
    "```\n</code><script>window.hit=1</script>\n```",
    '[a](https://example.org/"onclick="window.hit=1)',
    "[a](https://example.org/ \"t' onclick='window.hit=1\")",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "\\<script>window.hit=1</script>",
    '<div markdown="1" onclick="window.hit=1">x</div>',
    "<a href='vbscript:x'>x</a><iframe srcdoc='<script>1</script>'></iframe>",
    "<form action=javascript:1><button formaction=javascript:1>x</button></form>",
    "<style>@import 'javascript:1'</style><base href=//evil.example.org/>",
)
NOT_TEXT = {
    "id", "website", "url", "email", "number", "phone", "tty", "assured_date", "languages",
    "state_province", "postal_code", "extension", "address_evidence", "address_match", "status",
    "type", "kind", "write_in_rows", "notes", "parent", "practices", "topics", "audiences",
    "formats", "format", "sectors", "principles", "partner", "partners", "resource", "source",
    "see_also", "term_id",
}  # fmt: skip
MARK = "marked"
TEXTS_THAT_TAKE_ANYTHING = 20
REFERENCES = {"field-notes", "survey", "digital-literacy"}


def poison(value: object, payload: str, clean: set[Location], at: Location = ()) -> object:
    """`value` with `payload` behind every text in it but those that stand at `clean`."""
    if isinstance(value, dict):
        return {name: poison(inner, payload, clean, (*at, name)) for name, inner in value.items()}
    if isinstance(value, list):
        return [poison(inner, payload, clean, (*at, n)) for n, inner in enumerate(value)]
    field = next((step for step in reversed(at) if isinstance(step, str)), "")
    refused = any(at[: n + 1] in clean for n in range(len(at)))
    if not isinstance(value, str) or field in NOT_TEXT or value in REFERENCES or refused:
        return value
    between = "\n\n" if payload[:1] in " #" else " "
    return f"{MARK} {value}{between}{payload}"


def fill(project: Project, payload: str) -> int:
    """Put the payload into every field that takes it; the number of those fields."""
    clean: dict[str, set[Location]] = {}
    for _ in range(5):
        texts = write_poisoned(project, payload, clean)
        problems = read(project.root).problems
        if not problems:
            return sum(text.count(MARK) for text in texts.values())
        for problem in problems:
            tree, _ = parse(texts[problem.path], problem.path)
            places = [
                at for at, mark in tree.marks.items() if mark == (problem.line, problem.column)
            ]
            clean.setdefault(problem.path, set()).update(places)
    raise AssertionError(f"{payload!r} is refused without end: {problems}")


def write_poisoned(
    project: Project, payload: str, clean: dict[str, set[Location]]
) -> dict[str, str]:
    texts = {}
    for path in sorted((SMALL / "data").rglob("*.yml")):
        shown = path.relative_to(SMALL).as_posix()
        data = poison(yaml.safe_load(path.read_text("utf-8")), payload, clean.get(shown, set()))
        texts[shown] = yaml.safe_dump(data, allow_unicode=True, width=10_000)
        project.write(shown, texts[shown])
    return texts


def dangers(site: Path) -> set[str]:
    """Scripts, handlers and script addresses in the site, without the place they stand in."""
    found = set()
    for document in (*map(Document.of, pages(site)), *fetched(site)):
        for element in document.elements:
            if element.tag in ("iframe", "object", "embed", "base"):
                found.add(f"<{element.tag}>")
            if element.tag in ("script", "style") and "window.hit" in element.text:
                found.add(f"<{element.tag}> {element.text.strip()}")
            for name, value in element.attributes.items():
                bare = "".join(value.split()).lower()
                if name.startswith("on") or name in ("srcdoc", "formaction"):
                    found.add(f"{name}={value}")
                if bare.startswith(("javascript:", "vbscript:", "data:text")):
                    found.add(f"{name}={value}")
    return found


def fetched(site: Path) -> Iterator[Document]:
    """The HTML that the finder fetches and puts on the page."""
    for path in site.glob("finder/**/*.js"):
        part = json.loads(path.read_text("utf-8").split(",", 1)[1].rstrip().removesuffix(");"))
        if path.name == "manifest.js":
            yield Document.read(part["markup"])
        if path.parent.name == "d":
            yield from map(Document.read, part)


@pytest.fixture
def open_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts refuse HTML and odd links when they are loaded; what draws them must hold without."""
    monkeypatch.setattr(words, "HTML_TAG", re.compile(r"(?!)"))
    monkeypatch.setattr(words, "_link_targets", lambda text: [])


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_comes_out_as_text(payload: str, project: Project) -> None:
    assert fill(project, payload) >= TEXTS_THAT_TAKE_ANYTHING
    project.build()
    assert dangers(project.site) == set()


@pytest.mark.usefixtures("open_door")
def test_the_finder_shows_payloads_as_text(project: Project, browser: Browser) -> None:
    for number, payload in enumerate(PAYLOADS):
        record = {"name": f"Marked partner {number}", "description": f"Poison {payload}"}
        record |= {"sources": ["survey"]}
        text = yaml.safe_dump(record, allow_unicode=True, width=10_000)
        project.write(f"data/partners/marked-{number}.yml", text)
    project.build()
    page = browser.new_page()
    with served(project.site) as address:
        page.goto(address + "find/")
        finder = Finder(page)
        finder.ask("poison")
        while finder.part("more").is_visible():
            shown = len(finder.keys)
            finder.part("more").click()
            page.wait_for_function(
                "count => document.querySelectorAll('[data-record]').length > count", arg=shown
            )
        for place in range(finder.part("open").count()):
            finder.part("open").nth(place).click()
            finder.part("pick").nth(place).check()
        page.wait_for_load_state("networkidle")
        assert len(finder.keys) == len(PAYLOADS)
        assert page.evaluate("window.hit") is None
        assert page.locator("[data-finder] :is(iframe, script, style, img, [onclick])").count() == 0
    page.close()


@pytest.mark.parametrize("payload", [text for text in PAYLOADS if re.search(r"<(\w+)[\s>]", text)])
def test_html_is_refused_before_that(payload: str, project: Project) -> None:
    assert fill(project, payload) == 0


def test_the_test_sees_dangers(project: Project) -> None:
    """The check itself must be able to fail."""
    project.write(
        "docs/extra.md",
        '# Extra\n\n<p onclick="x()">x</p>\n\n<a href="java\nscript:x">x</a>\n\n'
        "<script>window.hit=1</script>\n",
    )
    # A strict build would refuse it.
    project.run("mkdocs", "build")
    assert len(dangers(project.site)) == 3
