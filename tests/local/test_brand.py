"""A guide's name, logo, colors and foot, wherever it shows: pages, PDF, Word."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from mkdocs.config import load_config
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from macros import logos
from macros.documents import word
from macros.documents.adding import style_folder
from macros.documents.pdf import Paper, render
from macros.forms import form
from macros.guide import Guide
from macros.laying import begin
from macros.model import Record
from macros.project import read
from macros.rendering import Renderer
from tests.documents.pango import require_pango
from tests.local.test_pages import own_templates
from tests.projects import ROOT, SMALL, Project
from tests.websites import served

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'
)
STYLES = ROOT / "overrides/documents"
DOCS = SMALL / "docs"


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        (SVG.format("", "<script>1</script>"), "holds <script>"),
        (SVG.format(' onload="1"', ""), "holds 'onload'"),
        (SVG.format("", '<image href="https://example.org/a.png"/>'), "holds <image>"),
        (SVG.format("", '<use xlink:href="javascript:1"/>'), "holds 'href'"),
        (SVG.format("", "<style>@import url(//example.org)</style>"), "holds <style>"),
        (SVG.format("", '<path style="fill:url(//example.org)"/>'), "holds 'style'"),
        (SVG.format("", "<foreignObject/>"), "holds <foreignObject>"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", "&a;"), "definitions of its own"),
        (SVG.format("", "<g>"), "cannot be read as SVG (line 1)"),
        ("<svg></svg>", "is no SVG picture"),
        (SVG.format("", "<g/>" * 30_000), "has 120 kB"),
    ],
)
def test_a_logo_is_a_small_picture_and_nothing_else(
    project: Project, drawing: str, said: str
) -> None:
    assert said in complaints(project, drawing)


def test_a_drawing_may_refer_to_its_own_parts(project: Project) -> None:
    body = '<g id="a" style="fill: red"/><use xlink:href="#a" fill="url(#b)"/>'
    assert complaints(project, SVG.format("", body)) == ""


@pytest.mark.parametrize("name", ["assets/none.png", "../data/site.yml", "assets/logo.jpg"])
def test_a_logo_that_cannot_be_had_is_named(project: Project, name: str) -> None:
    project.write("data/local/site.yml", f"logo: {name}\n")
    (problem,) = read(project.root).problems
    assert problem.path == "data/local/site.yml" and f"logo: '{name}' is no" in problem.message


def complaints(project: Project, drawing: str) -> str:
    project.write("docs/local/assets/lake.svg", drawing)
    project.write("data/local/site.yml", "logo: assets/lake.svg\n")
    return " ".join(problem.message for problem in read(project.root).problems)


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The small one, in colors."""
    found = read(SMALL).guide
    assert found
    colors = {"brand": "#5b0f57"}
    site = type(found.site).model_validate(found.site.model_dump() | {"colors": colors})
    return Guide(site, found.records, found.files, found.mentions)


def drawn(guide: Guide, record: Record, logo: str) -> str:
    renderer = Renderer([ROOT / "overrides"])
    renderer.environment.globals["logo"] = logo
    parts = {"record": record, "form": form(record, guide), "guide": guide, "site": guide.site}
    return renderer.document("checklist", **parts)


def test_logo_colors_and_foot_are_on_paper(guide: Guide) -> None:
    require_pango()
    html = drawn(guide, guide.records["checklists"]["visit"], logos.data_uri(guide.site, DOCS))
    (page, *_) = (pdf := PdfReader(BytesIO(render(html, Paper.LETTER, STYLES)))).pages
    assert len(page.images) == 1
    assert "Office of the Example County Library." in pdf.pages[-1].extract_text()
    contents = page.get_contents()
    assert contents is not None
    assert "5b0f57" in colors_of(contents.get_data().decode("latin-1"))


def test_what_a_browser_prints_names_the_guide(project: Project, browser: Browser) -> None:
    project.write("data/local/site.yml", 'colors:\n  brand: "#5b0f57"\n')
    page = browser.new_page()
    page.emulate_media(media="print")
    with served(project.build().site) as address:
        page.goto(f"{address}partners/town-library/")
        foot = page.locator(".print-only")
        expect(foot).to_have_text(
            "Test Guide, Example County. Area: Example County. "
            "Office of the Example County Library. Text: Test Guide, CC BY 4.0. "
            "It gives no legal advice."
        )
        expect(foot.locator("img")).to_be_visible()
        expect(page.locator("h1")).to_have_css("color", "rgb(91, 15, 87)")
        page.close()


def test_what_a_browser_prints_for_survivors_names_nobody(project: Project) -> None:
    project.write("data/local/taxonomy.yml", "audiences:\n  - {id: survivors, label: Survivors}\n")
    survivors = "changes: town-map\naudiences: [survivors]\n"
    project.write("data/local/worksheets/town-map.yml", survivors)
    project.build()
    assert 'class="print-only"' in project.page("checklists/visit")
    assert 'class="print-only"' not in project.page("worksheets/town-map")


def colors_of(content: str) -> set[str]:
    """What the drawing of a page fills things with, as it is written in `site.yml`."""
    filled = re.findall(r"(\S+) (\S+) (\S+) rg", content)
    return {"".join(f"{round(float(part) * 255):02x}" for part in color) for color in filled}


def test_logo_colors_and_foot_are_in_word(guide: Guide) -> None:
    html = drawn(guide, guide.records["checklists"]["visit"], logos.data_uri(guide.site, DOCS))
    document = Document(BytesIO(word.write(html)))
    head = document.sections[0].first_page_header
    assert len(head._element.xpath(".//pic:pic")) == 1
    assert head._element.xpath(".//wp:docPr/@descr") == ["Test Guide"]
    assert str(document.styles["Title"].font.color.rgb) == "5B0F57"
    assert "Office of the Example County Library." in [p.text for p in document.paragraphs]


def test_a_sheet_that_survivors_keep_names_no_guide(guide: Guide) -> None:
    visit = guide.records["checklists"]["visit"]
    kept = visit.model_copy(update={"audiences": ("survivors",)})
    html = drawn(guide, kept, logos.data_uri(guide.site, DOCS))
    assert "<img" not in html and "Example County Library" not in html


def test_the_properties_of_a_sheet_that_survivors_keep_name_nobody(guide: Guide) -> None:
    require_pango()
    visit = guide.records["checklists"]["visit"]
    kept = visit.model_copy(update={"audiences": ("survivors",)})
    ours, theirs = (drawn(guide, record, "") for record in (visit, kept))
    assert "Example County" in named_in_word(ours) and "Example County" in named_in_pdf(ours)
    for named in (named_in_word(theirs), named_in_pdf(theirs)):
        assert "Example County" not in named and "Test Guide" not in named


def named_in_word(html: str) -> str:
    """All that a Word file says beside its text: who wrote, changed and owns it."""
    with ZipFile(BytesIO(word.write(html))) as file:
        return " ".join(file.read(name).decode() for name in file.namelist() if "docProps" in name)


def named_in_pdf(html: str) -> str:
    reader = PdfReader(BytesIO(render(html, Paper.LETTER, STYLES)))
    packet = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    return f"{reader.metadata} {packet}"


def test_a_look_of_ones_own_still_finds_our_fonts(project: Project) -> None:
    own_templates(project)
    project.write("overrides/local/documents/document.css", "/* Ours */\n")
    config = load_config(str(project.root / "mkdocs.yml"))
    begin(config)
    with style_folder(config) as folder:
        assert (folder / "document.css").read_text("utf-8") == "/* Ours */\n"
        assert (folder / "fonts/fonts.conf").is_file()
    assert not Path(folder).exists()
