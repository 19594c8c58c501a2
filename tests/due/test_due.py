"""`guide due`, as somebody types it."""

import json
from pathlib import Path

import pytest

from macros.due.issues import LOOK_AT
from macros.model import ReviewEvery
from tests.due.guides import YESTERDAY, add, run
from tests.projects import Project

ODD = "`@everyone` **bold** [x](y)"


def test_the_table_reads_on_80_columns_and_says_what_to_do(project: Project) -> None:
    add(project, "data/partners/credit-union.yml", "assured_date: 2025-01-01\nassured_by: Desk\n")
    done = run(project, "due")
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("3 overdue, ")
    assert lines.index("Desk (1)") < lines.index(f"Nobody yet ({len_of(done.stdout) - 1})")
    assert "2025-07-01" in done.stdout
    assert "days over" in done.stdout
    assert "\x1b" not in done.stdout
    assert lines[-1] == "When you have looked: uv run guide assure KEY --by ROLE"


def len_of(table: str) -> int:
    counts = [int(one.split()[0]) for one in table.splitlines()[0].split(", ")]
    return sum(counts)


def test_a_long_list_is_cut_and_says_so(project: Project) -> None:
    for number in range(60):
        project.write(f"data/partners/p-{number}.yml", f"name: P{number}\nsources: [survey]\n")
    assert "more; --all lists them" in run(project, "due").stdout
    whole = run(project, "due", "--all").stdout
    assert "more; --all" not in whole
    assert all(f"partners/p-{number}\n" in whole.replace(" ", "") for number in range(60))


def test_nothing_due_says_so(project: Project) -> None:
    for name in ("credit-union", "town-library", "town-library#computer-class"):
        done = run(project, "assure", f"partners/{name}", "--by", "Desk", "--yes")
        assert done.exit_code == 0, done.stderr
    done = run(project, "due", "--kind", "partners")
    assert (done.exit_code, done.stdout) == (0, "Nothing is due.\n")
    assert "partners/credit-union" in run(project, "due", "--within", "7m").stdout
    assert "partners/credit-union" not in run(project, "due", "--within", "30d").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--within", "soon"), "'soon' is no length of time"),
        (("--within", "11y"), "longer than 10 years"),
        (("--kind", "partner"), "'partner' is not one of"),
        (("--format", "ical", "--edition", "staff"), "never holds what is private"),
        (("--into", "x"), "'--into' takes the files of '--format issues'"),
        (("--ages", "--format", "ical"), "it knows the formats"),
    ],
)
def test_what_cannot_be_meant_is_told(project: Project, words: tuple[str, ...], said: str) -> None:
    done = run(project, "due", *words)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_programs_get_all_of_it(project: Project) -> None:
    project.write("data/local/site.yml", "website: https://guide.example.org/sub/\n")
    told = json.loads(run(project, "due", "--format", "json").stdout)
    assert told["schema_version"] == 1
    assert told["staff_only"] is False
    assert told["counts"]["overdue"] == 2
    (library,) = (one for one in told["entries"] if one["key"] == "partners/town-library")
    assert library.pop("days_overdue") > 100
    assert library.pop("used") > 0
    assert library == {
        "key": "partners/town-library",
        "kind": "partners",
        "title": "Town Library",
        "state": "overdue",
        "assured_date": "2026-01-15",
        "assured_by": None,
        "again_by": "2026-07-15",
        "file": "data/partners/town-library.yml",
        "line": 1,
        "page": "https://guide.example.org/sub/partners/town-library/",
    }
    aged = json.loads(run(project, "due", "--ages", "--format", "json").stdout)
    assert aged["ages"]["templates"]["never"] == 1


def test_ages_count_every_kind(project: Project) -> None:
    said = run(project, "due", "--ages").stdout
    assert "Help lines" in said
    assert max(map(len, said.splitlines())) <= 80
    (partners,) = (line.split() for line in said.splitlines() if "Partners" in line)
    assert int(partners[-1]) == sum(map(int, partners[1:-1])) == 3


def test_issues_hold_a_list_to_tick_off_and_call_nobody(project: Project) -> None:
    project.write("data/local/site.yml", "website: https://guide.example.org/\n")
    project.write("data/local/partners/odd.yml", f"name: '{ODD}'\nsources: [survey]\n")
    said = run(project, "due", "--format", "issues").stdout
    (odd,) = (line for line in said.splitlines() if "partners/odd" in line)
    assert odd.startswith("- [ ] `'@everyone' **bold** [x](y)` (never checked, [page](<https://")
    assert odd.endswith("`uv run guide assure partners/odd`")
    assert LOOK_AT["partners"] in odd
    assert "Never call an emergency number" in said
    assert {*LOOK_AT} == {*ReviewEvery.model_fields}


def test_issues_of_roles_go_into_files(project: Project, tmp_path: Path) -> None:
    add(project, "data/partners/credit-union.yml", "assured_date: 2025-01-01\nassured_by: Desk\n")
    folder = tmp_path / "issues"
    assert run(project, "due", "--format", "issues", "--into", str(folder)).exit_code == 0
    assert {path.name for path in folder.iterdir()} == {"desk.md", "nobody-yet.md"}
    assert "partners/credit-union" in (folder / "desk.md").read_text("utf-8")
    assert "partners/credit-union" not in (folder / "nobody-yet.md").read_text("utf-8")


def test_no_role_takes_the_file_of_another(project: Project, tmp_path: Path) -> None:
    for path, role in {"partners/credit-union": "Desk", "resources/lost-guide": "desk"}.items():
        add(project, f"data/{path}.yml", f"assured_date: 2025-01-01\nassured_by: {role}\n")
    add(project, "data/checklists/visit.yml", "assured_date: 2025-01-01\nassured_by: 사무실\n")
    assert run(project, "due", "--format", "issues", "--into", str(tmp_path / "i")).exit_code == 0
    texts = {path.name: path.read_text("utf-8") for path in (tmp_path / "i").iterdir()}
    assert {*texts} == {"desk.md", "desk-2.md", "nobody-yet.md", "nobody-yet-2.md"}
    for key in ("partners/credit-union", "resources/lost-guide", "checklists/visit"):
        assert sum(f"assure {key}`" in text for text in texts.values()) == 1


def test_a_report_for_staff_says_so_and_the_public_one_says_nothing(project: Project) -> None:
    house = f"name: Safe House\nsources: [survey]\nassured_date: {YESTERDAY}\nreview_every: 1 day\n"
    project.write("data/private/partners/safe-house.yml", house)
    for shape in ("table", "issues", "json"):
        words = ("due", "--within", "1y", "--format", shape)
        assert "safe-house" not in run(project, *words).stdout
        staff = run(project, *words, "--edition", "staff").stdout
        assert "safe-house" in staff
        assert ("For staff only" in staff) == (shape != "json")
    assert "safe-house" not in run(project, "due", "--format", "ical").stdout


@pytest.mark.parametrize("words", [("--output", "docs/due.md"), ("--into", "local/due")])
def test_what_staff_see_goes_into_no_folder_that_is_passed_on(
    project: Project, words: tuple[str, str]
) -> None:
    option, path = words[0], str(project.root / words[1])
    done = run(project, "due", "--edition", "staff", "--format", "issues", option, path)
    assert (done.exit_code, Path(path).exists()) == (2, False)
    assert "write what staff see outside of the guide's folder" in " ".join(done.stderr.split())
    assert run(project, "due", "--format", "issues", option, path).exit_code == 0


def test_wrong_data_is_reported_and_nothing_else(project: Project) -> None:
    project.write("data/partners/bad.yml", "nmae: Bad\n")
    done = run(project, "due")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "did you mean 'name'?" in done.stderr
