"""Nothing unsound is written, and nothing half."""

from pathlib import Path

import pytest

from macros import filing
from macros.imports.applying import prepared, write
from macros.imports.incoming import Cell, Haul, Incoming, Refusal
from macros.imports.planning import Leave
from macros.model import Partner
from tests.imports.hauls import haul, imported, incoming, numbered, outcomes, ready, sound
from tests.projects import Project, snapshot


def test_what_would_break_the_guide_is_left_out_with_the_reason(project: Project) -> None:
    row = incoming(name="Food Bank", website="http://library.example.org/food", hours="9 to 5")
    done = imported(project.root, row)
    assert outcomes(done) == {"food-bank": "new"}
    assert "website" not in (project.root / "data/local/partners/food-bank.yml").read_text()
    assert done.plan.refusals == [
        Refusal(
            Cell("list.csv", 2, "website"),
            "website: write https:// here, as data/partners/town-library.yml:1 does for the same "
            "site",
        )
    ]


def test_a_record_that_cannot_do_without_is_refused(project: Project) -> None:
    broken = Incoming(Partner, {"name": "Bad <name>"}, {(): Cell("list.csv", 9)})
    done = imported(project.root, broken, incoming(name="Food Bank"))
    assert outcomes(done) == {"food-bank": "new", "list.csv, row 9": "refused"}
    assert done.plan.refusals[0].cell == Cell("list.csv", 9)


def test_no_row_leads_where_leave_now_leads(project: Project) -> None:
    site = sound(project.root).guide.site  # type: ignore[union-attr]
    done = imported(project.root, incoming(name="Weather", website=site.exit_address))
    assert "website" not in done.files["data/local/partners/weather.yml"]
    assert "“Leave now” leads to this site" in done.plan.refusals[0].reason


def test_what_no_leaving_out_mends_writes_nothing(project: Project) -> None:
    reading = sound(project.root)
    project.write("data/partners/broken.yml", "nmae: x\n")
    done = prepared(project.root, haul(incoming(name="Food Bank")), reading)
    assert [problem.path for problem in done.problems] == ["data/partners/broken.yml"]


class _KilledError(Exception):
    pass


def rows() -> Haul:
    same = [incoming(n, name=f"A{'.' * n} B", identifiers=numbered(str(n))) for n in range(2, 5)]
    bare = incoming(5, name="Food Bank")
    return haul(incoming(name="Town Library", hours="Always"), bare, *same)


@pytest.mark.parametrize("killed_at", range(12))
def test_an_import_cut_short_is_finished_by_the_next(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    whole = Project.small(tmp_path / "whole")
    for one in (project, whole):
        imported(one.root, incoming(name="Town Library", email="old@example.org"), force=True)
    _write_all(whole.root)
    before, after = (snapshot(one.root / "data/local") for one in (project, whole))
    assert len(after) == 6
    steps = iter(range(100))
    replace, sync = Path.replace, filing.os.fsync

    def dying_replace(path: Path, target: Path) -> Path:
        if next(steps) == killed_at:
            raise _KilledError
        return replace(path, target)

    def dying_sync(file: int) -> None:
        if next(steps) == killed_at:
            raise _KilledError
        sync(file)

    with monkeypatch.context() as dying:
        dying.setattr(Path, "replace", dying_replace)
        dying.setattr(filing.os, "fsync", dying_sync)
        with pytest.raises(_KilledError):
            _write_all(project.root)
    for name, data in snapshot(project.root / "data/local").items():
        if not Path(name).name.startswith("."):
            assert data in (before.get(name), after[name])
    _write_all(project.root)
    assert snapshot(project.root / "data/local") == after


def _write_all(root: Path) -> None:
    done = prepared(root, rows(), sound(root), Leave(force=True))
    write(root, done.files, lambda: None)


def test_windows_line_ends_and_the_mark_at_the_start_stay(project: Project) -> None:
    path = project.root / "data/local/partners/food-bank.yml"
    path.parent.mkdir(parents=True)
    path.write_bytes("\ufeffname: Food Bank\r\nsources: [survey]\r\nhours: '9'  # May\r\n".encode())
    imported(project.root, incoming(name="Food Bank", hours="10"))
    assert (
        path.read_bytes()
        == ('\ufeffname: Food Bank\r\nsources: [survey]\r\nhours: "10"  # May\r\n').encode()
    )


def test_records_of_a_list_file_are_changed_there(project: Project) -> None:
    both = "# Both\n- id: food-bank\n  sources: [survey]\n  name: Food Bank\n"
    text = f"{both}- id: clothes\n  sources: [survey]\n  name: 'Clothes' # warm\n"
    path = project.write("data/local/partners.yml", text)
    rows = incoming(name="Clothes", hours="9"), incoming(3, name="Food Bank", email="f@example.org")
    imported(project.root, *rows)
    assert path.read_text() == (
        f"{both}  email: f@example.org\n"
        "- id: clothes\n  sources: [survey]\n  name: 'Clothes' # warm\n" + '  hours: "9"\n'
    )
    assert ready(project.root, rows).files == {}
