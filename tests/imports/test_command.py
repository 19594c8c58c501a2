"""`guide import` as a person meets it."""

import csv

from click.testing import CliRunner, Result

from macros.commands.import_ import import_
from tests.projects import Project, snapshot

LIST = (
    "Name,Phone,City,State,Town gossip\n"
    "Food Bank,202-555-0148,Example,NC,\n"
    "Clothes Bank,12,Example,NC,=1+1\n"
)


def run(project: Project, name: str, *words: str) -> Result:
    said = [str(project.root / name), "--folder", str(project.root), *words]
    return CliRunner().invoke(import_, said)


def test_a_look_writes_nothing_and_then_the_files_are_written(project: Project) -> None:
    project.write("list.csv", LIST)
    before = snapshot(project.root / "data")
    look = run(project, "list.csv", "--yes", "--report", str(project.root / "report.csv"))
    assert (look.exit_code, look.stderr) == (0, "")
    assert "Nothing was written. This would write 2 files below data/local/" in look.stdout
    assert snapshot(project.root / "data") == before
    report = (project.root / "report.csv").read_text("utf-8-sig")
    rows = list(csv.reader(report.splitlines()))
    assert any(row[2:4] == ["3", "Phone"] for row in rows)
    assert any(row[6:] == ["'=1+1"] for row in rows)
    done = run(project, "list.csv", "--yes", "--write")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "2 files written below data/local/" in done.stdout
    assert (project.root / "data/local/partners/food-bank.yml").exists()
    again = run(project, "list.csv", "--yes", "--write")
    assert "There is nothing to write" in again.stdout


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
