"""Leaving by click and by keys: what shows at once, and what Back and Forward show later."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browsers import find_or_install_chromium
from tests.exit.readers import PATHS, TARGET, Reader
from tests.websites import served

LEFT, RIGHT = "ShiftLeft", "ShiftRight"
IN_ONE_STEP = """() => {
  document.querySelector("[data-exit]").click();
  return [document.documentElement, document.title];
}"""


# --- at once ---


def test_a_click_takes_all_of_the_page_away_in_the_same_step(waiting: Reader) -> None:
    waiting.opens("sources/")
    with waiting.page.expect_request(TARGET):
        assert waiting.page.evaluate(IN_ONE_STEP) == [None, ""]


def test_nothing_shows_while_the_other_site_does_not_answer(waiting: Reader) -> None:
    waiting.reads().leaves()
    assert waiting.words == ""
    assert waiting.page.url.startswith(waiting.address)


def test_the_page_left_is_replaced_in_the_history(reader: Reader) -> None:
    length = reader.reads("", "sources/").page.evaluate("history.length")
    assert reader.leaves().page.evaluate("history.length") == length


def test_the_other_site_learns_nothing(reader: Reader) -> None:
    reader.opens("sources/").leaves()
    (request,) = reader.asked
    assert request.url == TARGET
    assert "referer" not in request.all_headers()
    assert reader.page.evaluate("window.opener") is None
    assert reader.page.evaluate("window.name") == ""


@pytest.mark.parametrize("button", ["middle", "left"])
def test_no_mouse_button_opens_another_tab(reader: Reader, button: str) -> None:
    reader.opens("sources/")
    with reader.page.expect_request(TARGET):
        reader.link.click(button=button, modifiers=["Control"], no_wait_after=True)  # type: ignore[arg-type]
    reader.page.wait_for_url(TARGET)
    assert len(reader.page.context.pages) == 1


# --- keys ---


@pytest.mark.parametrize("keys", [(LEFT, LEFT, LEFT), (RIGHT, RIGHT, RIGHT), (LEFT, RIGHT, LEFT)])
def test_three_presses_of_shift_leave(waiting: Reader, keys: tuple[str, ...]) -> None:
    waiting.opens("sources/").leaves_by(*keys)
    assert waiting.words == ""


def test_they_leave_from_a_field_too(waiting: Reader) -> None:
    waiting.opens("worksheets/town-map/").page.get_by_label("Date").fill("today")
    waiting.leaves_by(LEFT, LEFT, LEFT)
    assert waiting.words == ""


@pytest.mark.parametrize(
    "keys",
    [
        (LEFT, LEFT, "a", LEFT),
        (LEFT, "Tab", LEFT, LEFT),
        ("Shift+A", "Shift+B", "Shift+C", "Shift+D"),
        ("Shift+A", LEFT, LEFT),
        ("Shift+Tab", "Shift+Tab", "Shift+Tab"),
        ("Control+Shift", "Control+Shift", "Control+Shift"),
        ("Shift+Alt", "Shift+Alt", "Shift+Alt"),
        (LEFT, LEFT, "Control+Shift", LEFT),
    ],
    ids="-".join,
)
def test_shift_for_anything_else_does_not_leave(reader: Reader, keys: tuple[str, ...]) -> None:
    reader.opens("worksheets/town-map/").page.get_by_label("Date").focus()
    reader.presses(*keys)
    assert "Test Guide" in reader.words
    assert reader.asked == []


@pytest.mark.parametrize(
    "between",
    ["new InputEvent('input', { data: 'dictated' })", "new Event('touchstart')"],
)
def test_what_is_entered_without_keys_starts_the_count_again(reader: Reader, between: str) -> None:
    page = reader.opens("sources/").presses(LEFT, LEFT).page
    page.evaluate(f"dispatchEvent({between})")
    reader.presses(LEFT)
    assert "Test Guide" in reader.words
    assert reader.asked == []


def test_a_shift_within_a_word_that_is_being_composed_does_not_count(reader: Reader) -> None:
    page = reader.opens("sources/").page
    page.evaluate(
        """() => {
          for (let press = 0; press < 3; press++)
            for (const kind of ["keydown", "keyup"])
              dispatchEvent(new KeyboardEvent(kind, { key: "Shift", isComposing: true }));
        }"""
    )
    assert "Test Guide" in reader.words
    assert reader.asked == []


def test_a_shift_that_is_held_counts_once(reader: Reader) -> None:
    page = reader.opens("sources/").page
    for _ in range(5):
        page.keyboard.down("Shift")
    page.keyboard.up("Shift")
    expect(page.get_by_role("status").first).to_contain_text("2 more presses of Shift")


def test_a_shift_for_the_mouse_does_not_count(reader: Reader) -> None:
    page = reader.opens("sources/").page
    for _ in range(4):
        page.locator("h1").click(modifiers=["Shift"])
    assert "Test Guide" in reader.words
    assert "more press" not in page.locator("body").inner_text()


def test_presses_may_be_five_seconds_apart_and_no_more(waiting: Reader) -> None:
    page = waiting.page
    page.clock.install(time="2026-01-01T00:00:00")
    waiting.opens("sources/")
    page.clock.pause_at("2026-01-01T01:00:00")
    for _ in range(4):
        waiting.presses(LEFT)
        page.clock.run_for(5_000)
    assert "Test Guide" in waiting.words
    waiting.presses(LEFT)
    page.clock.run_for(4_990)
    waiting.presses(LEFT)
    page.clock.run_for(4_990)
    waiting.leaves_by(LEFT)
    assert waiting.words == ""


def test_the_presses_left_are_announced_in_each_language(reader: Reader) -> None:
    page = reader.opens("sources/").page
    said = page.get_by_role("navigation", name="Leave now").get_by_role("status")
    expect(said).to_have_text("")
    reader.presses(LEFT)
    expect(said.locator("[lang=en]")).to_have_text("2 more presses of Shift leave this site.")
    expect(said.locator("[lang=es]")).to_have_text(re.compile("^Pulse Mayús 2 veces más"))
    reader.presses(RIGHT)
    expect(said).to_contain_text("1 more press of Shift leaves this site.")
    reader.presses("a")
    expect(said).to_have_text("")


# --- other tabs ---


def test_other_tabs_of_the_guide_leave_too(context: BrowserContext, http: str) -> None:
    reader = Reader.at(context, http).opens("worksheets/town-map/")
    other = context.new_page()
    for path in ("sources/", "partners/"):
        other.goto(http + path)
    with other.expect_response(TARGET):
        reader.link.click(no_wait_after=True)
    for page in (reader.page, other):
        expect(page).to_have_url(TARGET)
    with other.expect_response(TARGET):
        other.evaluate("setTimeout(() => history.back())")
    expect(other).to_have_url(TARGET)


# --- later ---


def test_back_never_shows_the_guide_again(reader: Reader) -> None:
    reader.reads().leaves()
    reader.seen.clear()
    for _ in PATHS[1:]:
        reader.goes("back")
    for _ in PATHS[1:]:
        reader.goes("forward")
    reader.goes("back").goes("reload").goes("back")
    assert set(reader.seen) <= {TARGET}


def test_forward_does_not_show_what_lay_ahead(reader: Reader) -> None:
    reader.reads().page.go_back()
    reader.leaves_by(LEFT, LEFT, LEFT)
    reader.seen.clear()
    reader.goes("forward").goes("back").goes("back")
    assert set(reader.seen) <= {TARGET}


def test_places_within_a_page_are_left_as_well(reader: Reader) -> None:
    reader.opens("")
    reader.page.evaluate("location.hash = 'note-1'")
    reader.page.evaluate("location.hash = ''")
    reader.leaves().goes("back").goes("back")
    assert reader.page.url == TARGET


def test_back_shows_nothing_while_the_other_site_does_not_answer(reader: Reader) -> None:
    reader.reads().leaves()
    reader.seen.clear()
    reader.answers = False
    for how in ("back", "reload"):
        reader.goes(how)
        assert reader.words == ""
        assert reader.page.url.startswith(reader.address)
    assert set(reader.seen) <= {TARGET}


def test_whoever_comes_back_on_purpose_is_let_in(reader: Reader) -> None:
    reader.reads().leaves().goes("back").opens("sources/")
    assert "Sources" in reader.words
    assert reader.page.evaluate("sessionStorage.length") == 0
    reader.opens("partners/").page.go_back()
    assert "Sources" in reader.words


def test_a_link_from_elsewhere_lets_in(context: BrowserContext, bilingual: Path) -> None:
    with served(bilingual) as address:
        reader = Reader.at(context, address)
        reader.reads().leaves().page.get_by_role("link", name="The guide").click()
        expect(reader.page).to_have_url(address)
        assert "Test Guide" in reader.words


def test_where_nothing_may_be_stored_one_leaves_all_the_same(reader: Reader) -> None:
    errors: list[str] = []
    reader.page.on("pageerror", lambda error: errors.append(str(error)))
    refuse = "() => { throw new DOMException('', 'SecurityError'); }"
    refused = f"Object.defineProperty(window, 'sessionStorage', {{ get: {refuse} }})"
    reader.page.add_init_script(refused)
    reader.opens("sources/").leaves()
    reader.opens("sources/").leaves_by(LEFT, RIGHT, LEFT)
    assert errors == []


# --- pages that the browser keeps ---


@pytest.fixture(scope="module")
def keeping(browser: Browser) -> Iterator[Browser]:
    """A Chromium that keeps pages for Back, as it does for people."""
    kept = browser.browser_type.launch(
        executable_path=find_or_install_chromium(),
        args=["--no-sandbox", "--disable-gpu"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield kept
    kept.close()


def test_a_page_that_the_browser_kept_shows_only_to_those_who_have_not_left(
    keeping: Browser, bilingual: Path
) -> None:
    with served(bilingual) as address:
        reader = Reader.at(keeping.new_context(), address).opens("sources/")
        page = reader.page
        page.evaluate("addEventListener('pageshow', (event) => { window.kept = event.persisted; })")
        reader.opens("partners/").page.go_back(wait_until="commit")
        page.wait_for_function("window.kept")
        expect(page.locator("h1")).to_be_visible()
        reader.opens("partners/").leaves()
        reader.seen.clear()
        reader.goes("back")
        assert set(reader.seen) <= {TARGET}


def test_a_page_is_kept_unseen(reader: Reader) -> None:
    page = reader.opens("sources/").page
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(page.locator("h1")).to_be_hidden()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("h1")).to_be_visible()


# --- without scripts ---


def test_without_scripts_it_is_a_link(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    reader = Reader.at(context, address).opens("sources/").leaves()
    assert "referer" not in reader.asked[0].all_headers()
    reader.page.go_back()
    assert "Sources" in reader.words
    context.close()
