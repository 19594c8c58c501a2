"""Nothing of `data/private/` reaches anything public; all of it that is drawn reaches staff."""

from pathlib import Path

from macros.editions import Edition
from macros.project import read
from tests.editions.canaries import found
from tests.editions.planted import Planted, contents
from tests.projects import Project

NEVER_DRAWN = {
    "DataLicense.name",
    "DataLicense.url",
    "Figure.former_ids",
    "Hotline.assured_by",
    "Hotline.id",
    "Service.id",
    "Source.former_ids",
    "Term.id",
    "_Citation.at",
} | {f"WordingRule.{n}" for n in ("avoid", "because", "exceptions", "former_ids", "instead")}
"""Fields that a page says in other words or not at all."""
ONLY_WHERE_CALLED = {"Figure.statement", "Figure.scope", "Figure.year", "Figure.sample"}
ONLY_WHERE_CALLED |= {"Figure.limits"}
"""No page of the small guide draws the new figure."""


def test_the_public_site_is_the_same_without_private_data(small: Project, planted: Planted) -> None:
    assert planted.public == contents(small.site)


def test_a_staff_build_changes_nothing_in_the_public_site(planted: Planted) -> None:
    assert planted.public_again == planted.public


def test_documents_for_staff_have_a_store_of_their_own(small: Project, planted: Planted) -> None:
    assert planted.store == contents(small.root / Edition.PUBLIC.store)
    assert contents(planted.project.root / Edition.STAFF.store)


def test_no_canary_reaches_the_public_site_or_its_store(planted: Planted) -> None:
    assert found(planted.project.site, planted.words) == {}
    assert found(planted.project.root / Edition.PUBLIC.store, planted.words) == {}


def test_every_field_that_is_drawn_reaches_staff(planted: Planted) -> None:
    hits = found(planted.staff, planted.words)
    seen = set().union(*hits.values())
    lost = {planted.canaries[word] for word in planted.canaries if word not in seen}
    assert lost <= NEVER_DRAWN | ONLY_WHERE_CALLED


def test_canaries_are_found_in_every_kind_of_file(planted: Planted) -> None:
    hits = found(planted.staff, planted.words)
    kinds = {Path(name).suffix for name in hits}
    assert {".html", ".js", ".pdf", ".docx", ".xml", ".gz"} <= kinds


def test_every_kind_of_record_has_canaries(planted: Planted) -> None:
    reading = read(planted.project.root, edition=Edition.STAFF)
    assert reading.guide
    kinds = {kind for kind, records in reading.guide.records.items() if records}
    assert {key.split("/")[0] for key in reading.guide.guarded} == kinds
    assert len(planted.canaries) > 300
