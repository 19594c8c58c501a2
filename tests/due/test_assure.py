"""`guide assure`: what it writes, where, and what it refuses."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from macros import filing
from macros.editions import Edition
from macros.project import read
from tests.due.guides import YESTERDAY, found, run
from tests.projects import Project, snapshot

TODAY = date.today()
SAID = f"assured_date: {TODAY}\nassured_by: Front desk\n"
BY = ("--by", "Front desk", "--yes")


def written(project: Project, *words: str) -> dict[str, str]:
    """The files that differ then, with what they hold."""
    before = snapshot(project.root / "data") | snapshot(project.root / "docs")
    done = run(project, "assure", *words)
    assert done.exit_code == 0, done.stderr
    after = snapshot(project.root / "data") | snapshot(project.root / "docs")
    return {path: text.decode() for path, text in after.items() if before.get(path) != text}


def refused(project: Project, *words: str) -> str:
    """What is said where nothing may be written."""
    before = snapshot(project.root / "data") | snapshot(project.root / "docs")
    done = run(project, "assure", *words)
    assert done.exit_code == 1
    assert snapshot(project.root / "data") | snapshot(project.root / "docs") == before
    assert "Traceback" not in done.stderr
    return done.stderr


# --- where it is written ---


def test_in_a_guide_without_a_fork_all_stands_where_the_thing_stands(project: Project) -> None:
    keys = ("credit-union", "text-line", "computer-class", "index.md", "field-notes")
    texts = written(project, *keys, *BY, "--every", "6w")
    assert {*texts} == {"partners/credit-union.yml", "site.yml", "partners/town-library.yml",
        "index.md", "sources.yml"}  # fmt: skip
    rows = found(project, day=TODAY)
    for key in ("partners/credit-union", "hotlines/text-line", "index.md", "sources/field-notes",
        "partners/town-library#computer-class"):  # fmt: skip
        review = rows[key].thing.review
        assert (review.day, review.by) == (TODAY, "Front desk"), key
        assert review.again == TODAY + timedelta(weeks=6)
    assert rows["partners/town-library"].thing.review.day == date(2026, 1, 15)
    assert rows["hotlines/emergency"].thing.review.day is None


def test_a_fork_says_it_of_our_records_in_files_of_its_own(project: Project) -> None:
    project.write("data/local/README.md", "Ours")
    keys = ("credit-union", "text-line", "computer-class", "town-library", "field-notes")
    assert written(project, *keys, *BY) == {
        "local/partners/credit-union.yml": f"changes: credit-union\n{SAID}",
        "local/partners/town-library.yml": "changes: town-library\nservices:\n"
        "  - id: computer-class\n    " + SAID.strip().replace("\n", "\n    ") + f"\n{SAID}",
        "local/sources/field-notes.yml": f"changes: field-notes\n{SAID}",
        "local/site.yml": "schema_version: 1\nhotlines:\n"
        "  - id: text-line\n    " + SAID.strip().replace("\n", "\n    ") + "\n",
    }
    rows = found(project, day=TODAY)
    for key in (
        "sources/field-notes",
        "hotlines/text-line",
        "partners/town-library#computer-class",
    ):
        assert rows[key].thing.review.day == TODAY


def test_a_fork_goes_on_in_the_file_that_changes_the_record(project: Project) -> None:
    listed = (
        "# Ours\n- changes: 'credit-union' # the\n  description: Lends.\n\n- id: own\n  name: Own\n"
    )
    project.write("data/local/partners.yml", f"{listed}  sources: [survey]\n")
    library = "changes: town-library\nservices:\n- {id: computer-class, hours: Never}\n# end\n"
    project.write("data/local/partners/books.yml", library)
    project.write(
        "data/local/site.yml", 'hotlines:\n  - id: "text-line" # ours\n    hours: Always\n'
    )
    texts = written(project, "credit-union", "partners/own", "computer-class", "text-line", *BY)
    inner = SAID.strip().replace("\n", "\n  ")
    assert texts == {
        "local/partners.yml": listed.replace("Lends.\n", f"Lends.\n  {inner}\n")
        + f"  sources: [survey]\n  {inner}\n",
        "local/partners/books.yml": library.replace(
            "Never}", f"Never, assured_date: {TODAY}, assured_by: Front desk}}"
        ),
        "local/site.yml": 'hotlines:\n  - id: "text-line" # ours\n    hours: Always\n    '
        + SAID.replace("\n", "\n    ").rstrip(" "),
    }


def test_a_file_of_another_name_is_left_alone(project: Project) -> None:
    other = "changes: town-library\nhours: Never\n"
    project.write("data/local/partners/credit-union.yml", other)
    texts = written(project, "partners/credit-union", *BY)
    assert [*texts] == ["local/partners/credit-union-changes.yml"]


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
@pytest.mark.parametrize("said", ["assured_by: Old role\n", "review_every: 1 year\n"])
def test_of_two_files_each_goes_on_with_what_it_says(
    project: Project, names: tuple[str, str], said: str
) -> None:
    first, second = (f"data/local/partners/{name}.yml" for name in names)
    project.write(first, f"changes: credit-union\n{said}")
    project.write(second, "changes: credit-union\nhours: Never\n")
    assert written(project, "credit-union", *BY, "--every", "6w")
    assert [*map(str, read(project.root).problems)] == []
    review = found(project, day=TODAY)["partners/credit-union"].thing.review
    assert (review.day, review.by) == (TODAY, "Front desk")
    assert review.again == TODAY + timedelta(weeks=6)


def test_the_role_may_stand_in_another_file_than_the_date(project: Project) -> None:
    project.write("data/local/partners/a.yml", "changes: credit-union\nassured_by: Old role\n")
    dated = f"changes: credit-union\nassured_date: {YESTERDAY}\n"
    project.write("data/local/partners/b.yml", dated)
    texts = written(project, "credit-union", "--yes")
    assert texts == {"local/partners/b.yml": dated.replace(str(YESTERDAY), str(TODAY))}


def test_what_is_private_stays_private(project: Project) -> None:
    project.write("data/local/README.md", "Ours")
    project.write("data/private/partners/safe-house.yml", "name: House\nsources: [survey]\n")
    project.write("data/private/partners/union.yml", "changes: credit-union\nprivate_notes: Hush\n")
    assert "there is no 'safe-house'" in refused(project, "safe-house", *BY)
    texts = written(project, "safe-house", "credit-union", *BY, "--edition", "staff")
    assert {*texts} == {"private/partners/safe-house.yml", "local/partners/credit-union.yml"}
    rows = found(project, day=TODAY, edition=Edition.STAFF)
    assert rows["partners/safe-house"].thing.review.day == TODAY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Our day\n", f"---\n{SAID}---\n\n# Our day\n"),
        ("\ufeff# Our day\r\n", f"\ufeff---\n{SAID}---\n\n# Our day\n".replace("\n", "\r\n")),
        ("---\n---\n# D\n", f"---\n{SAID}---\n# D\n"),
        ("---\n# a note\n---\n# D\n", f"---\n# a note\n{SAID}---\n# D\n"),
        ("---\ntitle: 'D'  # so\n\n---\n# D", f"---\ntitle: 'D'  # so\n{SAID}\n---\n# D"),
        (
            "---\r\nassured_date: '2025-01-01' # first\r\ntopics: [mapping]\r\n---\r\n# D\r\n",
            f'---\r\nassured_date: "{TODAY}" # first\r\ntopics: [mapping]\r\n'
            "assured_by: Front desk\r\n---\r\n# D\r\n",
        ),
    ],
)
def test_the_head_of_a_page_takes_it(project: Project, before: str, after: str) -> None:
    path = project.root / "docs/local/our-day.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(before.encode())
    texts = written(project, "our-day", *BY)
    assert path.read_bytes().decode() == after, texts
    assert found(project, day=TODAY)["our-day.md"].thing.review.day == TODAY


# --- what is asked and said ---


def test_a_person_says_that_it_is_so(project: Project) -> None:
    done = run(project, "assure", "credit-union", "--by", "Front desk", typed="y\n")
    assert done.stdout.startswith(
        f"Credit Union (partners/credit-union)\n  checked on {TODAY} by Front desk, look again by "
    )
    assert "Did somebody hold this against the world" in done.stdout
    assert done.stdout.endswith("Written: data/partners/credit-union.yml\n")
    for typed in ("n\n", ""):
        refused(project, "town-library", "--by", "Front desk")
        done = run(project, "assure", "town-library", "--by", "Desk", typed=typed)
        assert (done.exit_code, "Written" in done.stdout) == (1, False)


def test_the_same_again_writes_nothing(project: Project) -> None:
    assert written(project, "credit-union", *BY)
    assert written(project, "credit-union", *BY) == {}
    assert written(project, "credit-union", "--yes") == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("credit-unoin",), "there is no 'credit-unoin', did you mean 'partners/credit-union'?"),
        (("terms/mapping",), "'terms/mapping': a term has no date of its own"),
        (("",), "there is no ''"),
        (("partners/town-library#computer-clas",), "did you mean 'partners/town-library#computer"),
        (("credit-union", "--on", "2999-01-01"), "2999-01-01 is still to come"),
        (("town-library", "--on", "2026-01-14"), "was checked on 2026-01-15 already; '--force'"),
        (("credit-union", "--by", "<b>"), "--by: is plain text: '<' and '>' are not allowed here"),
    ],
)
def test_one_wrong_word_and_nothing_is_written(
    project: Project, words: tuple[str, ...], said: str
) -> None:
    assert said in refused(project, "mapping-guide", *BY, *words)


def test_all_that_is_wrong_is_told_at_once(project: Project) -> None:
    pact = (project.root / "data/templates/pact.yml").read_text("utf-8")
    project.write("data/templates/visit.yml", pact.replace("title: Pact", "title: Visit"))
    told = refused(project, "visit", "nothing-like-it", "town-library", "--yes").splitlines()
    assert told == [
        "'visit' may be checklists/visit or templates/visit: write which",
        "there is no 'nothing-like-it': guide due names what there is",
        "partners/town-library says nowhere who looked: write --by and a role, never a person's "
        "name",
        "Nothing was written.",
    ]


def test_an_earlier_day_takes_force(project: Project) -> None:
    texts = written(project, "town-library", *BY, "--on", "2026-01-14", "--force")
    assert "assured_date: 2026-01-14\n" in texts["partners/town-library.yml"]


def test_a_fork_needs_a_role_of_its_own(project: Project) -> None:
    assert written(project, "credit-union", *BY, "--on", str(YESTERDAY))
    project.write("data/local/README.md", "Ours")
    assert "write --by and a role" in refused(project, "credit-union", "--yes")


def test_a_fork_that_looked_on_our_day_is_not_told_to_leave_that_out(project: Project) -> None:
    assert written(project, "credit-union", *BY)
    project.write("data/local/README.md", "Ours")
    assert [*written(project, "credit-union", *BY)] == ["local/partners/credit-union.yml"]
    reading = read(project.root)
    assert [*map(str, (*reading.problems, *reading.loaded.advice))] == []


def test_a_fork_cannot_say_it_of_our_pages_or_of_what_has_no_id(project: Project) -> None:
    path = project.root / "data/partners/town-library.yml"
    path.write_text(path.read_text("utf-8").replace("id: computer-class\n    ", ""), "utf-8")
    assert written(project, "town-library#computer-class", *BY, "--on", str(YESTERDAY))
    project.write("data/local/README.md", "Ours")
    told = refused(project, "town-library#computer-class", "index.md", *BY)
    assert "has no id, so that a local guide cannot name it" in told
    assert "copy docs/index.md to docs/local/index.md first" in told


@pytest.mark.parametrize(
    ("by", "is_person"),
    [
        ("Alex Example", True), ("Dr. Example", True), ("alex@example.org", True),
        ("202-555-0143", True), ("Ana María Example", True), ("Partnership Coordinator", False),
        ("Front desk", False), ("Example County Staff", False), ("Volunteers", False),
    ],
)  # fmt: skip
def test_a_name_of_a_person_is_warned_about(project: Project, by: str, is_person: bool) -> None:
    done = run(project, "assure", "credit-union", "--by", by, "--yes")
    assert done.exit_code == 0
    assert ("looks like a person's name" in done.stderr) is is_person


class _KilledError(Exception):
    pass


@pytest.mark.parametrize("killed_at", range(3))
def test_who_is_interrupted_finishes_with_the_same_command(
    project: Project, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    words = ("assure", "credit-union", "text-line", "index.md", *BY)
    steps, sync = iter(range(9)), os.fsync

    def dying(file: int) -> None:
        if next(steps) == killed_at:
            raise _KilledError
        sync(file)

    with monkeypatch.context() as patched, pytest.raises(_KilledError):
        patched.setattr(filing.os, "fsync", dying)
        run(project, *words)
    assert not read(project.root).problems
    assert run(project, *words).exit_code == 0
    left = [*Path(project.root).rglob(".*.new")]
    assert left == []
    rows = found(project, day=TODAY)
    keys = ("partners/credit-union", "hotlines/text-line", "index.md")
    assert {rows[key].thing.review.day for key in keys} == {TODAY}
