"""The script of every page: its types, its age, its size."""

from pathlib import Path

from tests.checkers import node_modules
from tests.finder.scripts import in_node, minified, type_errors
from tests.projects import ROOT

SCRIPT = ROOT / "docs/assets/guide.js"
MOST_BYTES = 3_500
PARSED = """const [acorn, script] = process.argv.slice(1);
require(acorn).parse(require("fs").readFileSync(script, "utf8"), { ecmaVersion: 2018 });"""


def test_its_types_hold(tmp_path: Path) -> None:
    assert type_errors(tmp_path, SCRIPT, year="es2018") == ""


def test_browsers_of_2018_can_read_it() -> None:
    done = in_node("-e", PARSED, str(node_modules() / "acorn"), str(SCRIPT))
    assert (done.stderr, done.returncode) == ("", 0)


def test_it_stays_small() -> None:
    assert 0 < len(minified(SCRIPT)) <= MOST_BYTES
