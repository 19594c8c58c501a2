"""Everything that is read is accounted for once, and the order of rows means nothing."""

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.imports.incoming import Haul
from tests.imports.readers.samples import (
    AIRS_ROWS,
    FOLDERS,
    HSDS_1,
    LIST,
    airs,
    cells,
    file,
    folder,
    haul,
    written,
)

HEADINGS = ("Name", "Phone", "Fax", "Website", "City", "State", "Services", "Notes to self")
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12)
VALUES = st.one_of(
    WORDS,
    st.sampled_from(
        ["", "202-555-0101", "12", "www.example.org", "NC", "no", '=HYPERLINK("x")', "a;b", "a\nb"]
    ),
)
ROWS = st.lists(st.lists(VALUES, min_size=8, max_size=8), min_size=1, max_size=6)


def _read(name: str, content: str) -> Haul:
    with TemporaryDirectory() as path:
        return haul(file(Path(path) / name, content))


@settings(deadline=None, max_examples=100)
@given(ROWS)
def test_each_cell_of_a_list_is_in_a_record_refused_or_left_over(rows: list[list[str]]) -> None:
    named = [[f"Partner {number}", *row[1:]] for number, row in enumerate(rows)]
    found = _read("list.csv", written([HEADINGS, *named]))
    inside = {cell for record in found.records for place, cell in record.cells.items() if place}
    refused = {refusal.cell for refusal in found.refusals}
    left = {leftover.column: leftover.count for leftover in found.leftovers}
    for number, heading in enumerate(HEADINGS):
        given_cells = sum(bool(row[number].strip()) for row in named)
        accounted = sum(cell.column == heading for cell in inside | refused)
        assert accounted + left.get(heading, 0) == given_cells, heading
    assert found.rows_taken == {"list.csv": len(rows)}


def _unaccounted(found: Haul, tables: Mapping[str, str]) -> Counter[tuple[str, str]]:
    """Cells that are in no value, no refusal and no leftover, by file and column."""
    texts = str([record.value for record in found.records])
    refused = {(r.cell.file, r.cell.row, r.cell.column) for r in found.refusals}
    left = Counter({(one.file, one.column): one.count for one in found.leftovers})
    inside = {cell for record in found.records for cell in record.cells.values()}
    missing: Counter[tuple[str, str]] = Counter()
    for name, text in tables.items():
        headings, *rows = cells(text)
        for number, row in enumerate(rows, 2):
            for column, value in zip(headings, row, strict=True):
                is_refused = {(name, number, column), (name, number, "")} & refused
                is_inside = any((c.file, c.row, c.column) == (name, number, column) for c in inside)
                if value and not is_refused and not is_inside and value.strip() not in texts:
                    missing[name, column] += 1
    return missing - left


@pytest.mark.parametrize("format", FOLDERS)
def test_no_cell_of_a_table_is_dropped_in_silence(format: str, tmp_path: Path) -> None:
    found = haul(folder(tmp_path / "town", FOLDERS[format]))
    tables = {f"{name}.csv": text for name, text in FOLDERS[format].items()}
    in_other_words = {"weekday", "opens_at", "closes_at", "language"}
    assert {column for _, column in _unaccounted(found, tables)} <= in_other_words


def test_no_cell_of_an_export_of_211_is_dropped_in_silence(tmp_path: Path) -> None:
    found = haul(file(tmp_path / "export.csv", airs()))
    missing = _unaccounted(found, {"export.csv": airs()})
    assert {column for _, column in missing} <= {
        *("LastVerifiedOn", "LanguagesOffered", "TaxonomyTerms", "ConnectsToSiteNum")
    }


def _shuffled(text: str, seed: int) -> str:
    headings, *rows = cells(text)
    random.Random(seed).shuffle(rows)
    return written([headings, *rows])


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000))
def test_no_order_of_rows_changes_what_is_read(seed: int) -> None:
    for tables in FOLDERS.values():
        mixed = {name: _shuffled(text, seed) for name, text in tables.items()}
        with TemporaryDirectory() as path:
            assert _values(haul(folder(Path(path) / "t", mixed))) == _values(
                haul(folder(Path(path) / "t" / ".." / "t", tables))
            )
    for name, text in (("export.csv", airs(AIRS_ROWS)), ("list.csv", LIST)):
        assert _values(_read(name, _shuffled(text, seed))) == _values(_read(name, text))


def _values(found: Haul) -> list[object]:
    return [record.value for record in found.records]


def test_no_order_of_rows_without_ids_changes_what_is_read(tmp_path: Path) -> None:
    rows = ["location_id,number", "20,202-555-0102", "20,202-555-0101"]
    orders = {"one": rows, "other": [rows[0], *rows[:0:-1]]}
    one, other = (
        _values(haul(folder(tmp_path / name / "town", {**HSDS_1, "phones": "\n".join(order)})))
        for name, order in orders.items()
    )
    assert "202-555-0101" in str(one) and "202-555-0102" in str(one)
    assert one == other


def test_rows_of_one_partner_are_put_together_in_any_order() -> None:
    lines = ["Name,Phone,Website,About,City", "A,202-555-0101,a.example.org,First,Asheville"]
    lines += ["A,202-555-0102,http://www.a.example.org/,Second,Candler"]
    one, other = (_read("l.csv", "\n".join(order)) for order in (lines, [lines[0], *lines[:0:-1]]))
    assert _values(one) == _values(other)
    value = one.records[0].value
    assert value["phones"] == [{"number": "202-555-0101"}, {"number": "202-555-0102"}]
    assert value["locations"] == [{"city": "Asheville"}, {"city": "Candler"}]
    assert [refusal.reason for refusal in one.refusals] == [
        "another row of the same name says 'First'",
        "another row of the same name says 'http://a.example.org'",
    ]


def test_rows_of_one_name_that_share_nothing_are_all_refused() -> None:
    lines = ["Name,Phone,Address,City", "Shelter,202-555-0101,1 Beacon St,Boston"]
    lines += ["Shelter,202-555-0102,2 Beacon St,Boston", "shelter,,,", "Other,,,Boston"]
    found = _read("l.csv", "\n".join(lines))
    assert [record.value["name"] for record in found.records] == ["Other"]
    assert [refusal.cell.row for refusal in found.refusals] == [2, 3, 4]
    assert all("if they are two, rename one" in refusal.reason for refusal in found.refusals)
