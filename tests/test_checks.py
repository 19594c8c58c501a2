"""What ids exist; `tests/problems` shows the other rules between records."""

import pytest

from macros.checks import Ids
from macros.loading import load
from macros.project import read
from tests.projects import SMALL, Project

ENTRIES = load(SMALL / "data", SMALL).entries
IDS = Ids(ENTRIES)


@pytest.mark.parametrize(
    ("kind", "id", "vocabulary", "exists"),
    [
        ("partners", "town-library", "", True),
        ("resources", "town-library", "", False),
        ("partners", "nobody", "", False),
        ("terms", "mapping", "", True),
        ("terms", "mapping", "topics", True),
        ("terms", "mapping", "practices", False),
    ],
)
def test_an_id_exists_in_its_kind_and_vocabulary(
    kind: str, id: str, vocabulary: str, exists: bool
) -> None:
    assert IDS.has(kind, id, vocabulary) is exists
    assert bool(IDS.complaint(kind, id, vocabulary)) is not exists


def test_ids_are_listed_by_kind_and_vocabulary() -> None:
    assert IDS.of("terms", "topics") == ["vetting", "mapping"]
    assert sorted(IDS.of("partners")) == ["credit-union", "town-library"]


@pytest.mark.parametrize(
    ("unreadable", "id", "complains"),
    [
        ("partners/bank", "bank", False),
        ("partners/bank", "banker", True),
        ("partners/*", "bank", False),
        ("resources/bank", "bank", True),
        ("resources/*", "bank", True),
    ],
)
def test_a_record_that_could_not_be_read_is_not_missing(
    unreadable: str, id: str, complains: bool
) -> None:
    assert bool(Ids(ENTRIES, [unreadable]).complaint("partners", id)) is complains


def test_an_unreadable_term_is_missing_from_no_vocabulary() -> None:
    assert not Ids(ENTRIES, ["terms/sewing"]).complaint("terms", "sewing", "practices")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/partners/town-library.yml", "description: Lends books.\n"),
        ("data/partners/town-library.yml", "name: [\n"),
        ("data/partners/town-library.yml", "just words\n"),
        ("data/partners/town-library.yml", ""),
        ("data/sources.yml", "- id: [\n"),
        ("data/sources.yml", "- just words\n"),
        ("data/sources.yml", "field-notes: words\n"),
        ("data/sources.yml", "- id: survey\n- id: field-notes\n"),
        ("data/glossary.yml", "- id: mou\n- id: in-kind\n  term: In kind\n  definition: Help.\n"),
        ("data/taxonomy.yml", "practices: [\n"),
        ("data/taxonomy.yml", "just words\n"),
        ("data/taxonomy.yml", "topcis:\n  - id: mapping\n    label: Mapping\n"),
    ],
)
def test_a_file_that_cannot_be_read_leads_to_no_other_complaint(
    project: Project, path: str, text: str
) -> None:
    project.write(path, text)
    assert {problem.path for problem in read(project.root).problems} == {path}


@pytest.mark.parametrize("name", ["Town Library.yml", "town-library.yaml"])
def test_a_file_with_a_wrong_name_leads_to_no_other_complaint(project: Project, name: str) -> None:
    folder = project.root / "data/partners"
    (folder / "town-library.yml").rename(folder / name)
    assert {problem.path for problem in read(project.root).problems} == {f"data/partners/{name}"}
