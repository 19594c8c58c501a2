"""Taking a release: what is local stays, the rest follows, and nothing is left half done."""

import shutil
from pathlib import Path

import pytest

from macros.rename.plan import Planning
from macros.repository import Done, RefusedError, Repository
from macros.straying import TITLE, listed, of_folder
from macros.updating import update
from tests.local.forks import LOCAL_FILES, commit, fork, git, settled, upstream
from tests.projects import ROOT, Project

NOTES = {
    ".yml": "# Seen again\n",
    ".md": "\nSeen again.\n",
    ".py": "# Seen again\n",
    ".html": "{# Seen again #}\n",
    ".css": "/* Seen again */\n",
    ".js": "// Seen again\n",
    ".cjs": "// Seen again\n",
    ".toml": "# Seen again\n",
    ".lock": "# Seen again\n",
    ".txt": "\n",
    ".json": "\n",
    "": "# Seen again\n",
}
"""What may be added at the end of a file of a kind."""


LOCAL_FOLDERS = ("data/local/", "docs/local/", "overrides/local/")
NOT_LOCAL = tuple(f":!{folder}" for folder in LOCAL_FOLDERS)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This guide in a repository of its own; a test clones it before it changes it."""
    return upstream(tmp_path_factory.mktemp("origin") / "guide")


@pytest.fixture
def ours(origin: Path, tmp_path: Path) -> Path:
    """A copy of the upstream repository that the test may change."""
    git(tmp_path, "clone", "--quiet", str(origin), "upstream")
    return tmp_path / "upstream"


@pytest.fixture
def theirs(ours: Path, tmp_path: Path) -> Project:
    return fork(ours, tmp_path / "fork")


def touch_every_file(folder: Path) -> set[str]:
    """Change every file that upstream owns, move a page, and give a record another id; the paths of
    those that changed.
    """
    Planning.of(folder, "partners/bank-on", "bank-on-us").plan().write()
    git(folder, "add", "--all")
    names = git(folder, "ls-files").splitlines()
    for name in names:
        path = folder / name
        if path.suffix in NOTES and not path.is_symlink():
            path.write_bytes(path.read_bytes() + NOTES[path.suffix].encode())
        elif path.suffix not in NOTES:
            path.chmod(path.stat().st_mode ^ 0o111)
    git(folder, "mv", "docs/chapters/sustaining.md", "docs/chapters/keeping-on.md")
    for path in (folder / "mkdocs.yml", *(folder / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        path.write_text(text.replace("sustaining.md", "keeping-on.md"), "utf-8")
    commit(folder, "Change everything")
    return set(git(folder, "diff", "--name-only", "HEAD~1").splitlines())


def state(project: Project) -> tuple[str, str, str]:
    return (
        git(project.root, "rev-parse", "HEAD"),
        git(project.root, "status", "--porcelain"),
        git(project.root, "stash", "list"),
    )


def test_a_change_of_every_file_of_ours_merges_and_leaves_all_that_is_local(
    ours: Path, theirs: Project
) -> None:
    changed = touch_every_file(ours)
    assert set(git(ours, "ls-files").splitlines()) <= changed
    brought = update(theirs.root, str(ours))
    assert set(brought.changed) >= changed - {"docs/chapters/keeping-on.md"}
    assert ("docs/local/chapters/vetting.md", "docs/chapters/vetting.md") in brought.concerned
    assert git(theirs.root, "status", "--porcelain") == ""
    assert git(theirs.root, "diff", "FETCH_HEAD", "--name-only", "--", ".", *NOT_LOCAL) == ""
    for path, text in LOCAL_FILES.items():
        assert (theirs.root / path).read_text("utf-8") == text
    looks_local(theirs.build())
    assert update(theirs.root).changed == ()


def looks_local(project: Project) -> None:
    """All that the fork changed shows on its site."""
    assert "Lake Jobs" in project.page("partners/lake-jobs")
    assert "The law on jobs, as we read it" in project.page("resources/wioa")
    assert not (project.site / "resources/u-visa").exists()
    assert "Ask the library first." in project.page("chapters/vetting")
    assert not (project.site / "chapters/mapping").exists()
    assert "Rides to work" in project.page("chapters/keeping-on")
    bank = project.page("partners/bank-on-us")
    assert "by the help desk" in bank and "Spanish" in bank
    assert 'url=../bank-on-us/"' in project.page("partners/bank-on")
    assert "The guide had 12 entries on that day." in project.page("changes")
    assert "Address gone." in bank
    for page in ("", "lake/rides", "partners/lake-jobs"):
        html = project.page(page)
        assert "Printed by the lake." in html
        assert "Lake County Library, for all who live here." in html
        assert "assets/lake.svg" in html and "assets/local.css" in html
        assert "--brand: #5b0f57" in html


def test_a_copy_without_history_finds_where_it_began(ours: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(ours, copy, ignore=shutil.ignore_patterns(".git"))
    git(copy, "init", "--quiet", "--initial-branch", "main")
    commit(copy, "Initial commit")
    project = settled(Project(copy))
    (ours / "CHANGELOG.md").write_text("New\n", "utf-8")
    commit(ours, "New")
    assert update(project.root, str(ours)).changed == ("CHANGELOG.md",)
    assert (copy / "CHANGELOG.md").read_text("utf-8") == "New\n"
    assert (copy / "data/local/site.yml").is_file()


def test_a_guide_of_another_origin_is_refused(ours: Path, tmp_path: Path) -> None:
    other = Project(tmp_path / "other")
    other.write("data/site.yml", "name: Another\n")
    git(other.root, "init", "--quiet", "--initial-branch", "main")
    settled(other)
    before = state(other)
    with pytest.raises(RefusedError, match="shares no history"):
        update(other.root, str(ours))
    assert state(other) == before


def test_a_conflict_is_named_and_taken_back(ours: Path, theirs: Project) -> None:
    for folder, words in ((ours, "Ours"), (theirs.root, "Theirs")):
        (folder / "docs/about.md").write_text(f"# {words}\n", "utf-8")
        commit(folder, words)
    before = git(theirs.root, "status", "--porcelain")
    with pytest.raises(RefusedError) as refused:
        update(theirs.root, str(ours))
    assert "docs/about.md → docs/local/about.md" in str(refused.value)
    assert git(theirs.root, "status", "--porcelain") == before == ""
    assert (theirs.root / "docs/about.md").read_text("utf-8") == "# Theirs\n"
    assert not (theirs.root / ".git/MERGE_HEAD").exists()


def test_an_update_that_was_killed_begins_anew(
    ours: Path, theirs: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ours / "docs/about.md").write_text("# Ours\n", "utf-8")
    (ours / "docs/new.md").write_text("# New\n", "utf-8")
    git(ours, "rm", "--quiet", "docs/corrections.md")
    commit(ours, "Ours")
    really_run = Repository.run

    def cut_off(self: Repository, *words: str) -> Done:
        if "merge" in words and "--no-edit" in words:
            really_run(self, "checkout", "FETCH_HEAD", "--", "docs/about.md", "docs/new.md")
            really_run(self, "reset", "--quiet")
            (theirs.root / "docs/corrections.md").unlink()
            raise SystemExit
        return really_run(self, *words)

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(Repository, "run", cut_off)
        update(theirs.root, str(ours))
    (theirs.root / ".git/MERGE_HEAD").write_text(git(ours, "rev-parse", "HEAD"))
    theirs.write("data/local/new.txt", "Written since\n")
    assert "docs/about.md" in git(theirs.root, "status", "--porcelain")
    assert set(update(theirs.root).changed) == {
        *("docs/about.md", "docs/corrections.md", "docs/new.md")
    }
    assert git(theirs.root, "status", "--porcelain") == "?? data/local/new.txt\n"
    assert git(theirs.root, "diff", "FETCH_HEAD", "--name-only", "--", ".", *NOT_LOCAL) == ""


def test_a_merge_that_breaks_off_is_taken_back(
    ours: Path, theirs: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, words in ((ours, "Ours"), (theirs.root, "Theirs")):
        (folder / "docs/about.md").write_text(f"# {words}\n", "utf-8")
        commit(folder, words)

    def interrupted(*words: object) -> list[str]:
        assert (theirs.root / ".git/MERGE_HEAD").exists()
        raise KeyboardInterrupt

    monkeypatch.setattr("macros.updating._torn", interrupted)
    with pytest.raises(KeyboardInterrupt):
        update(theirs.root, str(ours))
    assert not (theirs.root / ".git/MERGE_HEAD").exists()
    assert git(theirs.root, "status", "--porcelain") == ""


def test_what_would_mix_with_a_merge_is_refused(ours: Path, theirs: Project) -> None:
    with pytest.raises(RefusedError, match="--from https://"):
        update(theirs.root)
    theirs.write("data/local/partners/lake-jobs.yml", "name: Half done\n")
    with pytest.raises(RefusedError, match=r"^data/local/partners/lake-jobs\.yml changed since"):
        update(theirs.root, str(ours))
    git(theirs.root, "checkout", "--quiet", "--", ".")
    theirs.write("docs/assets/déjà vu.txt", "Half done\n")
    git(theirs.root, "add", ".")
    with pytest.raises(RefusedError, match=r"^docs/assets/déjà vu\.txt changed since"):
        update(theirs.root, str(ours))
    git(theirs.root, "reset", "--quiet", "--hard")
    git(theirs.root, "checkout", "--quiet", "--", ".")
    (theirs.root / ".git/MERGE_HEAD").write_text(git(theirs.root, "rev-parse", "HEAD"))
    with pytest.raises(RefusedError, match="'git merge --abort' takes it back"):
        update(theirs.root, str(ours))
    (theirs.root / ".git/MERGE_HEAD").unlink()
    with pytest.raises(RefusedError, match="no release 'v9' could be fetched"):
        update(theirs.root, str(ours), "v9")


def test_a_folder_that_is_no_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no git repository"):
        update(tmp_path)


def test_a_history_cut_short_is_refused(ours: Path, tmp_path: Path) -> None:
    (ours / "CHANGELOG.md").write_text("New\n", "utf-8")
    commit(ours, "New")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{ours}", "short")
    with pytest.raises(RefusedError, match="git fetch --unshallow"):
        update(tmp_path / "short", str(ours))


def test_the_command_says_what_came_and_checks_it(ours: Path, theirs: Project) -> None:
    with (ours / "docs/chapters/vetting.md").open("a", encoding="utf-8") as page:
        page.write("\nNew.\n")
    commit(ours, "New words on vetting")
    done = theirs.run("macros.cli", "update", "--from", str(ours))
    assert done.returncode == 0, done.stderr
    assert "Files that changed: pages 1" in done.stdout
    assert (
        "docs/local/chapters/vetting.md (in the release: docs/chapters/vetting.md)" in done.stdout
    )
    assert "no problems" in done.stdout
    again = theirs.run("macros.cli", "update")
    assert again.stdout == "There is nothing new: your guide has all of it.\n"


def test_what_is_ours_and_was_changed_is_told_before_it_tears(ours: Path, theirs: Project) -> None:
    theirs.write("docs/about.md", "# Lake County\n")
    theirs.write("docs/rides.md", "# Rides\n")
    theirs.write("NOTES.txt", "Ours alone\n")
    commit(theirs.root, "Our words in the wrong places")
    assert of_folder(theirs.root) == ()
    (ours / "CHANGELOG.md").write_text("New\n", "utf-8")
    commit(ours, "New")
    assert update(theirs.root, str(ours)).strays == ("docs/about.md", "docs/rides.md")
    theirs.write("LICENSE", "Ours, not committed\n")
    told = theirs.run("macros.cli", "diff").stdout
    assert f"{TITLE} (3)\n  LICENSE\n  docs/about.md → docs/local/about.md\n" in told
    git(theirs.root, "checkout", "--quiet", "--", "LICENSE")
    again = theirs.run("macros.cli", "update").stdout
    assert again.endswith(f"{TITLE}:\n{listed(('docs/about.md', 'docs/rides.md'))}\n")


def test_git_keeps_what_is_local_and_no_release_of_ours_holds_any(theirs: Project) -> None:
    ours = git(theirs.root, "ls-tree", "-r", "--name-only", "HEAD~1").splitlines()
    own = set(git(theirs.root, "ls-files").splitlines()) - set(ours)
    assert own == set(LOCAL_FILES)
    if (ROOT / ".git").exists():
        ours = git(ROOT, "ls-files").splitlines()
    assert [path for path in ours if path.startswith(LOCAL_FOLDERS)] == []
