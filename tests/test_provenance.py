"""Where records are from: each page says it, the page of sources lists it, bare shares are told."""

import html
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.cli import main
from macros.guide import PAGED, Guide
from macros.heads import Page
from macros.model import Source, Term
from macros.page_reviews import reviewed
from macros.project import read
from macros.provenance import FACTS
from macros.resting import LIMIT, ROOM, naming, resting
from macros.uncited import advise
from tests.growing import FEW, calls
from tests.projects import ROOT, Project
from tests.test_guide import guide_of, partner

CLOSING = re.compile(r'<p class="based-on">(.*?)</p>', re.S)
ON_SURVEY = ROOM + 5


def words(markup: str) -> str:
    """What a reader sees, but for the signs of notes."""
    apart = re.sub(r"</(?:dd|dt|p|li|div)>", " ", markup)
    plain = re.sub(r"<sup.*?</sup>|<[^>]+>", "", apart, flags=re.S)
    return " ".join(html.unescape(plain).split())


# --- the guide that we ship ---


@pytest.fixture(scope="module")
def ours() -> Guide:
    guide = read(ROOT).guide
    assert guide
    return guide


def test_each_record_of_ours_names_a_source(ours: Guide) -> None:
    facts = [record for kind in FACTS for record in ours.records[kind].values()]
    assert len(facts) > 100
    assert [one.key for one in facts if not ours.rests_on(one) and not ours.described_in(one)] == []


def test_each_figure_of_ours_is_honest(ours: Guide) -> None:
    assert ours.figures
    for figure in ours.figures.values():
        assert figure.scope and figure.limits and figure.sources, figure.id


def test_the_page_of_sources_names_all_that_rests_on_ours(ours: Guide) -> None:
    found = resting(ours)
    assert max(len(rests.records) for rests in found.values()) > LIMIT
    for source in ours.sources.values():
        named = {*found[source.id].records, *found[source.id].figures}
        assert named == {mention.record for mention in ours.mentions.get(source.key, ())}


def test_no_share_of_ours_stands_without_a_source() -> None:
    reading = read(ROOT)
    assert [str(one) for one in advise(reading.loaded, reading.hand_written)] == []


# --- the pages ---

RECORDS = {
    "checked": "assured_date: 2026-01-15\nassured_by: Intake worker\n",
    "listed": "identifiers: [{scheme: Open211, identifier: '7'}]\n",
    "listed-inside": "services:\n  - name: Loans\n"
    "    identifiers: [{scheme: Open211, identifier: '8'}]\n",
}


UNSHOWN = """\
- {id: events, value: Over 40, statement: Events since 2017., scope: One library, sample: 3 lists,
   limits: It counts itself., sources: [survey]}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project.small(tmp_path_factory.mktemp("provenance") / "project")
    for name, text in RECORDS.items():
        project.write(f"data/partners/{name}.yml", f"name: {name.title()}\n{text}")
    project.write("data/resources/own.yml", "title: Own text\nsummary: A text.\nformat: guide\n")
    sources = (project.root / "data/sources.yml").read_text("utf-8")
    figures = (project.root / "data/figures.yml").read_text("utf-8")
    project.write("data/figures.yml", figures + UNSHOWN)
    more = "- {id: own, title: Own source, resource: own}\n- {id: idle, title: Idle source}\n"
    project.write("data/sources.yml", sources + more)
    many = (f"- {{id: n{n}, name: Near {n:03}, sources: [survey]}}\n" for n in range(ON_SURVEY))
    project.write("data/partners.yml", "".join(many))
    project.write("docs/town.md", '# Our town\n\nIt is small.{{ cite("survey") }}\n')
    return project.build()


@pytest.mark.parametrize(
    ("page", "closing"),
    [
        (
            "partners/checked",
            "This page rests on what a person found who checked it: Intake worker.",
        ),
        ("partners/listed", "This page rests on another directory: Open211."),
        ("partners/listed-inside", "This page rests on another directory: Open211."),
        ("partners/credit-union", "This page rests on the sources in the notes below."),
        ("resources/own", "This page describes a text that is among our sources."),
        ("glossary/in-kind", "Explained in our own words. No source is named."),
    ],
)
def test_a_page_ends_with_where_it_is_from(built: Project, page: str, closing: str) -> None:
    (found,) = CLOSING.findall(built.page(page))
    assert words(found) == closing
    is_noted = "notes below" in closing or "our sources" in closing
    assert ('class="notes"' in built.page(page)) == is_noted


def test_each_page_of_facts_says_it_once(built: Project) -> None:
    guide = read(built.root).guide
    assert guide
    kinds = {*PAGED} - {Term.kind}
    records = [record for kind in kinds for record in guide.records[kind].values()]
    assert {record.kind for record in records} == kinds
    counts = {one.key: len(CLOSING.findall(built.page(one.path))) for one in records}
    assert {key: count for key, count in counts.items() if count != 1} == {}


def entry(built: Project, id: str) -> str:
    page = built.page("sources")
    rest = page.partition(f'<li id="source-{id}">')[2]
    return words(re.split(r'<li id="source-|<details class="wrong"', rest)[0])


def test_the_page_of_sources_says_what_rests_on_each(built: Project) -> None:
    survey = entry(built, "survey")
    assert "Pages that name it Test Guide, Our town Figures" in survey
    assert "Partners: Credit Union, Near 000, Near 001" in survey
    guide = read(built.root).guide
    assert guide
    found = resting(guide)["survey"]
    assert len(found.records) == LIMIT
    named = len(guide.mentions["sources/survey"]) - len(found.figures)
    kinds = f"Partners: {ON_SURVEY - 16}; Resources: 1; Templates: 1; Worksheets: 1"
    said = f"and {named - LIMIT} more ({kinds})"
    assert said in survey
    assert "What rests on it Nothing in this guide." in entry(built, "idle")
    assert "In this guide Own text" in entry(built, "own")


def test_a_figure_stands_with_its_source_and_its_page(tmp_path: Path) -> None:
    project = Project.small(tmp_path)
    guide = read(project.root).guide
    assert guide
    figure = next(iter(guide.figures.values()))
    project.write("docs/town.md", f'# Our town\n\n{{{{ figure("{figure.id}") }}}}\n')
    page = words(project.build().page("sources"))
    said = f"«{figure.value}» ({figure.scope[0].lower()}{figure.scope[1:]})"
    assert f"Figures that rest on it {said}, on Test Guide, Our town Entries" in page
    shown = project.page("town")
    assert f'id="figure-{figure.id}"' in shown and 'class="notes"' in shown


def test_a_figure_on_no_page_keeps_what_makes_it_honest(built: Project) -> None:
    assert (
        "«Over 40» (one library): Events since 2017. When: Not stated. How many: 3 lists. "
        "What it does not show: It counts itself." in words(built.page("sources"))
    )


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ('{{ cite("list") }}', True),
        ("{{cite('list',at='page 3')}}", True),
        ('{{- cite("list") -}}', True),
        ('{{ cite ("list") }}', True),
        ('{{ cite(at="page 3", id="list") }}', True),
        ('{% raw %}{{ cite("list") }}{% endraw %}', False),
        ('{# {{ cite("list") }} #}', False),
        ('---\nrender_macros: false\n---\n\n{{ cite("list") }}', False),
    ],
)
def test_a_page_names_a_source_however_it_is_written(text: str, is_named: bool) -> None:
    pages = {"town.md": Page("docs/town.md", text, ())}
    assert naming(pages) == ({"sources/list": ("town/",)} if is_named else {})
    assert ("town/" in reviewed(pages)) == is_named


def test_what_rests_on_a_source_costs_no_more_than_its_records() -> None:
    source = Source(id="list", title="List")
    guides = [
        guide_of(source, *(partner(f"p{n}", sources=[{"source": "list"}]) for n in range(count)))
        for count in (FEW, 2 * FEW, 4 * FEW)
    ]
    few, more, many = [calls(lambda g=guide: resting(g)) for guide in guides]  # type: ignore[misc]
    assert (many - more) <= 2.2 * (more - few)


# --- shares without a source ---


def told(project: Project) -> list[str]:
    reading = read(project.root)
    assert not reading.problems, reading.problems
    found = advise(reading.loaded, reading.hand_written)
    return sorted(
        f"{one.path}:{one.line}:{one.column} {one.message.split(' stands')[0]}" for one in found
    )


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("About 60 percent came back.", "60 percent"),
        ("Some 7.5 % left.", "7.5 %"),
        ("Nine in ten stay.", "Nine in ten"),
        ("It was 3 out of every 4.", "3 out of every 4"),
        ("Text grows to 400 percent.", ""),
        ("Two in the room, one in a car.", ""),
        ("`width: 60%`", ""),
    ],
)
def test_a_share_needs_a_source(project: Project, said: str, share: str) -> None:
    project.write("docs/town.md", f"# Town\n\n{said}\n\n| A | B |\n| --- | --- |\n| x | {said} |\n")
    found = [line.split(" ", 1)[1] for line in told(project)]
    assert found == [f"'{share}'"] * 2 * bool(share)
    project.write("docs/town.md", f'# Town\n\n{said}{{{{ cite("survey") }}}}\n')
    assert told(project) == []


def test_pages_for_those_who_keep_a_guide_may_show_any(project: Project) -> None:
    project.write("docs/adapt/page.md", "# Page\n\nNine in ten.\n")
    assert told(project) == []


def test_a_statement_may_name_what_its_record_does_not(project: Project) -> None:
    text = (
        "title: Fair\nplace: Town\nsummary: Nine in ten came.\n"
        "need:\n  - {text: '60 percent asked.', sources: [survey]}\n  - 40 percent did not.\n"
    )
    project.write("data/case_studies/fair.yml", text)
    path = "data/case_studies/fair.yml"
    assert told(project) == [f"{path}:3:10 'Nine in ten'", f"{path}:6:5 '40 percent'"]
    project.write(path, f"{text}assured_date: 2026-01-15\nassured_by: Coordinator\n")
    assert told(project) == []


def test_the_check_gives_it_as_advice(project: Project) -> None:
    project.write("docs/town.md", "# Town\n\nNine in ten.\n")
    done = CliRunner().invoke(main, ["check", "--folder", str(project.root)])
    assert done.exit_code == 0, done.output
    assert "docs/town.md:3:1: 'Nine in ten' stands without a source" in done.output
