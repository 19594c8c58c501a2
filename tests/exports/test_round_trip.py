"""What leaves as HSDS comes back the same."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from macros.exports.formats import Exports, Format
from macros.exports.packing import archive
from macros.exports.placing import write_folder
from macros.guide import Guide
from macros.imports import reading
from macros.imports.incoming import Unreadable
from macros.model import Partner
from macros.project import read
from tests.exports.inventing import LANGUAGES, partners, small
from tests.projects import ROOT

OPTIONS = reading.Options(with_names=True)


def guide_of(found: Iterable[Partner]) -> Guide:
    return Guide(small().site, {**small().records, "partners": {p.id: p for p in found}}, {})


def written(guide: Guide, format: Format, folder: Path) -> Path:
    """The export, as one would hand it on."""
    files = Exports(guide).files(format)
    if format is Format.HSDS:
        path = folder / "organizations.json"
        path.write_bytes(files["organizations.json"])
        return path
    path = folder / "hsds.zip"
    path.write_bytes(archive(files))
    return path


def brought(path: Path, guide: Guide) -> dict[str, Partner]:
    haul = reading.read(path, OPTIONS, guide, lambda rows: None)
    assert haul.refusals == []
    context = {"languages": LANGUAGES}
    found = [
        Partner.model_validate({**incoming.value, "id": incoming.id}, context=context)
        for incoming in haul.records
    ]
    return {partner.id: partner for partner in found}


def said(partner: Partner) -> object:
    """All of it, translations too: texts are equal where their first language is."""
    return partner.model_dump(mode="json")


NAMES = (lambda p: p.id, lambda p: p.name.casefold())
"""Two partners of one name are a fault in any guide."""
each_format = pytest.mark.parametrize("format", [Format.HSDS, Format.HSDS_CSV])


@each_format
@settings(
    deadline=None,
    max_examples=60,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(found=st.lists(partners(), min_size=1, max_size=3, unique_by=NAMES))
def test_any_partners_come_back(tmp_path: Path, format: Format, found: list[Partner]) -> None:
    guide = guide_of(found)
    back = brought(written(guide, format, tmp_path), guide)
    assert {id: said(p) for id, p in back.items()} == {p.id: said(p) for p in found}


@each_format
def test_all_partners_of_this_guide_come_back(tmp_path: Path, format: Format) -> None:
    guide = read(ROOT).guide
    assert guide
    back = brought(written(guide, format, tmp_path), guide)
    assert {i: said(p) for i, p in back.items()} == {i: said(p) for i, p in guide.partners.items()}


@pytest.mark.parametrize("is_archive", [False, True])
@each_format
def test_a_whole_export_comes_back(tmp_path: Path, format: Format, is_archive: bool) -> None:
    files, path = Exports(small()).files(format), tmp_path / "export"
    if is_archive:
        path = tmp_path / "export.zip"
        path.write_bytes(archive({f"hsds/{name}": data for name, data in files.items()}))
    else:
        write_folder(path, str(format), files)
    back = brought(path, small())
    assert {i: said(p) for i, p in back.items()} == {
        i: said(p) for i, p in small().partners.items()
    }


@pytest.mark.parametrize("format", [Format.JSON, Format.CSV])
def test_what_is_for_programs_says_what_comes_back(tmp_path: Path, format: Format) -> None:
    write_folder(tmp_path / "out", str(format), Exports(small()).files(format))
    with pytest.raises(Unreadable, match=f"what `guide export {format}` writes.*export xlsx"):
        brought(tmp_path / "out", small())


@each_format
def test_one_file_of_an_organization_is_enough(tmp_path: Path, format: Format) -> None:
    files = Exports(small()).files(format)
    write_folder(tmp_path, str(format), files)
    path = tmp_path
    if format is Format.HSDS:
        path = next(
            f for f in tmp_path.glob("organizations/*") if b"Town Library" in f.read_bytes()
        )
    assert said(brought(path, small())["town-library"]) == said(small().partners["town-library"])
