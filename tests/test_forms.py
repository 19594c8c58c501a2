"""What there is to fill in, the same in every format."""

import pytest

from macros.forms import FORMS, Form, form
from macros.guide import Guide
from macros.model import Record
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
