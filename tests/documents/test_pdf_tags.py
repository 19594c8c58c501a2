"""PDF: heard as it is seen."""

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name
from pypdf.generic import Destination

from macros.documents import tagging
from macros.documents.pdf import Paper
from macros.model import Checklist
from tests.documents.pdfs import (
    CONTENTS,
    Sheet,
    errors,
    made,
    objects,
    opened,
    page_of,
    read,
    sheets,
)

each_sheet = pytest.mark.parametrize("sheet", sheets().values(), ids=sheets())
each_paper = pytest.mark.parametrize("paper", list(Paper), ids=str)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the checkers say of every form on every paper."""
    folder = tmp_path_factory.mktemp("pdf")
    files = {}
    for name, sheet in sheets().items():
        for paper in Paper:
            file = folder / f"{name.replace('/', '-')}-{paper}.pdf"
            file.write_bytes(sheet.pdf(paper))
            files[file] = f"{name} {paper}"
    return {files[file]: said for file, said in errors(list(files)).items()}


@each_paper
@each_sheet
def test_no_checker_finds_an_error(
    sheet: Sheet, paper: Paper, verdicts: dict[str, list[str]]
) -> None:
    assert verdicts[f"{sheet.name} {paper}"] == []


def without_tags(file: pikepdf.Pdf) -> None:
    del file.Root.StructTreeRoot


def without_title(file: pikepdf.Pdf) -> None:
    del file.docinfo.Title
    metadata = re.sub(rb"<dc:title>.*?</dc:title>", b"", file.Root.Metadata.read_bytes())
    file.Root.Metadata.write(metadata)


def without_language(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


def without_name_of_field(file: pikepdf.Pdf) -> None:
    del file.Root.AcroForm.Fields[1].TU


def without_scope(file: pikepdf.Pdf) -> None:
    for element in objects(file.Root.StructTreeRoot):
        if element.get(Name.S) == Name.TH:
            del element.A.Scope


def without_mark(file: pikepdf.Pdf) -> None:
    del file.Root.MarkInfo


def without_tab_order(file: pikepdf.Pdf) -> None:
    del file.pages[0].obj.Tabs


def without_font_file(file: pikepdf.Pdf) -> None:
    for font in objects(file.pages[0].Resources.Font):
        if Name.FontFile2 in font:
            del font.FontFile2


def without_heading_level(file: pikepdf.Pdf) -> None:
    for element in objects(file.Root.StructTreeRoot):
        if element.get(Name.S) == Name.H2:
            element.S = Name.H4


def without_alternative(file: pikepdf.Pdf) -> None:
    (first, *_) = (e for e in objects(file.Root.StructTreeRoot) if e.get(Name.S) == Name.H1)
    first.S = Name.Figure


def without_conformance(file: pikepdf.Pdf) -> None:
    metadata = file.Root.Metadata.read_bytes().replace(b'pdfuaid:part="1"', b"")
    file.Root.Metadata.write(metadata)


def without_form_tags(file: pikepdf.Pdf) -> None:
    for element in objects(file.Root.StructTreeRoot):
        if element.get(Name.S) == Name.Form:
            element.S = Name.NonStruct


FAULTS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    name.replace("_", " "): fault
    for name, fault in globals().items()
    if name.startswith("without_")
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the checkers say of a good file with one fault in it."""
    folder = tmp_path_factory.mktemp("faulty")
    for name, fault in FAULTS.items():
        with opened(sheets()["worksheets/town-map"].pdf()) as file:
            fault(file)
            file.save(folder / f"{name}.pdf")
    return {file.stem: said for file, said in errors(sorted(folder.iterdir())).items()}


def test_there_are_ten_faults_and_more() -> None:
    assert len(FAULTS) >= 10


@pytest.mark.parametrize("fault", FAULTS)
def test_the_checkers_find_a_planted_fault(fault: str, faulty: dict[str, list[str]]) -> None:
    assert faulty[fault] != []


@each_sheet
def test_the_bookmarks_are_the_headings(sheet: Sheet) -> None:
    said: list[str] = []

    def collect(outline: list[object]) -> None:
        for entry in outline:
            if isinstance(entry, list):
                collect(entry)
            else:
                assert isinstance(entry, Destination)
                said.append(str(entry.title))

    collect(list(read(sheet.pdf()).outline))
    expected = [sheet.form.record.heading]
    for group in sheet.form.groups:
        expected.append(group.title)
        if isinstance(sheet.form.record, Checklist):
            expected += [item.text for item in group.items]
    assert said == [*expected, "Where this comes from"]


def test_header_cells_say_what_they_head() -> None:
    with opened(sheets()["worksheets/town-map"].pdf()) as file:
        heads = [e for e in objects(file.Root.StructTreeRoot) if e.get(Name.S) == Name.TH]
        scopes = sorted(str(head.A.Scope) for head in heads)
    assert scopes == ["/Column"] * 4 + ["/Row"] * 5


def test_a_cell_names_its_group_its_row_and_its_column() -> None:
    with opened(sheets()["worksheets/town-map"].pdf()) as file:
        tree = file.Root.StructTreeRoot
        names = list(tree.IDTree.Names)
        ids = dict(zip(map(str, names[::2]), names[1::2], strict=True))
        cell = next(e for e in objects(tree) if e.get(Name.S) == Name.TD)
        group, row, column = (ids[str(id)] for id in cell.A.Headers)
        assert (group.A.ColSpan, row.A.Scope, column.A.Scope) == (4, Name.Row, Name.Column)


def test_running_heads_and_page_numbers_are_not_read_out() -> None:
    with opened(sheets()["worksheets/resource-mapping"].pdf()) as file:
        pages = [page.Contents.read_bytes() for page in file.pages]
    assert [page.count(b"/Pagination") for page in pages] == [2, 3, 3]


# --- prose ---

PROSE = """
<h1>Work is safety</h1>
<p class="lead">First words<sup class="cite"><a id="cite-1" href="#note-1">1</a></sup>.</p>
<h2 id="steps">Steps</h2>
<ol><li><p>One</p><ul><li>Inside<ul><li>Deeper</li></ul></li></ul></li><li>Two</li></ol>
<div class="admonition"><p class="admonition-title">Mind</p><p>Words</p></div>
<dl class="facts"><div><dt>Cost</dt><dd>Free</dd></div><div><dt>See</dt>
<dd><ul><li><a href="https://example.org/">Example</a></li></ul></dd></div></dl>
<dl class="glossary"><dt>MOU</dt><dd>An agreement</dd></dl>
<figure class="number"><p class="value">60 percent</p><figcaption><div class="says">Of all</div>
<dl><div><dt>When</dt> <dd>2005</dd></div></dl></figcaption></figure>
<h3>A table</h3>
<table><thead><tr><th>What</th><th>Why</th></tr></thead>
<tbody><tr><td>Map</td><td>Gaps</td></tr></tbody></table>
<h2>Where this comes from</h2>
<ol class="notes"><li id="note-1">Toolkit</li></ol>
"""


@pytest.mark.parametrize("body", [PROSE, CONTENTS], ids=["prose", "contents"])
def test_no_checker_finds_an_error_in_prose(body: str, tmp_path: Path) -> None:
    file = tmp_path / "prose.pdf"
    file.write_bytes(made(page_of(body)))
    assert errors([file])[file] == []


def test_a_fact_is_an_item_of_a_list_with_its_name_as_label() -> None:
    facts = '<dl class="facts"><div><dt>Cost</dt><dd>Free</dd></div></dl>'
    with opened(made(page_of(f"<h1>Trial</h1>{facts}"))) as file:
        (facts_list,) = (e for e in objects(file.Root.StructTreeRoot) if e.get(Name.S) == Name.L)
        (item,) = tagging.kids(facts_list)
        assert [str(part.S) for part in tagging.kids(item)] == ["/Lbl", "/LBody"]
        assert all(part.P.objgen == item.objgen for part in tagging.kids(item))
