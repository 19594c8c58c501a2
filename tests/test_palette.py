"""Colours can be read in both schemes: those the guide comes with, and those that a guide sets."""

import pytest
from playwright.sync_api import Browser

from macros.colours import LEAST, contrast, nearest_readable, readable
from macros.palette import DARK, LIGHT, MEETS, STYLE_SHEET, colours_of
from tests.projects import ROOT, Project
from tests.watching import Watched, on_a_stick
from tests.websites import served

OWN = colours_of(ROOT / "docs" / STYLE_SHEET)
GROUNDS = ("paper", "wash", "warn-wash")
WORDS = [(word, ground) for word in ("ink", "ink-soft", "link", "warn") for ground in GROUNDS]
YELLOW, SKY, WINE = "#ffcc00", "#7fd0d0", "#6b1d3a"


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize(("words", "ground"), [*WORDS, ("brand-ink", "brand"), ("paper", "link")])
def test_the_colours_it_comes_with_can_be_read(scheme: str, words: str, ground: str) -> None:
    assert contrast(OWN[scheme][words], OWN[scheme][ground]) >= LEAST


def test_the_two_schemes_differ() -> None:
    assert OWN[LIGHT].keys() == OWN[DARK].keys()
    assert contrast(OWN[LIGHT]["paper"], OWN[DARK]["paper"]) > 10


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)
    assert not readable("#777777", ["#fff"])


@pytest.mark.parametrize("colour", [YELLOW, SKY, WINE, "#888888", "#ff0000"])
@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_the_shade_offered_can_be_read_and_is_the_nearest(colour: str, scheme: str) -> None:
    grounds = [OWN[scheme][name] for name in MEETS["link"]]
    offered = nearest_readable(colour, grounds)
    assert readable(offered, grounds)
    if readable(colour, grounds):
        assert offered == colour
    else:
        # A shade one step nearer would not do: the offered one just passes.
        assert min(contrast(offered, ground) for ground in grounds) < LEAST + 0.2


@pytest.fixture
def wine(project: Project) -> Project:
    """A guide with colours of its own, dark ones left to be worked out."""
    site = project.root / "data/site.yml"
    text = site.read_text("utf-8")
    site.write_text(f'{text}colors:\n  brand: "{WINE}"\n  link: "{WINE}"\n', "utf-8")
    return project


def test_a_guide_that_sets_no_colours_has_no_style_for_them(small: Project) -> None:
    assert "<style" not in small.page("sources")


def test_colours_worked_out_are_told(wine: Project) -> None:
    told = wine.run("mkdocs", "build", "--strict").stderr
    assert f"colors: 'brand_dark' is not given; pages use '{WINE}'." in told
    assert "colors: 'link_dark' is not given; pages use '#c" in told


def test_pages_show_the_colours_of_the_guide_in_both_schemes(
    wine: Project, browser: Browser
) -> None:
    link = nearest_readable(WINE, [OWN[DARK][name] for name in MEETS["link"]])
    expected = {"light": [WINE, WINE], "dark": [WINE, link]}
    with served(wine.build().site) as address:
        for scheme, colours in expected.items():
            context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
            watched = Watched(context.new_page())
            watched.page.goto(address)
            assert shown(watched) == colours
            context.close()
            assert watched.errors == []


def test_on_paper_the_colours_of_the_guide_give_way(wine: Project, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((on_a_stick(wine.build().site) / "index.html").as_uri())
    page.emulate_media(media="print")
    for name in MEETS:
        value = f"getComputedStyle(document.documentElement).getPropertyValue('--{name}')"
        assert page.evaluate(value).strip() not in ("", WINE)
    page.close()


def test_the_sign_of_a_tab_has_the_colour_of_the_guide(small: Project, wine: Project) -> None:
    assert f"fill='%23{OWN[LIGHT]['brand'][1:]}'" in small.page("")
    assert f"fill='%23{WINE[1:]}'" in wine.build().page("")


def shown(watched: Watched) -> list[str]:
    """The colours of the band at the top and of the first link in the text."""
    colours: list[str] = watched.page.evaluate(
        """() => [["header", "backgroundColor"], ["article p a[href]", "color"]].map(
            ([where, what]) => "#" + getComputedStyle(document.querySelector(where))[what]
                .match(/\\d+/g).slice(0, 3).map(part => Number(part).toString(16).padStart(2, "0"))
                .join(""))"""
    )
    return colours
