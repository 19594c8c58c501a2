"""A schema and the loader say the same, as far as a schema can tell."""

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from macros import checks
from macros.history import files as history
from macros.loading import load
from macros.model import BY_KIND
from macros.problems import Problem
from macros.schemas.files import patterns
from tests.projects import SMALL
from tests.schemas.editors import as_read, errors
from tests.test_problems import CASES, PART, edition_of

NAMES = {pattern: name for name, pattern in patterns().items()}
SEEN = re.compile(
    r"unknown field|unknown vocabulary|is missing, such as|is missing: a list|is not allowed"
    r"|must be a list|must be text|must be yes or no|not a whole number|needs at least one item"
    r"|is not a date written|is not the two letters|is not a language code|is not an id"
    r"|holds HTML|'<' and '>'|should look like|must start with https"
)
"""What the loader says of a fault that a schema can see, too."""
STRICTER = {
    "local-version-too-new": "the loader reads no file of a version that it does not know",
    "provenance-of-each-sort": "its source names a record that came after the schemas were made",
    "private-colours-without-quotes": "it is among the checks of the site, left out here",
}
"""Cases in which an editor complains of what is sound, and why that may be."""


def schema_for(path: str) -> str:
    """The schema that an editor takes for the file at `path`."""
    folder = re.sub(r"[^/]+\.yml$", "*.yml", path)
    found = NAMES.get(path) or NAMES.get(folder) or ""
    return found.removeprefix(".cache/schemas/")


def data_files(root: Path) -> list[str]:
    found = (path.relative_to(root).as_posix() for path in root.glob("data/**/*.yml"))
    return sorted(path for path in found if not path.startswith("data/local/"))


@pytest.mark.parametrize("path", data_files(SMALL))
def test_sound_file_is_sound_to_an_editor(path: str) -> None:
    value = as_read((SMALL / path).read_text("utf-8"))
    assert errors(schema_for(path), value) == []


def test_each_kind_has_its_schema() -> None:
    kinds = [kind for kind in BY_KIND if kind != "terms"]
    assert {schema_for(f"data/{kind}/some-id.yml") for kind in kinds} == {
        f"upstream/{kind}.json" for kind in kinds
    }
    assert schema_for("data/local/partners/bank.yml") == "local/partners.json"
    assert schema_for("data/private/partners.yml") == "private/partners-list.json"
    assert schema_for("data/local/site.yml") == "local/site.json"


def files_of(case: Path) -> dict[str, str]:
    _, *parts = PART.split(case.read_text("utf-8"))
    files = dict(zip(parts[::2], parts[1::2], strict=True))
    return {path: text for path, text in files.items() if schema_for(path)}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the small guide, which each case changes and leaves as it was."""
    return shutil.copytree(SMALL / "data", tmp_path_factory.mktemp("cases") / "data")


def problems_with(data: Path, files: Mapping[str, str]) -> list[Problem]:
    """What the loader says while `files` are there."""
    root = data.parent
    before = {path: (root / path).read_bytes() for path in files if (root / path).exists()}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    try:
        loaded = load(data, root, edition_of(files).overlays(data))
        ids = checks.Ids(loaded.entries, loaded.unreadable)
        found = [*loaded.problems, *checks.check(loaded.entries, ids, date.today())]
    finally:
        for path in files:
            (root / path).unlink()
            if path in before:
                (root / path).write_bytes(before[path])
        for layer in ("local", "private"):
            shutil.rmtree(data / layer, ignore_errors=True)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_bad_file_is_bad_to_both(case: Path, data: Path) -> None:
    files = files_of(case)
    problems = problems_with(data, files)
    for path, text in files.items():
        try:
            value = as_read(text)
        except (yaml.YAMLError, ValueError):
            continue
        found = errors(schema_for(path), value)
        said = [problem for problem in problems if problem.path == path]
        assert said or not found or case.stem in STRICTER, "an editor complains of what is sound"
        assert found or not any(map(can_be_seen, said)), "an editor does not see it"


def can_be_seen(problem: Problem) -> bool:
    return bool(SEEN.search(problem.message))


def test_cases_of_each_kind_of_fault_are_seen() -> None:
    expected = "".join(case.read_text("utf-8") for case in CASES)
    assert [words for words in SEEN.pattern.split("|") if not re.search(words, expected)] == []


HISTORY = """\
- date: 2026-11-20
  name: Spring
  note: We called *every* partner.
  added:
    - partners/lake-jobs
    - key: terms/rides
      title: Rides
  changed: [{key: hotlines/text-line, fields: [phone], why: The number changed.}]
  renamed: [{old: partners/job-center, new: partners/lake-jobs}]
- date: "2026-01-15"
  begins_with: 12
"""


@pytest.mark.parametrize("layer", ["", "local/"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("  name: Spring", "  nmae: Spring"),
        ("date: 2026-11-20\n  name", "name"),
        ("2026-11-20", "20 November"),
        ("fields: [phone]", "fields: phone"),
        ("partners/lake-jobs", "lake-jobs"),
        ("terms/rides", "rides/terms"),
        ("new: partners/lake-jobs", "new: partners/Lake Jobs"),
        ("note: We called *every*", "note: <b>We called</b>"),
        ("12", "twelve"),
    ],
)
def test_a_history_is_the_same_to_both(layer: str, old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / f"data/{layer}history.yml"
    path.parent.mkdir(parents=True)
    text = HISTORY.replace(old, new, 1)
    path.write_text(text, "utf-8")
    seen = errors(schema_for(f"data/{layer}history.yml"), as_read(text))
    assert bool(seen) == bool(history.read(tmp_path).problems) == bool(old), seen


UNSEEN = {
    "an address with a bad host": ("partners", {"website": "https://bank"}),
    "a number that nobody can have": ("partners", {"phones": [{"number": "000-000-0000"}]}),
    "a day that does not exist": ("partners", {"assured_date": "2026-02-30"}),
    "a link that leads nowhere safe": ("partners", {"description": "[a](javascript:b)"}),
    "a place without a place": ("partners", {"locations": [{"postal_code": "28801"}]}),
}
"""What only the loader sees, because it takes more than the shape of a value."""


@pytest.mark.parametrize("name", UNSEEN)
def test_what_only_the_loader_sees(name: str) -> None:
    kind, fields = UNSEEN[name]
    value = {"name": "Bank", **fields}
    assert errors(f"upstream/{kind}.json", value) == []
    with pytest.raises(ValidationError):
        BY_KIND[kind].model_validate({"id": "bank", **value})


ITEMS = {"id": "before", "items": [{"id": "call", "text": "Ask first."}]}


@pytest.mark.parametrize(
    ("layer", "groups", "is_sound"),
    [
        ("local", [ITEMS], True),
        ("local", [{"id": "before", "items": [{"hides": "call", "reason": "Not here."}]}], True),
        ("local", [{"id": "before", "items": [{"hides": "call"}]}], False),
        ("local", [{"id": "before", "wesbite": "x"}], False),
        ("private", [ITEMS], True),
        ("private", [{"id": "before", "items": [{"hides": "call", "reason": "No."}]}], False),
    ],
)
def test_change_says_only_what_differs(
    layer: str, groups: list[dict[str, object]], is_sound: bool
) -> None:
    value = {"changes": "visit", "groups": groups}
    assert (errors(f"{layer}/checklists.json", value) == []) == is_sound
