"""Who checked what, when, and when to look again, as records, `site.yml` and pages say it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from macros.ages import HalfYear, again_days, ages, dated, oldest
from macros.documents.compiling import PARTS, Compiler
from macros.documents.excerpts import Excerpt
from macros.guide import Guide
from macros.project import Reading, read
from macros.rendering import Renderer
from macros.reviews import Review
from tests.projects import ROOT, Project
from tests.reviews.guides import checked

DAY = date(2026, 5, 4)
SERVICE = """\
name: Bank
services:
  - {id: loans, name: Loans, assured_date: 2026-05-04, review_every: 1 month}
  - {id: savings, name: Savings, assured_date: 2026-05-04}
  - {id: advice, name: Advice}
sources: [survey]
"""


def guide_of(project: Project) -> Guide:
    reading = read(project.root)
    assert reading.guide, reading.problems
    return reading.guide


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    return guide_of(checked(Project.small(tmp_path_factory.mktemp("model"))))


def test_each_kind_has_its_own_interval(guide: Guide) -> None:
    records = {key: record for key in KEYS if (record := guide.find(key))}
    found = {key: guide.review(record) for key, record in records.items()}
    assert {key: (review.day, review.again) for key, review in found.items()} == KEYS


KEYS = {
    "partners/town-library": (date(2026, 1, 15), date(2026, 7, 15)),
    "partners/credit-union": (None, None),
    "resources/mapping-guide": (date(2026, 3, 31), date(2026, 9, 30)),
    "case_studies/library-cafe": (date(2024, 2, 29), date(2026, 2, 28)),
    "checklists/visit": (DAY, date(2027, 5, 4)),
    "worksheets/town-map": (date(2025, 5, 4), date(2026, 5, 4)),
    "templates/pact": (None, None),
    "sources/survey": (DAY, date(2028, 5, 4)),
    "glossary/mou": (None, None),
}


def test_a_word_explained_is_looked_at_again_after_two_years(project: Project) -> None:
    file = project.root / "data/glossary.yml"
    file.write_text(file.read_text("utf-8") + "  assured_date: 2026-05-04\n", "utf-8")
    entry = guide_of(project).glossary["in-kind"]
    assert guide_of(project).review(entry).again == date(2028, 5, 4)


def test_help_lines_and_pages_have_theirs(guide: Guide) -> None:
    first, second = (guide.hotline_review(line) for line in guide.site.hotlines)
    assert (first.again, second.again) == (date(2026, 8, 4), None)
    assert guide.page_review("facts/") == Review(DAY, "Partnership coordinator", date(2026, 11, 4))
    assert guide.page_review("guesses/") == guide.page_review("find/") == Review()


def test_only_pages_that_state_facts_count(guide: Guide) -> None:
    titles = {url: page.title for url, page in guide.reviewed_pages.items()}
    known = {"": "Test Guide", "facts/": "What the town knows", "guesses/": "What the town guesses"}
    assert titles == known


def test_a_service_may_need_more_care_than_its_partner(project: Project) -> None:
    project.write("data/partners/bank.yml", SERVICE + "review_every: 3 months\n")
    guide = guide_of(project)
    bank = guide.partners["bank"]
    found = [guide.service_review(bank, service).again for service in bank.services]
    assert found == [date(2026, 6, 4), date(2026, 8, 4), None]


def test_forms_on_paper_say_it(guide: Guide) -> None:
    records = [record for kind in PARTS for record in guide.records[kind].values()]
    shown = {record.path: Excerpt(record.path, record.heading, "") for record in records}
    compiler = Compiler(guide, Renderer([ROOT / "overrides"]), shown)
    made = {document.key: document.html for document in compiler.documents()}
    for key, words in ON_PAPER.items():
        assert words in " ".join(re.sub("<[^>]*>", "", made[key]).split())


ON_PAPER = {
    "checklists/visit": "by the intake team · look again by May 4, 2027",
    "worksheets/town-map": "by the DV advocates · look again by May 4, 2026",
    "templates/pact": "Nobody has checked this yet.",
}


def test_a_local_guide_sets_one_interval_and_keeps_the_others(project: Project) -> None:
    project.write("data/local/site.yml", "review_every:\n  partners: 1 month\n")
    every = guide_of(project).site.review_every
    assert (every.partners, every.hotlines, every.resources) == ("1 month", "3 months", "1 year")


def test_a_local_guide_checks_what_upstream_did_not(project: Project) -> None:
    project.write(
        "data/local/partners/credit-union.yml",
        "changes: credit-union\nassured_date: 2026-05-04\nassured_by: Intake team\n",
    )
    guide = guide_of(project)
    found = guide.review(guide.partners["credit-union"])
    assert found == Review(DAY, "Intake team", date(2026, 11, 4))


@pytest.mark.parametrize(
    ("by", "who"),
    [
        ("Partnership coordinator", "the partnership coordinator"),
        ("The intake team", "the intake team"),
        ("Two volunteers", "two volunteers"),
        ("A volunteer", "a volunteer"),
        ("DV advocates", "the DV advocates"),
        ("Example County", "Example County"),
        ("", ""),
    ],
)
def test_a_role_stands_inside_a_sentence(by: str, who: str) -> None:
    assert Review(DAY, by).who == who


@pytest.mark.parametrize(("day", "is_overdue"), [(4, False), (5, True)])
def test_the_day_itself_is_not_too_late(day: int, is_overdue: bool) -> None:
    assert Review(DAY, again=date(2026, 11, 4)).is_overdue(date(2026, 11, day)) is is_overdue


def test_ages_count_each_entry_once(guide: Guide) -> None:
    found = {one.kind: one for one in ages(dated(guide))}
    assert list(found) == [
        *("hotlines", "partners", "resources", "case_studies", "checklists", "worksheets"),
        *("templates", "glossary", "sources", "pages"),
    ]
    counts = {kind: (one.count, one.checked) for kind, one in found.items()}
    assert counts["partners"] == counts["hotlines"] == (2, 1)
    assert counts["templates"] == (1, 0)
    assert counts["pages"] == (3, 1)
    assert found["case_studies"].by_half == {HalfYear(2024, False): 1}
    assert [str(half) for half in found["pages"].by_half] == ["January to June 2026"]
    assert str(HalfYear.of(date(2025, 7, 1))) == "July to December 2025"


def test_what_was_checked_longest_ago_comes_first(guide: Guide) -> None:
    days = [one.review.day for one in oldest(dated(guide))]
    assert days == sorted(days, key=lambda day: day or DAY)
    assert days[:2] == [date(2024, 2, 29), date(2025, 5, 4)]
    assert len(days) == 8
    assert sum(again_days(dated(guide)).values()) == 8


def advice(project: Project) -> list[str]:
    reading: Reading = read(project.root)
    assert reading.guide, reading.problems
    return [f"{one.path}:{one.line}:{one.column}: {one.message}" for one in reading.loaded.advice]


def test_advice_on_who_checked(project: Project) -> None:
    lines = (
        "name: Bank\nassured_by: jo@example.org\nsources: [survey]\nservices:\n  - name: Loans\n"
    )
    project.write("data/partners/bank.yml", lines + "    assured_by: 202-555-0143 at night\n")
    project.write("docs/facts.md", "---\nassured_by: Coordinator\n---\n\n# Facts\n\nWords.\n")
    bank, page = "data/partners/bank.yml", "docs/facts.md:2:13"
    when = "assured_by: says who checked, not when: add 'assured_date', or leave this out"
    who = "of a person: readers see it; write a role, such as Partnership coordinator"
    email, phone = (
        "'jo@example.org' looks like the e-mail address",
        "'202-555-0143 at night' looks like",
    )
    assert sorted(advice(project)) == [
        f"{bank}:2:13: assured_by: {email} {who}",
        f"{bank}:2:13: {when}",
        f"{bank}:6:17: assured_by: {phone} the phone number {who}",
        f"{bank}:6:17: {when}",
        f"{page}: {when}",
    ]


def test_a_name_is_no_role(project: Project) -> None:
    checked = "sources: [survey]\nassured_date: 2026-05-04\nassured_by: "
    project.write("data/partners/bank.yml", f"name: Bank\n{checked}Alex Example\n")
    project.write("data/partners/club.yml", f"name: Club\n{checked}Jefferson County\n")
    (said,) = advice(project)
    assert said.startswith(
        "data/partners/bank.yml:4:13: assured_by: 'Alex Example' looks like the name"
    )


def test_a_role_and_a_day_need_no_advice(project: Project) -> None:
    assert advice(checked(project)) == []


def test_what_is_said_of_a_page_changes_no_page_of_a_record(guide: Guide) -> None:
    assert replace(guide, reviewed_pages={}).fingerprint == guide.fingerprint
