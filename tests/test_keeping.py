"""What was read before is not read again, and nobody can tell from what is said of it."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import keeping, reading, stored
from macros.editions import Edition
from macros.folder import Folder
from macros.hiding import prune
from macros.keeping import STORE, Kept
from macros.loading import Loaded, load
from macros.parsing import parse
from macros.problems import report
from macros.project import read
from tests.projects import ROOT, Project
from tests.test_problems import CASES, lay

LIBRARY = "data/partners/town-library.yml"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files whose bytes are read."""
    names: list[str] = []

    def note(path: Path) -> bytes:
        names.append(path.name)
        return read_bytes(path)

    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", note)
    yield names


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of this moment count as old."""
    monkeypatch.setattr(keeping, "SETTLED", -1)


@pytest.fixture
def small_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MANY", 1)
    monkeypatch.setattr(gc, "freeze", lambda: None)


def loaded(root: Path, kept: Kept | None = None) -> Loaded:
    return load(root / "data", root, Edition.PUBLIC.overlays(root / "data"), kept)


def everything(found: Loaded) -> object:
    """The records, each with where it stands, and all that is said of them."""
    records = [
        (entry.tree.path, entry.place, entry.overlays, entry.record, repr(entry.record))
        for entry in found.entries
    ]
    places = [entry.tree.mark((*entry.place, entry.record.named_by)) for entry in found.entries]
    return records, places, report(found.problems), found.unreadable, found.site


# --- in one process ---


@pytest.mark.usefixtures("settled")
def test_only_what_changed_is_read_again(project: Project, opened: list[str]) -> None:
    kept = Kept()
    loaded(project.root, kept)
    project.write(LIBRARY, "name: Library\ndescription: Lends books.\n")
    opened.clear()
    again = loaded(project.root, kept)
    assert [name for name in opened if name != "site.yml"] == ["town-library.yml"]
    assert everything(again) == everything(loaded(project.root))


@pytest.mark.usefixtures("settled")
def test_what_did_not_change_is_the_same_record(project: Project) -> None:
    kept = Kept()
    first = {entry.record.key: entry for entry in loaded(project.root, kept).entries}
    project.write(LIBRARY, "name: Library\ndescription: Lends books.\n")
    second = {entry.record.key: entry for entry in loaded(project.root, kept).entries}
    assert {key for key in first if first[key] is not second[key]} == {"partners/town-library"}


@pytest.mark.usefixtures("settled")
def test_a_change_of_the_same_length_and_time_is_seen(project: Project) -> None:
    kept = Kept()
    path = project.write(LIBRARY, "name: Library\ndescription: Lends books.\n")
    loaded(project.root, kept)
    time = path.stat().st_mtime_ns
    path.write_text("name: Library\ndescription: Sends books.\n", "utf-8")
    os.utime(path, ns=(time, time))
    texts = [str(e.record.blurb) for e in loaded(project.root, kept).entries]
    assert "Sends books." in texts


def test_a_file_of_this_moment_is_looked_into(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two changes within one tick of a disk's clock leave the same stamp."""
    monkeypatch.setattr(keeping, "stamp", lambda found: (found.st_size,))
    kept = Kept()
    project.write(LIBRARY, "name: Library\ndescription: Lends books.\n")
    loaded(project.root, kept)
    project.write(LIBRARY, "name: Library\ndescription: Sends books.\n")
    texts = [str(e.record.blurb) for e in loaded(project.root, kept).entries]
    assert "Sends books." in texts


@pytest.mark.usefixtures("settled")
def test_other_languages_check_all_records_anew(project: Project) -> None:
    kept = Kept()
    site = project.root / "data/site.yml"
    both = site.read_text("utf-8")
    assert not loaded(project.root, kept).problems
    site.write_text(both.replace("languages: [en, es]", "languages: [en]"), "utf-8")
    assert "'es' is not a language of this guide" in report(loaded(project.root, kept).problems)
    site.write_text(both, "utf-8")
    assert not loaded(project.root, kept).problems


def test_who_does_not_name_a_hidden_record_stays_as_known(project: Project) -> None:
    hiding = "hides: lost-guide\nreason: It is lost.\n"
    project.write("data/local/resources/lost-guide.yml", hiding)
    found = loaded(project.root)
    known = {id(entry) for entry in found.entries}
    kept = [entry.record.key for entry in prune(found).entries if id(entry) in known]
    assert "partners/town-library" in kept


@pytest.mark.usefixtures("settled")
def test_what_is_gone_is_forgotten(project: Project) -> None:
    kept = Kept()
    loaded(project.root, kept)
    (project.root / LIBRARY).unlink()
    keys = [entry.record.key for entry in loaded(project.root, kept).entries]
    assert "partners/town-library" not in keys
    assert LIBRARY not in {path for path, _ in kept.entries}


@pytest.mark.usefixtures("settled", "small_store")
@pytest.mark.parametrize("case", CASES[::8], ids=lambda path: path.stem)
def test_problems_are_told_again_each_time(
    case: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, expected = lay(case, project)
    for _ in ("read", "known"):
        problems = read(project.root, edition=edition).problems
        assert report(problems).strip() == expected.strip()
    monkeypatch.setattr(keeping, "_latest", {})
    problems = read(project.root, edition=edition).problems
    assert report(problems).strip() == expected.strip()


@pytest.mark.usefixtures("settled")
def test_a_file_that_goes_while_its_folder_is_read(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Editors make files beside others for a moment."""
    kept = Kept()
    path = project.write(LIBRARY, "name: Library\ndescription: Lends books.\n")
    loaded(project.root, kept)

    def inside(folder: Folder, path_of: Path) -> list[os.DirEntry[str]]:
        found = listed(folder, path_of)
        if path_of == path.parent:
            path.unlink()
        return found

    listed = Folder._inside
    monkeypatch.setattr(Folder, "_inside", inside)
    assert f"{LIBRARY}:1:1: is missing" in report(loaded(project.root, kept).problems)


# --- from one process to the next ---


@pytest.mark.usefixtures("small_store")
def test_stored_values_make_the_same_records(tmp_path: Path) -> None:
    store = tmp_path / "values.json"
    fresh = everything(loaded(ROOT))
    assert everything(loaded(ROOT, Kept(store))) == fresh
    assert stored.read(store)
    assert everything(loaded(ROOT, Kept(store))) == fresh


@pytest.mark.usefixtures("small_store")
def test_the_next_process_need_not_parse(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    store = project.root / STORE
    fresh = loaded(project.root, Kept(store))
    parsed: list[str] = []
    monkeypatch.setattr(reading, "parse", lambda *said: parsed.append(said[1]) or parse(*said))
    assert everything(loaded(project.root, Kept(store))) == everything(fresh)
    assert parsed == ["data/site.yml"]


@pytest.mark.usefixtures("small_store")
@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"Lends", b"Sends"),
        lambda data: b"",
        lambda data: b"\xff\xfe",
        lambda data: b"{}\n{}",
        lambda data: data.replace(data.split(b" ")[0], b"0" * 32, 1),
    ],
    ids=["cut", "edited", "empty", "bytes", "another", "of other programs"],
)
def test_a_damaged_store_is_not_there(damage: object, project: Project) -> None:
    project.write(LIBRARY, "name: Library\ndescription: Lends books.\n")
    store = project.root / STORE
    fresh = loaded(project.root, Kept(store))
    whole = store.read_bytes()
    assert b"Lends" in whole
    store.write_bytes(damage(whole))  # type: ignore[operator]  # each of them is a function
    assert everything(loaded(project.root, Kept(store))) == everything(fresh)
    assert store.read_bytes() == whole


@pytest.mark.usefixtures("small_store")
def test_a_store_that_cannot_be_written_stops_nothing(project: Project) -> None:
    (project.root / STORE).mkdir(parents=True)
    assert not loaded(project.root, Kept(project.root / STORE)).problems


@pytest.mark.usefixtures("small_store")
def test_the_store_holds_what_is_there_and_no_more(project: Project) -> None:
    store = project.root / STORE
    project.write(LIBRARY, "name: Library\ndescription: Lends books.\n")
    loaded(project.root, Kept(store))
    project.write(LIBRARY, "name: Library\ndescription: Sends books.\n")
    loaded(project.root, Kept(store))
    said = b" ".join(stored.read(store).values()).decode()
    assert "Sends books." in said
    assert "Lends books." not in said


@pytest.mark.usefixtures("small_store")
def test_nothing_stays_in_the_store_of_a_guide_that_became_small(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = project.root / STORE
    project.write(LIBRARY, "name: Library\ndescription: Lends books.\n")
    loaded(project.root, Kept(store))
    monkeypatch.setattr(keeping, "MANY", 500)
    loaded(project.root, Kept(store))
    assert b"Lends books." not in store.read_bytes()
    assert not stored.read(store)


@pytest.mark.usefixtures("small_store")
def test_a_staff_edition_leaves_nothing_in_it(project: Project) -> None:
    project.write(
        "data/private/partners/shelter.yml",
        "name: Shelter\ndescription: A canary.\nsources: [survey]\n",
    )
    assert not read(project.root, edition=Edition.STAFF).problems
    assert not (project.root / STORE).exists()
    read(project.root)
    assert b"canary" not in (project.root / STORE).read_bytes()


def test_a_small_guide_needs_none(project: Project) -> None:
    read(project.root)
    assert not (project.root / STORE).exists()


def test_the_collector_is_spared_the_many_records_of_a_first_reading(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[int] = []
    monkeypatch.setattr(gc, "freeze", lambda: times.append(1))
    read(project.root)
    assert not times
    monkeypatch.setattr(keeping, "MANY", 1)
    monkeypatch.setattr(keeping, "_latest", {})
    read(project.root)
    read(project.root)
    assert times == [1]
    assert gc.isenabled()
