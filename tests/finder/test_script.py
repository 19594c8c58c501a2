"""The finder's script: its own tests in Node, its types, its size, and lunr.js as it came."""

import json
from pathlib import Path

from tests.checkers import node_modules
from tests.finder.scripts import FINDER, in_node
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
    options = {
        "allowJs": True,
        "checkJs": True,
        "lib": ["es2022", "dom", "dom.iterable"],
        "noEmit": True,
        "strict": True,
        "target": "es2022",
        "types": [],
    }
    scripts = [str(FINDER), str(FINDER.with_name("guide.js"))]
    project = tmp_path / "tsconfig.json"
    project.write_text(json.dumps({"compilerOptions": options, "files": scripts}), "utf-8")
    done = in_node(str(node_modules() / "typescript/bin/tsc"), "-p", str(project))
    assert (done.stdout, done.returncode) == ("", 0)


def test_it_stays_small() -> None:
    terser = node_modules() / "terser/bin/terser"
    done = in_node(str(terser), str(FINDER), "--compress", "--mangle")
    assert 0 < len(done.stdout.encode()) <= MOST_BYTES


def test_lunr_is_the_one_from_npm() -> None:
    assert VENDORED.read_bytes() == (node_modules() / "lunr/lunr.min.js").read_bytes()
    version = json.loads((node_modules() / "lunr/package.json").read_text("utf-8"))["version"]
    assert version in VENDORED.name
    assert "@license MIT" in VENDORED.read_text("utf-8")
