"""Lists as people keep them: titles, totals, several sheets, several numbers in a cell."""

import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from macros.imports import workbook
from macros.imports.incoming import Unreadable
from tests.imports.readers.samples import by_name, file, haul, reasons, written

Rows = Sequence[Sequence[object]]


def _book(sheets: dict[str, Rows]) -> bytes:
    book = Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


LIST: Rows = [["Org Name", "Phone"], ["A", "202-555-0101"]]


def test_no_row_but_the_headings_is_taken_for_them(tmp_path: Path) -> None:
    rows = [["Helpers of 2025"], [], ["Org Namen", "Phone"], ["A", "202-555-0101"]]
    text = written([*rows, ["TOTAL 6 organizations", ""]])
    with pytest.raises(Unreadable) as error:
        haul(file(tmp_path / "list.csv", text))
    assert '--map "Org Namen=name"' in str(error.value)
    found = haul(file(tmp_path / "list.csv", text), map={"Org Namen": "name"})
    assert set(by_name(found)) == {"A"}
    assert "Helpers of 2025" in found.notices[0]
    assert reasons(found)["list.csv, row 5"].startswith("it names a section or a total")


def test_a_name_in_capitals_with_a_number_is_taken(tmp_path: Path) -> None:
    text = "Name,Phone\nSHELTERS,\nYWCA,202-555-0101\nSubtotal: 1,\n"
    found = haul(file(tmp_path / "list.csv", text))
    assert set(by_name(found)) == {"YWCA"}
    assert set(reasons(found)) == {"list.csv, row 2", "list.csv, row 4"}
    assert set(by_name(haul(file(tmp_path / "names.csv", "Name\nYWCA\n")))) == {"YWCA"}


def test_other_sheets_are_named_with_their_rows(tmp_path: Path) -> None:
    book = file(tmp_path / "a.xlsx", _book({"Legal": LIST, "Notes": [["x"], ["y"]], "Empty": []}))
    assert [note for note in haul(book).notices if "Other sheets" in note] == [
        "Other sheets, not read: 'Notes' (2 rows). To read one, add --sheet NAME."
    ]


def test_a_cover_sheet_leads_to_the_others(tmp_path: Path) -> None:
    book = file(tmp_path / "a.xlsx", _book({"Cover": [["Our list"]], "Partners": LIST}))
    with pytest.raises(Unreadable, match=r"'Partners' \(2 rows\)"):
        haul(book)
    assert set(by_name(haul(book, sheet="Partners"))) == {"A"}


@pytest.mark.parametrize(
    "cell",
    [
        *("202-555-0101 / 202-555-0102", "202-555-0101, 202-555-0102"),
        *("202-555-0101 or (202) 555-0102", "202-555-0101\n202-555-0102"),
        "202-555-0101 and 202.555.0102",
    ],
)
def test_several_numbers_in_a_cell_are_parted(tmp_path: Path, cell: str) -> None:
    found = haul(file(tmp_path / "list.csv", f'Name,Phone\nA,"{cell}"\n'))
    assert [phone["number"][-4:] for phone in by_name(found)["A"]["phones"]] == ["0101", "0102"]
    assert not found.refusals


def test_numbers_that_are_not_whole_are_not_parted(tmp_path: Path) -> None:
    found = haul(file(tmp_path / "list.csv", 'Name,Phone\nA,"202-555-0101, Monday"\n'))
    assert set(reasons(found)) == {"list.csv, row 2, Phone"}


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        (
            "Asheville, NC 28801",
            {"city": "Asheville", "state_province": "NC", "postal_code": "28801"},
        ),
        ("Asheville nc", {"city": "Asheville", "state_province": "NC"}),
        ("Asheville", {"city": "Asheville"}),
    ],
)
def test_city_state_and_zip_are_parted(tmp_path: Path, cell: str, place: dict[str, str]) -> None:
    found = haul(file(tmp_path / "list.csv", f'Name,City/State/Zip\nA,"{cell}"\n'))
    assert by_name(found)["A"]["locations"] == [place]


def test_a_city_that_is_no_city_is_refused(tmp_path: Path) -> None:
    found = haul(file(tmp_path / "list.csv", 'Name,City/State/Zip\nA,"28801, somewhere"\n'))
    assert by_name(found) == {"A": {"name": "A"}}
    assert set(reasons(found)) == {"list.csv, row 2, City/State/Zip"}


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (["3/5/2025", "3/14/2025"], ["2025-03-05", "2025-03-14"]),
        (["3/5/2025", "14/3/2025"], [None, None]),
        (["3/5/2025", "4/4/2025"], [None, "2025-04-04"]),
        (["2025-03-05", "3/14/2025"], ["2025-03-05", "2025-03-14"]),
    ],
)
def test_a_day_is_read_where_it_shows_the_month(
    tmp_path: Path, days: list[str], read: list[str | None]
) -> None:
    rows = [["Name", "Last verified"], *([name, day] for name, day in zip("AB", days, strict=True))]
    found = haul(file(tmp_path / "list.csv", written(rows)))
    assert [by_name(found)[name].get("assured_date") for name in "AB"] == read
    assert len(found.refusals) == read.count(None)


def test_the_day_of_a_change_is_left_over(tmp_path: Path) -> None:
    found = haul(file(tmp_path / "list.csv", "Name,Last Updated\nA,2025-03-05\n"))
    assert by_name(found) == {"A": {"name": "A"}}
    assert "somebody checked" in found.leftovers[0].reason


def test_a_language_without_rules_is_left_over(tmp_path: Path) -> None:
    text = 'Name,Languages\nA,"English, American Sign Language"\n'
    found = haul(file(tmp_path / "list.csv", text))
    assert by_name(found) == {"A": {"name": "A", "languages": ["en"]}}
    assert [left.column for left in found.leftovers] == ["Languages"]
    assert not found.refusals


def test_a_service_says_a_language_without_rules_in_words(tmp_path: Path) -> None:
    text = 'Name,Services,Service languages\nA,Meals,"English, American Sign Language"\n'
    found = haul(file(tmp_path / "list.csv", text))
    words = "American Sign Language"
    service = {"name": "Meals", "languages": ["en"], "interpretation_services": words}
    assert by_name(found)["A"]["services"] == [service]
    assert not found.leftovers
    assert not found.refusals


def test_a_cell_far_below_ends_the_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "EMPTY_ROWS", 50)
    book = Workbook()
    sheet = book.worksheets[0]
    for row in LIST:
        sheet.append(list(row))
    sheet["A1048576"] = "stray"
    content = io.BytesIO()
    book.save(content)
    found = haul(file(tmp_path / "a.xlsx", content.getvalue()))
    assert set(by_name(found)) == {"A"}
    assert any("after row 2 come more than 50 empty rows" in note for note in found.notices)


def test_a_table_that_is_too_wide_is_refused(tmp_path: Path) -> None:
    wide = [["Name", *(f"x{number}" for number in range(600))]]
    for path in (
        file(tmp_path / "a.csv", written(wide)),
        file(tmp_path / "a.xlsx", _book({"A": wide})),
    ):
        with pytest.raises(Unreadable, match="stands in column 601; at most 500"):
            haul(path)


def test_things_too_deep_in_each_other_are_refused(tmp_path: Path) -> None:
    thing: dict[str, object] = {"id": "x", "name": "A"}
    for _ in range(400):
        thing = {"id": "x", "name": "A", "services": [thing]}
    with pytest.raises(Unreadable, match="too many things inside of things"):
        haul(file(tmp_path / "a.json", json.dumps(thing)))
