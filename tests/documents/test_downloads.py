"""The files of a built site and the places that lead to them."""

from pathlib import Path

import pytest
from lxml import html
from pypdf import PdfReader

from macros.documents.publishing import VARIABLE
from tests.projects import Project, snapshot
from tests.websites import dead_links, resolve

NO_PANGO = "raise OSError(\"cannot load library 'libpango-1.0-0'\")\n"


def links(site: Path, path: str) -> list[tuple[str, Path]]:
    """The links of a page that lead to files of ours: their words, their targets."""
    page = site / path / "index.html"
    found = []
    for link in html.parse(str(page)).iter("a"):
        target = resolve(site, page, link.get("href", ""))
        if target and "downloads" in target[0].parts and target[0].suffix in (".pdf", ".docx"):
            found.append((" ".join(link.text_content().split()), target[0]))
    return found


@pytest.mark.parametrize("path", ["worksheets/town-map", "checklists/visit", "templates/pact"])
def test_each_form_offers_its_files_with_their_sizes(small: Project, path: str) -> None:
    found = links(small.site, path)
    title = found[0][0].partition(": ")[0]
    assert [words.rsplit(", ", 1)[0] for words, _ in found] == [
        f"{title}: PDF, Letter paper",
        f"{title}: PDF, A4 paper",
        f"{title}: Word",
    ]
    for words, file in found:
        assert words.endswith(f", {max(1, round(file.stat().st_size / 1000))} kB")


def test_no_pdf_opens_where_back_would_show_it_after_leaving(small: Project) -> None:
    page = html.parse(str(small.site / "worksheets/town-map/index.html"))
    found = page.xpath("//a[contains(@href, '.pdf')]")
    assert [link.get("target") for link in found] == ["_blank", "_blank"]
    assert "opens in a new tab" in page.getroot().text_content()


def test_chapters_and_the_whole_guide_have_files(site: Path) -> None:
    chapters = [page.parent for page in (site / "chapters").glob("*/index.html")]
    assert chapters
    for chapter in chapters:
        assert len(links(site, chapter.relative_to(site).as_posix())) == 3
    whole = [path for _, path in links(site, "downloads") if path.stem.startswith("guide")]
    assert len(whole) == 3


def test_the_page_of_downloads_lists_every_file(site: Path) -> None:
    files = {path for path in (site / "downloads").rglob("*") if path.suffix in (".pdf", ".docx")}
    assert files
    assert {path for _, path in links(site, "downloads")} == files


def test_other_pages_offer_no_files(small: Project) -> None:
    assert links(small.site, "partners/town-library") == []
    assert links(small.site, "checklists") == []


def test_a_build_without_documents_leads_to_none(project: Project) -> None:
    project.build()
    assert not (project.site / "downloads").exists()
    assert links(project.site, "checklists/visit") == []
    assert dead_links(project.site) == []
    assert "Fill in here" in project.page("checklists/visit")


def test_two_builds_make_the_same_files(small: Project, project: Project) -> None:
    project.run_with({VARIABLE: "required"}, "mkdocs", "build", "--strict")
    assert snapshot(project.site / "downloads") == snapshot(small.site / "downloads")


def test_without_pango_the_site_is_built_and_says_so(project: Project) -> None:
    project.write("weasyprint.py", NO_PANGO)
    done = project.run_with({VARIABLE: ""}, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stderr.splitlines() if "Pango" in line]
    assert len(said) == 1
    assert [words.split(",")[0] for words, _ in links(project.site, "checklists/visit")] == [
        "First visit: Word"
    ]
    assert dead_links(project.site) == []


def test_where_documents_are_required_their_want_is_an_error(project: Project) -> None:
    project.write("weasyprint.py", NO_PANGO)
    done = project.run_with({VARIABLE: "required"}, "mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert "Pango" in done.stderr
    assert "Traceback" not in done.stderr
    assert not project.site.exists()


def test_an_unknown_wish_is_explained(project: Project) -> None:
    done = project.run_with({VARIABLE: "yes"}, "mkdocs", "build")
    assert done.returncode == 1
    assert "GUIDE_DOCUMENTS is 'yes': say 'required' or 'off', or leave it out" in done.stderr


def test_a_chapter_of_any_name_and_look_has_its_files(project: Project) -> None:
    project.write("docs/chapters/größe und maß.md", "---\ntitle: Größe\n---\n\nOhne Kopf.\n")
    project.write("docs/chapters/form.md", '# Form\n\n{{ checklist("visit") }}\n')
    project.run_with({VARIABLE: "required"}, "mkdocs", "build", "--strict")
    found = links(project.site, "chapters/größe und maß")
    assert [path.is_file() for _, path in found] == [True] * 3
    pages = PdfReader(project.site / "downloads/chapters/form-letter.pdf").pages
    assert "The form “First visit” is a document of its own." in pages[0].extract_text()
    assert dead_links(project.site) == []


def test_a_store_that_cannot_be_used_costs_the_documents_only(project: Project) -> None:
    project.write(".cache", "a file, no folder")
    done = project.run_with({VARIABLE: ""}, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "No documents: .cache/documents cannot be used" in done.stderr
    assert links(project.site, "checklists/visit") == []
