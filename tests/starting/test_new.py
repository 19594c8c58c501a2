"""`guide new`: a file with all that may stand in it, and nothing made up."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.additions import KINDS, Addition
from macros.commands.new import new
from macros.drafting import NEVER_WRITTEN, Sheet
from macros.known import Known
from macros.layout import FOLDERS
from macros.model import BY_KIND
from macros.parsing import parse
from macros.problems import report
from macros.project import read
from macros.provenance import NOTHING, asked
from tests.projects import Project, snapshot
from tests.schemas.editors import known


def run(project: Project, *words: str) -> Result:
    return CliRunner().invoke(new, [*words, "--folder", str(project.root)])


def switched_on(text: str) -> str:
    """The file with each field in use that it shows."""
    lines = (line for line in text.splitlines() if not line.startswith("##"))
    return "\n".join(line.removeprefix("# ") for line in lines if not re.match("# yaml-", line))


JOBS = "data/local/partners/lake-county-jobs.yml"


@pytest.mark.parametrize(
    "said",
    [
        {"sources:": "sources: [survey]"},
        {"assured_date:": "assured_date: 2026-01-15", "assured_by:": "assured_by: Coordinator"},
    ],
)
def test_partner_lacks_only_where_it_is_from(project: Project, said: dict[str, str]) -> None:
    done = run(project, "partner", "Lake County Jobs")
    assert done.exit_code == 0, done.output
    (problem,) = read(project.root).problems
    assert problem.message == NOTHING
    assert done.output == (
        f"Begun: {JOBS}\n  Fill in line {problem.line}: sources:\nThen: uv run guide check\n"
    )
    lines = (project.root / JOBS).read_text("utf-8").splitlines()
    project.write(JOBS, "\n".join(said.get(line, line) for line in lines))
    reading = read(project.root)
    assert reading.problems == ()
    assert reading.guide
    assert reading.guide.records["partners"]["lake-county-jobs"].heading == "Lake County Jobs"


def test_what_is_needed_is_left_empty_and_named(project: Project) -> None:
    done = run(project, "checklist", "First visit")
    assert done.exit_code == 0
    named = [int(line) for line in re.findall(r"Fill in line (\d+):", done.output)]
    problems = read(project.root).problems
    *needed, source = named
    assert [problem.line for problem in problems] == needed
    assert len(needed) == 5
    lines = (project.root / "data/local/checklists/first-visit.yml").read_text("utf-8").split("\n")
    assert lines[source - 1] == "sources:"
    assert {problem.path for problem in problems} == {"data/local/checklists/first-visit.yml"}
    assert "did you mean" not in report(problems)


@pytest.mark.parametrize("word", KINDS)
def test_file_begins_with_what_is_needed(word: str) -> None:
    kind = KINDS[word]
    tree, problems = parse(Addition(kind, "some-name", "Some name").text(known()), "a.yml")
    assert problems == []
    assert isinstance(tree.value, dict)
    needed = {name for name, info in kind.model_fields.items() if info.is_required()}
    assert {*tree.value, "id"} == needed | {"id", *asked(kind)}


@pytest.mark.parametrize("kind", FOLDERS)
def test_each_field_and_each_term_is_explained(kind: str) -> None:
    part = BY_KIND[kind]
    text = Sheet(part, known(), {}).text(kind, 3)
    tree, problems = parse(switched_on(text), "a.yml")
    assert problems == []
    assert isinstance(tree.value, dict)
    assert set(tree.value) == set(part.model_fields) - {*NEVER_WRITTEN, "private_notes"}
    flat = " ".join(re.sub(r"^#+ ?", "", line).strip() for line in text.splitlines())
    for name in tree.value:
        assert " ".join(str(part.model_fields[str(name)].description).split()) in flat
    if "topics" in part.model_fields:
        assert re.search(r"^##   mapping +Mapping$", text, re.M)


def test_nothing_is_written_over(project: Project) -> None:
    project.write("data/local/partners/bank.yml", "name: Bank\nsources: [survey]\n")
    before = snapshot(project.root / "data")
    mine = run(project, "partner", "Bank")
    ours = run(project, "partner", "Town Library")
    assert (mine.exit_code, ours.exit_code) == (1, 1)
    assert "partner 'bank' stands already in data/local/partners/bank.yml" in mine.output
    assert "stands already in data/partners/town-library.yml. To change it, run: " in ours.output
    assert "uv run guide new partner --changes town-library" in ours.output
    assert snapshot(project.root / "data") == before


def test_file_with_a_fault_is_not_written_over(project: Project) -> None:
    kept = project.write("data/local/partners/bank.yml", "name: [\n")
    assert (
        "stands already in data/local/partners/bank.yml" in run(project, "partner", "Bank").output
    )
    assert kept.read_text("utf-8") == "name: [\n"


def test_change_of_ours_says_nothing_yet(project: Project) -> None:
    ours = read(project.root)
    done = run(project, "partner", "--changes", "town-library")
    assert done.exit_code == 0, done.output
    changed = read(project.root)
    assert changed.problems == ()
    assert ours.guide and changed.guide
    assert changed.guide.records["partners"] == ours.guide.records["partners"]
    path = project.root / "data/local/partners/town-library.yml"
    assert "changes: town-library\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["partner", "<b>Bank</b>"], "'name' is plain text: '<' and '>' are not allowed here"),
        (["partner", "…"], "'…' has no letters a-z to make an id of: write one with --id"),
        (["partner", "Bank", "--id", "The Bank"], "'The Bank' is not an id"),
        (["partner", "--changes", "nobody"], "there is no partner 'nobody' to change"),
        (["partner", "--changes", "townlibrary"], "to change, did you mean 'town-library'?"),
        (["partner"], 'write its name, too: uv run guide new partner "Its Name"'),
    ],
)
def test_what_cannot_be_begun(words: list[str], message: str, project: Project) -> None:
    before = snapshot(project.root / "data")
    done = run(project, *words)
    assert done.exit_code != 0
    assert message in done.output
    assert snapshot(project.root / "data") == before


@pytest.mark.parametrize("word", ["case-study", "case_study", "case_studies", "Case-Studies"])
def test_a_kind_may_be_said_as_its_folder_is_called(word: str, project: Project) -> None:
    assert "Begun: data/local/case_studies/ann.yml" in run(project, word, "Ann").output


def test_awkward_name_is_kept_exactly(project: Project) -> None:
    name = 'Café: "No" #1 & more'
    assert run(project, "partner", name, "--id", "cafe").exit_code == 0
    named = {entry.record.key: entry.record.heading for entry in read(project.root).loaded.entries}
    assert named["partners/cafe"] == name


def test_name_is_asked_for_on_a_terminal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.commands.new._is_terminal", lambda: True)
    words = ["partner", "--folder", str(project.root)]
    done = CliRunner().invoke(new, words, input="Lake Bank\n")
    assert done.exit_code == 0, done.output
    assert (project.root / "data/local/partners/lake-bank.yml").is_file()


def test_many_records_are_named_in_part() -> None:
    ids = {f"partner-{number}": f"Partner {number}" for number in range(30)}
    text = Sheet(BY_KIND["resources"], Known(ids={"partners": ids}), {}).text("resources", 3)
    assert "##   … and 18 more" in text


def test_file_names_its_schema(project: Project) -> None:
    assert run(project, "worksheet", "Our map").exit_code == 0
    path: Path = project.root / "data/local/worksheets/our-map.yml"
    schema = re.match(r"# yaml-language-server: \$schema=(\S+)", path.read_text("utf-8"))
    assert schema
    assert (path.parent / schema[1]).resolve().is_file()
