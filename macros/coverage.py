"""Coverage: which practices the partners and resources of a guide offer, and which nobody does."""

from dataclasses import dataclass

from macros.guide import Guide
from macros.model import Partner, Record, Term
from macros.pages import shortened

NAME_LIMIT = 34


@dataclass(frozen=True)
class CoverageRow:
    """One practice and the records that carry it."""

    term: Term
    partners: tuple[Record, ...]
    resources: tuple[Record, ...]


@dataclass(frozen=True)
class CoverageGroup:
    """A group of practices, as on the resource map."""

    term: Term
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True)
class CoveredPartner:
    """A partner that offers at least one practice; `short` fits a column heading."""

    record: Partner
    short: str


def coverage(guide: Guide) -> tuple[CoverageGroup, ...]:
    roots = [term for term in guide.vocabulary("practices") if not term.parent]
    return tuple(
        CoverageGroup(root, tuple(_row(guide, term) for term in guide.children(root) or (root,)))
        for root in roots
    )


def _row(guide: Guide, term: Term) -> CoverageRow:
    return CoverageRow(term, guide.tagged(term.id, "partners"), guide.tagged(term.id, "resources"))


def covered_partners(guide: Guide) -> tuple[CoveredPartner, ...]:
    return tuple(
        CoveredPartner(partner, shortened(partner.heading, NAME_LIMIT))
        for partner in guide.partners.values()
        if partner.practices
    )
