"""Pages of records, drawn by slots in one page of the theme."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros import pages
from macros.headings import Heading, Headings
from macros.shelling import Frame
from macros.shells import Content, Shell, mark
from tests.local.test_pages import own_templates
from tests.projects import Project, snapshot

ODD = """title: '{{ 7 * 7 }} "quoted" & {% raw %}'
summary: '{{ guide }} & "yes"'
publisher: "A & B"
format: guide
topics: [vetting]
sources:
  - source: field-notes
"""


def settled(html: str) -> str:
    """`html` without what HTML does not tell apart: spaces, and how a character is written."""
    html = html.replace(' data-search-exclude="" id="notes"', ' id="notes" data-search-exclude=""')
    html = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), html).replace("&amp;", "&")
    return re.sub(r"> <", "><", re.sub(r"\s+", " ", html))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project.small(tmp_path)
    for number in range(101):
        text = f"name: Office {number}\nsectors: [libraries]\nsources:\n  - source: field-notes\n"
        services = "services:\n  - name: Résumé (help)\n  - name: Same\n  - name: Same\n"
        project.write(f"data/partners/office-{number}.yml", text + services * (number % 2))
    return project


def calls_of(page: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Grows with each page that the theme draws by itself."""
    calls: list[object] = []

    def counted(*given: Any) -> str:
        calls.append(given)
        return page(*given)

    monkeypatch.setattr(Frame, "page", counted)
    return calls


def test_a_page_is_as_mkdocs_makes_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {"site_url": "https://guide.example.org/here/"}
    drawn_whole = calls_of(Frame.page, monkeypatch)
    shared = snapshot(project.build(**settings).site)
    assert 0 < len(drawn_whole) < 50
    monkeypatch.setattr(pages, "SHELLED", ())
    alone = snapshot(project.build(**settings).site)
    assert shared.keys() == alone.keys()
    assert {"partners/page/2/index.html", "terms/libraries/2/index.html"} <= shared.keys()
    made = [path for path in shared if path.startswith(("partners/", "resources/", "terms/"))]
    assert len(made) > 110
    for path in made:
        assert settled(shared[path].decode()) == settled(alone[path].decode()), path
    assert sorted(shared["sitemap.xml"].split()) == sorted(alone["sitemap.xml"].split())
    assert b"/here/partners/office-1/<" in shared["sitemap.xml"]


def content(**changed: Any) -> Content:
    given: dict[str, Any] = {
        "place": "a",
        "title": "Title",
        "description": "",
        "data_file": "",
        "prose": "<h1>Title</h1>text",
        "headings": (),
    }
    return Content(**given | changed)


def test_what_is_filled_in_is_never_a_slot_itself() -> None:
    shell = Shell.of(f"<p>{mark('title')}</p>{mark('text')}")
    said = content(title=mark("text"), prose=mark("title"))
    assert shell.filled(said.slots(said.prose)) == f"<p>{mark('text')}</p>{mark('title')}"


def test_titles_cannot_leave_their_attributes() -> None:
    slots = content(title='a" onload="b', headings=[Heading(2, "<b>&", "b")]).slots("")
    assert slots["title"] == "a&#34; onload=&#34;b"
    assert slots["heading0"] == "&lt;b&gt;&amp;"


@pytest.mark.parametrize(
    "changed",
    [
        {"place": "a/2"},
        {"prose": "<p>no heading</p>"},
        {"headings": [Heading(2, "Two", "two")]},
        {"headings": [Heading(3, "Three", "three")]},
    ],
)
def test_pages_of_another_shape_share_no_shell(changed: dict[str, Any]) -> None:
    assert content(**changed).shape != content().shape
    assert content(title="Other", prose="<h1>Other</h1>").shape == content().shape


def with_own_template(project: Project, template: str) -> None:
    """The project, with a `main.html` of a fork that adds this to the head."""
    own_templates(project)
    head = f"{{% block extrahead %}}{{% if page %}}{template}{{% endif %}}{{% endblock %}}"
    project.write("overrides/local/main.html", f'{{% extends "base.html" %}}{head}')


def test_templates_of_a_fork_draw_records_too(project: Project) -> None:
    told = "{{ page.title }}|{{ page.url }}|{{ page.edit_url }}"
    with_own_template(project, f'<meta name="x" content="{told}">')
    project.build(repo_url="https://example.org/repo", edit_uri="edit/main/docs/")
    edit = "https://example.org/repo/edit/main/data/partners/office-1.yml"
    assert f'content="Office 1|partners/office-1/|{edit}"' in project.page("partners/office-1")


def test_templates_of_a_fork_may_work_on_texts(project: Project) -> None:
    worked = {
        "page.title | upper": "OFFICE 1",
        "page.title | truncate(5, leeway=0)": "Of...",
        "page.title | length": "8",
        "page.meta.description | replace('Office', 'Desk')": "Desk 1",
    }
    with_own_template(project, "".join(f'<meta name="x" content="{{{{ {x} }}}}">' for x in worked))
    page = project.build().page("partners/office-1")
    assert re.findall('<meta name="x" content="(.*?)">', page) == list(worked.values())


def test_a_fault_that_only_records_meet_is_told_with_its_place(project: Project) -> None:
    with_own_template(project, "{% if 'partners/office' in page.url %}{{ 1 / 0 }}{% endif %}")
    told = project.run("mkdocs", "build").stderr
    assert "could not be made: " in told
    assert "overrides/local/main.html:1: ZeroDivisionError" in told
    assert "Traceback" not in told
    assert not project.site.exists()


def test_text_of_a_record_is_no_template_and_no_html(project: Project) -> None:
    project.write("data/resources/odd.yml", ODD)
    project.build()
    page = project.page("resources/odd")
    assert "<title>{{ 7 * 7 }} &#34;quoted&#34; &amp; {% raw %} - " in page
    assert '<meta name="description" content="{{ guide }} &amp; &#34;yes&#34;">' in page
    assert "<p>{{ guide }} &amp; &quot;yes&quot;</p>" in page.replace('"yes"', "&quot;yes&quot;")


def test_a_heading_of_a_record_takes_no_anchor_of_the_page() -> None:
    headings = Headings()
    named = [headings.add(3, "Notes"), headings.add(3, "Notes"), headings.add(2, "Notes", "notes")]
    assert [heading.anchor for heading in named] == ["notes_1", "notes_2", "notes"]


@pytest.mark.parametrize("words", ["Note 1", "Cite 1 1", "Finder title", "Services"])
def test_no_heading_bears_a_name_that_templates_give(words: str) -> None:
    headings = Headings()
    named = [headings.add(3, words).anchor for _ in range(2)]
    wished = words.lower().replace(" ", "-")
    assert named == [f"{wished}_1", f"{wished}_2"]
