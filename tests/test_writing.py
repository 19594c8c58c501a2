"""The end of a build: only what differs is written, and a site is whole at every moment."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from macros import replacing, swapping
from macros.lots import Lot, Whole
from macros.rendering import Renderer
from macros.session import Session
from macros.writing import Writing, WritingError
from tests.projects import snapshot

OWN = {"index.html": "Home", "partners/index.html": "All partners"}
PAGES = {f"partners/{name}/index.html": f"About {name}" for name in ("bank", "clinic", "shelter")}
KILLED = 9


class Pages(dict[str, str]):
    """A lot: words by path."""

    def made_of(self) -> str:
        return repr(self)

    def paths(self) -> Sequence[str]:
        return list(self)

    def draw(self, path: str) -> bytes | None:
        return self[path].encode() if path in self else None


class Late(Whole, Pages):
    """A lot that tells its paths late."""

    folder = "late/"


def build(site: Path, pages: Mapping[str, str], own: Mapping[str, str] = OWN, *more: Lot) -> None:
    """As MkDocs does: its own files first, then the end of a build."""
    config, now = MkDocsConfig(), Session(lots=[Pages(pages), *more])
    config.site_dir = str(site)
    replacing.begin(config, now)
    for path, words in own.items():
        place = Path(config.site_dir) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(words)
    replacing.end(config, now)


def shown(site: Path) -> dict[str, str]:
    """What visitors of a site get, but for what every site has."""
    files = snapshot(site).items()
    return {p: data.decode() for p, data in files if p != "_headers" and not p.startswith(".git")}


def stamps(site: Path) -> dict[str, tuple[int, int]]:
    stats = {path.relative_to(site).as_posix(): path.stat() for path in site.rglob("*")}
    return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in stats.items()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site built long ago, in a worktree of git."""
    folder = tmp_path / "site"
    build(folder, PAGES)
    (folder / ".git").mkdir()
    (folder / ".git/HEAD").write_text("kept")
    for path in folder.rglob("*.html"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return folder


def test_a_site_in_which_nothing_differs_is_not_touched(site: Path) -> None:
    before = stamps(site.parent)
    build(site, PAGES)
    assert stamps(site.parent) == before


@pytest.mark.parametrize("has_links", [True, False])
def test_what_did_not_change_keeps_its_date(
    site: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    """By dates `rsync` and hosts tell what to send. Not every disk knows hard links."""

    def refuse(*_: object) -> None:
        raise PermissionError("no links on this disk")

    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    pages = PAGES | {"partners/bank/index.html": "About tank"}
    own = OWN | {"index.html": "Hope"}
    inode = (site / "partners/clinic/index.html").stat().st_ino
    build(site, pages, own)
    assert shown(site) == own | pages
    changed = {p for p in own | pages if (site / p).stat().st_mtime_ns != 1_000_000_000 * 10**9}
    assert changed == {"index.html", "partners/bank/index.html"}
    assert ((site / "partners/clinic/index.html").stat().st_ino == inode) == has_links


def test_what_is_no_longer_there_goes(site: Path) -> None:
    pages = dict(list(PAGES.items())[1:])
    build(site, pages)
    assert shown(site) == OWN | pages
    assert not (site / "partners/bank").exists()
    (site / "stray.html").write_text("by hand")
    build(site, pages)
    assert shown(site) == OWN | pages
    assert (site / ".git/HEAD").read_text() == "kept"
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_link_in_the_old_site_is_replaced_by_a_file(site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    page = site / "partners/bank/index.html"
    page.rename(elsewhere)
    page.symlink_to(elsewhere)
    build(site, PAGES)
    assert not page.is_symlink()
    assert shown(site) == OWN | PAGES


NAMES = st.sampled_from(["a", "a/a", "a/b", "b", "b/b/c", ".well-known/a"])
SITES = st.dictionaries(NAMES, st.sampled_from(["", "one", "two"])).filter(
    lambda files: not any(f"{one}/" in f"{two}/" for one in files for two in files if one != two)
)


@settings(deadline=None, max_examples=60)
@given(SITES, SITES, st.sets(NAMES), st.sets(NAMES))
def test_any_site_can_follow_any_other(
    tmp_path_factory: pytest.TempPathFactory,
    old: dict[str, str],
    new: dict[str, str],
    drawn: set[str],
    told_late: set[str],
) -> None:
    """Whatever of it MkDocs writes, and whatever stands in lots of either sort."""
    site = tmp_path_factory.mktemp("any") / "site"
    build(site, {}, OWN | old)
    before = stamps(site)
    lot = {path: words for path, words in new.items() if path in drawn - told_late}
    late = {path: words for path, words in new.items() if path in drawn & told_late}
    own = {path: words for path, words in new.items() if path not in drawn}
    build(site, lot, OWN | own, Late(late))
    hidden = {path: words for path, words in old.items() if path.startswith(".")}
    stays = {} if any(path.startswith(".") for path in new) else hidden
    assert shown(site) == OWN | stays | new
    assert (stamps(site) == before) == (old == new | stays)


def test_a_path_has_one_file_inside_the_site(site: Path) -> None:
    with pytest.raises(WritingError, match="two files have the path partners/bank"):
        Writing.of([Pages(PAGES), Pages(PAGES)], site.with_name("new"), site)
    for path in ("../out.html", "/out.html", "a/../../out.html"):
        with pytest.raises(WritingError, match="leads out of the site"):
            Writing.of([Pages({path: ""})], site.with_name("new"), site)
    with pytest.raises(PluginError, match=r"^index\.html: the data makes a file"):
        build(site, {"index.html": "Another home"})
    assert shown(site) == OWN | PAGES


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("late/a.js", ""),
        ("index.html", "index.html: the data makes a file of this path: rename the one in docs/"),
        ("partners/bank/index.html", "two files have the path partners/bank/index.html"),
        ("late/../../out.js", "late/../../out.js leads out of the site"),
        ("/out.js", "/out.js leads out of the site"),
    ],
)
def test_a_path_that_is_told_late_is_refused_as_any_other(site: Path, path: str, told: str) -> None:
    with pytest.raises(PluginError, match=f"^{re.escape(told)}$") if told else nullcontext():
        build(site, PAGES, OWN, Late({path: "x"}))
    assert shown(site) == OWN | PAGES | ({} if told else {path: "x"})
    assert not site.with_name("out.js").exists()


def test_what_fails_before_a_path_is_told_names_the_lot(site: Path) -> None:
    class Failing(Late):
        def paths(self) -> Sequence[str]:
            raise ZeroDivisionError("by zero")

    told = r"^late/ could not be made: ZeroDivisionError: by zero$"
    with pytest.raises(PluginError, match=told):
        build(site, PAGES, OWN, Failing())
    assert shown(site) == OWN | PAGES


def test_what_a_template_gets_wrong_is_told_with_its_line_and_the_page(tmp_path: Path) -> None:
    template = tmp_path / "overrides/fragments/wrong.html"
    template.parent.mkdir(parents=True)
    template.write_text("fine\n{{ record.no_such_field }}\n")

    class Wrong(Pages):
        def draw(self, path: str) -> bytes:
            return Renderer([tmp_path / "overrides"]).draw("wrong", record="words").encode()

    writing = Writing.of([Wrong(PAGES)], tmp_path / "new", tmp_path / "site")
    with pytest.raises(WritingError) as told:
        writing.draw(list(PAGES))
    assert str(told.value) == (
        f"partners/bank/index.html could not be made: {template}:2: "
        "UndefinedError: 'str object' has no attribute 'no_such_field'"
    )


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do `work` in a process that is killed at the `step`th change of the disk; whether it was."""
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == KILLED
    try:
        sys.addaudithook(_killer(step))
        work()
    finally:
        os._exit(0)


def _killer(step: int) -> Callable[[str, tuple[object, ...]], None]:
    changes = {f"os.{name}" for name in ("link", "mkdir", "remove", "rename", "rmdir", "utime")}
    steps = count(1)

    def listen(event: str, words: tuple[object, ...]) -> None:
        is_change = event == "open" and isinstance(words[2], int) and words[2] & os.O_CREAT
        if (is_change or event in changes) and next(steps) == step:
            os._exit(KILLED)

    return listen


@pytest.mark.skipif(sys.platform != "linux", reason="kills a process that is a copy of this one")
@pytest.mark.parametrize("has_exchange", [True, False])
def test_a_build_killed_at_any_point_leaves_the_old_site_or_the_new_one(
    site: Path, monkeypatch: pytest.MonkeyPatch, has_exchange: bool
) -> None:
    if not has_exchange:
        monkeypatch.setattr(swapping, "_exchange", lambda *_: False)
    pages = {**dict(list(PAGES.items())[1:]), "partners/new/index.html": "New"}
    fresh = site.with_name("fresh")
    for step in count(1):
        shutil.copytree(site, fresh / "site")
        was_killed = killed_at(step, lambda: build(fresh / "site", pages))
        if not has_exchange:
            swapping.begin(fresh / "site")
        assert shown(fresh / "site") in (OWN | PAGES, OWN | pages), step
        build(fresh / "site", pages)
        assert shown(fresh / "site") == OWN | pages
        assert (fresh / "site/.git/HEAD").read_text() == "kept"
        assert [path.name for path in fresh.iterdir()] == ["site"]
        shutil.rmtree(fresh)
        if not was_killed:
            break
    assert step > 20
