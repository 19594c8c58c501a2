"""Generated pages: one for each record that has a page, and nothing of the record in it."""

import re
from dataclasses import replace

import pytest

from macros.calls import check_page
from macros.checks import Ids
from macros.differences import Differences
from macros.drawing import macros
from macros.guide import PAGED, Guide
from macros.heads import Page
from macros.loading import load
from macros.model import BY_KIND, GlossaryEntry, Partner, Term
from macros.pages import (
    DESCRIPTION_LIMIT,
    GeneratedPage,
    markdown,
    page_at,
    page_path,
    pages,
    shortened,
)
from tests.projects import SMALL

LOADED = load(SMALL / "data", SMALL)
assert LOADED.site
GUIDE = Guide.of(LOADED.site, LOADED.entries)
PAGES = list(pages(GUIDE))

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)


def test_each_record_of_a_paged_kind_has_one_page() -> None:
    assert sorted(page.record.key for page in PAGES) == sorted(
        entry.record.key for entry in LOADED.entries if entry.record.kind in PAGED
    )


def test_each_page_is_found_at_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.pages.PER_PAGE", 1)
    guide = replace(GUIDE, local=Differences((), (), (), (), (), (), (), ()))
    every = {page.path: page for page in pages(guide)}
    assert {"partners/page/2.md", "what-is-local.md"} <= every.keys()
    assert any(re.fullmatch(r"terms/[a-z-]+/2\.md", path) for path in every)
    assert {path: page_at(path, guide) for path in every} == every
    for path in (
        "index.md",
        "partners.md",
        "partners/page/99.md",
        "sources/survey.md",
        "terms/2.md",
    ):
        assert page_at(path, guide) is None


def test_the_small_guide_has_a_page_of_every_kind() -> None:
    assert {page.record.kind for page in PAGES} == set(BY_KIND) - {"sources", "figures", "wording"}


@each_page
def test_a_page_is_one_macro_call_and_nothing_else(page: GeneratedPage) -> None:
    assert re.fullmatch(rf'\{{\{{ [a-z_]+\("{page.record.id}"\) \}}\}}\n', markdown(page))


@each_page
def test_the_call_of_a_page_is_one_that_pages_may_make(page: GeneratedPage) -> None:
    written = Page.of(f"docs/{page.path}", markdown(page))
    assert check_page(written, macros(), Ids(LOADED.entries)) == []


@each_page
def test_a_page_stands_where_its_record_says(page: GeneratedPage) -> None:
    assert page.path == page.record.path.removesuffix("/") + ".md"


@each_page
def test_a_page_knows_the_file_it_comes_from(page: GeneratedPage) -> None:
    assert (SMALL / page.data_file).is_file()


def test_a_record_in_a_list_knows_its_list() -> None:
    assert {page.data_file for page in PAGES if page.record.kind == "glossary"} == {
        "data/glossary.yml"
    }


def test_a_page_stands_in_the_folder_of_its_kind() -> None:
    assert page_path("case_studies", "safelight") == "case_studies/safelight.md"


# --- titles and descriptions ---


def test_a_title_is_the_heading() -> None:
    term = Term(id="mou", vocabulary="topics", label="Memo & more")
    assert GeneratedPage(term, "data/taxonomy.yml").title == "Memo & more"


def test_a_title_says_the_kind_where_kinds_share_headings() -> None:
    entry = GlossaryEntry(id="mou", term="Memo & more", definition="An agreement.")
    assert GeneratedPage(entry, "data/glossary.yml").title == "Memo & more: glossary"


@pytest.mark.parametrize(
    ("blurb", "description"),
    [
        ("Lends **books**, see [hours](https://example.org/).", "Lends books, see hours."),
        ("One.\n\n- Two\n- Three", "One. Two Three"),
        ("Lost & < Found >", "Lost & < Found >"),
        ("---", "Library"),
    ],
)
def test_a_description_is_plain_text(blurb: str, description: str) -> None:
    partner = Partner(id="library", name="Library", description=blurb)
    assert GeneratedPage(partner, "data/partners.yml").description == description


def test_a_record_without_words_is_described_by_its_title() -> None:
    term = Term(id="loans", vocabulary="practices", label="Loans")
    assert GeneratedPage(term, "data/taxonomy.yml").description == "Loans"


def test_a_long_description_is_cut() -> None:
    partner = Partner(id="library", name="Library", description="books " * 100)
    description = GeneratedPage(partner, "data/partners.yml").description
    assert len(description) <= DESCRIPTION_LIMIT
    assert description.endswith("books…")


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("", ""),
        ("one two", "one two"),
        ("one two three", "one two…"),
        ("one twothree four", "one…"),
        ("one tw, three", "one tw…"),
        ("one – three four", "one…"),
        ("one. three four", "one…"),
        ("onetwothreefour", "onetwoth…"),
        ("a b c d e f", "a b c d…"),
    ],
)
def test_words_are_cut_after_a_whole_one(words: str, short: str) -> None:
    assert shortened(words, 9) == short
