"""Templates are compiled once, and again when their text or what compiles them changes."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, FileSystemLoader

from macros import fingerprints
from macros.compiled import Compiled
from macros.environment import Environment


class Counting(Environment):
    count = 0

    def _generate(self, *given: object, **named: object) -> str:
        Counting.count += 1
        return super()._generate(*given, **named)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    Counting.count = 0


def drawn(file: Path, text: str) -> str:
    """What the next process makes of a template."""
    kept = Compiled(file)
    environment = Counting(loader=DictLoader({"it": text}), bytecode_cache=kept)
    words = environment.get_template("it").render(word="a")
    kept.keep()
    return words


def test_the_next_process_finds_what_this_one_compiled(tmp_path: Path) -> None:
    assert [drawn(tmp_path / "kept", "{{ word }}b") for _ in "12"] == ["ab", "ab"]
    assert Counting.count == 1


def test_another_text_is_compiled_anew(tmp_path: Path) -> None:
    texts = ("{{ word }}b", "{{ word }}c")
    assert [drawn(tmp_path / "kept", text) for text in texts] == ["ab", "ac"]
    assert Counting.count == 2


def test_other_programs_compile_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(tmp_path / "kept", "{{ word }}")
    monkeypatch.setattr(fingerprints, "_programs", lambda: b"others")
    drawn(tmp_path / "kept", "{{ word }}")
    assert Counting.count == 2


@pytest.mark.parametrize("left", [b"", b"\n", b"cut", b"0" * 900])
def test_what_is_broken_counts_as_not_there(tmp_path: Path, left: bytes) -> None:
    file = tmp_path / "kept"
    drawn(file, "{{ word }}")
    whole = file.read_bytes()
    file.write_bytes(whole[: -len(left) or None] + left if left else whole[:-1])
    assert drawn(file, "{{ word }}") == "a"
    assert (Counting.count, file.read_bytes()) == (2, whole)


def test_a_folder_that_takes_no_file_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert drawn(tmp_path / "file/kept", "{{ word }}") == "a"


def test_who_wants_no_compiled_modules_gets_no_compiled_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    drawn(tmp_path / "kept", "{{ word }}")
    assert not [*tmp_path.iterdir()]


def test_a_fault_is_told_where_the_template_stands_now(tmp_path: Path) -> None:
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "it.html").write_text("\n{{ 1 / word }}", "utf-8")
        kept = Compiled(tmp_path / "kept")
        loader = FileSystemLoader(tmp_path / folder)
        with pytest.raises(ZeroDivisionError) as told:
            Counting(loader=loader, bytecode_cache=kept).get_template("it.html").render(word=0)
        kept.keep()
        assert Path(told.traceback[-1].path) == tmp_path / folder / "it.html"
    assert Counting.count == 1
