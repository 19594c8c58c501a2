"""The screen, PDF and Word ask for the same things in the same words."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree, html
from pypdf import PdfReader

from macros.forms import FORMS, Form, form
from macros.project import read
from macros.prose import to_text
from tests.documents.pdfs import sheets
from tests.projects import ROOT

guide = read(ROOT).guide
assert guide
SHEETS = [form(record, guide) for kind in FORMS for record in guide.records[kind].values()]
SCREEN = {
    "items": "//fieldset[@data-item]/legend | //tr[@data-item]/th[@scope='row']",
    "helps": "//*[@data-item]//*[@class='help']",
    "answers": "//*[@class='answers']/label | //p[@class='choice']/label",
    "columns": "//form//thead//th",
    "signs": "//*[@class='warning-signs']//li",
}
PAPER = {
    "items": "//section[@class='item']/h3 | //tbody/tr[not(@class='group')]/th[@scope='row']",
    "helps": "//*[@class='help']",
    "answers": "//*[@class='answers']/label | //p[@class='choice']/label",
    "columns": "//table[@class='worksheet']/thead//th",
    "signs": "//*[@class='warning-signs']//li",
}


def squeezed(text: str) -> str:
    """Without blanks, soft hyphens and bullets: a PDF breaks lines where it likes."""
    return "".join(re.sub("[\u00ad•]", "", text).split())


def texts(page: str, paths: dict[str, str]) -> dict[str, set[str]]:
    """What a page asks, by sort; notes and what is only heard are not compared."""
    root = html.document_fromstring(page)
    for extra in root.xpath("//sup | //*[@class='visually-hidden'] | //textarea"):
        extra.drop_tree()
    helps = {name: _said(root, path) for name, path in paths.items() if name == "helps"}
    for extra in root.xpath("//th//*[@class='help']"):
        extra.drop_tree()
    return helps | {name: _said(root, path) for name, path in paths.items() if name != "helps"}


def _said(root: html.HtmlElement, path: str) -> set[str]:
    return {said for found in root.xpath(path) if (said := squeezed(found.text_content()))}


def asked(sheet: Form) -> set[str]:
    """Everything that the record asks, from the model."""
    said = {group.title for group in sheet.groups} | {group.intro for group in sheet.groups}
    for group in sheet.groups:
        for item in group.items:
            said |= {item.text, item.help, *(control.column for control in item.controls)}
            said |= set(getattr(item.record, "warning_signs", ()))
            said |= {getattr(item.record, name, None) or "" for name in ("response", "wording")}
    said -= {control.column for control in sheet.controls if control.name.endswith("/_name")}
    return {squeezed(to_text(text)) for text in said if text}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.record.key)
def test_the_screen_and_the_document_ask_the_same(sheet: Form, site: Path) -> None:
    screen = texts((site / sheet.record.path / "index.html").read_text("utf-8"), SCREEN)
    ours = [each for each in sheets().values() if each.guide.site == guide.site]
    drawn = {each.form.record.key: each.html for each in ours}
    paper = texts(drawn[sheet.record.key], PAPER)
    if sheet.record.kind == "templates":
        screen["items"], screen["helps"] = set(), set()
    assert screen == paper
    assert any(paper.values())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.record.key)
@pytest.mark.parametrize("ending", ["-letter.pdf", "-a4.pdf", ".docx"])
def test_every_format_asks_all_of_it(sheet: Form, ending: str, site: Path) -> None:
    content = (site / f"downloads/{sheet.record.key}{ending}").read_bytes()
    said = _pdf(content, sheet) if ending.endswith("pdf") else _word(content)
    assert [words for words in asked(sheet) if words not in said] == []


def _pdf(content: bytes, sheet: Form) -> str:
    """All pages as one text, without what stands at their heads and feet."""
    pages = [squeezed(page.extract_text()) for page in PdfReader(BytesIO(content)).pages]
    margins = rf"{squeezed(guide.site.name)}Page\d+of\d+"
    title = squeezed(sheet.record.heading)
    return "".join(re.sub(margins, "", page).replace(title, "", 1) for page in pages)


def _word(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as file:
        return squeezed("".join(etree.fromstring(file.read("word/document.xml")).itertext()))
