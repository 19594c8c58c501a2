import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from macros.documents.catalog import Document
from macros.documents.making import Made, make
from macros.documents.storing import KEPT_FOR
from tests.documents.pango import require_pango
from tests.projects import ROOT

STYLES = ROOT / "overrides/documents"
MARK = b"kept"


def paper(words: str, key: str = "checklists/visit") -> Document:
    html = f'<!doctype html><html lang="en"><head><title>Visit</title></head><body><h1>{words}</h1>'
    return Document(key, "Visit", html)


def made(store: Path, *documents: Document) -> Made:
    require_pango()
    return make(documents, STYLES, store, print)


def test_a_document_is_made_in_every_format(tmp_path: Path) -> None:
    found = made(tmp_path, paper("Visit"))
    assert list(found.files) == [
        "downloads/checklists/visit-letter.pdf",
        "downloads/checklists/visit-a4.pdf",
        "downloads/checklists/visit.docx",
    ]
    starts = [path.read_bytes()[:4] for path in found.files.values()]
    assert starts == [b"%PDF", b"%PDF", b"PK\x03\x04"]
    assert [download.size for download in found.downloads["checklists/visit"]] == [
        path.stat().st_size for path in found.files.values()
    ]


def test_what_did_not_change_is_not_made_again(tmp_path: Path) -> None:
    for path in made(tmp_path, paper("Visit")).files.values():
        path.write_bytes(MARK)
    again = made(tmp_path, paper("Visit"))
    assert [path.read_bytes() for path in again.files.values()] == [MARK] * 3


def test_new_words_make_new_files(tmp_path: Path) -> None:
    for path in made(tmp_path, paper("Visit")).files.values():
        path.write_bytes(MARK)
    other = made(tmp_path, paper("Another visit"))
    assert MARK not in [path.read_bytes() for path in other.files.values()]


def test_a_new_look_makes_new_files(tmp_path: Path) -> None:
    styles = tmp_path / "documents"
    copytree(STYLES, styles)
    first = make([paper("Visit")], styles, tmp_path / "store", print)
    with (styles / "document.css").open("a", encoding="utf-8") as sheet:
        sheet.write("h1 { color: navy }")
    second = make([paper("Visit")], styles, tmp_path / "store", print)
    assert list(first.files) == list(second.files)
    assert len(first.files) == 3
    assert set(first.files.values()).isdisjoint(second.files.values())


def test_one_that_fails_is_named_and_the_others_are_made(tmp_path: Path) -> None:
    found = made(tmp_path, Document("checklists/empty", "Empty", ""), paper("Visit"))
    assert [failure.split(" could not be made: ")[0] for failure in found.failures] == [
        "downloads/checklists/empty.docx"
    ]
    assert len([path for path in found.files if "visit" in path]) == 3


def test_no_half_file_is_left(tmp_path: Path) -> None:
    made(tmp_path, paper("Visit"))
    assert {path.suffix for path in tmp_path.iterdir()} == {".pdf", ".docx"}


def test_what_no_build_used_for_long_goes(tmp_path: Path) -> None:
    forgotten, recent = tmp_path / "forgotten.pdf", tmp_path / "recent.pdf"
    for path in (forgotten, recent):
        path.write_bytes(MARK)
    long_ago = forgotten.stat().st_mtime - KEPT_FOR - 60
    os.utime(forgotten, (long_ago, long_ago))
    (tmp_path / "folder").mkdir()
    os.utime(tmp_path / "folder", (long_ago, long_ago))
    made(tmp_path, paper("Visit"))
    assert (forgotten.exists(), recent.exists()) == (False, True)


@pytest.mark.parametrize(
    ("size", "words"), [(60, "1 kB"), (47_300, "47 kB"), (2_440_000, "2.4 MB")]
)
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    from macros.documents.catalog import FORMATS, Download

    assert Download("a", "A", FORMATS[0], "a.pdf", size).words == words


def test_letters_that_no_font_has_are_told(tmp_path: Path) -> None:
    assert made(tmp_path, paper("Visit 漢 → ñ")).undrawn == ("漢",)


def test_it_says_that_it_takes_a_while_only_if_it_does(tmp_path: Path) -> None:
    require_pango()
    told: list[str] = []
    for _ in range(2):
        make([paper("Visit")], STYLES, tmp_path, told.append)
    assert told == ["Making 3 documents; many take a minute or two"]


STOPPED = """
import os, signal, sys, threading, time
from pathlib import Path
from macros.documents.catalog import Document
from macros.documents.making import make

if __name__ == "__main__":
    words = "<p>" + "word " * 400_000 + "</p>"
    html = '<!doctype html><html lang="en"><head><title>A</title></head><body><h1>A</h1>' + words
    # Where a shell starts a program in the background, it has it ignore this signal.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    wait = float(sys.argv[3])
    threading.Timer(wait, os.kill, (os.getpid(), signal.SIGINT)).start()
    make([Document("a", "A", html)], Path(sys.argv[1]), Path(sys.argv[2]), print)
"""


@pytest.mark.parametrize("seconds", [0.5, 1.5, 4])
def test_a_build_that_is_stopped_leaves_no_worker_and_no_half_file(
    seconds: float, tmp_path: Path
) -> None:
    program = tmp_path / "build.py"
    program.write_text(STOPPED, "utf-8")
    store = tmp_path / "store"
    words = [sys.executable, str(program), str(STYLES), str(store), str(seconds)]
    variables = os.environ | {"PYTHONPATH": str(ROOT)}
    # It would take minutes; who waits for its output also waits for its workers.
    done = subprocess.run(words, capture_output=True, text=True, env=variables, timeout=60)
    assert "KeyboardInterrupt" in done.stderr
    assert list(store.glob("*.part")) == []
