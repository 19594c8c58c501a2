from datetime import date
from pathlib import Path

from macros import checks
from macros.loading import load
from tests.bench.generator import generate
from tests.projects import snapshot


def test_generated_records_are_sound(tmp_path: Path) -> None:
    generate(tmp_path, 300)
    loaded = load(tmp_path / "data", tmp_path)
    ids = checks.Ids(loaded.entries)
    assert [*loaded.problems, *checks.check(loaded.entries, ids, date.today())] == []
    kinds = [entry.record.kind for entry in loaded.entries]
    assert (kinds.count("partners"), kinds.count("resources")) == (150, 150)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        generate(tmp_path / name, 50, seed)
    one, again, other = (snapshot(tmp_path / name) for name in ("one", "again", "other"))
    assert one == again
    assert one != other
