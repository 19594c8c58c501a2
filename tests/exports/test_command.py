"""`guide export`: whole files, the same as with the site, never over what is not its own."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from macros.cli import main
from macros.exports import placing
from macros.exports.formats import Exports, Format
from tests.exports.inventing import small
from tests.projects import SMALL, snapshot


def export(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, words), "--folder", str(SMALL)])


def written(folder: Path) -> dict[str, bytes]:
    files = snapshot(folder)
    files.pop(placing.LIST)
    return files


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.mark.parametrize("format", Format)
def test_a_format_is_the_same_as_with_the_site(target: Path, format: Format) -> None:
    done = export(format, target)
    assert done.exit_code == 0, done.output
    assert written(target) == Exports(small()).files(format)
    done = export(format, target.with_suffix(".zip"))
    assert done.exit_code == 0, done.output
    of_site = Exports(small()).of_site().get(f"api/v1/{format}.zip")
    assert of_site in (None, target.with_suffix(".zip").read_bytes())


def test_some_kinds_can_be_chosen(target: Path) -> None:
    assert export("json", target, "--kind", "figures").exit_code == 0
    assert written(target).keys() == {
        "figures.json",
        "figures/coffee.json",
        "index.json",
        "openapi.json",
    }
    done = export("hsds", target, "--kind", "figures")
    assert "hsds has no figures; it has partners" in done.output


def test_an_export_takes_the_place_of_an_earlier_one(target: Path) -> None:
    export("json", target)
    done = export("csv", target)
    assert done.exit_code == 0, done.output
    assert written(target) == Exports(small()).files(Format.CSV)
    assert export("csv", target).output.endswith("0 of them changed.\n")


def test_what_no_export_wrote_stays(target: Path) -> None:
    target.mkdir()
    own = target / "partners.csv"
    own.write_text("mine")
    done = export("csv", target)
    assert done.exit_code == 1
    assert "holds what no export wrote (partners.csv)" in done.output
    assert own.read_text() == "mine"
    assert snapshot(target).keys() == {"partners.csv"}
    assert export("csv", target, "--force").exit_code == 0
    assert own.read_text("utf-8-sig").startswith("id,")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    assert "holds what no export wrote (out)" in export("json", tmp_path / "out").output
    (tmp_path / "a.zip").write_text("mine")
    assert "is there already" in export("json", tmp_path / "a.zip").output


def test_a_list_of_files_cannot_name_others(target: Path) -> None:
    outside = target.parent / "outside.csv"
    outside.write_text("mine")
    target.mkdir()
    (target / placing.LIST).write_text('{"files": ["../outside.csv"]}')
    assert export("csv", target).exit_code == 0
    assert outside.read_text() == "mine"


def test_whoever_is_interrupted_can_begin_again(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export("json", target)
    real, count = placing.put, iter(range(5))

    def put(path: Path, content: bytes, lasting: bool = True) -> bool:
        if next(count, None) is None:
            raise KeyboardInterrupt
        return real(path, content, lasting)

    monkeypatch.setattr(placing, "put", put)
    assert export("csv", target).exit_code == 1
    monkeypatch.undo()
    halfway = written(target).keys()
    assert halfway & Exports(small()).files(Format.CSV).keys() != halfway
    assert export("csv", target).exit_code == 0
    assert written(target) == Exports(small()).files(Format.CSV)


@pytest.mark.parametrize("cut", [1, 3])
def test_what_was_being_written_when_it_was_killed_is_no_stranger(
    cut: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, count = Path.replace, iter(range(cut - 1))

    def replace(path: Path, to: Path) -> Path:
        if next(count, None) is None:
            raise SystemExit(9)
        return real(path, to)

    monkeypatch.setattr(Path, "replace", replace)
    assert export("json", target).exit_code == 9
    monkeypatch.undo()
    assert list(target.rglob(".*.new"))
    done = export("csv", target)
    assert done.exit_code == 0, done.output
    assert written(target) == Exports(small()).files(Format.CSV)


def test_thousands_of_files_do_not_wait_for_the_disk_one_by_one(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[int] = []
    monkeypatch.setattr(os, "fsync", waits.append)
    assert export("json", target).exit_code == 0
    assert len(waits) == len([placing.LIST])


def test_a_workbook_is_written_once(target: Path) -> None:
    assert "name it" in export("xlsx", target).output
    book = target.with_suffix(".xlsx")
    done = export("xlsx", book)
    assert done.exit_code == 0, done.output
    assert "Partners" in " ".join(load_workbook(book).sheetnames).title()
    assert "is there already" in export("xlsx", book).output
