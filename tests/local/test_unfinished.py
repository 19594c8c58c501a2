"""An update that was cut off is taken back, and no work that a person did since."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros.repository import RefusedError, Repository
from macros.unfinished import LOCK, NOTE
from macros.updating import update
from tests.local.forks import commit, git
from tests.projects import ROOT

ABOUT = "One.\n" * 50


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """An upstream repository of a few files, with a release that the fork does not have."""
    folder = tmp_path / "ours"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    for name in ("about.md", "gone.md", "kept.md"):
        (folder / name).write_text(ABOUT, "utf-8")
    commit(folder, "Begin")
    return folder


@pytest.fixture
def theirs(ours: Path, tmp_path: Path) -> Path:
    """A fork with a commit of its own; the release came after it."""
    folder = tmp_path / "theirs"
    git(tmp_path, "clone", "--quiet", "--origin", "upstream", str(ours), str(folder))
    git(folder, "config", "user.name", "Someone")
    git(folder, "config", "user.email", "someone@example.org")
    (folder / "local.md").write_text("Mine.\n", "utf-8")
    commit(folder, "Mine")
    (ours / "about.md").write_text(ABOUT.replace("One", "Two"), "utf-8")
    (ours / "new.md").write_text(ABOUT, "utf-8")
    (ours / "gone.md").unlink()
    commit(ours, "Release")
    git(folder, "fetch", "--quiet", "upstream")
    return folder


@pytest.fixture
def killed(ours: Path, theirs: Path) -> Path:
    """The fork as an update left it that was killed before it wrote anything."""
    old, new = (git(folder, "rev-parse", "HEAD").strip() for folder in (theirs, ours))
    (theirs / ".git" / NOTE).write_text(f"{old} {new}", "utf-8")
    return theirs


def tops(folder: Path) -> list[str]:
    return git(folder, "log", "--format=%s").splitlines()


def test_commits_made_since_stay_on_the_branch(killed: Path) -> None:
    (killed / "local.md").write_text("Mended by hand.\n", "utf-8")
    (killed / "about.md").write_text(ABOUT.replace("One", "Two"), "utf-8")
    commit(killed, "Mended by hand")
    assert update(killed).changed == ("about.md", "gone.md", "new.md")
    assert "Mended by hand" in tops(killed)
    assert (killed / "local.md").read_text("utf-8") == "Mended by hand.\n"
    assert (killed / "about.md").read_text("utf-8").startswith("Two.")
    assert not (killed / ".git" / NOTE).exists()


def test_a_merge_that_was_ended_by_hand_stays(ours: Path, killed: Path) -> None:
    git(killed, "merge", "--quiet", "--no-edit", git(ours, "rev-parse", "HEAD").strip())
    (killed / "local.md").write_text("Later.\n", "utf-8")
    commit(killed, "Later")
    assert update(killed).changed == ()
    assert tops(killed)[0] == "Later"


def test_work_since_that_is_not_committed_stays(killed: Path) -> None:
    (killed / "about.md").write_text("Not committed.\n", "utf-8")
    with pytest.raises(RefusedError, match=r"cut off.* about\.md"):
        update(killed)
    assert (killed / "about.md").read_text("utf-8") == "Not committed.\n"
    (killed / "about.md").write_text(ABOUT, "utf-8")
    (killed / "new.md").write_text("My own new page.\n", "utf-8")
    with pytest.raises(RefusedError, match=r"new\.md"):
        update(killed)
    assert (killed / "new.md").read_text("utf-8") == "My own new page.\n"


def test_another_merge_that_a_person_began_stays(ours: Path, killed: Path) -> None:
    git(killed, "branch", "other", "HEAD~1")
    git(killed, "checkout", "--quiet", "other")
    (killed / "other.md").write_text("Other.\n", "utf-8")
    commit(killed, "Other")
    git(killed, "checkout", "--quiet", "main")
    git(killed, "merge", "--quiet", "--no-ff", "--no-commit", "other")
    with pytest.raises(RefusedError, match="a merge was begun"):
        update(killed)
    assert (killed / ".git/MERGE_HEAD").exists()
    assert (killed / "other.md").is_file()


@pytest.mark.parametrize("about", ["", "Two.\nTw", ABOUT.replace("One", "Two"), None])
def test_what_the_update_itself_wrote_is_taken_back(killed: Path, about: str | None) -> None:
    """Whole, half or not at all: git takes the old file away before it writes the new one."""
    (killed / "about.md").unlink()
    if about is not None:
        (killed / "about.md").write_text(about, "utf-8")
    (killed / "new.md").write_text("One.\n", "utf-8")
    (killed / "gone.md").unlink()
    assert update(killed).changed == ("about.md", "gone.md", "new.md")
    assert git(killed, "status", "--porcelain") == ""
    assert (killed / "about.md").read_text("utf-8") == ABOUT.replace("One", "Two")
    assert not (killed / "gone.md").exists()


# --- other work that is under way ---


@pytest.mark.parametrize("what", ["rebase", "cherry-pick", "revert"])
def test_other_work_that_git_has_begun_is_ended_first(theirs: Path, what: str) -> None:
    git(theirs, "branch", "other", "HEAD~1")
    (theirs / "local.md").write_text("Again.\n", "utf-8")
    commit(theirs, "Again")
    git(theirs, "checkout", "--quiet", "other")
    (theirs / "local.md").write_text("Another.\n", "utf-8")
    commit(theirs, "Another")
    git(theirs, "checkout", "--quiet", "main")
    Repository(theirs).run(
        what, {"rebase": "other"}.get(what, "other" if what[0] == "c" else "HEAD~1")
    )
    before = (theirs / "local.md").read_text("utf-8")
    with pytest.raises(RefusedError, match=f"'git {what} --abort' takes it back"):
        update(theirs)
    assert (theirs / "local.md").read_text("utf-8") == before
    assert git(theirs, "status", "--porcelain")


def test_without_a_branch_nothing_is_taken(theirs: Path) -> None:
    git(theirs, "checkout", "--quiet", "--detach")
    before = tops(theirs)
    with pytest.raises(RefusedError, match=r"no branch is checked out.*'git switch main'"):
        update(theirs)
    assert tops(theirs) == before


def test_notes_with_marks_of_a_conflict_are_mended_first(theirs: Path) -> None:
    notes = theirs / "data/local/upstream.yml"
    notes.parent.mkdir(parents=True)
    notes.write_text("<<<<<<< HEAD\nsite:\n", "utf-8")
    commit(theirs, "Conflict")
    with pytest.raises(RefusedError, match=r"upstream\.yml:1: .*cannot be read.*--taken"):
        update(theirs)
    assert notes.read_text("utf-8").startswith("<<<<<<<")


# --- where the other guide is ---


def test_an_address_that_leads_nowhere_does_not_replace_a_good_one(
    ours: Path, theirs: Path
) -> None:
    with pytest.raises(RefusedError, match=r"nothing could be fetched from .*/nowhere"):
        update(theirs, str(ours.with_name("nowhere")))
    assert git(theirs, "remote", "get-url", "upstream").strip() == str(ours)
    assert update(theirs).changed


def test_a_new_address_is_kept_once_something_came_from_it(ours: Path, theirs: Path) -> None:
    moved = ours.rename(ours.with_name("moved"))
    assert update(theirs, str(moved)).changed
    assert git(theirs, "remote", "get-url", "upstream").strip() == str(moved)


def test_the_first_address_is_kept_only_if_it_is_right(ours: Path, theirs: Path) -> None:
    git(theirs, "remote", "remove", "upstream")
    with pytest.raises(RefusedError, match="nothing could be fetched"):
        update(theirs, str(ours.with_name("nowhere")))
    assert git(theirs, "remote") == ""


def test_an_index_that_a_killed_git_has_locked_is_freed(killed: Path) -> None:
    for name in (LOCK, "index.lock"):
        (killed / ".git" / name).touch()
    assert update(killed).changed == ("about.md", "gone.md", "new.md")
    assert not (killed / ".git" / LOCK).exists()


@pytest.mark.parametrize(("left", "text"), [((LOCK, "index.lock"), "DIRC"), (("index.lock",), "")])
def test_an_index_that_somebody_else_has_locked_stays_so(
    left: tuple[str, ...], text: str, killed: Path
) -> None:
    for name in left:
        (killed / ".git" / name).write_text(text)
    with pytest.raises(RefusedError, match="index"):
        update(killed)
    assert (killed / ".git/index.lock").read_text() == text


KILLED = """
import os, signal, sys
from pathlib import Path
from macros.locking import hold
from macros.repository import Repository
hold(Path(sys.argv[1]))
wait = f"alias.wait=!echo begun >&2; kill -9 {os.getpid()}; read line"
Repository(Path.cwd()).run("-c", wait, "wait")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="There, no program hands on what it holds.")
def test_nobody_begins_while_git_is_still_at_work(
    killed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("macros.unfinished.PATIENCE", 0.0)
    lock = killed / ".git" / LOCK
    words = [sys.executable, "-c", KILLED, str(lock)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=killed
    ) as begun:
        assert begun.wait(20) == -9
        with pytest.raises(RefusedError, match="still at work"):
            update(killed)
    monkeypatch.undo()
    assert update(killed).changed
