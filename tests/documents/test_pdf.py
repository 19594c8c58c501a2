"""PDF: filled in as it is printed, and all words of a form on its pages."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from pikepdf import Name
from pypdf import PageObject, PdfReader, PdfWriter

from macros.documents.pdf import Paper
from macros.forms import Item, form
from macros.model import Checklist, Template, Worksheet
from macros.prose import to_text
from tests.documents.pdfs import (
    CONTENTS,
    Sheet,
    made,
    opened,
    page_of,
    page_texts,
    read,
    sheets,
    squeezed,
)

MM = 72 / 25.4
SIZES = {Paper.LETTER: (612, 792), Paper.A4: (595.28, 841.89)}
MAP = "worksheets/resource-mapping"

each_sheet = pytest.mark.parametrize("sheet", sheets().values(), ids=sheets())
each_paper = pytest.mark.parametrize("paper", list(Paper), ids=str)


# --- things to fill in ---


@each_sheet
def test_the_fields_are_those_of_the_form_in_its_order(sheet: Sheet) -> None:
    with opened(sheet.pdf()) as file:
        found = [(str(f.T), str(f.TU), str(f.FT)) for f in file.Root.AcroForm.Fields]
        order = [
            str(a.T) for page in file.pages for a in page.obj.get(Name.Annots, ()) if "/T" in a
        ]
        assert all(page.obj.Tabs == Name.S for page in file.pages)
    kinds = {"tick": "/Btn", "line": "/Tx", "text": "/Tx"}
    assert found == [(c.name, c.full_label, kinds[c.kind]) for c in sheet.form.controls]
    assert order == [name for name, _, _ in found]
    assert len(set(order)) == len(order)


@each_paper
@each_sheet
def test_fields_are_large_enough_for_a_pen(sheet: Sheet, paper: Paper) -> None:
    kinds = {control.name: control.kind for control in sheet.form.controls}
    least = {"tick": 5 * MM, "line": 7 * MM, "text": 9 * MM}
    with opened(sheet.pdf(paper)) as file:
        for field in file.Root.AcroForm.Fields:
            x1, y1, x2, y2 = map(float, field.Rect)
            kind = kinds[str(field.T)]
            assert abs(y2 - y1) >= least[kind] - 0.01
            assert abs(x2 - x1) >= (least["tick"] if kind == "tick" else 18 * MM) - 0.01
            assert bool(int(field.get(Name.Ff, 0)) & 4096) == (kind != "tick")


@each_sheet
def test_what_is_filled_in_is_read_again(sheet: Sheet) -> None:
    values = {
        control.name: "/on" if control.kind == "tick" else f"{number}: Año nuevo – “sí” (½) \\"
        for number, control in enumerate(sheet.form.controls)
    }
    writer = PdfWriter(clone_from=BytesIO(sheet.pdf()))
    for page in writer.pages:
        writer.update_page_form_field_values(page, values)
    saved = BytesIO()
    writer.write(saved)
    fields = PdfReader(saved).get_fields() or {}
    assert {name: field.get("/V") for name, field in fields.items()} == values


def test_what_is_filled_in_shows() -> None:
    sheet = sheets()["worksheets/town-map"]
    tick, text = "skills/unions/gap", "skills/unions/by-whom"
    writer = PdfWriter(clone_from=BytesIO(sheet.pdf()))
    for page in writer.pages:
        writer.update_page_form_field_values(page, {tick: "/on", text: "Niño"})
    annotations = [a for page in writer.pages for a in page.annotations or ()]
    shown = {str(a["/T"]): a for a in annotations if "/T" in a}
    box = shown[tick]
    assert len(box["/AP"]["/N"][box["/AS"]].get_object().get_data()) > 20
    assert box["/AP"]["/N"]["/Off"].get_object().get_data() == b""
    look = shown[text]["/AP"]["/N"].get_object()
    assert "Niño".encode("cp1252") in look.get_data()
    assert look["/Resources"]["/Font"]["/GuideText"]["/Encoding"] == "/WinAnsiEncoding"


def test_letters_get_smaller_before_an_answer_is_cut_off() -> None:
    with opened(sheets()["templates/pact"].pdf()) as file:
        sizes = {str(f.T): str(f.DA).split()[-2] for f in file.Root.AcroForm.Fields if "/DA" in f}
    assert sizes == {"_head/date": "0", "aim/contact": "0", "aim/_notes": "0"}


def test_viewers_can_type_each_letter_of_the_form_s_font() -> None:
    with opened(sheets()["worksheets/town-map"].pdf()) as file:
        font = file.Root.AcroForm.DR.Font.GuideText
        widths = [int(width) for width in font.Widths]
        assert len(widths) == int(font.LastChar) - int(font.FirstChar) + 1
        assert Name.FontFile2 in font.FontDescriptor
        assert Name.NeedAppearances not in file.Root.AcroForm
    assert widths[ord("i") - 32] < widths[ord("n") - 32] < widths[ord("m") - 32]


# --- on paper ---


@each_paper
@each_sheet
def test_a_sheet_has_the_size_of_its_paper(sheet: Sheet, paper: Paper) -> None:
    for page in read(sheet.pdf(paper)).pages:
        size = sorted((float(page.mediabox.width), float(page.mediabox.height)))
        assert size == pytest.approx(SIZES[paper], abs=0.01)


@each_paper
def test_the_resource_map_takes_three_pages(paper: Paper) -> None:
    assert len(read(sheets()[MAP].pdf(paper)).pages) <= 3


@each_paper
@pytest.mark.parametrize("name", [key for key in sheets() if key.startswith("worksheets/")])
def test_groups_stay_together_below_a_header_row(name: str, paper: Paper) -> None:
    sheet = sheets()[name]
    content = sheet.pdf(paper)
    pages = read(content).pages
    on_pages = [{str(a["/T"]) for a in page.annotations or () if "/T" in a} for page in pages]
    for group in sheet.form.groups:
        names = {control.name for item in group.items for control in item.controls}
        assert any(names <= on_page for on_page in on_pages)
    assert isinstance(sheet.form.record, Worksheet)
    header = squeezed(sheet.form.record.row_label + sheet.form.record.columns[0].label)
    heads = {control.name for control in sheet.form.head}
    for text, on_page in zip(page_texts(content, sheet), on_pages, strict=True):
        assert (header in text) == bool(on_page - heads)


@pytest.mark.parametrize("sizes", [(40,), (12, 40), (40, 12), (3, 3, 70)], ids=str)
def test_the_header_row_comes_again_where_a_group_is_taller_than_a_page(
    sizes: tuple[int, ...],
) -> None:
    pages = read(sheet_of_groups(sizes)).pages
    filled_in = [any("/T" in a for a in page.annotations or ()) for page in pages]
    # What stands below the table may take a page of its own.
    assert all(filled_in[:-1])
    for page in (page for page, has_fields in zip(pages, filled_in, strict=True) if has_fields):
        text = squeezed(page.extract_text())
        assert "Service" in text and "Byphone" in text


def sheet_of_groups(sizes: tuple[int, ...]) -> bytes:
    """A worksheet whose groups have so many rows."""
    groups = [
        {
            "id": f"group-{n}",
            "title": f"Group {n}",
            "rows": [{"id": f"row-{n}-{m}", "label": f"Row {n}.{m}"} for m in range(size)],
        }
        for n, size in enumerate(sizes)
    ]
    record = Worksheet.model_validate(
        {
            "id": "trial",
            "title": "Trial",
            "summary": "A trial.",
            "row_label": "Service",
            "columns": [{"id": "phone", "label": "By phone", "kind": "write"}],
            "groups": groups,
        }
    )
    guide = sheets()["worksheets/town-map"].guide
    return Sheet(form(record, guide), guide, record.key).pdf()


def test_a_very_long_word_pushes_nothing_off_the_page() -> None:
    item = {
        "id": "pay",
        "text": "Is it paid?",
        "warning_signs": ["W" * 240],
        "response": "Ask for a paid trial instead.",
    }
    record = Checklist.model_validate(
        {
            "id": "trial",
            "title": "Trial",
            "summary": "A trial.",
            "groups": [{"id": "one", "title": "One", "items": [item]}],
        }
    )
    guide = sheets()["checklists/visit"].guide
    (page,) = read(Sheet(form(record, guide), guide, record.key).pdf()).pages
    right = max(x for text, x in placed(page) if text.strip())
    assert right < float(page.mediabox.width) - 15 * MM
    said = squeezed(page.extract_text())
    assert "Askforapaidtrialinstead." in said and "W" * 240 in said


def placed(page: PageObject) -> list[tuple[str, float]]:
    """The pieces of text of a page with the place where each starts, from the left."""
    found: list[tuple[str, float]] = []

    def note(text: str, matrix: list[float], place: list[float], *_: object) -> None:
        found.append((text, matrix[0] * place[4] + matrix[4]))

    page.extract_text(visitor_text=note)
    return found


def test_a_long_worksheet_is_a_small_file() -> None:
    rows = sum(len(group.items) for group in sheets()[MAP].form.groups)
    assert rows >= 20
    assert len(sheets()[MAP].pdf()) <= 60_000


def item_texts(item: Item) -> Iterator[str]:
    yield item.text
    yield to_text(item.help)
    yield from (control.column for control in item.ticks + item.writes)
    for field in ("warning_signs", "response", "guidance", "wording"):
        words = getattr(item.record, field, None) or ()
        yield from map(to_text, [words] if isinstance(words, str) else words)


def texts(sheet: Sheet) -> Iterator[str]:
    """All that a form says."""
    record = sheet.form.record
    assert isinstance(record, Worksheet | Checklist | Template)
    yield record.title
    yield from map(to_text, filter(None, (record.summary, record.instructions, *record.caveats)))
    yield "Do not write"
    yield from (control.column for control in sheet.form.head)
    for group in sheet.form.groups:
        yield from (group.title, to_text(group.intro))
        for item in group.items:
            yield from item_texts(item)
    for column in getattr(record, "columns", ()):
        yield from (column.label, to_text(column.help or ""))
    yield to_text(getattr(record, "review", ""))
    yield from (sheet.guide.sources[citation.source].title for citation in record.sources)


@each_sheet
def test_all_words_of_a_form_are_on_its_pages(sheet: Sheet) -> None:
    said = "".join(page_texts(sheet.pdf(), sheet)).replace("•", "")
    assert [text for text in texts(sheet) if squeezed(text).replace("•", "") not in said] == []


def test_a_source_is_named_once_though_items_cite_it_again() -> None:
    sheet = sheets()["checklists/partner-vetting"]
    said = "".join(page_texts(sheet.pdf(), sheet))
    listed = said[said.rindex("Wherethiscomesfrom") :]
    cited = {citation.source for citation in sheet.form.record.sources}
    for group in sheet.form.groups:
        cited |= {c.source for item in group.items for c in getattr(item.record, "sources", ())}
    assert [listed.count(squeezed(sheet.guide.sources[id].title)) for id in cited] == [1] * len(
        cited
    )


def test_contents_name_the_pages_on_which_parts_begin() -> None:
    cover, contents, one, two = (
        page.extract_text() for page in read(made(page_of(CONTENTS, site="Guide of X"))).pages
    )
    assert re.findall(r"(One|Two)[ .]*(\d)", contents) == [("One", "3"), ("Two", "4")]
    assert "Page 1 of 4" in cover and "First" in one
    assert "Guide of X" in two and two.count("Two") == 2
