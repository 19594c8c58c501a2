"""`guide build --zip`: a guide on a memory stick."""

import re
import subprocess
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from macros import zipping
from macros.cli import main
from macros.exports.formats import ON_A_DISK
from macros.offline import Disk, from_above
from macros.zipping import INSIDE, OPEN, READ, Names, UnportableError, folder_name, pack
from tests.finder.finders import IN_DIALOG, Finder
from tests.frame.screens import PHONE
from tests.projects import Project, snapshot
from tests.watching import Watched, on_a_stick
from tests.websites import Document, pages

INLINE = re.compile(r"<script[^>]*>(.*?)</script>", re.S)


def build(project: Project, *words: str) -> str:
    """What `guide build` says, last of all if it went well."""
    result = CliRunner().invoke(main, ["build", "--folder", str(project.root), *words])
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result.output


def names(archive: Path) -> list[str]:
    with ZipFile(archive) as packed:
        return packed.namelist()


@pytest.fixture(scope="module")
def stick(moved: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that comes out of the zip."""
    folder = tmp_path_factory.mktemp("stick")
    pack(moved.site, folder / "a.zip", Names("Test Guide"), {READ: "Words.\nMore."})
    with ZipFile(folder / "a.zip") as archive:
        archive.extractall(folder)
    return folder / "Test Guide"


# --- what is in it ---


def test_at_its_top_stand_a_page_to_open_and_a_note(stick: Path) -> None:
    assert sorted(path.name for path in stick.iterdir()) == [OPEN, READ, INSIDE]
    assert (stick / READ).read_bytes() == b"Words.\r\nMore.\r\n"


def test_what_only_a_web_host_needs_is_left_out(stick: Path, moved: Project) -> None:
    site = {path.relative_to(moved.site).as_posix() for path in moved.site.rglob("*.*")}
    there = {path.relative_to(stick / INSIDE).as_posix() for path in (stick / INSIDE).rglob("*.*")}
    hosts = {"404.html", "sitemap.xml", "sitemap.xml.gz"}
    programs = {path for path in site if path.startswith("api/")} - ON_A_DISK
    assert site - there == hosts | programs
    assert not list(stick.rglob("_*"))


def test_every_link_leads_to_a_file(stick: Path) -> None:
    """Without any script: the address itself names the page."""
    count = 0
    for page in pages(stick):
        for target in Document.of(page).targets:
            path = target.partition("#")[0]
            if path and not re.match(r"[a-z]+:", path):
                count += 1
                assert (page.parent / path).is_file(), f"{page} → {target}"
    assert count > 500


def test_no_page_says_where_else_it_stands(stick: Path, moved: Project) -> None:
    assert 'rel="canonical"' in moved.page("partners")
    assert [page for page in pages(stick) if "canonical" in page.read_text("utf-8")] == []


def test_scripts_stay_as_they_were(stick: Path, moved: Project) -> None:
    """The policy of each page allows them by their hash."""
    for page in pages(stick / INSIDE):
        before = (moved.site / page.relative_to(stick / INSIDE)).read_text("utf-8")
        assert INLINE.findall(page.read_text("utf-8")) == INLINE.findall(before)


def test_all_else_stays_as_it_was(stick: Path, moved: Project) -> None:
    before, after = snapshot(moved.site), snapshot(stick / INSIDE)
    files = [path for path in after if not path.endswith(".html")]
    assert [path for path in files if after[path] != before[path]] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<a><!-- only online --><a href=x><!-- /only online --><b>", "<a><b>"),
        ('<a href="../a/">', '<a href="../a/index.html">'),
        ("<A HREF='../a/#x'>", '<A HREF="../a/index.html#x">'),
        ("<a href=../a/ title=x>", '<a href="../a/index.html" title=x>'),
        ('<a href="..">', '<a href="../index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="../a">', '<a href="../a/index.html">'),
        ('<a href="../%C3%A9/">', '<a href="../%C3%A9/index.html">'),
        ('<a href="../a/?x=1&amp;y">', '<a href="../a/index.html?x=1&amp;y">'),
        ('<link rel="canonical" href="https://example.org/"><i>', "<i>"),
    ],
)
def test_a_link_to_a_folder_leads_to_its_page(before: str, after: str) -> None:
    assert Disk({"", "a", "b", "é"}).page(before, "b/index.html") == after


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#x">',
        '<a href="../a.pdf">',
        '<a href="../unknown/">',
        '<a href="https://example.org/a/">',
        '<a href="//example.org/a/">',
        '<a href="mailto:a@example.org">',
        '<a title="<a href=../a/>">',
        "<script>x = '<a href=\"../a/\">'</script>",
        '<!-- <a href="../a/"> -->',
        '<textarea><a href="../a/"></textarea>',
    ],
)
def test_what_is_no_link_to_a_folder_stays(html: str) -> None:
    assert Disk({"", "a", "b"}).page(html, "b/index.html") == html


def test_a_page_can_be_opened_from_above() -> None:
    page = '<link href="x.css"><a href="./a/#b"><a href="#c"><img src="data:,"><script src="s.js">'
    opened = '<link href="g/x.css"><a href="g/./a/#b"><a href="#c"><img src="data:,">'
    assert from_above(page, "g") == f'{opened}<script src="g/s.js">'


def test_of_the_data_it_holds_the_spreadsheets(project: Project, tmp_path: Path) -> None:
    """What programs fetch, a file for each record, would be most of the zip."""
    project.write("docs/index.md", "# Home\n\n{{ open_data() }}\n")
    assert 'href="api/v1/index.json"' in project.build().page("")
    pack(project.site, tmp_path / "a.zip", Names("Guide"), {})
    found = {name.partition("/api/v1/")[2] for name in names(tmp_path / "a.zip")} - {""}
    tables = {"partners", "partners-services", "resources"}
    assert found == {"csv.zip", *(f"csv/{name}.csv" for name in tables)}
    with ZipFile(tmp_path / "a.zip") as packed:
        home = packed.read(f"Guide/{INSIDE}/index.html").decode()
    assert set(re.findall(r'href="api/v1/([^"]+)"', home)) == found
    assert "Spreadsheets" in home and "Programs" not in home


# --- the zip itself ---


def test_the_same_site_gives_the_same_bytes(moved: Project, tmp_path: Path) -> None:
    digests = set()
    for name in ("a.zip", "b.zip"):
        pack(moved.site, tmp_path / name, Names("Guide"), {})
        digests.add(sha256((tmp_path / name).read_bytes()).hexdigest())
        (moved.site / "index.html").touch()
    assert len(digests) == 1
    with ZipFile(tmp_path / "a.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_pack_that_fails_leaves_the_zip_that_was_there(
    tmp_path: Path, moved: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "a.zip"
    archive.write_text("old")

    def failing(*words: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(zipping, "_add", failing)
    with pytest.raises(OSError, match="full"):
        pack(moved.site, archive, Names("Guide"), {})
    assert archive.read_text() == "old"


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("a:b.png", "Windows can have no file called 'a:b.png'"),
        ("terms/con/x.html", "Windows can have no file called 'con'"),
        ("aux.txt", "Windows can have no file called 'aux.txt'"),
        ("ends./x.html", "Windows can have no file called 'ends.'"),
        ("Index.html", "Windows and macOS take it for"),
        (f"{'long/' * 40}x.html", "too long a path for Windows"),
    ],
)
def test_names_that_windows_cannot_have_are_refused(
    tmp_path: Path, path: str, complaint: str
) -> None:
    for name in ("index.html", path):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text("")
    with pytest.raises(UnportableError, match=re.escape(complaint)):
        pack(tmp_path / "site", tmp_path / "a.zip", Names("Guide"), {})
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize("old", ["INDEX.html", "con/", "ends./", f"{'long/' * 40}"])
def test_an_old_address_stops_no_zip(tmp_path: Path, old: str) -> None:
    site = tmp_path / "site"
    page = site / (old if old.endswith(".html") else f"{old}index.html")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("")
    (site / "index.html").write_text("")
    (site / "_redirects").write_text(f"/{old} /new/ 301\n")
    pack(site, tmp_path / "a.zip", Names("Guide"), {})
    assert names(tmp_path / "a.zip") == [f"Guide/{OPEN}", "Guide/guide/index.html"]


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Safe Work Toolkit", "Safe Work Toolkit"),
        ("Work: safe/sound?", "Work safe sound"),
        ("Guía para trabajar", "Guía para trabajar"),
        ("CON", "CON guide"),
        ("…", "Guide"),
        ("Ends with a dot.", "Ends with a dot"),
        (f"{'Words ' * 6}abc def", f"{'Words ' * 6}abc"),
    ],
)  # fmt: skip
def test_the_folder_has_the_name_of_the_guide(name: str, folder: str) -> None:
    assert folder_name(name) == folder


# --- the command ---


def test_the_command_builds_and_packs(project: Project) -> None:
    said = build(project, "--zip")
    archive = project.root / "site.zip"
    assert f"The finished guide stands in {project.root / 'site'}\n" in said
    assert re.search(
        r"site\.zip: \d\.\d MB, \d+ files\. Unpack it, then open “Open the guide", said
    )
    top = f"Test Guide/{INSIDE}/"
    assert f"{top}index.html" in names(archive)
    with ZipFile(archive) as packed:
        note = packed.read(f"Test Guide/{READ}").decode()
    assert note.startswith("Test Guide\r\n\r\nHOW TO OPEN IT")
    assert "STAFF" not in note.upper()


def test_the_zip_may_have_another_name(project: Project, tmp_path: Path) -> None:
    build(project, "--zip", str(tmp_path / "new/mine.zip"))
    assert names(tmp_path / "new/mine.zip")


@pytest.fixture
def private(project: Project) -> Project:
    project.write(
        "data/private/partners/quiet.yml",
        "name: Quiet House\ndescription: For staff.\nsources: [survey]\n",
    )
    return project


def test_a_zip_for_staff_says_so_in_each_place(private: Project) -> None:
    assert "site-staff.zip: " in build(private, "--edition", "staff", "--zip")
    archive = private.root / "site-staff.zip"
    start = "Open the STAFF guide.html"
    with ZipFile(archive) as packed:
        for name in (READ, "STAFF-EDITION.txt", start):
            assert "not for the public" in packed.read(f"Test Guide - STAFF/{name}").decode()
        note = packed.read(f"Test Guide - STAFF/{READ}").decode()
        assert f'Double-click "{start}"' in note and '"guide-staff"' in note


def test_a_zip_for_staff_shares_no_file_with_the_public_one(
    private: Project, tmp_path: Path
) -> None:
    """Whatever is unpacked over what: a guide that looks public holds no page for staff."""
    build(private, "--zip")
    build(private, "--edition", "staff", "--zip")
    public, staff = (names(private.root / name) for name in ("site.zip", "site-staff.zip"))
    inner = [{name.partition("/")[2] for name in found} for found in (public, staff)]
    assert not set(public) & set(staff)
    assert inner[0] & inner[1] == {READ}


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--zip", "guide.tar"], "guide.tar is no name of a zip file, such as site.zip"),
        (["--zip", "site/a.zip"], "site/a.zip would stand in"),
        (["--zip", "docs/a.zip"], "docs/a.zip would stand in"),
        (["--site-dir", "other", "--zip", "other/a.zip"], "other/a.zip would stand in"),
        (["--zip", "a-staff.zip"], "the name of a zip for the public does not end in -staff.zip"),
        (["--edition", "staff", "--zip", "a.zip"], "name of a zip for staff ends in -staff.zip"),
    ],
)  # fmt: skip
def test_a_zip_has_a_place_of_its_own(
    project: Project, words: list[str], complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    assert complaint in build(project, *words)
    assert not list(project.root.glob("**/a*.zip"))
    assert not project.site.exists()


def test_a_zip_for_staff_stands_where_git_cannot_see_it(private: Project) -> None:
    subprocess.run(["git", "init", "-q", str(private.root)], check=True)
    ignored = ("/data/private", "/site-staff/", "/.site-staff.*/", "/.cache/")
    private.write(".gitignore", "".join(f"{line}\n" for line in ignored))
    said = build(private, "--edition", "staff", "--zip")
    assert "git does not ignore" in said
    assert "write the line /site-staff.zip into" in said
    private.write(".gitignore", "/*.zip\n/.*\n" + "".join(f"{line}\n" for line in ignored))
    assert "site-staff.zip: " in build(private, "--edition", "staff", "--zip")


# --- in a browser ---


def test_it_opens_by_a_double_click_and_works(stick: Path, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(8_000)
    watched = Watched(context.new_page())
    page = watched.page
    page.goto((stick / OPEN).as_uri())
    page.locator("[data-find]").click()
    finder = Finder(page, IN_DIALOG)
    finder.ask("library")
    finder.part("open").first.click()
    finder.part("detail").get_by_role("link", name="Open its page").click()
    page.wait_for_url(f"{(stick / INSIDE).as_uri()}/*/*/index.html")
    page.get_by_role("link", name="Test Guide", exact=True).first.click()
    assert page.url.endswith(f"/{INSIDE}/index.html")
    assert watched.errors == []
    assert watched.elsewhere("file:") == []
    context.close()


def test_without_scripts_links_lead_on(stick: Path, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto((stick / OPEN).as_uri())
    for name in ("Partners", "Town Library", "Find", "Test Guide"):
        page.get_by_role("link", name=name, exact=True).first.click(force=True)
        assert page.url.endswith("/index.html"), name
        assert page.locator("h1").count() == 1
    context.close()


@pytest.mark.parametrize("old", ["partners/library/index.html", "jobs.html"])
def test_an_old_address_leads_on(stick: Path, browser: Browser, old: str) -> None:
    """Else a page of an older zip would stay there when a newer one is unpacked over it."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((stick / INSIDE / old).as_uri())
    page.wait_for_url("**/partners/town-library/index.html*")
    assert page.locator("h1").inner_text() == "Town Library"
    context.close()


def test_without_a_net_the_way_out_still_hides_the_guide(stick: Path, browser: Browser) -> None:
    context = browser.new_context()
    context.set_offline(True)
    page = context.new_page()
    page.goto((stick / OPEN).as_uri())
    with page.expect_event("requestfailed"):
        page.locator("[data-exit]").first.click(no_wait_after=True)
    page.wait_for_url(re.compile("chrome-error:|weather"))
    assert "Test Guide" not in page.content()
    context.close()


def test_pages_of_tests_stand_on_such_a_stick(moved: Project) -> None:
    folder = on_a_stick(moved.site)
    assert folder.parent.name == "The guide"
    assert 'href="partners/index.html"' in (folder / "index.html").read_text("utf-8")
