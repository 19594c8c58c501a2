"""A walk by Tab through a page, from its first stop to its last."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_suffix(".js")
SPARE = 50
"""Stops that a browser may add, such as parts of the page that scroll."""


@dataclass(frozen=True)
class Stop:
    """A place that has focus, as it is seen then."""

    name: str
    tag: str
    box: tuple[int, int, int, int]
    """Left, top, width and height within the window."""
    visible: bool
    inside: bool
    """Within the window, or larger than it."""
    covered: bool
    """Another element lies over its middle."""
    marked: bool
    """An outline shows that it has focus."""

    @property
    def faults(self) -> list[str]:
        found = {
            "has no name": not self.name,
            "is not visible": not self.visible,
            "is off screen": not self.inside,
            "is covered": self.covered,
            "does not show its focus": not self.marked,
        }
        where = f"{self.tag} «{self.name}» at {self.box}"
        return [f"{where} {fault}" for fault, is_so in found.items() if is_so]


@dataclass(frozen=True)
class Walk:
    """All stops in their order, and the controls that Tab never came to."""

    stops: list[Stop]
    missed: list[str]

    @property
    def names(self) -> list[str]:
        return [stop.name for stop in self.stops]

    @property
    def faults(self) -> list[str]:
        missed = [f"{control} is never reached" for control in self.missed]
        return [fault for stop in self.stops for fault in stop.faults] + missed


def walk(page: Page) -> Walk:
    """Press Tab through the page as it is now; through its dialog, if one is open."""
    page.evaluate(SCRIPT.read_text("utf-8"))
    most = page.evaluate("walking.begin()") + SPARE
    stops: list[Stop] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate("walking.stop()")
        if not found:
            break
        stops.append(Stop(**found | {"box": tuple(found["box"])}))
    return Walk(stops, page.evaluate("walking.missed()"))
