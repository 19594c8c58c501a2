"""A finder on a built page, as a reader uses it."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

ON_PAGE = ".md-content [data-finder]"
IN_DIALOG = "[data-finder-dialog] [data-finder]"


@dataclass(frozen=True)
class Finder:
    """The finder at `place` of the page that is open."""

    page: Page
    place: str = ON_PAGE

    def part(self, name: str) -> Locator:
        return self.page.locator(f"{self.place} [data-{name}]")

    @property
    def box(self) -> Locator:
        return self.page.locator(f"{self.place} input[type=search]")

    @property
    def status(self) -> str:
        return self.part("finder-status").inner_text()

    @property
    def keys(self) -> list[str]:
        """What is shown, in rank order."""
        return [str(key) for key in self._each("record", "e => e.map(x => x.dataset.record)")]

    @property
    def titles(self) -> list[str]:
        return self.part("open").all_inner_texts()

    def _each(self, name: str, script: str) -> list[object]:
        found: list[object] = self.page.eval_on_selector_all(f"{self.place} [data-{name}]", script)
        return found

    def ask(self, query: str) -> list[str]:
        """The results of `query`, sent off with Enter."""
        self.box.fill(query)
        self.box.press("Enter")
        self.page.wait_for_selector(f"{self.place} [data-words]", state="attached")
        return self.settled()

    def settled(self) -> list[str]:
        self.page.wait_for_selector(f"{self.place}:not([aria-busy])")
        return self.keys

    def open_filters(self) -> None:
        if self.part("begin").count():
            self.part("begin").click()
            self.page.wait_for_selector(f"{self.place} [data-words]", state="attached")
        if self.part("filters").get_attribute("open") is None:
            self.page.locator(f"{self.place} [data-filters] > summary").click()
        self.settled()

    def options(self, dimension: str) -> dict[str, int]:
        """The values of a filter with their counts; «Any …» has none."""
        texts = self.page.locator(
            f"{self.place} [data-dimension={dimension}] option"
        ).all_inner_texts()
        pairs = [text.rsplit(" (", 1) for text in texts[1:]]
        return {name: int(count.rstrip(")")) for name, count in pairs}

    def choose(self, dimension: str, value: str) -> list[str]:
        select = self.page.locator(f"{self.place} [data-dimension={dimension}]")
        option = select.locator("option", has_text=f"{value} (").first
        select.select_option(value=option.get_attribute("value"))
        return self.settled()
