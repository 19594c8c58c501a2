"""`guide import` as a person meets it."""

import csv

from click.testing import CliRunner, Result

from macros.commands.import_ import import_
from macros.exports.formats import Exports, Format
from macros.exports.placing import write_folder
from tests.imports.hauls import sound
from tests.projects import Project, snapshot

LIST = (
    "Name,Phone,City,State,Town gossip\n"
    "Food Bank,202-555-0148,Example,NC,\n"
    "Clothes Bank,12,Example,NC,=1+1\n"
)
BANK = "name: Bank\nassured_date: 2026-01-15\nsources: [survey]\n"


def run(project: Project, name: str, *words: str) -> Result:
    said = [str(project.root / name), "--folder", str(project.root), *words]
    return CliRunner().invoke(import_, said)


def test_a_look_writes_nothing_and_then_the_files_are_written(project: Project) -> None:
    project.write("list.csv", LIST)
    before = snapshot(project.root / "data")
    look = run(project, "list.csv", "--yes", "--report", str(project.root / "report.csv"))
    assert (look.exit_code, look.stderr) == (0, "")
    assert "Nothing was written. This would write 3 files below data/local/" in look.stdout
    assert "new records name 'list' as their source, in data/local/sources/list.yml" in (
        " ".join(look.stdout.split())
    )
    assert snapshot(project.root / "data") == before
    report = (project.root / "report.csv").read_text("utf-8-sig")
    rows = list(csv.reader(report.splitlines()))
    assert any(row[1:4] == ["3", "Phone", "refused"] for row in rows)
    assert any(row[7] == "'=1+1" for row in rows)
    assert any(row[3:5] == ["new", "food-bank"] for row in rows)
    done = run(project, "list.csv", "--yes", "--write")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "3 files written below data/local/" in done.stdout
    assert (project.root / "data/local/partners/food-bank.yml").exists()
    assert "never upload data/private/" in done.stdout
    again = run(project, "list.csv", "--yes", "--write")
    assert "Nothing is taken: 2 the same, 1 refused; see above." in again.stdout
    project.write("list.csv", LIST.replace("12,", ",").replace("=1+1", ""))
    assert "says all of this already" in run(project, "list.csv", "--yes").stdout


def test_rows_of_a_refused_record_count_as_refused(project: Project) -> None:
    project.write("list.csv", LIST + "Town library,202-555-0149,Example,NC,\n")
    look = run(project, "list.csv", "--yes")
    assert "came with the guide" in " ".join(look.stdout.split())
    assert "list.csv 3 2 0 1" in " ".join(look.stdout.split())
    assert "partners 2 0 0 0 1 3" in " ".join(look.stdout.split())


def test_headings_alone_say_nothing_of_the_guide(project: Project) -> None:
    project.write("list.csv", LIST.splitlines()[0] + "\n")
    look = run(project, "list.csv", "--yes")
    assert "There is nothing to write: no row stands below the headings." in (
        " ".join(look.stdout.split())
    )


def test_what_a_guide_hides_stands_in_no_way_of_a_list(project: Project) -> None:
    hidden = "hides: mapping-guide\nreason: We list no guides.\n"
    project.write("data/local/resources/mapping-guide.yml", hidden)
    assert "resource: mapping-guide" in (project.root / "data/sources.yml").read_text("utf-8")
    project.write("list.csv", LIST)
    done = run(project, "list.csv", "--yes", "--write")
    assert (done.exit_code, done.stderr) == (0, "")
    sound(project.root)


def test_guessed_headings_are_not_written_unasked(project: Project) -> None:
    project.write("list.csv", "Name,Fone no.\nFood Bank,202-555-0148\n")
    done = run(project, "list.csv", "--write")
    assert done.exit_code == 1
    assert "these headings are guessed: 'Fone no.'" in done.stderr
    assert not (project.root / "data/local").exists()
    said = ("--map", "Fone no.=phones.number")
    assert run(project, "list.csv", "--write", *said).exit_code == 0


def test_a_file_that_cannot_be_read_is_refused_without_a_traceback(project: Project) -> None:
    (project.root / "list.xlsx").write_bytes(b"PK\x03\x04 and no more")
    done = run(project, "list.xlsx")
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: list.xlsx")
    assert "Traceback" not in done.stderr


def test_changes_are_shown_and_reported_value_by_value(project: Project) -> None:
    project.write("list.csv", "Name,Hours,Email\nFood Bank,9 to 5,food@example.org\n")
    run(project, "list.csv", "--write")
    project.write("list.csv", "Name,Hours,Email\nFood Bank,9 to 6,food@example.org\n")
    look = run(project, "list.csv", "--report", str(project.root / "report.csv"))
    assert "food-bank: hours: '9 to 5' → '9 to 6'" in look.stdout
    report = (project.root / "report.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(report.splitlines()))
    assert {**rows[0], "row": ""} == {
        "file": "list.csv",
        "row": "",
        "column": "Hours",
        "outcome": "changed",
        "record": "food-bank",
        "field": "hours",
        "old": "9 to 5",
        "new": "9 to 6",
        "reason": "",
    }


def test_what_a_person_checked_is_no_reason_to_say_that_all_is_there(project: Project) -> None:
    project.write("data/local/partners/bank.yml", BANK)
    project.write("list.csv", "Name,Hours\nBank,9 to 5\n")
    look = run(project, "list.csv")
    assert "Nothing is taken: 1 kept as a person checked it; see above." in look.stdout


def test_no_sign_of_a_list_steers_the_terminal(project: Project) -> None:
    text = "Name,Hours,[red]Odd\x1b[2J\nFood [bold]Bank[/],9\x1b[31m to 5,\x1b]0;title\x07\n"
    project.write("list[bold].csv", text)
    report = project.root / "report.csv"
    for words in ((), ("--yes", "--write")):
        done = run(project, "list[bold].csv", *words, "--report", str(report))
        assert not {"\x1b", "\x07"} & {*done.output, *report.read_text()}
        assert "list[bold].csv" in done.stdout
        assert "[red]Odd" in done.stdout


ORGANIZATIONS = "id,name\n1,Food Bank\n2,Clothes Bank\n3,Tool Library\n"
SERVICES = "id,organization_id,name\n1,1,Meals\n"


def test_one_directory_under_two_names_is_asked_about(project: Project) -> None:
    for name in ("211", "211-march"):
        project.write(f"{name}/organizations.csv", ORGANIZATIONS)
        project.write(f"{name}/services.csv", SERVICES)
    assert run(project, "211", "--write").exit_code == 0
    before = snapshot(project.root / "data")
    look = run(project, "211-march")
    assert look.exit_code == 0
    assert 'add --source "211"' in " ".join(look.stdout.split())
    refused = run(project, "211-march", "--write")
    assert refused.exit_code == 1
    assert 'add --source "211"' in refused.stderr
    assert snapshot(project.root / "data") == before
    same = run(project, "211-march", "--source", "211", "--write")
    assert (same.exit_code, same.stderr) == (0, "")
    assert snapshot(project.root / "data") == before
    assert run(project, "211-march", "--source", "211-march", "--write").exit_code == 0


def test_what_comes_back_from_an_export_raises_no_alarm(project: Project) -> None:
    guide = sound(project.root).guide
    assert guide
    write_folder(project.root / "export", "hsds", Exports(guide).files(Format.HSDS))
    look = run(project, "export", "--report", str(project.root / "report.csv"))
    assert "says all of this already" in look.stdout
    assert "nothing is lost" in look.stdout
    report = (project.root / "report.csv").read_text("utf-8-sig")
    assert "found no place" not in report
    assert "only joins" in report
