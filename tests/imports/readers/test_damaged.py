"""Damaged and hostile files end in a clear message or in plain text, never in a traceback."""

import contextlib
import io
import json
import stat
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from macros.imports import decoding, files
from macros.imports.incoming import Unreadable
from tests.imports.readers.samples import (
    HSDS_1,
    LIST,
    by_name,
    file,
    folder,
    haul,
    packed,
    reasons,
    written,
)

ROW = "Name,Phone\nCafé Niño,202-555-0101\n"


def _zip(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return content.getvalue()


def _link() -> zipfile.ZipInfo:
    link = zipfile.ZipInfo("organizations.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return link


def _book(**cells: object) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for place, value in cells.items():
        sheet[place] = value
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _book_with_entities() -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    source = zipfile.ZipFile(io.BytesIO(_book(A1="Name")))
    members = {name: source.read(name) for name in source.namelist()}
    return _zip(*(members | {"xl/worksheets/sheet1.xml": bomb}).items())


UNREADABLE: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.csv", b"", "a.csv is empty"),
    "blank": ("a.csv", b"\n\n,,\n", "a.csv is empty"),
    "no headings": ("a.csv", b"x,y\n1,2\n", "no row of headings was found"),
    "binary": ("a.csv", bytes(range(256)) * 20, "a.csv is not text"),
    "zeros": ("a.csv", b"Name\nA\0B\n", "a.csv is not text"),
    "web page": ("a.xls", b"\r\n<HTML><table><tr><td>Name", "a.xls is a web page"),
    "pdf": ("a.csv", b"%PDF-1.7 ...", "a.csv is a PDF"),
    "old excel": ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 99, "save it as .xlsx"),
    "open quote": ("a.csv", b'Name,Phone\n"A,1\nB,2\n', "a quote"),
    "huge cell": ("a.csv", b"Name\n" + b"x" * 1_000_001, "more than 1,000,000 characters"),
    "cut utf-16": ("a.csv", ROW.encode("utf-16")[:-1], "is damaged near line"),
    "cut zip": ("a.zip", _zip(("organizations.csv", b"id\n1\n"))[:60], "is damaged"),
    "cut book": ("a.xlsx", _book(A1="Name", A2="B")[:2000], "is damaged"),
    "empty zip": ("a.zip", _zip(), "an archive without files"),
    "bomb": ("a.zip", _zip(("organizations.csv", b"0" * 5_000_000)), "would unpack to 5,000,000"),
    "outside": ("a.zip", _zip(("../organizations.csv", b"id\n")), "leads out of it"),
    "absolute": ("a.zip", _zip(("/etc/organizations.csv", b"id\n")), "leads out of it"),
    "link": ("a.zip", _zip((_link(), b"/etc/passwd")), "a link to another file"),
    "nested zip": ("a.zip", _zip(("b.zip", _zip(("c", b"d")))), "unpack it first"),
    "entities": ("a.xlsx", _book_with_entities(), "which no workbook needs"),
    "cut json": ("a.json", b'{"name": "A", "services": [', "a.json:1:28: this is no JSON"),
    "deep json": ("a.json", b"[" * 200_000, "too many things inside of things"),
    "twice in json": ("a.json", b'{"name": "A", "name": "B"}', "'name' stands twice"),
    "other json": ("a.json", b'{"version": "3.0"}', "holds no organization and no service"),
    "no table": ("a.zip", _zip(("a.txt", b"x"), ("b.txt", b"y")), "no known tables"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_says_why_nothing_can_be_read(case: str, tmp_path: Path) -> None:
    name, content, words = UNREADABLE[case]
    with pytest.raises(Unreadable) as error:
        haul(file(tmp_path / name, content))
    assert words in str(error.value)


def test_a_bomb_of_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 3)
    with pytest.raises(Unreadable, match="more than 3 files"):
        haul(packed(tmp_path / "a.zip", HSDS_1))
    with pytest.raises(Unreadable, match="more than 3 files"):
        haul(folder(tmp_path / "a", HSDS_1))


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    town = folder(tmp_path / "town", HSDS_1)
    (town / "notes.csv").symlink_to(file(tmp_path / "secret.csv", "x"))
    with pytest.raises(Unreadable, match="leads out of town"):
        haul(town)


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-32"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace(",", ";").replace("\n", "\r\n").encode("cp1252"),
        lambda text: text.replace(",", "\t").encode(),
    ],
)
def test_reads_what_spreadsheets_write(encode: Callable[[str], bytes], tmp_path: Path) -> None:
    found = haul(file(tmp_path / "list.csv", encode(ROW)))
    assert by_name(found) == {
        "Café Niño": {"name": "Café Niño", "phones": [{"number": "202-555-0101"}]}
    }


def test_a_foreign_letter_may_be_the_last_of_a_file(tmp_path: Path) -> None:
    """As UTF-8 it would be the beginning of a letter that never ends."""
    found = haul(file(tmp_path / "list.csv", "Phone,Name\n202-555-0101,Café".encode("cp1252")))
    assert [*by_name(found)] == ["Café"]


def test_text_that_was_damaged_before_stays_and_is_told(tmp_path: Path) -> None:
    text = "Name,About\nA,Donâ€™t GÇÖ and \ufffd\n"
    found = haul(file(tmp_path / "list.csv", text))
    assert by_name(found)["A"]["description"] == "Donâ€™t GÇÖ and \ufffd"
    assert any("«â€™»: 1." in notice for notice in found.notices)


def test_an_unseen_character_is_refused(tmp_path: Path) -> None:
    found = haul(file(tmp_path / "list.csv", "Name,About\nA,one\x07two\n"))
    assert by_name(found) == {"A": {"name": "A"}}
    assert "an invisible character" in reasons(found)["list.csv, row 2, About"]


def test_a_formula_is_text(tmp_path: Path) -> None:
    formula = '=HYPERLINK("https://evil.example.org","Click")'
    book = file(tmp_path / "a.xlsx", _book(A1="Name", B1="About", A2="A", B2=formula))
    assert by_name(haul(book))["A"]["description"] == formula
    quoted = formula.replace('"', '""')
    sheet = file(tmp_path / "a.csv", f'Name,About\nA,"{quoted}"\n')
    assert by_name(haul(sheet))["A"]["description"] == formula


def test_a_workbook_is_read_as_people_see_it(tmp_path: Path) -> None:
    content = _book(
        **{"A1": "Our partners", "A3": "Name", "B3": "Zip", "C3": "City", "D3": "Last verified"},
        **{"E3": "About", "F3": "Phone", "A4": "A", "B4": 1234, "C4": "Acton", "F4": 2025550101},
        **{"D4": date(2024, 5, 6), "E4": 0.5, "A5": "B", "E5": "#REF!"},
    )
    book = _formatted(content)
    found = haul(file(tmp_path / "a.xlsx", book))
    assert by_name(found)["A"] == {
        **{"name": "A", "description": "50%", "assured_date": "2024-05-06"},
        "locations": [{"city": "Acton", "postal_code": "01234"}],
        "phones": [{"number": "2025550101"}],
    }
    assert reasons(found) == {"a.xlsx, row 5, About": "the spreadsheet shows '#REF!', not a value"}


def _formatted(content: bytes) -> bytes:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    sheet["B4"].number_format = "00000"
    sheet["E4"].number_format = "0%"
    sheet["E5"].data_type = "e"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_headings_that_stand_twice_or_lack_are_told_apart(tmp_path: Path) -> None:
    text = "Name,Phone,Phone,\nA,202-555-0101,12,stray,beyond\n"
    found = haul(file(tmp_path / "list.csv", text))
    assert by_name(found)["A"]["phones"] == [{"number": "202-555-0101"}]
    assert set(reasons(found)) == {"list.csv, row 2, Phone (2)", "list.csv, row 2, column 5"}
    assert [left.column for left in found.leftovers] == ["column 4"]


def test_rows_with_one_id_count_once(tmp_path: Path) -> None:
    twice = HSDS_1["organizations"] + "1,Town Kitchen,,,,\n"
    found = haul(folder(tmp_path / "town", {**HSDS_1, "organizations": twice}))
    assert by_name(found)["Town Kitchen"]["alternate_names"] == ["TK"]
    message = "the id '1' stands in row 2, too, and counts there"
    assert reasons(found)["organizations.csv, row 4"] == message


def test_two_partners_of_one_name_are_not_both_taken(tmp_path: Path) -> None:
    things = [{"id": "1", "name": "Kitchen"}, {"id": "2", "name": "KITCHEN"}]
    found = haul(file(tmp_path / "a.json", json.dumps(things)))
    assert len(found.records) == 1
    assert "readers could not tell them apart" in next(iter(reasons(found).values()))


def test_a_delimiter_is_told_by_the_first_lines() -> None:
    assert decoding.delimiter_of(LIST) == ","
    assert decoding.delimiter_of("a;b,c;d\n1;2;3\n") == ";"
    assert decoding.delimiter_of("only one column\n") in decoding.DELIMITERS


NAMES = "id name organization services service_at_locations location phones number contents "
NAMES += "attributes link_type value languages code addresses city schedules"
KEYS = st.sampled_from(NAMES.split())
THINGS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("guide:name"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


def _ends_well(name: str, content: bytes) -> None:
    with TemporaryDirectory() as path, contextlib.suppress(Unreadable):
        found = haul(file(Path(path) / name, content))
        assert sum(found.rows_taken.values()) <= sum(found.rows_read.values())


@settings(deadline=None, max_examples=100)
@given(THINGS)
def test_no_json_ends_in_a_traceback(things: object) -> None:
    _ends_well("a.json", json.dumps(things).encode())


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_end_in_a_traceback(content: bytes) -> None:
    _ends_well("a.csv", content)
    _ends_well("a.json", content)
    _ends_well("a.zip", b"PK\x03\x04" + content)


WHOLE = (_zip(*((f"{name}.csv", text.encode()) for name, text in HSDS_1.items())), _book(A1="Name"))


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(WHOLE), st.integers(0, 10_000), st.integers(0, 255))
def test_no_damaged_archive_ends_in_a_traceback(whole: bytes, place: int, byte: int) -> None:
    at = place % len(whole)
    _ends_well("a.zip", whole[:at])
    _ends_well("a.zip", whole[:at] + bytes([byte]) + whole[at + 1 :])


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (r"One.\nTwo.", "One.\nTwo."),
        (r"One.\r\n\r\nTwo.\n", "One.\n\nTwo."),
        (r"C:\notes\new", r"C:\notes\new"),
        (r"example.org\news", r"example.org\news"),
        (r"a \\new one", r"a \\new one"),
        (r'["One.\nTwo."]', r'["One.\nTwo."]'),
    ],
)
def test_line_breaks_that_are_written_out_are_line_breaks(
    tmp_path: Path, cell: str, shown: str
) -> None:
    found = haul(file(tmp_path / "list.csv", written([["name", "description"], ["Harbor", cell]])))
    assert by_name(found)["Harbor"]["description"] == shown
    assert any("They have line breaks" in one for one in found.notices) == (cell != shown)
