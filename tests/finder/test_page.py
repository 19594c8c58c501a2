"""The finder in a real Chromium, over http and from a folder on the disk."""

import json
import random
import re
import shutil
from collections.abc import Collection, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.finder.analysis import ASKING, stem, words
from macros.finder.entries import entries
from macros.finder.index import Index, index
from macros.finder.meanings import Meanings
from macros.project import read
from tests.axe import barriers
from tests.browsers import find_or_install_chromium
from tests.finder.finders import IN_DIALOG, ON_PAGE, Finder
from tests.finder.made import finder_files, sums
from tests.projects import ROOT, Project
from tests.watching import (
    WAYS,
    Watched,
    files_with,
    opened_over,
    page_at,
    with_profile,
)
from tests.websites import served

NOTHING = "xqzzyq"


@pytest.fixture(scope="module", params=WAYS)
def address(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """This guide, served or opened from the disk."""
    with opened_over(request.param, site) as address:
        yield address


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[Watched]:
    """A page on which nothing may go wrong."""
    watched = Watched(context.new_page())
    yield watched
    assert watched.errors == []


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.page


@pytest.fixture
def finder(page: Page, address: str) -> Finder:
    page.goto(page_at(address, "find/"))
    return Finder(page)


# --- what is found ---


def test_an_acronym_is_found_and_said(finder: Finder) -> None:
    assert finder.ask("DV")[0] == "glossary/domestic-violence"
    assert "Showing results for Domestic violence (DV)" in finder.status
    assert finder.ask("dv")[0] == "glossary/domestic-violence"


def test_everyday_words_find_what_they_mean(finder: Finder) -> None:
    found = finder.ask("english classes")
    assert "glossary/esol" in found[:3]
    finder.ask("start a business")
    assert "Entrepreneurship and self-employment" in finder.status


def test_a_slip_is_mended_said_and_can_be_taken_back(finder: Finder) -> None:
    found = finder.ask("truama")
    assert found
    assert "Showing results for trauma" in finder.status
    back = finder.page.get_by_role("button", name="Search as typed: «truama»")
    back.click()
    assert finder.settled() == []
    assert finder.status.startswith("0 results")
    assert finder.ask("truama") == []
    finder.ask("counsling")
    assert "Showing results for counseling" in finder.status
    assert finder.ask("trauma") == found


def test_an_acronym_in_capitals_is_never_mended_away(finder: Finder) -> None:
    finder.ask("QWZX")
    assert "Showing" not in finder.status


def test_accents_and_plurals_do_not_matter(finder: Finder) -> None:
    assert finder.ask("tráumas") == finder.ask("trauma")


def test_all_words_must_match(finder: Finder) -> None:
    finder.ask("apprenticeship")
    one, other, both = (
        set(finder.page.evaluate("async (q) => (await guideFinder.answer(q)).numbers", query))
        for query in ("training", "money", "training money")
    )
    assert both == one & other
    assert both and one - both and other - both


def test_where_nothing_has_all_words_the_page_says_so(finder: Finder) -> None:
    assert finder.ask("apprenticeship confidentiality expungement")
    assert "have some of them" in finder.status or "they come first" in finder.status


def test_a_word_begun_is_found_by_what_begins_with_it(finder: Finder) -> None:
    assert finder.ask("apprent")
    assert "Showing words that begin with «apprent»" in finder.status


def test_results_come_while_one_types(finder: Finder) -> None:
    finder.box.press_sequentially("expungement", delay=20)
    finder.page.wait_for_selector(f"{ON_PAGE} [data-record='glossary/expungement']")


def test_nothing_found_shows_near_words_help_lines_and_where_to_look(finder: Finder) -> None:
    assert finder.ask(NOTHING) == []
    nothing = finder.part("nothing")
    expect(nothing).to_be_visible()
    expect(finder.part("help")).to_contain_text("If you need help now")
    assert finder.part("help").locator(".hotlines a").count() > 3
    finder.ask("zzjobs")
    finder.part("word").first.click()
    finder.settled()
    assert finder.box.input_value() != "zzjobs"


def test_results_say_what_they_are_why_and_when_they_were_checked(finder: Finder) -> None:
    finder.ask("bank on")
    row = finder.page.locator(f"{ON_PAGE} [data-record='partners/bank-on']")
    expect(row).to_contain_text("Partner · United States · nobody has checked this yet")
    expect(row).to_contain_text("Why: in its title")
    assert row.locator("mark").count() > 0


def test_a_result_opens_in_place_to_all_one_needs(finder: Finder) -> None:
    finder.ask("bank on")
    row = finder.page.locator(f"{ON_PAGE} [data-record='partners/bank-on']")
    row.get_by_role("button", name="Bank On").click()
    expect(row.get_by_role("link", name="joinbankon.org").first).to_be_visible()
    expect(row.get_by_role("button", name="Bank On")).to_have_attribute("aria-expanded", "true")
    assert finder.box.input_value() == "bank on"
    row.get_by_role("link", name="Open its page").click()
    expect(finder.page.locator("h1")).to_contain_text("Bank On")


def test_a_section_of_a_page_is_found_and_leads_there(finder: Finder) -> None:
    found = finder.ask("when it goes wrong in a placement")
    key = next(key for key in found if key.startswith("pages/chapters/"))
    row = finder.page.locator(f"{ON_PAGE} [data-record='{key}']")
    row.locator("[data-open]").click()
    row.get_by_role("link", name="Read it on its page").click()
    path, anchor = key.removeprefix("pages/").split("#")
    assert f"{path}/" in finder.page.url
    assert finder.page.url.endswith(f"#{anchor}")


def test_words_of_crisis_bring_up_the_help_lines(finder: Finder) -> None:
    for query in ("he is stalking me", "i need help", "shelter tonight"):
        finder.ask(query)
        expect(finder.part("help")).to_be_visible()
    finder.ask("I am not safe")
    expect(finder.part("help")).to_be_visible()
    for query in ("bank account", "is this employer safe", "leave from work"):
        finder.ask(query)
        expect(finder.part("help")).to_be_hidden()


def test_what_is_said_aside_is_not_insisted_on(finder: Finder) -> None:
    assert "resources/adult-basic-education-finder" in finder.ask("english classes near me")[:3]


def test_a_plural_is_not_taken_for_a_slip(finder: Finder) -> None:
    finder.ask("employees")
    assert "employers" not in finder.status


def test_one_acronym_is_not_taken_for_another(finder: Finder) -> None:
    finder.ask("ssdi")
    assert "ssi" not in finder.status


def test_only_stop_words_find_nothing(finder: Finder) -> None:
    assert finder.ask("the") == []
    finder.open_filters()
    assert finder.ask("the") == []


# --- the same in Python ---


def plain_words(made: Index, phrases: Collection[str]) -> list[str]:
    """Words that mean nothing but themselves and stand in a few entries."""
    parts = {word for phrase in phrases for word in phrase.split()}
    return [
        word
        for word in sorted(made.words)
        if stem(word) not in parts
        and word not in words(" ".join(ASKING))
        and 3 <= len(getattr(made.postings.get(stem(word)), "sums", ())) <= 40
    ]


def weights_of(made: Index, query: list[str]) -> dict[int, float]:
    """lunr's weights of the entries that hold every word, by number; not rounded."""
    postings = [made.postings[stem(word)] for word in query]
    held = [(posting.rarity, sums(posting)) for posting in postings]
    numbers = set.intersection(*(set(totals) for _, totals in held))
    return {n: sum(rarity * totals[n] for rarity, totals in held) for n in numbers}


def test_the_browser_ranks_as_python_does(
    small: Project, tmp_path: Path, context: BrowserContext
) -> None:
    guide = read(ROOT).guide
    assert guide
    meanings = Meanings(guide)
    found = entries(guide, [])
    made = index(found, guide, meanings)
    site = Path(shutil.copytree(small.site, tmp_path / "site"))
    shutil.rmtree(site / "finder")
    for path, data in finder_files(guide).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    known = plain_words(made, meanings.by_phrase())
    chosen = random.Random(1).sample(known, 60)
    queries = [[word] for word in chosen] + [list(pair) for pair in pairwise(chosen)]
    with served(site) as address:
        page = context.new_page()
        page.goto(address + "find/")
        Finder(page).ask("library")
        for query in queries:
            weights = weights_of(made, query)
            if weights:
                _assert_same_ranking(page, " ".join(query), weights)


def _assert_same_ranking(page: Page, query: str, weights: dict[int, float]) -> None:
    """The same entries; of two that are further apart than rounding goes, the same first."""
    script = "async (query) => (await guideFinder.answer(query)).numbers"
    numbers = page.evaluate(script, query)
    assert set(numbers) == set(weights), query
    for before, after in pairwise(numbers):
        assert weights[after] <= weights[before] * 1.08, query


# --- filters ---


def test_filters_show_values_that_exist_with_counts_that_change(finder: Finder) -> None:
    finder.open_filters()
    kinds, topics = finder.options("kind"), finder.options("topic")
    partners = len(list((ROOT / "data/partners").glob("*.yml")))
    assert kinds["Partners"] == partners
    assert all(kinds.values()) and all(topics.values())
    finder.choose("kind", "Partners")
    assert int(re.findall(r"\d+", finder.status)[0]) == partners
    fewer = finder.options("topic")
    assert sum(fewer.values()) < sum(topics.values())
    assert finder.options("kind") == kinds
    topic, count = next(iter(fewer.items()))
    found = finder.choose("topic", topic)
    assert int(re.findall(r"\d+", finder.status)[0]) == count
    assert all(key.startswith("partners/") for key in found)


def test_any_is_a_word(finder: Finder) -> None:
    finder.open_filters()
    first = finder.page.locator(f"{ON_PAGE} [data-dimension] option:first-child").all_inner_texts()
    assert len(first) == 10
    assert all(text.startswith("Any") for text in first)


def test_filters_and_words_narrow_together_and_come_off_together(finder: Finder) -> None:
    finder.ask("trauma")
    everything = finder.status
    finder.open_filters()
    found = finder.choose("kind", "Checklists")
    assert found and all(key.startswith("checklists/") for key in found)
    finder.page.get_by_role("button", name="Take all filters off").click()
    finder.settled()
    assert finder.status == everything


@pytest.mark.parametrize("kind", ["resources", "partners"])
def test_a_directory_page_finds_its_own_kind(kind: str, page: Page, address: str) -> None:
    page.goto(page_at(address, f"{kind}/"))
    listed = page.locator(".md-content :is(.records, .cards) > li").first
    expect(listed).to_be_visible()
    finder = Finder(page)
    found = finder.ask("trauma")
    assert found and all(key.startswith(f"{kind}/") for key in found)
    expect(listed).to_be_hidden()
    finder.ask("")
    expect(listed).to_be_visible()


def test_opening_the_filters_leaves_the_results_alone(finder: Finder) -> None:
    finder.ask("work")
    finder.part("more").click()
    finder.page.locator(f"{ON_PAGE} [data-record]").nth(10).wait_for()
    shown = finder.keys
    finder.open_filters()
    finder.page.wait_for_timeout(200)
    assert finder.keys == shown


def test_from_one_kind_one_goes_on_to_the_whole_guide(page: Page, address: str) -> None:
    page.goto(page_at(address, "resources/"))
    finder = Finder(page)
    assert finder.ask("safelight cafe") == []
    page.get_by_role("button", name="Search the whole guide").click()
    page.wait_for_selector(f"{IN_DIALOG} [data-record='case_studies/safelight']")


def test_the_button_that_goes_away_leaves_its_focus_to_what_takes_its_place(
    page: Page, address: str
) -> None:
    page.goto(page_at(address, "resources/"))
    page.locator(f"{ON_PAGE} [data-begin]").focus()
    filters = page.locator(f"{ON_PAGE} [data-filters]")
    filters.wait_for()
    expect(filters.locator("summary")).to_be_focused()
    assert filters.get_attribute("open") is None


# --- more, and opening over a page ---


def test_more_results_follow_and_focus_goes_to_the_first_of_them(finder: Finder) -> None:
    first = finder.ask("work")
    assert len(first) == 10
    finder.part("more").click()
    finder.page.locator(f"{ON_PAGE} [data-record]").nth(10).wait_for()
    focused = finder.page.evaluate("document.activeElement.closest('[data-record]').dataset.record")
    assert focused == finder.keys[10]


@pytest.mark.parametrize("how", ["key", "click"])
def test_the_finder_opens_over_the_page_and_gives_focus_back(
    how: str, page: Page, address: str
) -> None:
    page.goto(page_at(address, "chapters/vetting/"))
    link = page.get_by_role("link", name="Find", exact=True)
    link.focus()
    before = page.url
    link.click() if how == "click" else page.keyboard.press("/")
    finder = Finder(page, IN_DIALOG)
    expect(finder.box).to_be_focused()
    page.keyboard.type("MOU")
    page.wait_for_selector(f"{IN_DIALOG} [data-record='glossary/mou']")
    page.keyboard.press("Escape")
    expect(page.locator("[data-finder-dialog]")).to_be_hidden()
    expect(link).to_be_focused()
    assert page.url == before


def test_the_key_is_a_slash_in_a_field(page: Page, address: str) -> None:
    page.goto(page_at(address, "worksheets/resource-mapping/"))
    field = page.get_by_label("Date")
    field.press("/")
    assert field.input_value() == "/"
    expect(page.locator("[data-finder-dialog]")).to_be_hidden()


def test_the_key_can_be_switched_off(page: Page, address: str) -> None:
    page.goto(page_at(address, "chapters/vetting/"))
    page.keyboard.press("/")
    page.get_by_label("The / key leads to this search").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("[data-finder-dialog]")).to_be_hidden()
    page.get_by_role("link", name="Find", exact=True).click()
    expect(page.locator("[data-finder-dialog]")).to_be_visible()


def test_on_its_own_page_the_link_leads_to_the_box(finder: Finder) -> None:
    finder.page.keyboard.press("/")
    expect(finder.box).to_be_focused()
    expect(finder.page.locator("[data-finder] input[type=search]")).to_have_count(1)


# --- no trace ---


def test_nothing_is_fetched_before_the_first_use(watched: Watched, address: str) -> None:
    for path in ("", "find/", "resources/"):
        watched.page.goto(page_at(address, path))
        watched.page.wait_for_load_state("networkidle")
    fetched = [url for url in watched.requests if re.search(r"lunr|finder\.js|/finder/", url)]
    assert fetched == []
    Finder(watched.page).ask("trauma")
    assert [url for url in watched.requests if "/finder/manifest.js" in url]


def test_no_word_travels_or_stays(watched: Watched, finder: Finder) -> None:
    page = finder.page
    length = page.evaluate("history.length")
    finder.ask("secretword trauma")
    finder.open_filters()
    finder.choose("kind", "Resources")
    assert not [url for url in watched.requests if "secretword" in url]
    assert "secretword" not in page.url and "#" not in page.url and "?" not in page.url
    assert page.evaluate("history.length") == length
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("document.cookie") == ""


def test_a_typed_secret_stands_in_no_file_of_the_profile(
    browser: Browser, tmp_path: Path, site: Path
) -> None:
    profile = tmp_path / "profile"
    with served(site) as address, with_profile(browser, profile) as held:
        page = held.new_page()
        page.goto(address + "find/")
        finder = Finder(page)
        finder.ask("topsecretquery trauma")
        finder.part("pick").first.check()
        finder.part("note").fill("topsecretnote")
        page.goto(address)
    assert files_with(profile, "topsecretquery", "topsecretnote") == []


def chromium_of(browser: Browser) -> str:

    assert browser.is_connected()
    return find_or_install_chromium()


def test_a_link_to_a_view_is_made_only_when_asked_and_leaves_the_address(
    finder: Finder, address: str, context: BrowserContext
) -> None:
    if address.startswith("http"):
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    finder.ask("trauma")
    finder.open_filters()
    finder.choose("kind", "Checklists")
    wanted = finder.keys
    finder.part("copy").click()
    if address.startswith("http"):
        expect(finder.part("now")).to_have_text("The link is copied.")
        link = finder.page.evaluate("navigator.clipboard.readText()")
    else:
        link = page_at(address, "find/") + "#kind=Checklists&q=trauma"
    assert "#" not in finder.page.url
    other = context.new_page()
    other.goto(link)
    there = Finder(other)
    other.wait_for_selector(f"{ON_PAGE} [data-record]")
    assert there.settled() == wanted
    assert "#" not in other.url
    assert there.box.input_value() == "trauma"


# --- the list one picks ---


def picked(finder: Finder) -> Finder:
    finder.ask("bank on")
    finder.part("pick").nth(0).check()
    finder.ask("job center")
    finder.part("pick").nth(0).check()
    finder.part("note").nth(0).fill("Ask for Tuesday")
    return finder


def test_picks_outlive_a_new_search_and_can_be_taken_back(finder: Finder) -> None:
    picked(finder)
    expect(finder.part("picked-count")).to_have_text("2")
    finder.ask("bank on")
    expect(finder.part("pick").nth(0)).to_be_checked()
    finder.part("remove").nth(0).click()
    expect(finder.part("picked-count")).to_have_text("1")
    expect(finder.part("pick").nth(0)).not_to_be_checked()
    finder.page.get_by_role("button", name="Empty the list").click()
    expect(finder.part("picked")).to_be_hidden()


def test_picks_print_as_a_handout_that_does_not_name_the_guide(finder: Finder) -> None:
    picked(finder)
    page = finder.page
    page.evaluate("void (window.print = () => { window.printed = document.title; })")
    page.get_by_role("button", name="Print the handout").click()
    page.locator(".handout").wait_for(state="attached")
    assert page.evaluate("window.printed") == "Places and information"
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text()
    assert shown.startswith("Places and information")
    assert "Bank On" in shown and "Ask for Tuesday" in shown and "joinbankon.org" in shown
    assert "There for" not in shown and "Open its page" not in shown
    assert page.locator(".handout a").count() == 0
    assert "Safe Work Toolkit" not in shown and "Narrow it down" not in shown
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator(".handout")).to_have_count(0)
    assert page.title() != "Places and information"


def test_a_handout_can_be_large_and_named(finder: Finder) -> None:
    picked(finder)
    page = finder.page
    page.evaluate("void (window.print = () => { window.printed = document.title; })")
    page.get_by_label("Large print").check()
    page.get_by_label("Print the name of this guide on it").check()
    finder.part("heading").fill("For you")
    page.get_by_role("button", name="Print the handout").click()
    page.locator(".handout").wait_for(state="attached")
    page.emulate_media(media="print")
    handout = page.locator(".handout.large")
    expect(handout).to_contain_text("For you")
    expect(handout).to_contain_text("Safe Work Toolkit")


def test_picks_are_saved_as_a_file_of_words(finder: Finder) -> None:
    picked(finder)
    with finder.page.expect_download() as download:
        finder.page.get_by_role("button", name="Save it as a file").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert download.value.suggested_filename == "list.txt"
    assert "Bank On" in text and "Ask for Tuesday" in text
    assert "Safe Work Toolkit" not in text


# --- everybody ---


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_in_any_state(
    width: int, scheme: str, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(page_at(address, "find/"))
    finder = Finder(page)
    found = []

    def check(state: str) -> None:
        found.extend(barriers(page, state))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state

    check("empty")
    finder.ask("truama counsling")
    check("results")
    finder.open_filters()
    finder.part("open").first.click()
    finder.page.wait_for_selector(f"{ON_PAGE} [data-detail] p")
    finder.part("pick").first.check()
    check("filters, one open, one picked")
    finder.ask(NOTHING)
    check("nothing found")
    page.goto(page_at(address, "chapters/vetting/"))
    page.keyboard.press("/")
    Finder(page, IN_DIALOG).ask("DV")
    check("over a page")
    page.close()
    assert found == []


def test_targets_are_large_enough(finder: Finder) -> None:
    finder.page.set_viewport_size({"width": 320, "height": 800})
    finder.ask("truama")
    finder.open_filters()
    finder.part("pick").first.check()
    small = finder.page.eval_on_selector_all(
        f"{ON_PAGE} :is(button, select, input, summary, textarea)",
        """found => found
            .filter(one => one.offsetParent && !one.closest('[hidden]'))
            .map(one => (one.closest('label') || one).getBoundingClientRect())
            .filter(box => box.height < 43.5)
            .length""",
    )
    assert small == 0


def test_everything_can_be_reached_by_keyboard(finder: Finder) -> None:
    page = finder.page
    page.set_viewport_size({"width": 320, "height": 800})
    finder.box.focus()
    page.keyboard.type("job center")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ON_PAGE} [data-record]")
    finder.settled()
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached |= set(
            page.evaluate(
                "Object.keys(document.activeElement.dataset).concat(document.activeElement.tagName)"
            )
        )
    assert {"open", "pick", "more", "copy", "SUMMARY"} <= reached


def test_without_javascript_topics_lead_on(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_at(address, "chapters/vetting/"))
    link = page.get_by_role("link", name="Find", exact=True)
    assert (link.get_attribute("href") or "").removesuffix("index.html").endswith("find/")
    page.goto(page_at(address, "find/"))
    expect(page.locator(f"{ON_PAGE} input[type=search]")).to_be_hidden()
    assert "needs JavaScript" in page.locator(ON_PAGE).inner_text()
    topics = page.locator(".md-content .terms a")
    assert topics.count() > 20
    context.close()


def test_a_failed_fetch_is_said_and_can_be_tried_again(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    with served(site) as address:
        page.route("**/finder/manifest.js", lambda route: route.abort())
        page.goto(address + "find/")
        finder = Finder(page)
        finder.box.fill("trauma")
        expect(finder.part("finder-status")).to_contain_text("could not be loaded")
        page.unroute("**/finder/manifest.js")
        assert finder.ask("trauma")
    page.close()


def test_a_site_published_anew_is_still_searched(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    """The browser kept the manifest of yesterday; today its parts have another folder."""
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    manifest = copy / "finder/manifest.js"
    stale = manifest.read_text("utf-8")
    folder = next(path for path in (copy / "finder").iterdir() if path.is_dir())
    folder.rename(folder.with_name("today"))
    manifest.write_text(stale.replace(folder.name, "today"), "utf-8")
    page = browser.new_page()
    with served(copy) as address:
        page.route(
            "**/finder/manifest.js",
            lambda route: route.fulfill(body=stale, content_type="text/javascript"),
        )
        page.goto(address + "find/")
        assert Finder(page).ask("trauma")
    page.close()


def test_a_page_in_the_place_of_a_part_is_a_failure(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    with served(site) as address:
        page.route(
            "**/finder/*/t/*.js",
            lambda route: route.fulfill(body="'no part'", content_type="text/javascript"),
        )
        page.goto(address + "find/")
        finder = Finder(page)
        finder.ask("trauma")
        expect(finder.part("finder-status")).to_contain_text("could not be loaded")
    page.close()


def test_a_link_opened_on_the_open_page_works(finder: Finder) -> None:
    finder.ask("bank on")
    finder.page.evaluate("location.hash = '#q=expungement'")
    finder.page.wait_for_selector(f"{ON_PAGE} [data-record='glossary/expungement']")
    assert "#" not in finder.page.url


def test_hostile_words_stay_words(finder: Finder) -> None:
    for query in (
        "<img src=x onerror=alert(1)>",
        "constructor",
        "__proto__",
        "'\"`${}",
        "(",
        "a" * 5_000,
    ):
        finder.ask(query)
    assert finder.page.evaluate("document.querySelectorAll('.finder img').length") == 0


def test_the_manifest_is_small_and_knows_its_parts(site: Path) -> None:
    manifest = (site / "finder/manifest.js").read_text("utf-8")
    held = json.loads(manifest.removeprefix('guideFinder.take("manifest",').rstrip().rstrip(");"))
    folder = site / "finder" / held["version"]
    assert len(list((folder / "t").glob("*.js"))) == len(held["starts"])
    assert len(list((folder / "c").glob("*.js"))) == -(-held["count"] // held["cards"])
    assert [path.name for path in (site / "finder").iterdir() if path.is_dir()] == [held["version"]]
