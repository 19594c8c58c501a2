"""What there is to fill in, the same in every format."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from macros.checks import Ids, check
from macros.forms import FORMS, Form, form
from macros.guide import Guide
from macros.loading import load
from macros.model import Checklist, Record
from macros.project import read
from tests.projects import ROOT, SMALL

small = read(SMALL).guide
own = read(ROOT).guide
assert small and own
SMALL_GUIDE: Guide = small
RECORDS = [
    (guide, record)
    for guide in (small, own)
    for kind in FORMS
    for record in guide.records[kind].values()
]


def named(key: str) -> Form:
    record = SMALL_GUIDE.find(key)
    assert record
    return form(record, SMALL_GUIDE)


def names(of: Form) -> list[tuple[str, str]]:
    return [(control.name, control.full_label) for control in of.controls]


@pytest.mark.parametrize(("guide", "record"), RECORDS, ids=lambda given: getattr(given, "key", ""))
def test_each_control_has_a_name_and_a_label_of_its_own(guide: Guide, record: Record) -> None:
    controls = form(record, guide).controls
    assert len({control.name for control in controls}) == len(controls)
    assert len({control.full_label for control in controls}) == len(controls)


def test_a_checklist_has_a_box_for_each_answer_and_room_for_notes() -> None:
    assert names(named("checklists/visit"))[:3] == [
        ("at-the-door/step-free/yes", "At the door: Can everyone get in?: Yes"),
        ("at-the-door/step-free/no", "At the door: Can everyone get in?: No"),
        ("at-the-door/step-free/_notes", "At the door: Can everyone get in?: Notes"),
    ]


def test_a_worksheet_has_a_control_for_each_column_in_the_words_of_the_term() -> None:
    assert names(named("worksheets/town-map"))[:4] == [
        ("_head/date", "Date"),
        ("skills/digital-literacy/offered", "Skills: Digital literacy: Offered"),
        ("skills/digital-literacy/gap", "Skills: Digital literacy: Gap"),
        ("skills/digital-literacy/by-whom", "Skills: Digital literacy: By whom"),
    ]


def test_a_row_to_write_in_takes_its_name_first() -> None:
    assert names(named("worksheets/town-map"))[-4:] == [
        ("skills/_2/_name", "Skills: Other 2"),
        ("skills/_2/offered", "Skills: Other 2: Offered"),
        ("skills/_2/gap", "Skills: Other 2: Gap"),
        ("skills/_2/by-whom", "Skills: Other 2: By whom"),
    ]


def test_a_template_has_its_boxes_before_its_lines() -> None:
    assert names(named("templates/pact")) == [
        ("_head/date", "Date"),
        ("aim/contact", "Aim: Contact person"),
        ("aim/_notes", "Aim: Notes"),
        ("told/nothing", "What may be told: Nothing"),
        ("told/name-only", "What may be told: The name only"),
    ]


def test_a_control_knows_what_an_entry_means() -> None:
    meanings = {control.column: control.means for control in named("worksheets/town-map").controls}
    assert meanings["Gap"] == "gap"
    assert meanings["By whom"] == "next-step"
    assert meanings["Date"] == ""


@pytest.mark.parametrize(
    ("answers", "ids"),
    [
        (["Yes", "Not yet"], ["yes", "not-yet"]),
        (["_notes", "Notes"], ["notes", "notes-2"]),
        (["?", "!", "1"], ["1", "2", "1-3"]),
        (["Yes", "Yes!", "yes 2"], ["yes", "yes-2", "yes-2-3"]),
    ],
)
def test_no_two_controls_share_a_name_whatever_the_answers(
    answers: list[str], ids: list[str]
) -> None:
    item = {"id": "safe", "text": "Safe?"}
    record = Checklist.model_validate(
        {
            "id": "trial",
            "title": "Trial",
            "summary": "A trial.",
            "answers": answers,
            "groups": [{"id": "one", "title": "One", "items": [item]}],
        }
    )
    found = [control.name for control in form(record, SMALL_GUIDE).controls]
    assert found == [*(f"one/safe/{id}" for id in ids), "one/safe/_notes"]


GUIDELINES = (ROOT / "docs/adapt/whole-examples.md").read_text("utf-8")
EXAMPLES = re.findall(r"(?s)\n## A whole (\w+)\n.*?```yaml\n(.*?)```", GUIDELINES)


def test_there_is_an_example_of_each_form() -> None:
    assert {f"{kind}s" for kind, _ in EXAMPLES} == {*FORMS, "partners"}


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_a_whole_example_can_be_copied(kind: str, text: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / f"data/{kind}s").mkdir(exist_ok=True)
    (tmp_path / f"data/{kind}s/whole-example.yml").write_text(text, "utf-8")
    loaded = load(tmp_path / "data", tmp_path)
    ids = Ids(loaded.entries)
    assert f"{kind}s/whole-example" in ids.entries
    assert loaded.problems + check(loaded.entries, ids, date.max) == []
