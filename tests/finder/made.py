"""What the finder's own code makes, as tests look at it."""

from collections.abc import Iterable, Mapping

from macros.drawing import Drawing
from macros.finder.index import Posting
from macros.finder.sections import Section
from macros.finder.writing import FinderFiles
from macros.guide import Guide
from macros.lots import Lot
from macros.rendering import Renderer
from tests.projects import ROOT


def drawn(lot: Lot) -> dict[str, bytes]:
    """Every file of it."""
    return {path: lot.draw(path) or b"" for path in lot.paths()}


def finder_files(guide: Guide, sections: Iterable[Section] = ()) -> dict[str, bytes]:
    """Those of `guide`, drawn as in a site."""
    drawing = Drawing(guide, Renderer([ROOT / "overrides"]))
    return drawn(FinderFiles(guide, sections, drawing.finding, drawing.finder_rest))


def sums(posting: Posting) -> Mapping[int, float]:
    """What its fields add up to, by the number of the entry."""
    return dict(zip(posting.numbers, posting.sums, strict=True))
