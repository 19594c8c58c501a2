"""What the built site says of checks, without any script and on any day."""

import re
from html import unescape
from pathlib import Path

import pytest
import time_machine

from macros.documents.excerpts import Excerpt, Links, body
from tests.projects import ROOT, Project, snapshot
from tests.reviews.guides import NOW, checked
from tests.websites import Document, pages

WORDS = {
    "partners/town-library": "Checked on January 15, 2026 · look again by July 15, 2026",
    "partners/credit-union": "Nobody has checked this yet. Ask before you refer anyone.",
    "resources/mapping-guide": "Checked on March 31, 2026 by the partnership coordinator · "
    "look again by September 30, 2026",
    "resources/lost-guide": "Nobody has checked this yet.",
    "case_studies/library-cafe": "Checked on February 29, 2024 · look again by February 28, 2026",
    "checklists/visit": "Checked on May 4, 2026 by the intake team · look again by May 4, 2027",
    "worksheets/town-map": "Checked on May 4, 2025 by the DV advocates · look again by May 4, 2026",
    "templates/pact": "Nobody has checked this yet.",
    "glossary/mou": "Nobody has checked this yet.",
    "facts": "This page: checked on May 4, 2026 by the partnership coordinator · "
    "look again by November 4, 2026",
    "guesses": "This page: nobody has checked it yet.",
}


def said(html: str) -> str:
    """The words between the tags of a page's text."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", "", main)).split())


@pytest.mark.parametrize("path", WORDS)
def test_each_page_says_who_checked_it_and_until_when(built: Project, path: str) -> None:
    assert WORDS[path] in said(built.page(path))


def test_sources_say_it_too(built: Project) -> None:
    text = said(built.page("sources"))
    assert "Checked on May 4, 2026 by Example County · look again by May 4, 2028" in text
    assert "Nobody has checked this yet." in text


def test_a_service_with_a_day_of_its_own_shows_it(built: Project) -> None:
    service = built.page("partners/town-library").partition('class="service"')[2]
    assert "look again by" in service


def test_days_can_be_read_by_programs(built: Project) -> None:
    page = Document.of(built.site / "resources/mapping-guide/index.html")
    days = [time.attributes["datetime"] for time in page.all("time")]
    assert days[:2] == ["2026-03-31", "2026-09-30"]
    marks = [one.attributes for one in page.elements if "data-again" in one.attributes]
    assert [mark["data-again"] for mark in marks] == ["2026-09-30"]
    assert all("hidden" in mark for mark in marks)


@pytest.mark.parametrize("path", ["find", "fresh", "partners", "terms/mapping", "glossary/mou"])
def test_lists_and_tools_are_not_checked_themselves(built: Project, path: str) -> None:
    assert "This page:" not in said(built.page(path))


def test_help_lines_frighten_nobody(built: Project) -> None:
    footer = built.page("fresh").partition("<footer")[2].partition("</footer>")[0]
    assert footer.count("Checked on") == 1
    assert '<time datetime="2026-05-04">' in footer
    assert "obody" not in footer
    assert "data-again" not in footer


def test_report_counts_by_kind_and_half_year(built: Project) -> None:
    text = said(built.page("fresh"))
    assert "Help lines1 of 21 in January to June 2026" in text
    assert "Worksheets1 of 11 in January to June 2025" in text
    assert "Templates0 of 1Never" in text
    assert "Library Café" in text.partition("Checked longest ago")[2]
    page = Document.of(built.site / "fresh/index.html")
    counts = next(
        e.attributes["data-again-days"] for e in page.all("p") if "data-again-days" in e.attributes
    )
    assert counts.startswith("2026-02-28:1 2026-05-04:1 2026-07-15:1 ")


def test_a_guide_that_nobody_checked_says_so(project: Project) -> None:
    file = project.root / "data/partners/town-library.yml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "assured_date" not in line), "utf-8")
    project.write("docs/fresh.md", (ROOT / "docs/fresh.md").read_text("utf-8"))
    assert "A person has checked none of it yet." in said(project.build().page("fresh"))


def test_nothing_of_the_day_of_a_build_is_in_the_site(tmp_path: Path) -> None:
    built = []
    for name, day in (("now", NOW), ("later", "2031-03-04T08:00:00")):
        project = checked(Project.small(tmp_path / name))
        with time_machine.travel(day, tick=True):
            built.append(snapshot(project.build().site))
    assert built[0] == built[1]


def test_documents_leave_out_what_only_a_clock_can_tell(built: Project) -> None:
    page = built.page("resources/mapping-guide").partition("<main")[2].partition("</main>")[0]
    inside = page.partition(">")[2]
    assert "is past." in inside
    written = body(Excerpt("resources/mapping-guide/", "Mapping Guide", inside), Links())
    assert "look again by" in written
    assert "is past." not in written


def test_marks_stay_hidden_without_a_script(built: Project) -> None:
    marks = [
        (page.name, one.attributes)
        for page in pages(built.site)
        for one in Document.of(page).elements
        if "data-again" in one.attributes or "data-again-days" in one.attributes
    ]
    assert len(marks) > 10
    assert all("hidden" in attributes for _, attributes in marks)
