"""The schemas reach the editor: where they stand, when they are made, what they never hold."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.commands.check import check
from macros.commands.schemas import schemas
from macros.editions import Edition
from macros.project import read
from macros.schemas.files import STORE, keep_up, patterns, write
from tests.projects import ROOT, Project, snapshot
from tests.schemas.editors import made


def ids_in(root: Path, name: str, kind: str) -> list[object]:
    schema = json.loads((root / STORE / name).read_text("utf-8"))
    return list(schema["definitions"][kind]["enum"])


def test_settings_of_the_editor_name_each_schema() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == {f"./{path}": files for path, files in patterns().items()}


def test_the_editor_asks_nobody_else() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemaStore.enable"] is settings["redhat.telemetry.enabled"] is False


def test_each_schema_that_is_named_is_made() -> None:
    assert {f"{STORE}/{name}" for name in made()} == set(patterns())


def test_command_makes_them_also_where_something_is_wrong(project: Project) -> None:
    project.write("data/local/partners/lake-jobs.yml", "name: Lake Jobs\nnmae: x\n")
    done = CliRunner().invoke(schemas, ["--folder", str(project.root)])
    assert done.exit_code == 0
    assert done.output == f"68 schemas in {STORE}/, 68 of them changed.\n"


def test_git_ignores_them() -> None:
    assert "/.cache/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_check_keeps_them_up(project: Project) -> None:
    project.write("data/local/partners/lake-jobs.yml", "name: Lake Jobs\nsources: [survey]\n")
    assert CliRunner().invoke(check, ["--folder", str(project.root)]).exit_code == 0
    assert "lake-jobs" in ids_in(project.root, "local/resources.json", "partners")


def test_any_id_may_stand_while_a_file_cannot_be_read(project: Project) -> None:
    project.write("data/local/partners/lake-jobs.yml", "name: Lake Jobs\nnmae: x\n")
    write(project.root, read(project.root).loaded)
    schema = json.loads((project.root / STORE / "local/resources.json").read_text("utf-8"))
    assert "partners" not in schema["definitions"]


def test_second_run_changes_nothing(project: Project) -> None:
    loaded = read(project.root).loaded
    assert write(project.root, loaded) == len(patterns())
    before = snapshot(project.root / STORE)
    assert write(project.root, loaded) == 0
    assert snapshot(project.root / STORE) == before


def test_what_is_up_to_date_is_not_made_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_up(project.root, read(project.root).loaded)
    before = snapshot(project.root / STORE)
    assert len(before) == len(patterns())
    with monkeypatch.context() as patch:
        patch.setattr("macros.schemas.files.schemas", lambda known: pytest.fail("made again"))
        keep_up(project.root, read(project.root).loaded)
    lost = project.root / STORE / "local/resources.json"
    lost.unlink()
    keep_up(project.root, read(project.root).loaded)
    lost.with_name("partners.json").write_text("{}\n", "utf-8")
    keep_up(project.root, read(project.root).loaded)
    assert snapshot(project.root / STORE) == before
    project.write("data/local/partners/lake-jobs.yml", "name: Lake Jobs\nsources: [survey]\n")
    keep_up(project.root, read(project.root).loaded)
    assert "lake-jobs" in ids_in(project.root, "local/resources.json", "partners")


@pytest.mark.parametrize("edition", Edition)
def test_nothing_private_stands_in_them(edition: Edition, project: Project) -> None:
    project.write(
        "data/private/partners/canary-house.yml", "name: Canary House\nsources: [survey]\n"
    )
    write(project.root, read(project.root).loaded)
    words = ["--folder", str(project.root), "--edition", edition.value]
    done = CliRunner().invoke(check, words)
    assert done.exit_code == 0, done.output
    kept = b"".join(snapshot(project.root / STORE).values()).lower()
    assert b"canary" not in kept


def test_check_goes_on_where_nothing_can_be_written(project: Project) -> None:
    project.write(".cache", "a file where a folder should be")
    keep_up(project.root, read(project.root).loaded)
    assert (project.root / ".cache").is_file()
