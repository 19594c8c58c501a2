"""The script of the forms: its own tests in Node, its types, its size."""

import json
from pathlib import Path

from tests.checkers import node_modules
from tests.finder.scripts import in_node
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
    options = {
        "allowJs": True,
        "checkJs": True,
        "lib": ["es2022", "dom", "dom.iterable"],
        "noEmit": True,
        "strict": True,
        "target": "es2022",
        "types": [],
    }
    project = tmp_path / "tsconfig.json"
    project.write_text(json.dumps({"compilerOptions": options, "files": [str(SCRIPT)]}), "utf-8")
    done = in_node(str(node_modules() / "typescript/bin/tsc"), "-p", str(project))
    assert (done.stdout, done.returncode) == ("", 0)


def test_it_stays_small() -> None:
    terser = node_modules() / "terser/bin/terser"
    done = in_node(str(terser), str(SCRIPT), "--compress", "--mangle")
    assert 0 < len(done.stdout.encode()) <= MOST_BYTES


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
