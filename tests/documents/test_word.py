"""Word files: the words of the document, controls with names, and nothing that Word refuses."""

import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import etree, html
from pypdf import PdfReader

from macros.documents import word
from macros.documents.word.content_controls import OPEN, TO_FILL, length, short_name, short_title
from macros.documents.word.elements import clean
from macros.documents.word.references import LONGEST_ADDRESS
from macros.forms import Form
from macros.prose import to_text
from tests.documents.office import converted
from tests.documents.pdfs import Sheet, sheets
from tests.documents.words import Field, Paragraph, WordFile, errors, made, page, squeezed, val
from tests.projects import ROOT

NINE_MM = 9 / 25.4 * 1440
WORKSHEETS = [name for name in sheets() if name.startswith("worksheets/")]

each_sheet = pytest.mark.parametrize("sheet", sheets().values(), ids=sheets())
each_worksheet = pytest.mark.parametrize("name", WORKSHEETS)
each_paper = pytest.mark.parametrize("paper", ["letter", "a4"])


def file_of(body: str, **options: str) -> WordFile:
    return made(page(body, **options))


def styles(file: WordFile) -> list[tuple[str, str]]:
    return [(paragraph.style, paragraph.text) for paragraph in file.paragraphs]


# --- the words ---


@each_sheet
def test_a_file_says_all_that_its_document_says_in_order(sheet: Sheet) -> None:
    body = html.document_fromstring(sheet.html).body
    assert body is not None
    for caption in list(body.iter("caption")):
        caption.drop_tree()
    assert squeezed(made(sheet.html).text) == squeezed(body.text_content())


def form_texts(form: Form) -> Iterator[str]:
    yield form.record.heading
    for control in form.head:
        yield control.column
    for group in form.groups:
        yield from (group.title, to_text(group.intro))
        for item in group.items:
            yield from (item.text, to_text(item.help))
            for field in ("wording", "ticks", "warning_signs", "response", "writes"):
                said = getattr(item, field, None) or getattr(item.record, field, None) or ()
                said = (to_text(said),) if isinstance(said, str) else said
                yield from (each if isinstance(each, str) else each.column for each in said)


@each_sheet
def test_every_text_of_a_form_is_in_the_file_in_order(sheet: Sheet) -> None:
    said = squeezed(made(sheet.html).text)
    for text in filter(None, map(squeezed, form_texts(sheet.form))):
        _, found, said = said.partition(text)
        assert found == text


# --- controls ---


@each_sheet
def test_the_controls_are_those_of_the_form_each_by_its_name(sheet: Sheet) -> None:
    fields = made(sheet.html).fields
    controls = sheet.form.controls
    assert [(f.name, f.kind) for f in fields] == [(short_name(c.name), c.kind) for c in controls]
    assert len({field.name for field in fields}) == len(controls)
    assert len({field.title for field in fields}) == len(controls)


@each_sheet
def test_there_is_a_box_for_each_answer_of_each_item(sheet: Sheet) -> None:
    boxes = made(sheet.html).all("//w14:checkbox")
    items = [item for group in sheet.form.groups for item in group.items]
    assert len(boxes) == sum(c.kind == "tick" for item in items for c in item.controls)
    assert {state for box in boxes for state in box[0].values()} <= {"0"}


@each_sheet
def test_titles_and_names_are_as_short_as_word_wants(sheet: Sheet) -> None:
    fields = made(sheet.html).fields
    assert [f for f in fields if max(length(f.name), length(f.title)) > 64] == []
    assert [f for f in fields if not f.name or not f.title] == []


def test_a_long_title_keeps_its_column() -> None:
    title = "Pay and hours: Can a person live on the pay, and is every hour of work paid?: Not yet"
    assert short_title(title).endswith(f"{TO_FILL}: Not yet")
    assert short_title(title).startswith("Pay and hours: Can a person live")
    assert length(short_title(title)) <= 64


def test_long_names_stay_apart() -> None:
    names = [f"checklists/{'very-' * 20}long/{number}" for number in range(100)]
    assert len({short_name(name) for name in names}) == 100
    assert max(map(length, map(short_name, names))) <= 64


def test_an_emoji_counts_as_word_counts_it() -> None:
    assert length(short_title("🙂" * 40)) <= 64
    assert length(short_name("🙂" * 40)) <= 64


def test_titles_that_are_the_same_get_a_number() -> None:
    file = file_of('<p><input name="a" title="Date"> <input name="b" title="Date"></p>')
    assert file.fields == [Field("a", "Date", "line"), Field("b", "Date (2)", "line")]


def test_a_box_is_drawn_open_in_a_font_that_has_it() -> None:
    file = file_of('<p><label><input type="checkbox" name="a" title="A"> Yes</label></p>')
    (run,) = file.all("//w:sdtContent/w:r")
    assert run.xpath("string()") == OPEN
    assert val(run.find(".//{*}rFonts"), "ascii") == "MS Gothic"
    (size,) = file.all("//w:style[@w:styleId='TickBox']/w:rPr/w:sz", file.part("word/styles.xml"))
    assert int(val(size)) >= 28


# --- tables ---


@each_worksheet
def test_the_header_row_comes_again_and_no_row_splits(name: str) -> None:
    file = made(sheets()[name].html)
    rows = file.all("//w:tr")
    assert [bool(file.all("./w:trPr/w:tblHeader", row)) for row in rows[:3]] == [True, False, False]
    assert len(file.all("//w:tblHeader")) == 1
    assert len(file.all("//w:trPr/w:cantSplit")) == len(rows)


@each_worksheet
def test_a_group_begins_on_the_page_of_its_rows(name: str) -> None:
    file = made(sheets()[name].html)
    heads = [row for row in file.all("//w:tr") if file.all("./w:tc/w:tcPr/w:gridSpan", row)]
    kept = [row for row in heads if val(row.find(".//{*}pStyle")) == "TableHeading"]
    assert len(kept) == len(sheets()[name].form.groups)
    (style,) = file.all("//w:style[@w:styleId='TableHeading']", file.part("word/styles.xml"))
    assert file.all("./w:pPr/w:keepNext", style)


@each_paper
@each_worksheet
def test_columns_fill_the_page_and_cells_their_columns(name: str, paper: str) -> None:
    file = made(sheets()[name].html, paper)
    (size,), (margins,) = file.all("//w:pgSz"), file.all("//w:pgMar")
    width = int(val(size, "w")) - int(val(margins, "left")) - int(val(margins, "right"))
    columns = [int(val(column, "w")) for column in file.all("//w:gridCol")]
    assert abs(sum(columns) - width) <= len(columns)
    assert min(columns) >= 720
    for row in file.all("//w:tr"):
        assert sum(int(val(cell, "w")) for cell in file.all("./w:tc/w:tcPr/w:tcW", row)) == sum(
            columns
        )


@each_worksheet
def test_a_row_to_write_in_has_room_for_a_pen(name: str) -> None:
    file = made(sheets()[name].html)
    rows = [row for row in file.all("//w:tr") if file.all(".//w:sdtPr/w:text", row)]
    heights = [height for row in rows for height in file.all("./w:trPr/w:trHeight", row)]
    assert len(heights) == len(rows) > 0
    assert min(int(val(height)) for height in heights) >= NINE_MM
    assert {val(height, "hRule") for height in heights} == {"atLeast"}


@pytest.mark.parametrize("style", ["Blank", "Notes"])
def test_a_line_to_write_on_has_room_for_a_pen(style: str) -> None:
    file = file_of("<p>Words.</p>")
    path = f"//w:style[@w:styleId='{style}']/w:pPr/w:spacing"
    (spacing,) = file.all(path, file.part("word/styles.xml"))
    assert int(val(spacing, "line")) >= NINE_MM
    assert val(spacing, "lineRule") == "atLeast"


def test_cells_that_span_rows_and_columns_stay_in_the_grid() -> None:
    file = file_of(
        "<table><tr><th rowspan=2>A</th><th colspan=2>B</th></tr>"
        "<tr><td>C</td><td>D</td></tr></table>"
    )
    assert [len(file.all("./w:tc", row)) for row in file.all("//w:tr")] == [2, 3]
    assert [val(merge) for merge in file.all("//w:vMerge")] == ["restart", "continue"]
    assert [val(span) for span in file.all("//w:gridSpan")] == ["2"]
    assert file.text.split() == ["A", "B", "C", "D"]


def test_two_tables_stay_two() -> None:
    file = file_of("<table><tr><td>A</td></tr></table><table><tr><td>B</td></tr></table>")
    assert [element.tag.rpartition("}")[2] for element in file.document[0]] == [
        *("tbl", "p", "tbl", "p", "sectPr"),
    ]


# --- prose ---


def test_headings_are_word_s_own_and_skip_no_level() -> None:
    file = file_of("<h1>A</h1><h2>B</h2><h4>C</h4><h3>D</h3><h2>E</h2>")
    named = [("Title", "A"), ("Heading1", "B"), ("Heading2", "C"), ("Heading2", "D")]
    assert styles(file) == [*named, ("Heading1", "E")]


def test_the_parts_of_a_whole_guide_are_its_first_level() -> None:
    file = file_of("<h1>Guide</h1><section class=part><h1>Part</h1><h2>Chapter</h2></section>")
    assert styles(file) == [("Title", "Guide"), ("Heading1", "Part"), ("Heading2", "Chapter")]


def test_an_empty_heading_is_none() -> None:
    assert styles(file_of("<h1>A</h1><h2> <em></em> </h2><p></p>")) == [("Title", "A")]


def test_chapters_begin_a_page_but_not_below_the_heading_of_their_part() -> None:
    chapters = "<section class=chapter><h2>{}</h2></section>"
    file = file_of(
        "<h1>Guide</h1><section class=part><h1>Part</h1>"
        + "".join(map(chapters.format, ("One", "Two")))
        + "</section>"
    )
    assert [p.text for p in file.paragraphs if has(p, "pageBreakBefore")] == ["Part", "Two"]


def has(paragraph: Paragraph, property: str) -> bool:
    return paragraph.element.find(f"{{*}}pPr/{{*}}{property}") is not None


def test_lists_keep_their_levels_and_numbers() -> None:
    file = file_of(
        "<ol start=3><li>A<ul><li>B</li></ul></li></ol><ol><li><p>C</p><p>D</p></li></ol>"
    )
    numbers = [
        (p.text, val(p.element.find(".//{*}ilvl")), val(p.element.find(".//{*}numId")))
        for p in file.paragraphs
    ]
    assert numbers == [("A", "0", "2"), ("B", "1", "1"), ("C", "0", "3"), ("D", "", "")]
    path = "//w:num[@w:numId='{}']/w:lvlOverride[@w:ilvl='0']/w:startOverride"
    numbering = file.part("word/numbering.xml")
    starts = [val(found) for id in (2, 3) for found in file.all(path.format(id), numbering)]
    assert starts == ["3", "1"]


def test_marked_words_keep_their_marks_and_their_spaces() -> None:
    file = file_of("<p> It <strong>is\n <em>paid</em></strong>,<sup>2</sup>  always. </p>")
    assert file.text == "It is paid,2 always."
    assert [r.xpath("string()") for r in file.all("//w:r[w:rPr/w:b]")] == ["is ", "paid"]
    assert [r.xpath("string()") for r in file.all("//w:r[w:rPr/w:i]")] == ["paid"]
    assert [r.xpath("string()") for r in file.all("//w:r[w:rPr/w:vertAlign]")] == ["2"]


def test_of_the_words_on_names_only_the_first_are_bold() -> None:
    file = made(sheets()["checklists/visit"].html)
    (words,) = (p for p in file.paragraphs if p.style == "NoNames")
    bold = [r.xpath("string()") for r in file.all(".//w:r[w:rPr/w:b]", words.element)]
    assert bold == ["Do not write the names of the people you serve."]
    assert words.text.startswith(bold[0]) and len(words.text) > len(bold[0])
    path = "//w:style[@w:styleId='NoNames']//w:b"
    assert file.all(path, file.part("word/styles.xml")) == []


def test_other_parts_of_prose_have_styles_of_their_own() -> None:
    file = file_of(
        "<blockquote><p>A</p></blockquote><dl><dt>B</dt> <dd>C</dd></dl>"
        "<figure><p class=value>D</p><figcaption>E</figcaption></figure>"
        "<aside class=box><p class=box-title>F</p><p>G</p><ul><li>H</li></ul></aside>"
    )
    names = ["Quote", "Term", "Definition", "Value", "Caption", "BoxTitle", "Box", "Box"]
    assert styles(file) == list(zip(names, "ABCDEFGH", strict=True))


def test_a_term_and_a_few_words_about_it_share_a_line() -> None:
    file = file_of("<dl><div><dt>Cost</dt> <dd>Free <br> for all</dd></div></dl>")
    assert styles(file) == [("Fact", "Cost\tFree \nfor all")]
    more = file_of("<dl><div><dt>Links</dt> <dd><ul><li>A</li></ul></dd></div></dl>")
    assert [style for style, _ in styles(more)] == ["Term", "Definition"]


def test_what_a_picture_says_is_said() -> None:
    file = file_of('<p>A <img src="x.png" alt="map"> B</p><p><svg><title>Rows</title></svg></p>')
    assert file.text == "A map B\nRows"


def test_each_style_that_a_paragraph_names_exists() -> None:
    for sheet in sheets().values():
        file = made(sheet.html)
        known = {val(s, "styleId") for s in file.all("//w:style", file.part("word/styles.xml"))}
        used = {val(style) for style in file.all("//w:pStyle | //w:rStyle | //w:tblStyle")}
        assert used - known == set()


# --- links ---


def test_links_lead_outside_and_inside() -> None:
    file = file_of(
        '<p><a href="https://example.org/a?b=c&amp;d">A</a> <a href="#there">B</a> '
        '<a href="mailto:a@example.org">C</a> <a href="tel:+18883737888">D</a></p>'
        "<h2 id=there>E</h2>"
    )
    *others, there = file.links[0], *file.links[2:], file.links[1]
    assert others == ["https://example.org/a?b=c&d", "mailto:a@example.org", "tel:+18883737888"]
    (mark,) = file.all("//w:bookmarkStart")
    assert val(mark, "name") == there
    assert mark.getnext().getnext().xpath("string()") == "E"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "file:///etc/hostname",
        "data:text/html,hello",
        "../about/",
        "#nowhere",
        "https://",
        "http://[",
        "https://example.org:port/",
        "https://example.org/" + "a" * LONGEST_ADDRESS,
        "",
    ],
)
def test_a_link_that_leads_nowhere_good_is_only_its_words(href: str) -> None:
    file = file_of(f'<p>Read <a href="{href}">this page</a>.</p>')
    assert (file.links, file.text) == ([], "Read this page.")
    assert b"TargetMode" not in file.content


def test_an_address_is_written_as_word_reads_it() -> None:
    file = file_of('<p><a href="https://example.org/ä b/&quot;&lt;x&gt;|{}">A</a></p>')
    assert file.links == ["https://example.org/%C3%A4%20b/%22%3Cx%3E%7C%7B%7D"]


def test_the_contents_are_written_out_and_open_without_a_question() -> None:
    file = file_of(
        "<h1>Guide</h1><nav class=contents><h2>Contents</h2><ul><li><a href=#a>A</a>"
        "<ul><li><a href=#b>B</a></li></ul></li></ul></nav>"
        "<section class=part><h1 id=a>A</h1><h2 id=b>B</h2></section>"
    )
    listed = [p for p in styles(file) if p[0].startswith("TOC")]
    assert listed == [("TOCHeading", "Contents"), ("TOC1", "A"), ("TOC2", "B")]
    assert [val(mark, "fldCharType") for mark in file.all("//w:fldChar")] == [
        *("begin", "separate", "end"),
    ]
    assert file.all("//w:instrText")[0].text == ' TOC \\o "1-2" \\h \\z \\u '
    assert len(file.all("//w:bookmarkStart")) == len(file.links) == 2
    assert b"updateFields" not in file.part_bytes("word/settings.xml")
    assert not file.all("//@w:dirty/..")


# --- the whole file ---


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the validator says of every form on every paper."""
    files = {
        f"{name} {paper}": made(sheet.html, paper)
        for name, sheet in sheets().items()
        for paper in ("letter", "a4")
    }
    return errors(files, tmp_path_factory.mktemp("word") / "valid")


@each_paper
@each_sheet
def test_the_validator_finds_no_error(
    sheet: Sheet, paper: str, verdicts: dict[str, list[str]]
) -> None:
    assert verdicts[f"{sheet.name} {paper}"] == []


FAULTS = {
    "title of another kind": ("w:alias", "w:aliases"),
    "properties in the wrong order": ("<w:pStyle", '<w:jc w:val="center"/><w:pStyle'),
    "unknown element": ("<w:cantSplit/>", "<w:mustSplit/>"),
    "no grid": ("w:gridCol", "w:gridRow"),
    "layout before style": ("<w:tblStyle", '<w:tblLayout w:type="fixed"/><w:tblStyle'),
    "cell without paragraph": ("<w:tr>", "<w:tr><w:tc/>"),
    "unknown value": ('w:type="fixed"', 'w:type="loose"'),
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the validator says of a good file with one fault in it."""
    good = made(sheets()["worksheets/town-map"].html)
    files = {name: good.with_part("word/document.xml", *fault) for name, fault in FAULTS.items()}
    return errors(files, tmp_path_factory.mktemp("word") / "faulty")


@pytest.mark.parametrize("fault", FAULTS)
def test_the_validator_finds_a_planted_fault(fault: str, faulty: dict[str, list[str]]) -> None:
    assert faulty[fault] != []


@each_sheet
def test_a_file_is_small(sheet: Sheet) -> None:
    assert len(made(sheet.html).content) <= 50_000


@each_sheet
def test_the_same_words_make_the_same_bytes(sheet: Sheet) -> None:
    assert word.write(sheet.html) == made(sheet.html).content


def test_another_process_makes_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    source.write_text(sheets()["worksheets/resource-mapping"].html, "utf-8")
    program = (
        "import sys, hashlib; from pathlib import Path; from macros.documents import word;"
        "html = Path(sys.argv[1]).read_text('utf-8');"
        "print(hashlib.sha256(word.write(html)).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(source)],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=False,
    )
    content = made(source.read_text("utf-8")).content
    assert done.stdout.strip() == sha256(content).hexdigest(), done.stderr


def test_a_file_names_its_language_its_title_and_its_author() -> None:
    head = (
        '<title>A &amp; B</title><meta name="author" content="County">'
        '<meta name="description" content="D">'
    )
    file = file_of("<p>Hola</p>", head=head, language="es")
    core = Document(BytesIO(file.content)).core_properties
    assert (core.title, core.author, core.subject, core.language) == ("A & B", "County", "D", "es")
    (language,) = file.all("//w:docDefaults//w:lang", file.part("word/styles.xml"))
    assert val(language) == "es"


def test_words_in_another_language_say_so() -> None:
    file = file_of('<p>They say <span lang="es">promotora</span>.</p>')
    (run,) = file.all("//w:r[w:rPr/w:lang]")
    assert (run.xpath("string()"), val(run.find(".//{*}lang"))) == ("promotora", "es")


def test_a_file_tells_no_date_and_no_machine() -> None:
    file = file_of("<p>Words.</p>")
    assert sorted(file.names) == sorted(
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            *(f"word/{part}{n}.xml" for part in ("footer", "header") for n in (1, 2)),
            "word/_rels/document.xml.rels",
            *(f"word/{part}.xml" for part in ("document", "numbering", "settings", "styles")),
        ]
    )
    core = file.part("docProps/core.xml")
    assert {child.tag.rpartition("}")[2] for child in core} == {
        *("title", "creator", "subject", "language"),
    }


SIZES = {"letter": ("12240", "15840"), "a4": ("11906", "16838")}


@each_paper
def test_a_file_has_the_size_of_its_paper(paper: str) -> None:
    (size,) = made(page("<p>Words.</p>"), paper).all("//w:pgSz")
    assert (val(size, "w"), val(size, "h")) == SIZES[paper]


@each_paper
def test_a_wide_worksheet_lies_on_its_side(paper: str) -> None:
    (size,) = made(sheets()["worksheets/relationship-map"].html, paper).all("//w:pgSz")
    assert (val(size, "h"), val(size, "w")) == SIZES[paper]
    assert val(size, "orient") == "landscape"


def test_the_foot_tells_the_site_and_the_page_and_the_head_the_title() -> None:
    sheet = sheets()["worksheets/town-map"]
    file = made(sheet.html)
    for number in (1, 2):
        foot = file.part(f"word/footer{number}.xml")
        assert sheet.guide.site.name in "".join(map(str, foot.itertext()))
        fields = [val(field, "instr") for field in file.all("//w:fldSimple", foot)]
        assert fields == ["PAGE", "NUMPAGES"]
    heads = ["".join(map(str, file.part(f"word/header{n}.xml").itertext())) for n in (1, 2)]
    assert sorted(heads) == ["", sheet.form.record.heading]


HOSTILE = {
    "a tag": "<script>alert(1)</script>",
    "the end of a section": "a ]]> b",
    "a tag of Word's": "<w:p/></w:t></w:r>",
    "an entity": "&amp; &#8; &unknown;",
    "control characters": "a\x00b\x08c\x0bd\x0ce\x1ff\ufffeg",
    "half a character": "a\ud83db",
    "right to left": "\u202eשלום עליכם\u202c مرحبا",
    "an emoji": "🙂👩🏽‍🦽",
    "a field": '{ DDEAUTO c:\\\\cmd "x" }',
    "5,000 characters": "word " * 1000,
}


@pytest.fixture(scope="module")
def hostile() -> dict[str, WordFile]:
    return {name: made(hostile_page(words)) for name, words in HOSTILE.items()}


def hostile_page(words: str) -> str:
    text, attribute = escaped(words), escaped(words)
    return page(
        f'<h1>{text}</h1><p>{text}</p><p><a href="{attribute}">{text}</a></p>'
        f'<table class="{attribute}"><caption>{text}</caption><tr><td>{text}</td></tr></table>'
        f'<p id="{attribute}"><a href="#{attribute}">{text}</a></p>'
        f'<p><input type=checkbox name="{attribute}" title="{attribute}">{text}'
        f'<textarea name="{attribute}!" title="{attribute}"></textarea></p>',
        head=f'<title>{text}</title><meta name="author" content="{attribute}">',
    )


def escaped(words: str) -> str:
    signs = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    return "".join(signs.get(sign, sign) for sign in words)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_words(name: str, hostile: dict[str, WordFile]) -> None:
    words, file = HOSTILE[name], hostile[name]
    said = [squeezed(paragraph.text) for paragraph in file.paragraphs]
    assert said == [squeezed(clean(words))] * 7
    assert len(file.fields) == 2
    assert max(length(text) for f in file.fields for text in (f.name, f.title)) <= 64


def test_hostile_words_break_no_file(hostile: dict[str, WordFile], tmp_path: Path) -> None:
    assert errors(hostile, tmp_path / "valid") == {name: [] for name in HOSTILE}


# --- in another office ---


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Every form and every hostile file as LibreOffice saves it, in several formats."""
    folder = tmp_path_factory.mktemp("office")
    files = {name: made(sheet.html).content for name, sheet in sheets().items()}
    files |= {name: made(hostile_page(words)).content for name, words in HOSTILE.items()}
    return {to: converted(files, folder / to[:4], to) for to in ("pdf", "html", "fodt")}


@each_sheet
def test_libreoffice_shows_the_same_words_in_the_same_order(
    sheet: Sheet, opened: dict[str, dict[str, bytes]]
) -> None:
    body = html.document_fromstring(opened["html"][sheet.name].decode()).body
    assert body is not None
    for extra in body.xpath(".//*[@title='header' or @title='footer']"):
        extra.drop_tree()
    shown = body.text_content().replace(OPEN, "").replace(TO_FILL, "")
    # It marks the ends of fields with control characters.
    assert squeezed(clean(shown)) == squeezed(made(sheet.html).text).replace(TO_FILL, "")


@each_sheet
def test_libreoffice_prints_every_word(sheet: Sheet, opened: dict[str, dict[str, bytes]]) -> None:
    pages = PdfReader(BytesIO(opened["pdf"][sheet.name])).pages
    printed = squeezed("".join(page.extract_text() for page in pages))
    words = set(made(sheet.html).text.split())
    assert {each for each in words if each not in printed} == set()


@each_sheet
def test_libreoffice_knows_the_boxes(sheet: Sheet, opened: dict[str, dict[str, bytes]]) -> None:
    saved = etree.fromstring(opened["fodt"][sheet.name])
    boxes = saved.xpath("//*[local-name()='content-control']/@*[local-name()='checkbox']")
    assert len(boxes) == sum(control.kind == "tick" for control in sheet.form.controls)


@pytest.mark.parametrize("name", HOSTILE)
def test_libreoffice_opens_hostile_words(name: str, opened: dict[str, dict[str, bytes]]) -> None:
    assert len(PdfReader(BytesIO(opened["pdf"][name])).pages) >= 1


def test_the_whole_guide_is_a_file_that_word_accepts(site: Path, tmp_path: Path) -> None:
    file = WordFile((site / "downloads/guide.docx").read_bytes())
    assert errors({"guide": file}, tmp_path / "valid") == {"guide": []}
    assert len(file.fields) == len({f.name for f in file.fields}) > 500
    names = [val(mark, "name") for mark in file.all("//w:bookmarkStart")]
    assert len(names) == len(set(names)) > 100
    inside = {link for link in file.links if link.startswith("to_")}
    assert inside <= set(names)
    assert "".join(names).isascii()
