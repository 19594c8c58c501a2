"""No record, page or help line of the shipped guide claims to be checked that nobody checked."""

from macros.ages import dated
from macros.guide import Guide
from macros.model import Partner
from macros.page_reviews import said
from macros.project import read
from tests.projects import ROOT

CHECKED: frozenset[str] = frozenset()
"""What a person has checked, by title. Whoever checks something adds it here, by hand."""


def test_the_guide_claims_no_check_that_nobody_made() -> None:
    reading = read(ROOT)
    assert reading.guide
    claimed = {one.title for one in dated(reading.guide) if one.review.day}
    assert claimed | set(services(reading.guide)) == CHECKED
    for page in reading.hand_written:
        _, checked = said(page)
        is_claimed = checked.assured_date or checked.assured_by
        assert not is_claimed or page.path in CHECKED, page.path


def test_advice_on_phones_and_browsers_is_looked_at_again() -> None:
    reading = read(ROOT)
    assert reading.guide
    assert "safety/" in reading.guide.reviewed_pages


def services(guide: Guide) -> list[str]:
    """Those with a day of their own, or with somebody who looked."""
    partners: list[Partner] = [*guide.partners.values()]
    every = [service for partner in partners for service in partner.services]
    return [service.name for service in every if service.assured_date or service.assured_by]


def test_nobody_is_named_as_having_checked() -> None:
    reading = read(ROOT)
    assert reading.guide
    records = [record for kind in reading.guide.records.values() for record in kind.values()]
    parts = [*records, *reading.guide.site.hotlines]
    assert len(parts) > 200
    assert [part.id for part in parts if getattr(part, "assured_by", None)] == []
