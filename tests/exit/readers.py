"""Someone who reads the guide and has to leave it, and everything that shows meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Locator, Page, Request, Route

from tests.watching import page_at

TARGET = "https://www.weather.gov/"
PATHS = ("", "sources/", "partners/", "worksheets/town-map/")
DRAWS = """(() => {
  let told = false;
  const look = () => {
    const body = document.documentElement && document.body;
    const shows = body && getComputedStyle(body).visibility !== "hidden" && body.innerText.trim();
    if (shows && !told) sees(location.href);
    told = told || shows;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  addEventListener("pagehide", () => { told = false; });
})()"""
"""Tells of every page of which one frame shows words."""


@dataclass
class Reader:
    """A tab with the guide, and what is asked of the site where the way out leads."""

    page: Page
    address: str
    answers: bool = True
    """Whether that site answers, with the number of its answer as title; else one stays put."""
    asked: list[Request] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    """The addresses of pages that showed words, frame by frame."""

    @classmethod
    def at(cls, context: BrowserContext, address: str, answers: bool = True) -> "Reader":
        reader = cls(context.new_page(), address, answers)
        context.route(TARGET + "**", reader._answer)
        context.expose_function("sees", lambda address: reader.seen.append(address))
        context.add_init_script(DRAWS)
        return reader

    def _answer(self, route: Route) -> None:
        self.asked.append(route.request)
        way_back = f"<title>{len(self.asked)}</title><a href='{self.address}'>The guide</a>"
        # 204: the browser goes nowhere and keeps what it has.
        status = 200 if self.answers else 204
        route.fulfill(status=status, content_type="text/html", body=way_back)

    def opens(self, path: str) -> "Reader":
        self.page.goto(page_at(self.address, path))
        return self

    def reads(self, *paths: str) -> "Reader":
        """Opens several pages, one after the other."""
        for path in paths or PATHS:
            self.opens(path)
        return self

    @property
    def link(self) -> Locator:
        """The way out that can be reached now: a dialog has its own."""
        return self.page.locator("[data-exit]:visible").last

    def leaves(self) -> "Reader":
        """Clicks, and waits until the other site is asked for."""
        return self._left(lambda: self.link.click(no_wait_after=True))

    def presses(self, *keys: str) -> "Reader":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def leaves_by(self, *keys: str) -> "Reader":
        return self._left(lambda: self.presses(*keys))

    def goes(self, how: str) -> "Reader":
        """Goes `back` or `forward`, or reloads, and is sent away once more."""
        script = {"back": "history.back()", "forward": "history.forward()"}
        later = f"setTimeout(() => {script.get(how, 'location.reload()')})"
        return self._left(lambda: self.page.evaluate(later))

    def _left(self, act: Callable[[], object]) -> "Reader":
        with self.page.expect_response(TARGET):
            act()
        if self.answers:
            self.page.wait_for_function(f"document.title === '{len(self.asked)}'")
        return self

    @property
    def words(self) -> str:
        """All that the page holds, shown or not."""
        root = "document.documentElement ? document.documentElement.textContent : ''"
        return str(self.page.evaluate(f"document.title + ({root})"))
