"""The ways in which a page may look, and the states in which it may be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Literal

from playwright.sync_api import Browser, Page, expect

from tests.finder.finders import IN_DIALOG, ON_PAGE, Finder

ONE_OF_EACH = (
    "index.html",
    "start/roles/index.html",
    "chapters/vetting/index.html",
    "resources/index.html",
    "resources/wioa-primer/index.html",
    "partners/bank-on/index.html",
    "case_studies/safelight/index.html",
    "checklists/partner-vetting/index.html",
    "worksheets/resource-mapping/index.html",
    "templates/warm-referral/index.html",
    "terms/index.html",
    "terms/vetting/index.html",
    "glossary/index.html",
    "glossary/warm-referral/index.html",
    "sources/index.html",
    "coverage/index.html",
    "downloads/index.html",
    "find/index.html",
    "safety/index.html",
    "404.html",
)
"""A page of each template of this guide."""


@dataclass(frozen=True)
class Look:
    """A screen and what its reader has set."""

    scheme: Literal["light", "dark"]
    forced: bool
    width: int

    def __str__(self) -> str:
        return f"{self.scheme}{'-forced' * self.forced}-{self.width}"

    @contextmanager
    def page(self, browser: Browser) -> Iterator[Page]:
        context = browser.new_context(
            viewport={"width": self.width, "height": 800},
            color_scheme=self.scheme,
            forced_colors="active" if self.forced else "none",
        )
        yield context.new_page()
        context.close()


COLOURS = (("light", False), ("dark", False), ("light", True), ("dark", True))
LOOKS = [
    Look(scheme, forced, width) for (scheme, forced), width in product(COLOURS, (320, 768, 1280))
]  # type: ignore[arg-type]


def open_menu(page: Page) -> bool:
    button = page.get_by_role("button", name="Menu")
    if not button.is_visible():
        return False
    button.click()
    return True


def open_finder(page: Page) -> bool:
    place = IN_DIALOG if page.locator(IN_DIALOG).count() else ON_PAGE
    page.locator("[data-find]").click()
    Finder(page, place).ask("DV")
    return True


def fill_in(page: Page) -> bool:
    """A form with something in every field and its findings shown."""
    if not page.locator("form[data-sheet]").count():
        return False
    page.wait_for_selector("[data-sheet] [data-needs-script]:not([hidden])")
    page.evaluate(
        """for (const one of document.querySelectorAll("form[data-sheet] [name]")) {
            if (one.type === "checkbox") one.checked = true;
            else one.value = "123-45-6789 words";
            one.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    for show in page.locator("[data-do=show]:visible").all()[:1]:
        show.click()
    # Half a second after the last word the page says what it makes of it; hints come last.
    page.locator(".hint:not(:empty)").first.wait_for()
    expect(page.locator(".hint:empty")).to_have_count(0)
    return True


STATES: dict[str, Callable[[Page], bool]] = {
    "plain": lambda page: True,
    "menu open": open_menu,
    "finder open": open_finder,
    "filled in": fill_in,
}
"""What brings a page into a state; it says whether the page has that state."""
