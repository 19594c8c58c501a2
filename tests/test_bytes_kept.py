"""Whatever writes into files that people wrote leaves every other byte as it was.

A command that comes later joins `WRITERS`.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from macros.cli import main
from macros.editing import BOM
from tests.corrections.letters import letter
from tests.projects import Project, snapshot
from tests.test_editing import NOTES, noted

# To make a failing case smaller would run the command for minutes.
FEW = settings(deadline=None, max_examples=6, phases=[Phase.generate])
CHECK = r"(assured_date|assured_by|review_every): "
SHEET = "Name,Phone,Hours\nFood Bank,202-555-0148,{}\n"
WHOLE = "name: Food Bank\nphones:\n  - number: 202-555-0199\nhours: Never\nsources: [survey]\n"
UNION = "changes: credit-union\ndescription: Lends.\n"
OURS = {
    "partners/union.yml": f"{UNION}assured_by: 'Old role'  # who\n",
    "partners/books.yml": "changes: town-library\nservices:\n- id: computer-class\n  hours: No\n",
    "resources.yml": "# ours\n- changes: 'mapping-guide'   # the map\n  summary: Maps.\n- id: own\n"
    "  title: Own\n  summary: Ours.\n  format: guide\n  sources: [survey]\n",
    "site.yml": "hotlines:\n- id: text-line\n  hours: Always\nsummary: 'Ours'   # so far\n",
}
"""What a local guide may have written itself, each in its own way."""


@dataclass(frozen=True)
class Writer:
    """A command, what it is given, and the lines that it may write or take, by file."""

    words: tuple[str, ...]
    lines: Mapping[str, str]
    local: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    """Where files stand afterwards that get another name."""


WRITERS = {
    "assure": Writer(
        ("assure", "credit-union", "computer-class", "text-line", "field-notes", "visit",
         "--by", "Front desk", "--every", "6w", "--yes"),
        dict.fromkeys(
            ("data/partners/credit-union.yml", "data/partners/town-library.yml", "data/site.yml",
             "data/sources.yml", "data/checklists/visit.yml"), CHECK),
    ),
    "assure in a fork": Writer(
        ("assure", "credit-union", "town-library", "computer-class", "text-line", "mapping-guide",
         "resources/own", "--by", "Front desk", "--yes"),
        {f"data/local/{path}": CHECK for path in OURS},
        OURS,
    ),
    "assure a page": Writer(
        ("assure", "index.md", "find.md", "--by", "Front desk", "--yes"),
        {"docs/index.md": rf"{CHECK}|---|$", "docs/find.md": rf"{CHECK}|---|$"},
    ),
    "init": Writer(
        ("init", "--name", "New: name", "--area", "Lake County", "--yes"),
        {"data/local/site.yml": "(name|area): "},
        {"site.yml": OURS["site.yml"]},
    ),
    "import": Writer(
        ("import", "list.csv", "--yes", "--write", "--same-names"),
        {"data/local/partners/food-bank.yml": r"(hours|phones|identifiers|sources|- |  )"},
        {"partners/food-bank.yml": WHOLE},
        {"list.csv": SHEET.format("9 to 5")},
    ),
    "apply": Writer(
        ("apply", "letter.txt", "--write"),
        {"data/partners/town-library.yml": "hours: "},
        given={"letter.txt": letter("partners/town-library", hours="9 to 6")},
    ),
    "apply in a fork": Writer(
        ("apply", "letter.txt", "--write"),
        {"data/local/partners/books.yml": "(hours|  hours): "},
        OURS,
        {"letter.txt": letter("partners/town-library", hours="9 to 6",
                              **{"services__computer-class__hours": "9 to 5"})},
    ),
    "release": Writer(
        ("release", "--name", "Spring"),
        {"data/local/history.yml": r"date: 20[^0]|name: Spring|added:|- [a-z_]+/[a-z0-9-]+$|$"},
        {"history.yml": "- date: 2020-01-01\n  added: [partners/town-library] # the first\n"},
        {"data/local/history-state.txt": "release 2020-01-01/1\n"},
    ),
    "rename in a fork": Writer(
        ("rename", "resources/own", "our-own"),
        {"data/local/resources.yml": "(id: (our-)?own|former_ids: )"},
        OURS,
    ),
    "rename": Writer(
        ("rename", "partners/credit-union", "the-union"),
        {"data/partners/credit-union.yml": "former_ids: ",
         "docs/index.md": r"\{\{ partner\(.(credit|the)-union.\) \}\}"},
        moved={"data/partners/credit-union.yml": "data/partners/the-union.yml"},
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Hand:
    """How somebody writes files: marks, line ends, notes, empty lines."""

    has_mark: bool
    has_returns: bool
    ends: str
    notes: tuple[tuple[int, int], ...]

    def __call__(self, text: str) -> bytes:
        written = noted(text, list(self.notes)).rstrip("\n") + self.ends
        written = written.replace("\n", "\r\n") if self.has_returns else written
        return ((BOM if self.has_mark else "") + written).encode()


HANDS = st.builds(
    Hand, st.booleans(), st.booleans(), st.sampled_from(["\n", "", "\n\n"]), NOTES.map(tuple)
)


@pytest.mark.parametrize("name", WRITERS)
def test_all_other_bytes_stay(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    writer = WRITERS[name]
    project = Project.small(tmp_path_factory.mktemp("kept"))
    for path, text in writer.local.items():
        project.write(f"data/local/{path}", text)
    texts = {path: (project.root / path).read_text("utf-8") for path in _people_s(project)}

    @FEW
    @given(HANDS)
    def holds(hand: Hand) -> None:
        with _as_written(project, {path: hand(text) for path, text in texts.items()}) as before:
            for path, text in writer.given.items():
                project.write(path, text)
            words = [writer.words[0], "--folder", str(project.root), *_paths(project, writer)]
            done = CliRunner().invoke(main, words, catch_exceptions=False)
            assert done.exit_code == 0, done.output
            after = snapshot(project.root)
            changed = 0
            for path, data in before.items():
                new = after[writer.moved.get(path, path)]
                changed += new != data
                _holds_all(data, new, writer.lines.get(path, "(?!)"), path)
            assert changed == len(writer.lines)

    holds()


def _paths(project: Project, writer: Writer) -> Iterator[str]:
    for word in writer.words[1:]:
        yield str(project.root / word) if word in writer.given else word


def _people_s(project: Project) -> Iterator[str]:
    for folder in ("data", "docs"):
        for path in sorted((project.root / folder).rglob("*")):
            if path.suffix in (".yml", ".md") and path.is_file():
                yield path.relative_to(project.root).as_posix()


@contextmanager
def _as_written(project: Project, files: Mapping[str, bytes]) -> Iterator[Mapping[str, bytes]]:
    """The files so written; what comes beside them goes again."""
    for folder in ("data", "docs/local"):
        shutil.rmtree(project.root / folder, ignore_errors=True)
    for path, data in files.items():
        target = Path(project.root / path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    yield files


def _holds_all(before: bytes, after: bytes, lines: str, path: str) -> None:
    old, new = before.decode(), after.decode()
    assert old.startswith(BOM) == new.startswith(BOM), path
    assert {*re.findall(r"\r?\n", new)} <= ({*re.findall(r"\r?\n", old)} or {"\n"}), path
    assert _end(new) == _end(old), path
    assert _left(old, lines) == _left(new, lines), path


def _end(text: str) -> str:
    return text[len(text.rstrip("\r\n")) :]


def _left(text: str, lines: str) -> list[str]:
    """What stands there but for the lines that match from their first letter or dash."""
    owned = re.compile(rf"[ ]*(- )?(?:{lines})")
    return [line for line in text.lstrip(BOM).splitlines() if not owned.match(line)]
