"""The script of the forms: its own tests in Node, its types, its size."""

from pathlib import Path

from tests.finder.scripts import in_node, minified, type_errors
from tests.projects import ROOT

MOST_BYTES = 15_000
SCRIPT = ROOT / "docs/assets/worksheet.js"


def test_its_pure_parts_pass_their_own_tests() -> None:
    tests = ROOT / "tests/worksheets/worksheet.test.cjs"
    done = in_node("--test", "--test-reporter=spec", str(tests))
    assert done.returncode == 0, done.stdout
    assert "fail 0" in done.stdout
    assert "pass 0" not in done.stdout


def test_its_types_hold(tmp_path: Path) -> None:
    assert type_errors(tmp_path, SCRIPT) == ""


def test_it_stays_small() -> None:
    assert len(minified(SCRIPT)) <= MOST_BYTES


def test_it_puts_no_markup_together() -> None:
    script = SCRIPT.read_text("utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser"):
        assert way not in script


def test_it_stores_and_sends_nothing() -> None:
    script = SCRIPT.read_text("utf-8")
    for way in ("localStorage", "sessionStorage", "indexedDB", "cookie", "fetch(", "XMLHttp"):
        assert way not in script


def test_older_phones_can_read_it() -> None:
    """Looking back in a pattern is a syntax error before Safari 16.4: nothing at all would work."""
    assert [look for look in ("(?<=", "(?<!") if look in SCRIPT.read_text("utf-8")] == []
