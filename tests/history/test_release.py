"""`guide release`: what it notes, and what it leaves alone."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.history import files
from macros.history.releases import Release
from macros.splicing import values
from tests.history.guides import BANK, JOBS, add, begun, history, release, run, with_all
from tests.projects import Project, snapshot

STATE, HISTORY = "data/history-state.txt", "data/history.yml"


def test_the_first_release_counts_what_is_there(project: Project) -> None:
    told = release(project, "--on", "2026-10-01")
    noted = (project.root / STATE).read_text("utf-8").count("=") > 0
    (first,) = history(project)
    assert noted
    assert (first.date, first.added) == (date(2026, 10, 1), ())
    assert f"{first.begins_with} entries" in told
    assert len((project.root / HISTORY).read_text("utf-8").splitlines()) < 10


def test_a_release_tells_what_came_changed_went_and_was_renamed(project: Project) -> None:
    newest, oldest = history(with_all(project))
    assert [one.key for one in newest.added] == ["partners/lake"]
    assert [(one.key, one.fields) for one in newest.changed] == [
        ("partners/credit-union", ("hours", "phones"))
    ]
    assert [one.key for one in newest.removed] == ["partners/job-club"]
    assert [(one.old, one.new) for one in newest.renamed] == [
        ("resources/mapping-guide", "resources/map-guide")
    ]
    assert oldest.begins_with


def test_help_lines_are_noted_too(project: Project) -> None:
    begun(project)
    site = project.root / "data/site.yml"
    site.write_text(site.read_text("utf-8").replace("text: 233733", "text: 233734"), "utf-8")
    release(project)
    assert [(c.key, c.fields) for c in history(project)[0].changed] == [
        ("hotlines/text-line", ("text",))
    ]


def test_nothing_is_written_where_nothing_changed(project: Project) -> None:
    with_all(project)
    before = snapshot(project.root / "data")
    assert "Nothing has changed" in release(project)
    add(project, BANK, "# A note is no news.\n")
    assert "Nothing has changed" in release(project)
    (project.root / BANK).write_bytes(before["partners/credit-union.yml"])
    assert snapshot(project.root / "data") == before


def test_the_history_holds_no_value_of_any_field(project: Project) -> None:
    with_all(project)
    add(project, BANK, "email: canary@example.org\n")
    release(project)
    written = "".join((project.root / path).read_text("utf-8") for path in (HISTORY, STATE))
    for canary in ("canary", "Credit Union", "Lake", "Job Club", "0143", "Mondays"):
        assert canary not in written


def test_a_new_check_of_the_same_facts_is_no_news(project: Project) -> None:
    begun(project)
    for key in ("partners/town-library", "partners/town-library#computer-class"):
        run(project, "assure", key, "--by", "Coordinator", "--yes")
    assert "Nothing has changed" in release(project)


def test_a_dry_run_shows_and_writes_nothing(project: Project) -> None:
    begun(project)
    add(project, BANK, "hours: Mondays\n")
    before = snapshot(project.root / "data")
    assert "partners/credit-union: opening hours" in release(project, "--dry-run")
    assert snapshot(project.root / "data") == before


def test_who_vanishes_is_asked_about(project: Project) -> None:
    begun(project)
    (project.root / JOBS).unlink()
    before = snapshot(project.root / "data")
    told = release(project, fails=True)
    assert "partners/job-club" in told and "--removed" in told
    assert snapshot(project.root / "data") == before
    assert "partners/job-club" in run(project, "check")
    release(project, "--removed", "all")
    assert [one.key for one in history(project)[0].removed] == ["partners/job-club"]
    assert "partners/job-club" not in run(project, "check")


def test_who_leads_on_needs_no_decision(project: Project) -> None:
    begun(project)
    (project.root / JOBS).unlink()
    site = project.root / "data/site.yml"
    line = "  - {old: partners/job-club/, new: partners/town-library/}\n"
    site.write_text(site.read_text("utf-8").rstrip("\n") + f"\n{line}", "utf-8")
    assert "job-club" not in run(project, "check")
    release(project)


@pytest.mark.parametrize("is_gone", [True, False], ids=["gone", "changed"])
def test_for_safety_no_word_is_left(is_gone: bool, project: Project) -> None:
    begun(project)
    if is_gone:
        (project.root / JOBS).unlink()
    else:
        add(project, JOBS, "hours: Mondays\n")
    assert "Nothing has changed" in release(project, "--without", "partners/job-club")
    assert "job-club" not in (project.root / HISTORY).read_text("utf-8")
    assert ("job-club" in (project.root / STATE).read_text("utf-8")) is not is_gone
    assert "Nothing has changed" in release(project)
    project.build()
    assert not is_gone or not (project.site / "partners/job-club").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--on", "2026-13-01"), "day that does not exist"),
        (("--on", "2999-01-01"), "in the future"),
        (("--on", "2026-01-01"), "last release is of 2026-10-01"),
        (("--name", "<b>"), "--name: is plain text"),
        (("--note", "<script>x</script>"), "--note: holds HTML"),
        (("--without", "partners/nobody"), "'partners/nobody': nothing of this name"),
        (("--removed", "job-club"), "did you mean 'partners/job-club'?"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...], told: str, project: Project) -> None:
    begun(project)
    add(project, BANK, "hours: Mondays\n")
    before = snapshot(project.root / "data")
    assert told in " ".join(release(project, *words, fails=True).split())
    assert snapshot(project.root / "data") == before


def test_a_run_that_was_cut_off_is_finished(project: Project) -> None:
    begun(project)
    old = (project.root / STATE).read_bytes()
    add(project, BANK, "hours: Mondays\n")
    release(project, "--on", "2026-11-01")
    whole = snapshot(project.root / "data")
    (project.root / STATE).write_bytes(old)
    assert "cut off" in release(project)
    assert snapshot(project.root / "data") == whole
    (project.root / STATE).unlink()
    release(project)
    assert snapshot(project.root / "data") == whole


def test_the_same_change_twice_is_told_twice(project: Project) -> None:
    begun(project)
    file = add(project, BANK, "hours: Mondays\n")
    release(project)
    file.write_text(file.read_text("utf-8").replace("Mondays", "Fridays"), "utf-8")
    release(project)
    newest, before, _ = history(project)
    assert newest.says_the_same(before)
    assert (newest.number, before.number) == (2, 1)


def test_a_damaged_file_is_told_with_its_line(project: Project) -> None:
    begun(project)
    state = project.root / STATE
    state.write_text(state.read_text("utf-8") + "<<<<<<< ours\n", "utf-8")
    assert re.search(rf"{STATE}:\d+:1: this is no line", release(project, fails=True))
    assert "this is no line" in run(project, "check")
    project.write(HISTORY, "- date: 2026-10-01\n  added_: [partners/x]\n- date: soon\n- 7\n")
    told = run(project, "check", fails=True)
    assert f"{HISTORY}:2:3: unknown field 'added_', did you mean 'added'?" in told
    assert f"{HISTORY}:3:9: date: 'soon' is not a date" in told
    assert f"{HISTORY}:4:3" in told


def test_the_newest_release_stands_first(project: Project) -> None:
    project.write(HISTORY, "- date: 2026-10-01\n- date: 2026-10-02\n")
    assert f"{HISTORY}:2:9: date: is later" in run(project, "check", fails=True)


RELEASES = st.builds(
    lambda day, note, keys: Release.model_validate(
        {"date": day, "note": note or None, "added": [f"partners/a{n}" for n in keys]}
    ),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["", "One: two #3", "“Quoted” & *bold*", "two\nlines"]),
    st.lists(st.integers(0, 99), unique=True, max_size=3),
)
NOTES = st.sampled_from(["", "# Ours.\n", "# Head.\n\n", "# Head.\n\n# By hand.\n"])


@settings(deadline=None, max_examples=60)
@given(NOTES, st.lists(RELEASES, min_size=1, max_size=3), RELEASES, st.sampled_from(["\n", "\r\n"]))
def test_a_new_release_leaves_all_other_bytes(
    head: str, old: list[Release], new: Release, end: str
) -> None:
    text = ""
    for one in old:
        text = files.topped(text, one)
    text = (head + text.removeprefix(files.HEAD)).replace("\n", end)
    done = files.topped(text, new)
    said = values(done)
    assert isinstance(said, list) and said[1:] == values(text)
    start = next(n for n in range(len(text) + 1) if n == len(text) or done[n] != text[n])
    assert done.endswith(text[start:]) and len(done) > len(text)
