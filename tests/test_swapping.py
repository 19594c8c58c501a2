"""A new site takes the place of the old one whole, wherever it is cut off."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from macros import swapping


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site in a worktree of git, as those have it who publish a branch."""
    folder = tmp_path / "site"
    write(folder, "old")
    (folder / ".git").mkdir()
    (folder / ".git/HEAD").write_text("kept")
    (folder / ".well-known").mkdir()
    (folder / ".well-known/here").write_text("old")
    return folder


def write(folder: Path, words: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(words)


def build(site: Path, words: str) -> None:
    new = swapping.begin(site)
    write(new, words)
    (new / ".well-known").mkdir()
    (new / ".well-known/here").write_text(words)
    swapping.swap(new, site)
    swapping.leave(site)


def cut_off(monkeypatch: pytest.MonkeyPatch, step: int, is_before: bool) -> list[str]:
    """Break off at the `step`th change of the disk, before or behind it."""
    done: list[str] = []

    def breaking(really: Callable[..., object], name: str) -> Callable[..., object]:
        def change(*words: object, **more: object) -> object:
            done.append(name)
            if len(done) == step and is_before:
                raise KeyboardInterrupt
            result = really(*words, **more)
            if len(done) == step:
                raise KeyboardInterrupt
            return result

        return change

    # What ends a program would be cut off, too, long after the test.
    monkeypatch.setattr("macros.swapping.atexit.register", lambda *_, **__: None)
    for owner, name in ((shutil, "rmtree"), (Path, "rename")):
        monkeypatch.setattr(owner, name, breaking(getattr(owner, name), name))
    return done


@pytest.mark.parametrize("is_before", [True, False])
def test_hidden_entries_survive_an_interruption_at_each_step(
    site: Path, monkeypatch: pytest.MonkeyPatch, is_before: bool
) -> None:
    for step in count(1):
        with monkeypatch.context() as patched:
            done = cut_off(patched, step, is_before)
            with suppress(KeyboardInterrupt):
                build(site, f"try {step}")
            is_whole = len(done) < step
        build(site, f"again {step}")
        assert (site / ".git/HEAD").read_text() == "kept"
        assert (site / "index.html").read_text() == f"again {step}"
        assert [path.name for path in site.parent.iterdir()] == ["site"]
        if is_whole:
            break
    assert step > 4


def test_a_hidden_folder_of_the_new_site_takes_the_place_of_the_old_one(site: Path) -> None:
    build(site, "new")
    assert [path.name for path in (site / ".well-known").iterdir()] == ["here"]
    assert (site / ".well-known/here").read_text() == "new"
