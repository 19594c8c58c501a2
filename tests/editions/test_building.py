"""`guide build`: which edition goes where, and what it refuses."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document as WordDocument
from pypdf import PdfReader

from macros import session
from macros.cli import main
from macros.destination import Layout
from macros.editions import NOTICE, Edition
from macros.exposed import exposed
from tests.editions.canaries import found
from tests.editions.planted import Planted
from tests.projects import ROOT, Project, snapshot
from tests.websites import Document, pages

SECRET = "zqsecret"
SHELTER = f"name: Safe House\ndescription: At {SECRET} Road.\nsources: [survey]\n"
MARK = "Staff edition: not for the public"
STAFF = ("macros.cli", "build", "--edition", "staff")
AUTHOR = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
WATCHED = """
import sys
def watch(event, about):
    if event in ("open", "os.listdir", "os.scandir") and "data/private" in str(about[0]):
        print("OPENED", about[0])
sys.addaudithook(watch)
from {module} import {command} as command
command({words})
"""


@pytest.fixture
def private(project: Project) -> Project:
    """A small guide with a shelter that nobody may find."""
    project.write("data/private/partners/safe-house.yml", SHELTER)
    project.write(
        "data/private/partners/notes.yml", f"changes: town-library\nprivate_notes: {SECRET}\n"
    )
    return project


@pytest.fixture
def staff(planted: Planted) -> Path:
    """A staff edition with documents; read it only."""
    return planted.staff


# --- the mark ---


def test_every_page_for_staff_is_marked(staff: Path) -> None:
    for path in pages(staff):
        page = Document.of(path)
        assert MARK in path.read_text("utf-8").split("<body>")[1]
        robots = [e for e in page.all("meta") if e.attributes.get("name") == "robots"]
        assert [e.attributes["content"] for e in robots] == ["noindex, nofollow"]


def test_every_document_for_staff_is_marked(staff: Path) -> None:
    documents = sorted((staff / "downloads").rglob("*.*"))
    assert {path.suffix for path in documents} == {".pdf", ".docx"}
    for path in documents:
        for place in _of_pdf(path) if path.suffix == ".pdf" else _of_word(path):
            assert MARK in place, path


def _of_pdf(path: Path) -> Sequence[str]:
    reader = PdfReader(path)
    assert reader.metadata
    assert reader.pages[0].extract_text().count(MARK) >= 2
    return [str(reader.metadata.title), *(page.extract_text() for page in reader.pages)]


def _of_word(path: Path) -> Sequence[str]:
    document = WordDocument(str(path))
    (section,) = document.sections
    feet = (section.footer, section.first_page_footer)
    said = ["".join(paragraph.text for paragraph in foot.paragraphs) for foot in feet]
    return [document.core_properties.title, document.paragraphs[0].text, *said]


def test_a_folder_for_staff_says_what_it_is(staff: Path) -> None:
    assert (staff / NOTICE).read_text("utf-8").startswith(MARK)


def test_records_with_private_details_say_so(private: Project) -> None:
    private.run(*STAFF)
    site = private.root / "site-staff/partners"
    library = (site / "town-library/index.html").read_text("utf-8")
    assert "This entry holds private details." in library
    assert SECRET in library
    union = (site / "credit-union/index.html").read_text("utf-8")
    assert "private details" not in union
    details = "".join(path.read_text("utf-8") for path in site.parent.glob("finder/*/d/*.js"))
    assert "This entry holds private details." in details
    cards = "".join(path.read_text("utf-8") for path in site.parent.glob("finder/*/c/*.js"))
    assert cards.count("Partner · for staff only") == len(("safe-house", "town-library"))
    lists = (site / "index.html").read_text("utf-8")
    assert 'Safe House</a> <span class="why">For staff only.' in lists
    assert lists.count("For staff only.") == lists.count("Safe House") + lists.count("Town Library")


def test_nobody_is_sent_to_search_the_web_for_a_private_record(private: Project) -> None:
    private.write(
        "data/partners/open.yml", "name: Open House\ndescription: For all.\nsources: [survey]\n"
    )
    assert private.run(*STAFF).returncode == 0
    said = found(private.root / "site-staff", {"Safe House</code>", "Open House</code>"})
    (shard,) = (name for name in said if name.startswith("finder/"))
    open_house = {"Open House</code>"}
    assert said == {"partners/open/index.html": open_house, shard: open_house}


def test_no_list_sends_anyone_to_search_the_web_for_a_private_record(private: Project) -> None:
    private.write(
        "data/private/resources/quiet.yml",
        "title: Quiet Guide\nsummary: For staff.\nformat: guide\nsources: [survey]\n",
    )
    assert private.run(*STAFF).returncode == 0
    page = (private.root / "site-staff/resources/index.html").read_text("utf-8")
    listed, _, lost = page.partition('id="without-an-address"')
    assert "Quiet Guide</a>" in listed
    assert "Lost &amp; Found Guide</a>" in lost
    assert "Quiet Guide</a>" not in lost.partition("</ul>")[0]


def test_the_public_edition_bears_no_mark(small: Project) -> None:
    assert found(small.site, {MARK, "STAFF-EDITION", "noindex, nofollow"}) == {}


# --- which edition ---


def test_the_public_edition_is_what_mkdocs_builds(private: Project) -> None:
    private.run("mkdocs", "build", "--strict")
    before = snapshot(private.site)
    done = private.run("macros.cli", "build")
    assert done.returncode == 0, done.stderr
    after = snapshot(private.site)
    for name in ("sitemap.xml.gz",):
        before.pop(name), after.pop(name)
    assert after == before
    assert not (private.root / "site-staff").exists()


def test_a_build_after_that_for_staff_is_public_again(private: Project) -> None:
    with session.of_edition(private.root, Edition.STAFF):
        private.build(site_dir=str(private.root / "site-staff"))
    assert found(private.root / "site-staff", {SECRET})
    assert found(private.build().site, {SECRET}) == {}


@pytest.mark.parametrize(
    ("module", "command", "words"),
    [
        ("mkdocs.__main__", "cli", ["build", "--strict"]),
        ("macros.cli", "main", ["build"]),
        ("macros.cli", "main", ["check"]),
    ],
    ids=["mkdocs build", "guide build", "guide check"],
)
def test_public_work_never_opens_private_data(
    project: Project, module: str, command: str, words: list[str]
) -> None:
    project.write("data/private/partners/broken.yml", f"name: [{SECRET}\n")
    done = _watched(project, module, command, words)
    assert (done.returncode, "OPENED" in done.stdout) == (0, False), done.stderr


def test_a_check_for_staff_opens_private_data(project: Project) -> None:
    project.write("data/private/partners/broken.yml", f"name: [{SECRET}\n")
    done = _watched(project, "macros.cli", "main", ["check", "--edition", "staff"])
    assert (done.returncode, "OPENED" in done.stdout) == (1, True)
    assert "data/private/partners/broken.yml:1:7: a '[' is opened here" in done.stderr


def _watched(
    project: Project, module: str, command: str, words: list[str]
) -> subprocess.CompletedProcess[str]:
    script = WATCHED.format(module=module, command=command, words=words)
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


# --- when it fails ---


def test_a_staff_build_that_fails_leaves_the_old_one_whole(private: Project) -> None:
    private.run(*STAFF)
    before = snapshot(private.root / "site-staff")
    private.write("data/private/partners/safe-house.yml", "nmae: Safe House\n")
    done = private.run(*STAFF)
    assert done.returncode == 1
    assert "data/private/partners/safe-house.yml:1:1: unknown field 'nmae'" in done.stderr
    assert "Traceback" not in done.stderr
    private.write("data/private/partners/safe-house.yml", SHELTER)
    private.write("docs/extra.md", "# Extra\n\n[nowhere](nowhere.md)\n")
    assert private.run(*STAFF).returncode == 1
    assert snapshot(private.root / "site-staff") == before


def test_a_staff_build_that_is_killed_leaves_nothing_where_others_look(private: Project) -> None:
    begun = private.root / ".site-staff.building"
    process = subprocess.Popen(
        [sys.executable, "-m", *STAFF],
        cwd=private.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and not found(begun, {SECRET}):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert found(begun, {SECRET})
    for name in ("data/private", begun.name, ".cache/documents-staff"):
        _remove(private.root / name)
    assert found(private.root, {SECRET}) == {}


def _remove(path: Path) -> None:
    for inside in sorted(path.rglob("*"), reverse=True):
        inside.rmdir() if inside.is_dir() else inside.unlink()


# --- where it may go ---


@pytest.mark.parametrize(
    ("edition", "place", "why"),
    [
        ("staff", "site", "the public edition"),
        ("staff", "site/staff", "the public edition"),
        ("staff", "data/private/site", "which the guide is made from"),
        ("staff", "docs/staff", "which the guide is made from"),
        ("staff", ".", "the project's own folder"),
        ("staff", "..", "the project's own folder"),
        ("staff", "full", "holds something else than a staff edition"),
        ("staff", "link", "the public edition"),
        ("staff", "SITE", "the public edition"),
        ("staff", "DOCS/staff", "which the guide is made from"),
        ("staff", ".cache/documents", "where documents are kept"),
        ("staff", ".cache", "where documents are kept"),
        ("public", ".cache/documents-staff/site", "where documents are kept"),
        ("public", "docs", "which the guide is made from"),
        ("public", "data/site", "which the guide is made from"),
        ("public", "..", "the project's own folder"),
    ],
)
def test_a_folder_that_holds_something_else_is_refused(
    private: Project, edition: str, place: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    private.write("full/letter.txt", "Dear")
    private.write("site/index.html", "public")
    (private.root / "link").symlink_to("site")
    before = snapshot(private.root)
    monkeypatch.chdir(private.root)
    done = CliRunner().invoke(main, ["build", "--edition", edition, "--site-dir", place])
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert why in done.output
    assert snapshot(private.root) == before


def test_where_mkdocs_puts_the_public_edition_is_known(private: Project) -> None:
    settings = (private.root / "mkdocs.yml").read_text("utf-8")
    private.write("mkdocs.yml", f"{settings}\nsite_dir: site-staff\n")
    words = ["build", "--edition", "staff", "--folder", str(private.root)]
    done = CliRunner().invoke(main, [*words, "--site-dir", str(private.root / "site-staff/inner")])
    assert done.exit_code == 1
    assert "the public edition" in done.output


def test_a_setting_without_a_value_is_as_none(private: Project) -> None:
    settings = (private.root / "mkdocs.yml").read_text("utf-8")
    private.write("mkdocs.yml", f"{settings}\nsite_dir:\ndocs_dir: null\n")
    layout = Layout.of(private.root)
    assert (layout.public, layout.docs) == (private.root / "site", private.root / "docs")
    private.write("mkdocs.yml", "site_dir: [a]\n")
    done = CliRunner().invoke(main, ["build", "--edition", "staff", "--folder", str(private.root)])
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert "mkdocs.yml cannot be read" in done.output


@pytest.mark.parametrize("place", ["site-staff", "site-staff/inner", "elsewhere"])
def test_the_public_edition_takes_the_place_of_no_other(private: Project, place: str) -> None:
    private.write(f"elsewhere/{NOTICE}", MARK)
    done = CliRunner().invoke(
        main,
        ["build", "--folder", str(private.root), "--site-dir", str(private.root / place)],
    )
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert "staff edition" in done.output


def test_another_folder_can_be_named(private: Project) -> None:
    elsewhere = private.root.parent / "elsewhere"
    done = private.run(*STAFF, "--site-dir", str(elsewhere))
    assert done.returncode == 0, done.stderr
    assert found(elsewhere, {SECRET})
    assert private.run(*STAFF, "--site-dir", str(elsewhere)).returncode == 0
    assert not (private.root / "site-staff").exists()


@pytest.fixture
def repository(private: Project) -> Project:
    """A project in git, which ignores what a guide's own `.gitignore` says."""
    _git(private, "init", "-q")
    private.write(".gitignore", (ROOT / ".gitignore").read_text("utf-8"))
    return private


def _git(project: Project, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(project.root), *words], capture_output=True, text=True, check=True
    )
    return done.stdout


def _complaint(project: Project, site: str = "site-staff") -> str:
    return Layout.of(project.root).complaint(project.root / site, Edition.STAFF)


@pytest.mark.parametrize(
    "place",
    [
        "/data/private",
        "/site-staff/",
        "/.site-staff.building/",
        "/.site-staff.old/",
        "/.cache/documents-staff/",
    ],
)
def test_git_must_ignore_each_place_of_the_staff_edition(repository: Project, place: str) -> None:
    lines = (repository.root / ".gitignore").read_text("utf-8").replace("/.cache/", "").splitlines()
    lines += ["/.cache/documents-staff/"]
    assert _complaint(repository) == ""
    kept = [line for line in lines if line != place]
    # Pages alone would be ignored by this; PDF files and private records would not.
    repository.write(".gitignore", "\n".join([*kept, "*.html", ""]))
    line = f"{place.rstrip('/')}/"
    assert f"write the line {line} into {repository.root / '.gitignore'}" in _complaint(repository)


def test_git_must_ignore_a_folder_that_is_named(repository: Project) -> None:
    assert "write the line /other/ into" in _complaint(repository, "other")


@pytest.mark.parametrize("name", ["worktree", "fresh", "staff"])
def test_a_checkout_does_not_become_a_staff_edition(repository: Project, name: str) -> None:
    checkout = repository.root.parent / f"checkout-{name}"
    _git(repository, "add", "docs")
    _git(repository, *AUTHOR, "commit", "-qm", "Pages")
    if name == "worktree":
        _git(repository, "worktree", "add", "-q", "--no-checkout", "-b", "gh-pages", str(checkout))
    else:
        _git(repository, "init", "-q", str(checkout))
    if name == "staff":
        (checkout / NOTICE).write_text(MARK, "utf-8")
    before = snapshot(checkout)
    done = CliRunner().invoke(
        main,
        ["build", *STAFF[2:], "--folder", str(repository.root), "--site-dir", str(checkout)],
    )
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert f"{checkout} is a git checkout" in done.output
    assert snapshot(checkout) == before


@pytest.mark.parametrize("path", ["data/private/partners/notes.yml", "site-staff/plan.pdf"])
def test_git_must_not_keep_what_it_ignores(repository: Project, path: str) -> None:
    repository.write("site-staff/STAFF-EDITION.txt", MARK)
    repository.write(path, SHELTER)
    _git(repository, "add", "--force", path)
    folder = path.rsplit("/", 1)[0].removesuffix("/partners")
    said = _complaint(repository)
    assert f"git keeps {path}" in said
    assert f"git rm -r --cached {folder}" in said


@pytest.mark.parametrize("command", ["macros.cli check", "macros.cli build", "mkdocs build"])
def test_no_public_command_passes_over_what_git_must_not_keep(
    repository: Project, command: str
) -> None:
    _git(repository, "add", "--force", "data/private/partners/notes.yml")
    done = repository.run(*command.split())
    assert done.returncode == 1
    assert "data/private:1:1: git keeps 1 file of it" in done.stderr
    assert "docs/adapt/never-public.md says what to do" in done.stderr
    assert SECRET not in done.stderr


@pytest.mark.parametrize("place", ["site-staff", ".site-staff.old", ".cache/documents-staff"])
def test_each_place_of_the_staff_edition_counts(repository: Project, place: str) -> None:
    for name in ("plan.pdf", "plän.pdf"):
        repository.write(f"{place}/{name}", SHELTER)
    repository.write("site-staff.zip", SHELTER)
    _git(repository, "add", "--force", place, "site-staff.zip")
    found = {problem.path: problem.message for problem in exposed(repository.root)}
    assert set(found) == {place, "site-staff.zip"}
    assert "git keeps 2 files of it" in found[place]


def test_git_must_not_keep_what_builds_take_as_it_is(repository: Project) -> None:
    """Whoever sends such a file in could put on pages what no file of data says."""
    repository.write(".cache/values.json", "")
    repository.write(".cache/documents-staff/plan.pdf", "")
    assert not list(exposed(repository.root))
    _git(repository, "add", "--force", ".cache")
    found = {problem.path: problem.message for problem in exposed(repository.root)}
    assert set(found) == {".cache", ".cache/documents-staff"}
    assert "git keeps 1 file of it" in found[".cache"]
    assert "Run 'git rm -r --cached .cache' and commit" in found[".cache"]


def test_without_git_nobody_is_asked_what_it_keeps(
    repository: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(exposed(repository.root)) == []
    _git(repository, "add", "--force", "data/private")
    assert len(list(exposed(repository.root))) == 1
    monkeypatch.setenv("PATH", "")
    assert list(exposed(repository.root)) == []


def test_what_a_link_leads_to_must_not_be_seen_by_git(repository: Project) -> None:
    private = repository.root / "data/private"
    private.rename(repository.root / "vault")
    private.symlink_to(repository.root / "vault")
    assert "write the line /vault/ into" in _complaint(repository)
    (repository.root / "vault").rename(repository.root.parent / "vault")
    private.unlink()
    private.symlink_to(repository.root.parent / "vault")
    assert _complaint(repository) == ""


def test_private_data_may_stand_on_another_drive(repository: Project) -> None:
    private, drive = repository.root / "data/private", repository.root.parent / "drive"
    private.rename(drive)
    private.symlink_to(drive)
    done = repository.run(*STAFF)
    assert done.returncode == 0, done.stderr
    assert found(repository.root / "site-staff", {SECRET})
    assert "private" not in _git(repository, "status", "--porcelain", "--untracked-files=all")
    assert repository.run("macros.cli", "check").returncode == 0


@pytest.mark.parametrize("edition", list(Edition))
def test_no_edition_takes_the_place_of_private_data(private: Project, edition: Edition) -> None:
    data, drive = private.root / "data/private", private.root.parent / "drive"
    drive.mkdir()
    data.rename(drive / "notes")
    data.symlink_to(drive / "notes")
    for place in (drive, drive / "notes", drive / "notes/site"):
        said = Layout.of(private.root).complaint(place, edition)
        assert said == f"{place} would mix with {drive / 'notes'}, which the guide is made from"


def test_a_drive_that_is_not_there_is_told_plainly(repository: Project) -> None:
    private = repository.root / "data/private"
    private.rename(repository.root.parent / "drive")
    private.symlink_to("/nowhere/drive")
    done = repository.run(*STAFF)
    assert done.returncode == 1
    assert "data/private:1:1: leads to /nowhere/drive, which is not there" in done.stderr
    assert "Traceback" not in done.stderr


def test_git_sees_nothing_of_a_staff_edition(repository: Project) -> None:
    assert repository.run(*STAFF).returncode == 0
    told = _git(repository, "status", "--porcelain", "--untracked-files=all")
    assert "staff" not in told
    assert "private" not in told
