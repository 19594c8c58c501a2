"""The race itself: what it builds from, what it lets pass, and how it reckons."""

import sys
from pathlib import Path

import pytest

from tests.bench.speed import hugo, ours
from tests.bench.speed.contents import CHAPTERS, Contents
from tests.bench.speed.contestants import (
    HUGO,
    HUGO_RELATED,
    MATERIAL,
    OURS,
    OURS_AND_INDEX,
    OURS_COMPLETE,
    Contestant,
    check,
)
from tests.bench.speed.results import GROWN, Results
from tests.bench.speed.running import Cost, FailedError, run
from tests.projects import Project

HUNDRED, FEW = Contents(100), Contents(5)
HELD = 40_000_000


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("ours")
    ours.write(HUNDRED, root)
    return root


def test_the_same_seed_gives_the_same_prose() -> None:
    assert Contents(5).chapters == FEW.chapters != Contents(5, seed=2).chapters
    assert len({chapter.path for chapter in FEW.chapters}) == CHAPTERS


def test_our_project_has_nothing_to_complain_of(project: Path) -> None:
    checked = Project(project).run("macros.cli", "check")
    assert checked.returncode == 0
    assert checked.stdout.endswith("checked: no problems.\n")


@pytest.mark.parametrize(
    ("contestant", "left_out"),
    [(OURS, {"finder", "api"}), (OURS_AND_INDEX, {"api"}), (OURS_COMPLETE, set())],
)
def test_ours_writes_every_record_and_what_it_is_said_to(
    project: Path, contestant: Contestant, left_out: set[str]
) -> None:
    contestant.run(HUNDRED, project)
    written = {path.name for path in (project / "site").iterdir()}
    assert {"finder", "api"} - written == left_out


def test_mkdocs_with_material_writes_every_record(tmp_path: Path) -> None:
    MATERIAL.write(FEW, tmp_path)
    MATERIAL.run(FEW, tmp_path)


def test_hugo_gets_a_frame_that_weighs_what_ours_does(tmp_path: Path) -> None:
    HUGO.write(FEW, tmp_path)
    frame = hugo.frame(FEW.seed)
    assert [frame.count(f'{{{{ block "{name}"') for name in ("main", "toc")] == [1, 1]
    assert FEW.chapters[0].title in frame
    assert "../" not in frame
    assert FEW.entries[0].title not in frame


@pytest.mark.parametrize("contestant", [HUGO, HUGO_RELATED])
def test_hugo_lists_related_pages_where_it_is_asked_to(
    tmp_path: Path, contestant: Contestant
) -> None:
    contestant.write(FEW, tmp_path)
    contestant.run(FEW, tmp_path)
    pages = [(tmp_path / "public" / entry.page).read_text("utf-8") for entry in FEW.entries]
    assert any('id="related"' in page for page in pages) == (contestant is HUGO_RELATED)


@pytest.mark.parametrize("fault", ["is not there", "is empty"])
def test_a_site_without_a_page_does_not_count(tmp_path: Path, fault: str) -> None:
    for entry in FEW.entries:
        Project(tmp_path).write(entry.page, entry.title)
    check(tmp_path, FEW)
    page = tmp_path / FEW.entries[0].page
    page.unlink() if fault == "is not there" else page.write_text("")
    with pytest.raises(FailedError, match="lacks"):
        check(tmp_path, FEW)


def test_a_run_that_fails_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="out of paper"):
        run([sys.executable, "-c", "raise SystemExit('out of paper')"], tmp_path, {})


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="this system does not tell")
def test_what_two_processes_hold_at_once_counts_twice(tmp_path: Path) -> None:
    hold = f"import time; held = bytearray({HELD}); time.sleep(0.5)"
    both = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}"
    one = run([sys.executable, "-c", hold], tmp_path, {})
    two = run([sys.executable, "-c", both], tmp_path, {})
    assert two.peak - one.peak > HELD / 2


def test_medians_become_ratios_that_meet_what_we_want_or_miss_it() -> None:
    results = Results()
    for seconds in (9, 1.0, 2):
        results.add(OURS.name, 1_000, Cost(seconds))
    results.add(HUGO.name, 1_000, Cost(1))
    results.add(HUGO.name, 10_000, Cost(1))
    assert [(said.records, said.ratio, said.said) for said in results.verdicts()] == [
        (1_000, 2, "missed")
    ]
    results.add(HUGO.name, 1_000, Cost(3))
    assert [said.said for said in results.verdicts()] == ["met"]


def test_growth_is_held_against_half_as_many_records() -> None:
    results = Results()
    results.add(GROWN, 1_000, Cost(3))
    results.add(GROWN, 2_000, Cost(6))
    assert [said.ratio for said in results.verdicts()] == [2]


def test_memory_is_compared_by_its_peak() -> None:
    results = Results()
    results.add(OURS_COMPLETE.name, 1_000, Cost(1, 1, peak=30))
    results.add(MATERIAL.name, 1_000, Cost(1, 1, peak=40))
    assert [said.ratio for said in results.verdicts()] == [0.75]


@pytest.mark.parametrize("warm", [False, True])
def test_only_a_warm_run_finds_what_the_last_one_left(tmp_path: Path, warm: bool) -> None:
    for entry in FEW.entries:
        Project(tmp_path).write(f"site/{entry.page}", entry.title)
    idle = Contestant("idle", "", ours.write, lambda folder: [["true"]], warm=warm)
    if warm:
        assert idle.run(FEW, tmp_path).cpu < 1
        return
    with pytest.raises(FailedError, match="lacks 5 pages"):
        idle.run(FEW, tmp_path)
