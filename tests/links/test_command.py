"""`guide links`, as somebody types it."""

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from click.testing import CliRunner, Result

from macros.cli import main
from macros.editions import Edition
from macros.links import files
from macros.links.addresses import addresses
from macros.links.checking import Outcome, agent
from macros.links.judging import judged
from macros.links.reports import markdown
from macros.links.robots import TOKEN
from macros.links.run import Round
from macros.links.states import Finding, State
from macros.project import read
from tests.links.looks import gone
from tests.links.test_days import ANSWER, COPY, says_json
from tests.links.webs import Web, leads, running, says
from tests.projects import Project

TITLE = "404 `@everyone` <b>not found</b>"


@pytest.fixture
def web() -> Iterator[Web]:
    plays = {
        "/page": says(),
        "/dead": says(404),
        "/old": leads(301, "/page?new=1"),
        "/soft": says(title=TITLE.replace("<", "&lt;")),
        "/secret": says(404),
        "/archive": says_json(ANSWER % (200, COPY)),
    }
    with running(Web(plays)) as web:
        yield web


def listing(project: Project, web: Web, *paths: str) -> Project:
    links = "".join(f"- [It]({web.at()}{path})\n" for path in paths)
    project.write("docs/links.md", f"# Links\n\n{links}")
    return project


def run(project: Project, *words: str) -> Result:
    at = ("links", "--folder", str(project.root), "--pause", "0", "--inside", *words)
    return CliRunner().invoke(main, at, catch_exceptions=False)


def test_dead_links_are_told_and_fail_nothing(quiet: Project, web: Web) -> None:
    listing(quiet, web, "/page", "/dead", "/old", "/soft")
    done = run(quiet)
    assert done.exit_code == 0
    said = done.stdout
    assert re.search(r"^ *Fine +1 *$", said, re.M)
    assert re.search(r"^ *Moved +1 *$", said, re.M)
    assert f"{web.at()}/dead\n    404 Not Found, since" in said
    assert "strike 1 of 3; in docs/links.md" in said
    assert f"it now leads to {web.at()}/page?new=1" in said
    assert done.stderr.endswith("Written: data/link-status.yml\n")
    known = files.read(quiet.root, Edition.PUBLIC).statuses
    assert known[f"{web.at()}/dead"].state is State.UNREACHABLE
    assert quiet.build()


def test_a_second_run_asks_nothing_before_its_time(quiet: Project, web: Web) -> None:
    first = run(listing(quiet, web, "/page", "/dead"))
    count = len(web.asked)
    assert run(quiet).stdout == first.stdout
    assert len(web.asked) == count
    run(quiet, "--expiry", "0")
    assert len(web.asked) == 2 * count


def test_the_report_for_an_issue_runs_nothing_and_calls_nobody(quiet: Project, web: Web) -> None:
    done = run(listing(quiet, web, "/page", "/old", "/soft"), "--format", "markdown")
    lines = done.stdout.splitlines()
    assert f"- [ ] <{web.at()}/old> in `docs/links.md`, it now leads to " in done.stdout
    (soft,) = (line for line in lines if "/soft>" in line)
    assert "`the page calls itself “404 '@everyone' <b>not found</b>”`" in soft
    assert lines[0].startswith("# Links to look at, 20")


def test_a_long_report_still_fits_into_an_issue() -> None:
    named = [f"https://example.org/{number:04}" for number in range(2000)]
    statuses = {address: gone(address) for address in named}
    outcome = Outcome(statuses, dict.fromkeys(statuses, ("data/sources.yml",)), Round())
    text = markdown(outcome, "2026-11-22")
    assert 50_000 < len(text) < 65_536
    (more,) = re.findall(r"… and ([\d,]+) lines more", text)
    assert text.count("- [ ]") + int(more.replace(",", "")) == len(named)
    assert "## Gone (2000)" in text


def test_programs_get_all_of_it(quiet: Project, web: Web) -> None:
    done = run(listing(quiet, web, "/page", "/old"), "--format", "json")
    told = json.loads(done.stdout)
    states = {one["address"]: one["state"] for one in told["addresses"]}
    assert states[f"{web.at()}/page"] == "ok"
    assert told["counts"]["moved"] == 1
    assert told["staff_only"] is False
    (old,) = (one for one in told["addresses"] if one["state"] == "moved")
    assert (old["moved_to"], old["files"]) == (f"{web.at()}/page?new=1", ["docs/links.md"])


def test_an_archive_is_asked_when_somebody_wants_that(quiet: Project, web: Web) -> None:
    address = f"{web.at()}/dead"
    files.write(quiet.root / "data" / files.LINKS, [gone(address)])
    listing(quiet, web, "/dead", "/page")
    run(quiet, "--archive-at", f"{web.at()}/archive", "--expiry", "0")
    assert not web.count("/archive")
    done = run(quiet, "--archive-at", f"{web.at()}/archive", "--expiry", "0", "--archive")
    secure = COPY.replace("http:", "https:", 1)
    assert f"a copy: {secure}" in done.stdout
    assert files.gone(quiet.root, Edition.PUBLIC).statuses[address].archived == secure


def test_nothing_is_asked_where_the_data_is_wrong(quiet: Project, web: Web) -> None:
    listing(quiet, web, "/page").write("data/partners/bad.yml", "nmae: Bad\n")
    done = run(quiet)
    assert done.exit_code == 1
    assert "did you mean 'name'?" in done.stderr
    assert not web.asked


def test_whoever_is_offline_is_told(quiet: Project, web: Web) -> None:
    done = run(quiet)
    assert done.exit_code == 1
    assert "hardly anything answered" in done.stderr
    assert not (quiet.root / "data" / files.LINKS).exists()


def test_numbers_of_our_own_network_are_no_addresses_of_other_sites(
    quiet: Project, web: Web
) -> None:
    way_out = judged("https://way-out.zz/", None, Finding(state=State.OK), date.today())
    files.write(quiet.root / "data" / files.LINKS, [way_out])
    at = ("links", "--folder", str(listing(quiet, web, "/page").root), "--format", "json")
    done = CliRunner().invoke(main, at, catch_exceptions=False)
    told = [one["address"] for one in json.loads(done.stdout)["addresses"]]
    assert (told, web.asked) == ([way_out.address], [])


def test_damaged_results_are_told_and_written_anew(quiet: Project, web: Web) -> None:
    (quiet.root / "data" / files.LINKS).write_text("<<<<<<< HEAD\nok:\n")
    done = run(listing(quiet, web, "/page"))
    assert done.exit_code == 0
    assert "data/link-status.yml:1:" in done.stderr
    known = files.read(quiet.root, Edition.PUBLIC)
    assert f"{web.at()}/page" in known.statuses
    assert not known.advice


def test_a_fork_touches_no_file_of_ours(quiet: Project, web: Web) -> None:
    files.write(quiet.root / "data" / files.LINKS, [gone(f"{web.at()}/page")])
    ours = (quiet.root / "data" / files.LINKS).read_bytes()
    quiet.write("data/local/README.md", "Ours")
    run(listing(quiet, web, "/page"), "--expiry", "0")
    assert (quiet.root / "data" / files.LINKS).read_bytes() == ours
    assert f"{web.at()}/page" in (quiet.root / "data/local" / files.LINKS).read_text()
    assert not files.gone(quiet.root, Edition.PUBLIC).statuses


# --- what is private ---


@pytest.fixture
def private(quiet: Project, web: Web) -> Project:
    """A guide in which staff alone know one address; another stands in both."""
    house = f"name: Safe House\nwebsite: {web.at()}/secret\nsources: [survey]\n"
    quiet.write("data/private/partners/safe-house.yml", house)
    links = f"related_links:\n  - {{title: It, website: '{web.at()}/page'}}\n"
    library = f"changes: town-library\nprivate_notes: 'See {web.at()}/dead'\n{links}"
    quiet.write("data/private/partners/town-library.yml", library)
    return listing(quiet, web, "/page")


def test_a_public_run_asks_nothing_private(private: Project, web: Web) -> None:
    assert run(private).exit_code == 0
    assert web.count("/page")
    assert not web.count("/secret")
    assert not (private.root / "data/private" / files.LINKS).exists()


def test_staff_ask_without_a_name_and_the_results_stay_private(private: Project, web: Web) -> None:
    files.write(private.root / "data/private" / files.LINKS, [gone(f"{web.at()}/secret")])
    words = ("--edition", "staff", "--archive", "--archive-at", f"{web.at()}/archive")
    done = run(private, *words, "--expiry", "0", "--format", "markdown")
    assert done.exit_code == 0, done.stderr
    agents = {one.path: one.headers["user-agent"] for one in web.asked}
    assert agents["/secret"] == TOKEN
    assert agents["/page"] == f"{TOKEN} (Test Guide; +guide@example.org)"
    assert not web.count("/archive"), "an archive heard of a private address"
    assert "For staff only" in done.stdout
    public = (private.root / "data" / files.LINKS).read_text()
    assert "/secret" not in public
    assert "/page" in public
    assert "/secret" in (private.root / "data/private" / files.LINKS).read_text()
    assert not [*(private.root / ".cache/links-staff").iterdir()]


def test_a_report_without_private_addresses_says_nothing_of_staff(quiet: Project, web: Web) -> None:
    assert "staff" not in run(listing(quiet, web, "/page")).stdout


# --- which addresses, and who asks ---


def test_every_address_of_a_guide_is_known_with_its_files(project: Project) -> None:
    project.write(
        "docs/links.md", "# L\n\n<https://page.example.org/>, [x](mailto:a@example.org)\n"
    )
    raw = (
        '<p><a class="x" href="https://raw.example.org/?a=1&amp;b=2">R</a></p>\n\n[Here](find.md)\n'
    )
    project.write("docs/raw.md", f"# R\n\n{raw}")
    project.write("data/local/site.yml", "website: https://our-own.example.org/\n")
    reading = read(project.root)
    assert reading.guide, reading.problems
    assert addresses(reading, reading.guide, project.root) == {
        "http://maps.example.org/": ("data/resources/mapping-guide.yml",),
        "https://example.org/": ("data/site.yml",),
        "https://example.org/terms/": ("data/site.yml",),
        "https://library.example.org/": (
            "data/partners/town-library.yml",
            "data/resources/mapping-guide.yml",
        ),
        "https://library.example.org/classes": ("data/partners/town-library.yml",),
        "https://library.example.org/hours": ("data/partners/town-library.yml",),
        "https://page.example.org/": ("docs/links.md",),
        "https://press.example.org/notes": ("data/sources.yml",),
        "https://raw.example.org/?a=1&b=2": ("docs/raw.md",),
        "https://www.weather.gov/": ("data/site.yml",),
    }


def test_a_name_becomes_one_that_a_header_may_hold(project: Project) -> None:
    guide = read(project.root).guide
    assert guide
    odd = guide.site.model_copy(update={"name": "Guía (Ñandú);\r\n工作", "email": None})
    assert agent(odd) == f"{TOKEN} (Guia Nandu)"
