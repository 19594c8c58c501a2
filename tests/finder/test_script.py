"""The finder's script: its own tests in Node, its types, its size, and lunr.js as it came."""

import json
from pathlib import Path

from tests.checkers import node_modules
from tests.finder.scripts import FINDER, in_node, minified, type_errors
from tests.projects import ROOT

MOST_BYTES = 15_000
VENDORED = ROOT / "docs/assets/vendor/lunr-2.3.9.min.js"


def test_its_pure_parts_pass_their_own_tests() -> None:
    tests = ROOT / "tests/finder/finder.test.cjs"
    lunr = str(node_modules() / "lunr")
    done = in_node("--test", "--test-reporter=spec", f"--require={lunr}", str(tests))
    assert done.returncode == 0, done.stdout
    assert "fail 0" in done.stdout
    assert "pass 0" not in done.stdout


def test_its_types_hold(tmp_path: Path) -> None:
    assert type_errors(tmp_path, FINDER, FINDER.with_name("guide.js")) == ""


def test_it_stays_small() -> None:
    assert len(minified(FINDER)) <= MOST_BYTES


def test_lunr_is_the_one_from_npm() -> None:
    assert VENDORED.read_bytes() == (node_modules() / "lunr/lunr.min.js").read_bytes()
    version = json.loads((node_modules() / "lunr/package.json").read_text("utf-8"))["version"]
    assert version in VENDORED.name
    assert "@license MIT" in VENDORED.read_text("utf-8")
