"""The calendar that `guide due` makes, read by a parser of its format."""

import re
from datetime import date
from pathlib import Path

from icalendar import Calendar, Event

from tests.due.guides import add, run
from tests.projects import Project

CHECKED = "assured_date: {}\nassured_by: {}\nreview_every: 3 months\n"
ICAL = ("due", "--format", "ical")


def events(project: Project, *words: str) -> list[Event]:
    text = run(project, *ICAL, *words).stdout
    return [*Calendar.from_ical(text).walk("VEVENT")]


def test_a_day_has_one_event_for_each_role(project: Project) -> None:
    add(project, "data/partners/credit-union.yml", CHECKED.format("2026-01-31", "Desk"))
    add(project, "data/resources/lost-guide.yml", CHECKED.format("2026-01-30", "Desk"))
    add(project, "data/templates/pact.yml", CHECKED.format("2026-01-30", "Counsel; or, who"))
    found = events(project)
    told = {(event.start, str(event["summary"])) for event in found}
    assert told == {
        (date(2026, 4, 30), "Look again: 2 entries (Desk)"),
        (date(2026, 4, 30), "Look again: 1 entry (Counsel; or, who)"),
        (date(2026, 7, 15), "Look again: 2 entries"),
    }
    (desk,) = (event for event in found if "Desk" in event["summary"])
    assert (desk["dtstart"].params["value"], desk.end) == ("DATE", date(2026, 5, 1))
    assert desk["dtstamp"].dt.isoformat() == "2026-01-31T00:00:00+00:00"
    assert "Credit Union: partners/credit-union" in desk["description"].splitlines()
    assert len({event["uid"] for event in found}) == 3


def test_it_is_as_the_standard_wants_it(project: Project) -> None:
    add(project, "data/partners/credit-union.yml", CHECKED.format("2026-01-31", "Büro " * 30))
    data = run(project, *ICAL).stdout_bytes
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert {b"VERSION:2.0", b"BEGIN:VCALENDAR"} <= {*lines}
    assert data.count(b"UID:") == data.count(b"DTSTAMP:") == data.count(b"BEGIN:VEVENT") == 2


def test_the_same_data_makes_the_same_bytes_and_a_later_check_the_same_event(
    project: Project, tmp_path: Path
) -> None:
    path = project.root / "data/partners/credit-union.yml"
    text = path.read_text("utf-8")
    path.write_text(text + CHECKED.format("2026-01-31", "Desk"), "utf-8")
    first = run(project, *ICAL, "--output", str(tmp_path / "a.ics"))
    assert first.stdout == ""
    run(project, *ICAL, "--output", str(tmp_path / "b.ics"))
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()
    old = {event.start: str(event["uid"]) for event in events(project)}
    path.write_text(text + CHECKED.format("2026-01-30", "Desk"), "utf-8")
    assert {event.start: str(event["uid"]) for event in events(project)} == old


def test_addresses_stand_in_it_where_the_guide_knows_its_own(project: Project) -> None:
    project.write("data/local/site.yml", "website: https://guide.example.org/\n")
    (event,) = events(project)
    assert (
        "Town Library: https://guide.example.org/partners/town-library/"
        in event["description"].splitlines()
    )


def test_a_day_with_very_many_entries_names_some(project: Project) -> None:
    for number in range(120):
        checked = CHECKED.format("2026-02-01", "Desk")
        project.write(f"data/partners/p-{number}.yml", f"name: P{number}\n{checked}")
    (desk,) = (event for event in events(project) if "Desk" in event["summary"])
    assert "120 entries" in desk["summary"]
    assert len(desk["description"].splitlines()) == 101
    assert desk["description"].splitlines()[-1] == "… and 20 more: uv run guide due"


def test_what_has_no_day_is_told_and_makes_no_empty_calendar(
    project: Project, tmp_path: Path
) -> None:
    path = project.root / "data/partners/town-library.yml"
    path.write_text(re.sub(r"(?m)^ *assured_date.*\n", "", path.read_text("utf-8")), "utf-8")
    words = ("--kind", "partners", "--output", str(tmp_path / "a.ics"))
    done = run(project, *ICAL, *words)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("2 have no day to look again by")
    assert not (tmp_path / "a.ics").exists()
