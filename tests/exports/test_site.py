"""What stands with a site for others to take, and what an edition for staff keeps."""

from functools import partial
from pathlib import Path

import lxml.html
import pytest

from macros import session
from macros.editions import Edition
from macros.exports.adding import ExportFiles
from macros.exports.formats import FOLDER, Exports, offers
from macros.exports.hsds.files import PROFILE
from macros.exports.packing import Files
from macros.project import read
from tests.exports import standard
from tests.exports.inventing import small as small_guide
from tests.growing import growth
from tests.projects import ROOT, Project, snapshot

CALL = "# Home\n\n{{ open_data() }}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide's site; its data does not wait for documents."""
    project = Project.small(tmp_path_factory.mktemp("exports"))
    project.write("docs/index.md", CALL)
    return project.build().site


def test_a_site_holds_every_format(built: Path) -> None:
    found = {f"{FOLDER}/{path}": data for path, data in snapshot(built / FOLDER).items()}
    assert found == Exports(small_guide()).of_site()


def test_a_file_is_made_when_it_is_asked_for() -> None:
    made: list[str] = []
    paths = ["one", "other"]

    def make(path: str) -> bytes:
        made.append(path)
        return path.encode()

    files = Files({path: partial(make, path) for path in paths})
    lot = ExportFiles(small_guide(), lambda: files.below("api"))
    assert lot.paths() == ["api/one", "api/other"]
    assert lot.draw("api/missing") is None
    assert made == []
    assert [lot.draw(path) for path in lot.paths()] == [b"one", b"other"]
    assert made == paths


def test_twice_the_records_cost_twice_as_much() -> None:
    assert growth(lambda guide: dict(Exports(guide).of_site())) < 2.1


def test_the_page_lists_files_with_their_sizes(built: Path) -> None:
    html = lxml.html.parse(str(built / "index.html")).getroot()
    listed = {a.get("href"): a.text_content() for a in html.xpath("//a[contains(@href, 'api/')]")}
    assert len(listed) == 8
    for path, words in listed.items():
        size = (built / path).stat().st_size
        assert words.endswith(f", {max(1, round(size / 1000))} kB")
    assert "Open terms" in html.text_content()


def test_our_own_page_lists_all_that_is_offered(site: Path) -> None:
    guide = read(ROOT).guide
    assert guide
    found = lxml.html.parse(str(site / "about/index.html")).xpath("//a/@href")
    sizes = {path: len(data) for path, data in Exports(guide).of_site().items()}
    for listed in offers(sizes).values():
        for offer in listed:
            assert f"../{offer.path}" in found


def test_the_profile_that_hsds_names_is_a_page(site: Path) -> None:
    assert (site / PROFILE / "index.html").is_file()


def test_an_edition_for_staff_gives_nothing_away(project: Project) -> None:
    project.write("docs/index.md", CALL)
    project.write("data/private/partners/notes.yml", "changes: town-library\nprivate_notes: A.\n")
    site = project.root / Edition.STAFF.site
    with session.of_edition(project.root, Edition.STAFF):
        project.build(site_dir=str(site))
    assert not (site / FOLDER).exists()
    assert "Access-Control" not in (site / "_headers").read_text("utf-8")
    assert "made without files of its data" in (site / "index.html").read_text("utf-8")


def test_hosts_let_other_sites_fetch_the_data_and_nothing_else(built: Path) -> None:
    blocks = (built / "_headers").read_text("utf-8").split("\n\n")
    allowed = [block.splitlines()[0] for block in blocks if "Access-Control-Allow-Origin" in block]
    assert allowed == ["/api/*"]


def test_nothing_of_the_standards_own_files_is_in_a_site(site: Path) -> None:
    theirs = set(snapshot(standard.HERE).values())
    assert theirs.isdisjoint(snapshot(site / FOLDER).values())
