"""Forks: a history of their own, what they hide, and records that a release renames."""

import pytest

from macros.editions import Edition
from macros.project import read
from macros.redirects import file_of
from tests.history.guides import BANK, add, begun, history, release, run
from tests.projects import Project, snapshot


@pytest.fixture
def fork(project: Project) -> Project:
    """A fork of a guide that tells what changed."""
    begun(project)
    add(project, BANK, "hours: Mondays\n")
    release(project, "--on", "2026-10-05")
    project.write("data/local/site.yml", "name: Lake County Guide\n")
    return project


def test_ours_is_told_until_a_fork_has_its_own(fork: Project) -> None:
    assert [str(one.date) for one in history(fork)] == ["2026-10-05", "2026-10-01"]
    upstream = {p: b for p, b in snapshot(fork.root / "data").items() if "local" not in p}
    release(fork, "--on", "2026-10-07")
    assert [str(one.date) for one in history(fork)] == ["2026-10-07"]
    fork.write("data/local/partners/lake.yml", "name: Lake\nsources: [survey]\n")
    release(fork, "--on", "2026-10-08")
    assert [one.key for one in history(fork)[0].added] == ["partners/lake"]
    assert {p: b for p, b in snapshot(fork.root / "data").items() if "local" not in p} == upstream


def test_what_a_fork_hides_is_not_told(fork: Project) -> None:
    guide = read(fork.root).guide
    assert guide and len(guide.releases) == 2
    fork.write("data/local/partners/bank.yml", "hides: credit-union\nreason: Far away.\n")
    fork.write("data/local/case_studies/cafe.yml", "hides: library-cafe\nreason: Far away.\n")
    hiding = read(fork.root)
    assert hiding.guide, hiding.problems
    assert [str(one.date) for one in hiding.guide.releases] == ["2026-10-01"]


def test_what_a_fork_wrote_by_the_old_id_still_counts(fork: Project) -> None:
    run(fork, "rename", "partners/credit-union", "savings", fails=True)
    local = {
        "partners/credit-union.yml": "changes: credit-union\nemail: desk@example.org\n",
        "resources/ours.yml": "title: Ours\nsummary: Ours.\nformat: guide\npartner: credit-union\n"
        "sources: [survey]\n",
        "resources/hidden.yml": "hides: mapping-guide\nreason: Old.\n",
        "worksheets/map.yml": "changes: town-map\ngroups:\n  - id: skills\n    rows:\n"
        "      - {hides: digital-literacy, reason: Old.}\n",
    }
    site = fork.root / "data/local/site.yml"
    text = site.read_text("utf-8")
    site.unlink()
    site.parent.rmdir()
    run(fork, "rename", "partners/credit-union", "savings")
    run(fork, "rename", "resources/mapping-guide", "map-guide")
    run(fork, "rename", "terms/digital-literacy", "computers")
    fork.write("data/local/site.yml", text)
    for path, said in local.items():
        fork.write(f"data/local/{path}", said)
    reading = read(fork.root)
    assert reading.guide, reading.problems
    assert reading.guide.partners["savings"].email == "desk@example.org"
    assert reading.guide.resources["ours"].partner == "savings"
    assert "map-guide" not in reading.guide.resources
    groups = reading.guide.worksheets["town-map"].groups
    assert [row.key for row in groups[0].rows] == ["unions"]
    told = run(fork, "check")
    assert (
        "data/local/partners/credit-union.yml:1:10: 'credit-union' is called 'savings' now" in told
    )
    fork.write("docs/local/ours.md", "# Ours\n\n{{ partner('credit-union') }}\n")
    assert "partner: 'credit-union' is called 'savings' now" in run(fork, "check", fails=True)


def test_a_record_of_a_fork_wins_over_an_old_id(fork: Project) -> None:
    add(fork, BANK, "former_ids: [lake]\n")
    fork.write("data/local/partners/lake.yml", "name: Lake\nsources: [survey]\n")
    told = run(fork, "check")
    assert "former_ids: 'lake': a partner has this id now (data/local/partners/lake.yml:1)" in told
    assert "Lake" in fork.build().page("partners/lake")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("former_ids: [town-library]\n", "a partner has this id now"),
        ("former_ids: [credit-union]\n", "a partner has this id itself"),
        ("former_ids: [library]\n", "leads 'partners/library/' to 'partners/town-library/'"),
        ("former_ids: [club]\n", "says so already"),
        ("former_ids: [Not An Id]\n", "is not an id"),
    ],
)
def test_an_old_id_stands_once_and_for_nothing_that_is_there(
    lines: str, told: str, project: Project
) -> None:
    project.write("data/partners/a.yml", "name: A\nsources: [survey]\nformer_ids: [club]\n")
    add(project, BANK, lines)
    found = run(project, "check", fails=True)
    assert told in found and f"{BANK}:" in found


def test_the_staff_edition_has_no_feed_and_its_old_ids_stay_inside(project: Project) -> None:
    begun(project)
    project.write("data/private/partners/b.yml", "changes: credit-union\nformer_ids: [canary]\n")
    staff, public = read(project.root, edition=Edition.STAFF).guide, read(project.root).guide
    assert staff and public
    assert staff.partners["credit-union"].former_ids == ("canary",)
    assert not public.partners["credit-union"].former_ids
    project.build()
    assert not (project.site / file_of("partners/canary/")).exists()
