"""Real builds after one another: what is written, by how many processes, and what is told."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from macros import spreading
from tests.local.test_pages import own_templates
from tests.projects import Project, snapshot
from tests.test_writing import stamps

PARTNER = "data/partners/town-library.yml"
LONG_FROM_ONE = """
import sys
from macros import replacing
replacing.LONG = 1
from mkdocs.__main__ import cli
cli(sys.argv[1:])
"""
STOPS_BEFORE_THE_END = """
import sys
from macros import replacing
finish = replacing.end
def end(*words):
    print("ready", flush=True)
    sys.stdin.read()
    finish(*words)
replacing.end = end
from mkdocs.__main__ import cli
cli(sys.argv[1:])
"""


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Each process that builds begin, of which two share even the little there is to write."""
    begun: list[int] = []
    fork = os.fork

    def counted() -> int:
        begun.append(process := fork())
        return process

    monkeypatch.setattr(os, "fork", counted)
    monkeypatch.setattr(spreading, "WORTH_IT", 1)
    monkeypatch.setattr(spreading, "_can_fork", lambda: sys.platform == "linux")
    monkeypatch.setattr(spreading, "cores", lambda: 2)
    return begun


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")
def test_two_processes_write_what_one_writes(
    project: Project, monkeypatch: pytest.MonkeyPatch, forks: list[int]
) -> None:
    by_two = snapshot(project.build(site_dir="by-two").root / "by-two")
    assert forks
    count = len(forks)
    monkeypatch.setattr(spreading, "cores", lambda: 1)
    assert by_two == snapshot(project.build().site)
    assert len(forks) == count


def test_a_site_in_which_nothing_differs_stays_as_it_is(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    before = stamps(project.build().root / "site")
    with caplog.at_level(logging.INFO, "mkdocs.plugins.guide"):
        project.build()
    assert stamps(project.site) == before
    assert "Nothing has changed: the site in site/ stays as it was." in caplog.messages
    assert [path.name for path in project.root.iterdir() if path.name.startswith(".site")] == []


def test_a_changed_record_changes_only_what_shows_it(project: Project) -> None:
    before = stamps(project.build().site)
    assert "Access-Control-Allow-Origin" in (project.site / "_headers").read_text()
    record = (project.root / PARTNER).read_text("utf-8")
    project.write(PARTNER, record.replace("description: ", "description: Anew. ", 1))
    project.build()
    after = stamps(project.site)
    dated = {p for p in before.keys() & after.keys() if before[p][1] == after[p][1]}
    kept = {path for path in dated if (project.site / path).is_file()}
    assert "partners/town-library/index.html" not in kept
    assert {"partners/credit-union/index.html", "404.html", "assets/guide.css"} <= kept
    assert {"_headers", "sitemap.xml"} <= kept
    shown = [p for p in project.site.rglob("*.html") if "Anew." in p.read_text("utf-8")]
    assert project.site / "partners/town-library/index.html" in shown
    assert not {path.relative_to(project.site).as_posix() for path in shown} & kept


def test_a_template_that_fails_for_one_record_names_its_page_and_the_line(
    project: Project, forks: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    before = stamps(project.build().site)
    wrong = "{% if record.id == 'lost-guide' %}\n{{ record.no_such_field }}\n{% endif %}\n"
    own_templates(project)
    template = project.write("overrides/local/fragments/resource.html", wrong)
    with pytest.raises(Abort):
        project.build()
    assert caplog.messages[-1] == (
        f"resources/lost-guide/index.html could not be made: {template}:2: UndefinedError: "
        "'macros.model.Resource object' has no attribute 'no_such_field'"
    )
    assert stamps(project.site) == before


def under_way(project: Project) -> subprocess.Popen[str]:
    """A build that has only to take the place of the old site, and waits with it."""
    command = [sys.executable, "-c", STOPS_BEFORE_THE_END, "build"]
    pipe = subprocess.PIPE
    build = subprocess.Popen(command, cwd=project.root, stdin=pipe, stdout=pipe, text=True)
    assert build.stdout
    assert build.stdout.readline() == "ready\n"
    return build


def test_two_builds_do_not_mix(project: Project) -> None:
    whole = snapshot(project.build().site)
    project.write("docs/extra.md", "# Extra\n")
    first = under_way(project)
    second = project.run("mkdocs", "build")
    assert second.returncode == 1
    assert "another build into site/ is under way: wait until it has ended" in second.stderr
    assert "Traceback" not in second.stderr
    assert snapshot(project.site) == whole
    first.communicate()
    assert first.returncode == 0
    alone = project.build(site_dir="alone").root / "alone"
    assert snapshot(project.site) == snapshot(alone)
    assert [path.name for path in project.root.iterdir() if path.name.startswith(".site")] == []


def test_a_build_that_was_killed_is_in_nobodys_way(project: Project) -> None:
    first = under_way(project)
    first.kill()
    first.communicate()
    assert [path.name for path in project.root.iterdir() if path.name.startswith(".site")]
    assert project.run("mkdocs", "build").returncode == 0
    assert [path.name for path in project.root.iterdir() if path.name.startswith(".site")] == []


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("mkdocs.yml", "mkdocs.yml is a file: name a folder for the site (-d)"),
        ("mkdocs.yml/site", "the site cannot stand in"),
    ],
)
def test_a_site_needs_a_place(project: Project, place: str, said: str) -> None:
    settings = (project.root / "mkdocs.yml").read_bytes()
    done = project.run("mkdocs", "build", "-d", place)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert (project.root / "mkdocs.yml").read_bytes() == settings


def test_a_file_of_a_guide_where_the_data_makes_one_is_told(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    before = snapshot(project.build().site)
    project.write("docs/finder/manifest.js", "ours")
    with pytest.raises(Abort):
        project.build()
    assert "finder/manifest.js" in caplog.messages[-1]
    assert "rename the one in docs/" in caplog.messages[-1]
    assert snapshot(project.site) == before


def test_a_template_that_fails_for_every_record_names_one(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    own_templates(project)
    wrong = "{% if whole %}{{ record.no_such }}{% endif %}\n"
    template = project.write("overrides/local/fragments/resource.html", wrong)
    with pytest.raises(Abort):
        project.build()
    assert "/index.html could not be made: " in caplog.messages[-1]
    assert f"{template}:1: UndefinedError: " in caplog.messages[-1]
    assert [path.name for path in project.root.iterdir() if path.name.startswith(".site")] == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs a terminal that nobody sits at")
@pytest.mark.parametrize(("words", "is_told"), [((), True), (("-q",), False)])
def test_on_a_terminal_long_writing_shows_how_far_it_is(
    project: Project, words: tuple[str, ...], is_told: bool
) -> None:
    shown = on_a_terminal(project.root, [sys.executable, "-c", LONG_FROM_ONE, "build", *words])
    assert ("Writing pages" in shown) == is_told
    assert (project.site / "partners/town-library/index.html").is_file()


def on_a_terminal(folder: Path, command: list[str]) -> str:
    """What `command` shows to somebody who sits at a terminal."""
    import pty

    process, terminal = pty.fork()
    if not process:
        os.chdir(folder)
        os.execv(command[0], command)
    shown = b"".join(iter(_reader(terminal), b""))
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0, shown
    return shown.decode()


def _reader(terminal: int) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            return os.read(terminal, 4096)
        except OSError:  # the last one who had it open is gone
            return b""

    return read
