"""The CSV tables: readable by any program, harmless in a spreadsheet, nothing lost."""

import csv
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.exports import tables
from macros.exports.cells import harmless, taken_back
from macros.exports.packing import Table
from macros.guide import Guide
from macros.model import Partner
from tests.exports.inventing import FORMULAS, partners, small


def table(guide: Guide, name: str) -> list[dict[str, str]]:
    text = tables.files(guide)[f"{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def of_one(partner: Partner) -> Guide:
    return Guide(small().site, {**small().records, "partners": {partner.id: partner}}, {})


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_spreadsheet_runs_no_cell(cell: str) -> None:
    assert harmless(cell)[0] not in "=+-@\t\r"


@pytest.mark.parametrize("cell", ["-82.5515", "35", "1-888-373-7888", "O'Neill", "a=b", ""])
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


@settings(deadline=None)
@given(st.text() | st.text("'=+-@\t1"))
def test_what_was_made_harmless_comes_back(cell: str) -> None:
    assert taken_back(harmless(cell)) == cell


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2)))
def test_any_text_survives_the_file(values: list[list[str]]) -> None:
    written = Table(["a", "b"], mark=True)
    for row in values:
        written.add(row)
    text = written.data().decode("utf-8-sig")
    assert list(csv.reader(StringIO(text, newline="")))[1:] == values


def test_a_file_is_marked_as_utf_8_and_its_lines_end_as_the_standard_says() -> None:
    data = tables.files(small())["partners.csv"]
    assert data.startswith(b"\xef\xbb\xbfid,page,")
    assert data.endswith(b"\r\n")


def test_a_record_is_a_row_and_each_of_its_parts_another() -> None:
    _, library = table(small(), "partners")
    assert library["id"] == "town-library"
    assert library["page"] == "partners/town-library/"
    assert library["description"] == "Lends books and **teaches** computer skills."
    (service,) = table(small(), "partners-services")
    assert (service["record"], service["services_number"]) == ("town-library", "1")
    assert service["languages"] == "en\nes"
    (phone,) = table(small(), "partners-services-locations-phones")
    assert phone["number"] == "1-202-555-0147"
    assert phone["locations_number"] == "1"


def test_a_further_language_has_a_column_of_its_own() -> None:
    union, library = table(small(), "partners")
    assert (union["name"], union["name.es"]) == ("Credit Union", "Cooperativa de crédito")
    assert library["name.es"] == ""


@settings(deadline=None, max_examples=60)
@given(partners())
def test_every_value_of_a_partner_stands_in_a_cell(partner: Partner) -> None:
    made = tables.files(of_one(partner))
    cells = [
        taken_back(cell)
        for name, data in made.items()
        if name.startswith("partners")
        for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
        for cell in row
    ]
    for text in texts(partner.model_dump(mode="json", exclude_none=True)):
        assert any(text in cell for cell in cells), text


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    return [str(value).lower() if isinstance(value, bool) else str(value)]
