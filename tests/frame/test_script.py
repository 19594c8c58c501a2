"""The scripts of every page: their types, their age, their size."""

from pathlib import Path

import pytest

from tests.checkers import node_modules
from tests.finder.scripts import in_node, minified, type_errors
from tests.projects import ROOT

MOST_BYTES = {"guide.js": 3_750, "corrections.js": 1_500}
SCRIPTS = [ROOT / "docs/assets" / name for name in MOST_BYTES]
PARSED = """const [acorn, script] = process.argv.slice(1);
require(acorn).parse(require("fs").readFileSync(script, "utf8"), { ecmaVersion: 2018 });"""


def test_their_types_hold(tmp_path: Path) -> None:
    assert type_errors(tmp_path, *SCRIPTS, year="es2018") == ""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_browsers_of_2018_can_read_it(script: Path) -> None:
    done = in_node("-e", PARSED, str(node_modules() / "acorn"), str(script))
    assert (done.stderr, done.returncode) == ("", 0)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_it_stays_small(script: Path) -> None:
    assert 0 < len(minified(script)) <= MOST_BYTES[script.name]
