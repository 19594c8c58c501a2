"""The workbook and the way back: what nobody touched changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from macros.dumping import dumped
from macros.exports import sheet as export
from macros.fields import choices
from macros.imports import sheet
from macros.imports.applying import Prepared, prepared, write
from macros.imports.incoming import Haul
from macros.imports.planning import Leave
from macros.model import Partner, Phone
from macros.project import Reading
from macros.provenance import NOTHING
from macros.tree import Value
from tests.imports.hauls import outcomes, sound
from tests.projects import ROOT, Project, snapshot

KITCHEN = """\
# Ask for Alex.
name: 'Kitchen'
description: >-
  Soup
  and bread.
services:
  - name: Soup
    phones: [{number: 202.555.0148}]  # the desk
  - name: Bread
email: kitchen@example.org
sources: [survey]
alternate_names: [=HYPERLINK("https://example.org/"), +1, '@a', "[odd]"]
"""  # fmt: skip
FILE = "data/local/partners/kitchen.yml"


@pytest.fixture
def edited(project: Project) -> Project:
    project.write(FILE, KITCHEN)
    return project


def workbook(project: Path) -> Path:
    reading = sound(project)
    assert reading.guide
    path = project / "sheet.xlsx"
    export.write(reading.guide, reading.loaded.entries, path)
    return path


def back(project: Path, path: Path, force: bool = False) -> tuple[Haul, Prepared]:
    reading = sound(project)
    assert reading.guide
    haul = sheet.read(path, reading.guide, lambda count: None)
    return haul, prepared(project, haul, reading, Leave(force))


def after(project: Project, change: Callable[[Workbook], None]) -> tuple[Haul, Prepared]:
    """What an edit of the workbook leads to, written."""
    path = workbook(project.root)
    book = load_workbook(path)
    change(book)
    book.save(path)
    haul, done = back(project.root, path)
    write(project.root, done.files, lambda: None)
    return haul, done


def row_of(tab: Worksheet, *keys: str) -> int:
    rows = tab.iter_rows(min_row=3, max_col=len(keys), values_only=True)
    return next(n for n, row in enumerate(rows, 3) if tuple(v or "" for v in row) == keys)


def put(tab: Worksheet, row: int, heading: str, text: str | None) -> None:
    headings = [cell.value for cell in tab[1]]
    tab.cell(row, headings.index(heading) + 1).value = text


def changes_nothing(root: Path) -> None:
    haul, done = back(root, workbook(root))
    assert haul.refusals == haul.leftovers == []
    assert haul.rows_read == haul.rows_taken
    assert set(outcomes(done).values()) == {"the same"}
    assert done.files == {}


def test_an_untouched_sheet_of_this_guide_changes_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "guide"
    copy.mkdir()
    for name in ("data", "docs", "overrides", "macros"):
        (copy / name).symlink_to(ROOT / name)
    changes_nothing(copy)


def test_an_untouched_sheet_with_everything_changes_nothing(edited: Project) -> None:
    changes_nothing(edited.root)


def test_only_what_was_changed_changes(edited: Project) -> None:
    def change(book: Workbook) -> None:
        row = row_of(book["partners"], "kitchen")
        put(book["partners"], row, "email", "new@example.org")
        phone = row_of(book["phones"], "partners/kitchen", "services.1", "1")
        put(book["phones"], phone, "description", "Days")

    before = snapshot(edited.root / "data")
    _, done = after(edited, change)
    assert [one.fields for one in done.plan.of("changed")] == [("email", "services")]  # type: ignore[arg-type]
    assert (edited.root / FILE).read_text("utf-8") == KITCHEN.replace(
        "kitchen@example.org", "new@example.org"
    ).replace("202.555.0148}", "202.555.0148, description: Days}")
    assert {**snapshot(edited.root / "data"), "local/partners/kitchen.yml": b""} == {
        **before,
        "local/partners/kitchen.yml": b"",
    }


def test_an_emptied_cell_takes_away_only_what_is_ones_own(edited: Project) -> None:
    def change(book: Workbook) -> None:
        for id in ("kitchen", "mapping-guide"):
            kind = "partners" if id == "kitchen" else "resources"
            name = "email" if id == "kitchen" else "website"
            put(book[kind], row_of(book[kind], id), name, None)

    _, done = after(edited, change)
    assert outcomes(done)["kitchen"] == "changed"
    assert "email" not in (edited.root / FILE).read_text()
    assert [one.cell.column for one in done.plan.refusals] == ["website"]
    assert "cannot be emptied here" in done.plan.refusals[0].reason


def test_deleted_rows_are_reported(edited: Project) -> None:
    def change(book: Workbook) -> None:
        book["partners"].delete_rows(row_of(book["partners"], "credit-union"))
        book["phones"].delete_rows(row_of(book["phones"], "partners/kitchen", "services.1", "1"))

    haul, done = after(edited, change)
    assert done.files == {}
    found = [(one.file, one.example) for one in haul.leftovers]
    assert ("partners", "credit-union") in found
    assert ("phones", "partners/kitchen.services.1.1") in found
    assert "nothing is deleted" in haul.leftovers[0].reason


def test_new_rows_are_new_records_and_new_parts(edited: Project) -> None:
    def change(book: Workbook) -> None:
        row = book["partners"].max_row + 1
        put(book["partners"], row, "id", "food-bank")
        put(book["partners"], row, "name", "Food Bank")
        put(book["partners"], row, "name.es", "Banco de alimentos")
        for n, record in enumerate(("partners/food-bank", "partners/kitchen")):
            put(book["phones"], book["phones"].max_row + 1, "record", record)
            put(book["phones"], book["phones"].max_row, "number", f"202-555-015{n}")
        row = book["sources"].max_row + 1
        put(book["sources"], row, "record", "partners/food-bank")
        put(book["sources"], row, "source", "survey")

    after(edited, change)
    assert (edited.root / "data/local/partners/food-bank.yml").read_text("utf-8") == (
        "name:\n  en: Food Bank\n  es: Banco de alimentos\nphones:\n  - number: 202-555-0150\n"
        "sources:\n  - source: survey\n"
    )
    assert (edited.root / FILE).read_text().endswith("phones:\n  - number: 202-555-0151\n")


def test_a_new_row_says_where_it_is_from(edited: Project) -> None:
    def change(book: Workbook) -> None:
        row = book["partners"].max_row + 1
        put(book["partners"], row, "id", "food-bank")
        put(book["partners"], row, "name", "Food Bank")

    _, done = after(edited, change)
    (refused,) = done.plan.refusals
    assert str(refused.cell).startswith("partners, row ")
    assert refused.reason == NOTHING
    assert not (edited.root / "data/local/partners/food-bank.yml").exists()


def test_what_the_guide_refuses_stays_as_it_was(edited: Project) -> None:
    def change(book: Workbook) -> None:
        row = row_of(book["phones"], "partners/kitchen", "services.1", "1")
        put(book["phones"], row, "number", "12")
        put(book["partners"], row_of(book["partners"], "kitchen"), "hours", "9 to 5")
        put(book["partners"], row_of(book["partners"], "credit-union"), "name", None)
        put(book["partners"], row_of(book["partners"], "credit-union"), "name.es", None)

    haul, _ = after(edited, change)
    assert (edited.root / FILE).read_text() == f"{KITCHEN}hours: 9 to 5\n"
    assert [(str(one.cell)[:20].split(",")[0], one.reason.split(":")[0]) for one in haul.refusals]
    assert any("'12' is too short" in one.reason for one in haul.refusals)


def test_no_cell_is_a_formula_and_every_choice_has_its_list(edited: Project) -> None:
    book = load_workbook(workbook(edited.root))
    cells = [cell for tab in book for row in tab.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    odd = [cell for cell in cells if str(cell.value).startswith("=")]
    assert odd and all(cell.quotePrefix for cell in odd)
    offered = {
        (tab.title, str(rule.sqref)[0]): rule.formula1
        for tab in book
        for rule in tab.data_validations.dataValidation
    }
    headings = [cell.value for cell in book["phones"][1]]
    formula = offered["phones", chr(ord("A") + headings.index("type"))]
    letter = formula.split("$")[1]
    listed = [cell.value for cell in book["Allowed values"][letter]]
    closed = choices(Phone.model_fields["type"].annotation)
    assert listed[: len(closed) + 1] == ["Phone.type", *closed]
    assert book["partners"].freeze_panes == "B3"


TEXTS = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="<>[]()\\"), max_size=40
).map(lambda text: f"x{text}x")
PHONES = st.lists(
    st.sampled_from(["202-555-0148", "911", "988"]).map(lambda n: {"number": n}), min_size=1
)
PARTNERS = st.fixed_dictionaries(
    {"name": TEXTS, "sources": st.just(["survey"])},
    optional={
        "description": TEXTS | st.fixed_dictionaries({"en": TEXTS, "es": TEXTS}),
        "alternate_names": st.lists(TEXTS | st.sampled_from(["=1+1", "[a]", "-"]), min_size=1),
        "caveats": st.lists(TEXTS.map(lambda text: f"{text}\n\n{text}"), min_size=1),
        "phones": PHONES,
        "services": st.lists(
            st.fixed_dictionaries({"name": TEXTS}, optional={"phones": PHONES}),
            min_size=1,
            max_size=3,
        ),
    },
)


@pytest.fixture(scope="module")
def used_again(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project.small(tmp_path_factory.mktemp("guide"))


@settings(deadline=None, max_examples=8, phases=(Phase.explicit, Phase.generate))
@given(value=PARTNERS)
def test_any_untouched_sheet_changes_nothing(used_again: Project, value: dict[str, Value]) -> None:
    used_again.write("data/local/partners/any.yml", dumped(value, Partner))
    changes_nothing(used_again.root)


def test_the_reading_of_a_sheet_knows_what_was_read(edited: Project) -> None:
    reading: Reading = sound(edited.root)
    assert reading.guide
    counts = []
    sheet.read(workbook(edited.root), reading.guide, counts.append)
    assert sum(counts) == sum(len(rows) for rows in export.rows(reading.guide).values())
