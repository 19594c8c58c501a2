"""PDF: nothing but our own words and fonts, and the same wherever it is made."""

import os
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from shutil import copytree
from threading import Thread

import pytest
from fontTools.ttLib import TTFont
from pikepdf import Name
from pypdf import PdfReader

from macros.documents import letters, pdf
from macros.documents.pdf import Paper
from tests.documents.pdfs import (
    STYLES,
    Sheet,
    errors,
    made,
    objects,
    opened,
    page_of,
    sheets,
)
from tests.projects import ROOT

each_sheet = pytest.mark.parametrize("sheet", sheets().values(), ids=sheets())
each_paper = pytest.mark.parametrize("paper", list(Paper), ids=str)


@each_sheet
def test_nothing_in_a_file_acts_or_leads_away(sheet: Sheet) -> None:
    with opened(sheet.pdf()) as file:
        for thing in objects(file.Root):
            keys = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles", "/A"} & set(
                thing.keys()
            )
            assert keys <= {"/A"}
            if "/A" in keys and thing.get(Name.Subtype) == Name.Link:
                assert str(thing.A.URI).startswith(("https://", "http://", "mailto:", "tel:"))
        assert "/CreationDate" not in file.docinfo and "/ModDate" not in file.docinfo


def image_count(content: bytes) -> int:
    with opened(content) as file:
        return sum(thing.get(Name.Subtype) == Name.Image for thing in objects(file.Root))


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def test_no_file_of_the_machine_gets_into_a_document(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PICTURE)
    (tmp_path / "secret.txt").write_text("kept to ourselves", "utf-8")
    here = tmp_path.as_uri()
    head = f'<title>Trial</title><link rel="attachment" href="{here}/secret.txt">'
    content = made(page_of(f'<h1>Trial</h1><p><img alt="a" src="{here}/secret.png"></p>', head))
    assert image_count(content) == 0
    with opened(content) as file:
        assert not any("/EmbeddedFiles" in thing for thing in objects(file.Root))


@pytest.mark.parametrize("climb", ["{away}/secret.png", "%2e%2e/secret.png", "{folder}/secret.png"])
def test_no_address_climbs_out_of_the_styles(climb: str, styles: Path) -> None:
    folder = styles.parent
    (folder / "secret.png").write_bytes(PICTURE)
    (styles / "link").symlink_to(folder)
    image = climb.format(away=os.path.relpath(folder, styles), folder=folder)
    with pytest.raises(FileNotFoundError, match=r"secret\.png"):
        pdf.render(page_of(f'<h1>Trial</h1><img alt="a" src="{image}">'), Paper.A4, styles)
    linked = page_of('<h1>Trial</h1><p><img alt="a" src="link/secret.png"></p>')
    assert image_count(pdf.render(linked, Paper.A4, styles)) == 0


@pytest.fixture
def styles(tmp_path: Path) -> Path:
    """A copy of the styles that the test may change."""
    return Path(copytree(STYLES, tmp_path / "styles"))


def test_pictures_of_the_styles_do_get_in(styles: Path) -> None:
    """So the test above would notice one."""
    (styles / "logo.png").write_bytes(PICTURE)
    body = '<h1>Trial</h1><p><img alt="a" src="logo.png"></p>'
    assert image_count(pdf.render(page_of(body), Paper.A4, styles)) == 1


def test_a_font_that_is_not_there_is_named(styles: Path) -> None:
    name = "atkinson-hyperlegible-next-latin-400-normal.woff2"
    (styles / "fonts" / name).unlink()
    with pytest.raises(FileNotFoundError, match=name):
        pdf.render(page_of("<h1>Trial</h1>"), Paper.A4, styles)


def test_a_style_sheet_without_fonts_is_refused(styles: Path) -> None:
    (styles / "document.css").write_text("h1 { color: #000 }", "utf-8")
    with pytest.raises(ValueError, match="@font-face"):
        pdf.render(page_of("<h1>Trial</h1>"), Paper.A4, styles)


def test_nothing_is_fetched_from_the_network() -> None:
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        style = f"@import url({here}/a.css); p {{ background: url({here}/b.png) }}"
        style += f"@font-face {{ font-family: F; src: url({here}/f.woff2) }} h1 {{ font: 2em F }}"
        body = f'<h1>Trial</h1><p><img alt="a" src="{here}/c.png"></p>'
        head = f'<title>Trial</title><link rel="stylesheet" href="{here}/d.css">'
        content = made(page_of(body, f"{head}<style>{style}</style>"))
        server.shutdown()
    assert asked == [] and image_count(content) == 0


@each_sheet
def test_every_font_is_ours_and_embedded(sheet: Sheet) -> None:
    with opened(sheet.pdf()) as file:
        fonts = [t for t in objects(file.Root) if t.get(Name.Type) == Name.FontDescriptor]
        assert fonts
        for font in fonts:
            assert Name.FontFile2 in font
            assert re.match(
                r"/[A-Z]{6}\+(Atkinson-Hyperlegible-Next|DejaVu-Sans)", str(font.FontName)
            )


def test_letters_of_other_latin_alphabets_are_drawn_and_found(tmp_path: Path) -> None:
    words = "Łódź, Şişli, Győr, Kraków"
    file = tmp_path / "letters.pdf"
    file.write_bytes(made(page_of(f"<h1>{words}</h1><p>{words} <em>{words}</em></p>")))
    assert PdfReader(file).pages[0].extract_text().count("Łódź") == 3
    assert errors([file])[file] == []


def test_other_alphabets_and_signs_are_drawn(tmp_path: Path) -> None:
    words = "Hội Người Việt, Київ, Αθήνα, → ✓ ☐ ★ ☎ ≥"
    file = tmp_path / "letters.pdf"
    file.write_bytes(made(page_of(f"<h1>{words}</h1><p><strong>{words}</strong></p>")))
    text = PdfReader(file).pages[0].extract_text()
    assert (text.count("Người"), text.count("Київ"), text.count("→ ✓ ☐ ★ ☎ ≥")) == (2, 2, 2)
    assert errors([file])[file] == []


def test_a_box_stands_for_a_letter_that_no_font_has(tmp_path: Path) -> None:
    file = tmp_path / "letters.pdf"
    file.write_bytes(made(page_of("<h1>Trial</h1><p>One \uf0b7 漢 \u2028or 👍🏽\ufe0f.</p>")))
    assert "One • □ or □□." in " ".join(PdfReader(file).pages[0].extract_text().split())
    assert errors([file])[file] == []
    fonts = STYLES / "fonts"
    assert letters.missing("One \uf0b7 漢 \u2028or 👍🏽\ufe0f → ñ", fonts) == ["漢", "🏽", "👍"]


# --- the same everywhere ---

ELSEWHERE = """
import sys
from pathlib import Path
from macros.documents import letters, pdf
html = Path(sys.argv[1]).read_text("utf-8")
pdf.start()
sys.stdout.buffer.write(pdf.render(html, pdf.Paper.LETTER, Path(sys.argv[2])))
"""


def made_elsewhere(html: str, folder: Path, **variables: str) -> bytes:
    """The PDF as another process makes it, on a machine set up in another way."""
    page = folder / "page.html"
    page.write_text(html, "utf-8")
    words = [sys.executable, "-c", ELSEWHERE, str(page), str(STYLES)]
    done = subprocess.run(
        words, cwd=ROOT, env=os.environ | variables, capture_output=True, check=True
    )
    return done.stdout


def test_the_same_words_give_the_same_bytes(tmp_path: Path) -> None:
    html = sheets()["checklists/visit"].html
    made.cache_clear()
    first = made(html)
    made.cache_clear()
    assert made(html) == first
    assert made_elsewhere(html, tmp_path, LC_ALL="C", TZ="Asia/Tokyo") == first


def test_fonts_of_the_machine_are_not_used(tmp_path: Path) -> None:
    # It has a letter that ours lack.
    font = TTFont(STYLES / "fonts/atkinson-hyperlegible-next-latin-400-normal.woff2")
    font.flavor = None
    for table in font["cmap"].tables:
        table.cmap = {ord("漢"): "A"}
    (tmp_path / "fonts").mkdir()
    font.save(tmp_path / "fonts/Winter.ttf")
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{tmp_path}/fonts</dir></fontconfig>", "utf-8")
    html = page_of("<h1>Trial</h1><p>漢</p>")
    assert made_elsewhere(html, tmp_path, FONTCONFIG_FILE=str(settings)) == made(html)


def test_fonts_of_the_machine_change_nothing(tmp_path: Path) -> None:
    settings = tmp_path / "fonts.conf"
    settings.write_text("<fontconfig></fontconfig>", "utf-8")
    html = sheets()["templates/pact"].html
    without_fonts = made_elsewhere(html, tmp_path, FONTCONFIG_FILE=str(settings))
    assert without_fonts == made_elsewhere(html, tmp_path)


def test_without_pango_one_line_says_what_to_install(tmp_path: Path) -> None:
    # The system finds this first, and it is no library.
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"broken")
    code = "from macros.documents import pdf; print(pdf.missing())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"LD_LIBRARY_PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = done.stdout.splitlines()
    assert "Pango" in line and "libpango-1.0-0" in line
    assert done.stderr == ""
