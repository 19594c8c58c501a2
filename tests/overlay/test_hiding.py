"""A hidden record is gone from everything that is published; what spoke of it goes on."""

import re
from html import unescape
from pathlib import Path

import pytest

from macros.calls import MARKUP
from macros.problems import report
from macros.project import read
from tests.editions.canaries import found
from tests.overlay.test_local import guide
from tests.projects import ROOT, Project

HIDDEN = {
    "partners.yml": "- {hides: town-library, reason: zqreason}\n",
    "glossary.yml": "- {hides: mou, reason: zqreason}\n",
    "figures.yml": "- {hides: coffee, reason: zqreason}\n",
    "checklists.yml": "- {hides: visit, reason: zqreason}\n",
    "taxonomy.yml": (
        "topics:\n  - {hides: mapping, reason: zqreason}\n"
        "practices:\n  - {hides: digital-literacy, reason: zqreason}\n"
    ),
}
GONE = {
    "zqreason",
    "town-library",
    "Lends books",
    "library@example.org",
    "glossary/mou",
    "Visitors who drink coffee",
    "terms/mapping",
    "Can everyone get in",
    "terms/digital-literacy",
    "Using a phone or a computer for work",
}


def hide(project: Project, files: dict[str, str]) -> Project:
    for name, text in files.items():
        project.write(f"data/local/{name}", text)
    return project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return hide(Project.small(tmp_path_factory.mktemp("hidden")), HIDDEN).build()


def test_nothing_published_speaks_of_what_is_hidden(built: Project, tmp_path: Path) -> None:
    everything = found(Project.small(tmp_path).build().site, GONE)
    assert set().union(*everything.values()) == GONE - {"zqreason"}
    assert found(built.site, GONE) == {}


def test_the_words_around_a_hidden_record_stay(built: Project) -> None:
    text = re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", "", built.page("."))))
    assert "Sign an MOU. Then keep the Memorandum of understanding." in text
    assert "See Town Library or the *map*." in text


def test_what_named_a_hidden_record_goes_on_without_it(project: Project) -> None:
    found = guide(hide(project, HIDDEN))
    assert found.case_studies["library-cafe"].partners == ()
    assert found.resources["mapping-guide"].partner is None
    assert found.resources["mapping-guide"].topics == ()
    (group,) = found.worksheets["town-map"].groups
    assert [row.key for row in group.rows] == ["unions"]
    assert found.site.redirects == ()


def test_a_narrower_term_stands_alone_when_the_broader_is_hidden(project: Project) -> None:
    hides = "practices:\n  - {hides: money-skills, reason: Too broad.}\n"
    assert guide(hide(project, {"taxonomy.yml": hides})).terms["digital-literacy"].parent is None


def test_one_of_two_sources_may_go_and_the_last_one_may_not(project: Project) -> None:
    page = project.root / "docs/index.md"
    page.write_text(re.sub(r"\{\{ cite\(.*?\}\}", "", page.read_text("utf-8")), "utf-8")
    project.write(
        "data/sources.yml",
        "- {id: field-notes, title: Notes}\n- {id: survey, title: Survey}\n"
        "- {id: more, title: More}\n",
    )
    for path in (project.root / "data").rglob("*.yml"):
        said = path.read_text("utf-8").replace("sources: [survey]", "sources: [survey, more]")
        path.write_text(said, "utf-8")
    hides = {"sources.yml": "- {hides: survey, reason: We have not read it.}\n"}
    assert [c.source for c in guide(hide(project, hides)).figures["coffee"].sources] == ["more"]
    hides["sources.yml"] += "- {hides: more, reason: Nor this.}\n"
    said = report(read(hide(project, hides).root).problems)
    assert "source 'survey' cannot be hidden while it is needed by " in said
    assert "source 'more' cannot be hidden while it is needed by " in said
    assert "figure 'coffee' (data/figures.yml:9)" in said
    assert "case study" not in said


def test_a_statement_keeps_its_last_source_and_is_not_dropped_with_it(project: Project) -> None:
    (case,) = (project.root / "data/case_studies").glob("*.yml")
    lines = case.read_text("utf-8").splitlines()
    cited = [number for number, line in enumerate(lines, 1) if "source: field-notes" in line]
    assert [lines[number - 3].strip(" -") for number in cited] == [
        "text: People needed a first paid step.",
        "text: Six people were paid.",
    ]
    hides = {"sources.yml": "- {hides: field-notes, reason: We have not read it.}\n"}
    said = report(read(hide(project, hides).root).problems)
    place = f"case study 'library-cafe' (data/case_studies/{case.name}"
    assert f"{place}:{cited[1]})" in said
    assert f"{place}:{cited[0]})" not in said


def test_whoever_needs_a_worksheet_with_rows_is_told(project: Project) -> None:
    worksheet = project.root / "data/worksheets/town-map.yml"
    text = worksheet.read_text("utf-8")
    text = text.replace("      - id: unions\n        label: Unions\n", "")
    worksheet.write_text(text, "utf-8")
    said = report(read(hide(project, HIDDEN).root).problems)
    assert "term 'digital-literacy' cannot be hidden while it is needed by worksheet" in said
    hide(project, {"worksheets.yml": "- {hides: town-map, reason: No rows left.}\n"})
    assert read(project.root).problems == ()


def test_a_hidden_name_may_be_given_anew(project: Project) -> None:
    hide(project, {"partners.yml": "- {hides: town-library, reason: We list the county's.}\n"})
    project.write(
        "data/local/partners/county-library.yml", "name: Town Library\nsources: [survey]\n"
    )
    assert [str(partner.name) for partner in guide(project).partners.values()].count(
        "Town Library"
    ) == 1


def test_pages_of_upstream_lead_to_records_by_macros_only() -> None:
    """A plain link to a record's page would break in a guide that hides the record."""
    kinds = "|".join(path.name for path in (ROOT / "data").iterdir() if path.is_dir())
    plain = re.compile(rf"\]\([^)]*?(?:{kinds}|terms|glossary)/(?!index\.md)[a-z0-9-]+")
    anchor = re.compile(r"\]\([^)]*#(?:source|figure)-")
    for path in sorted((ROOT / "docs").rglob("*.md")):
        prose = MARKUP.sub("", re.sub(r"(?ms)^```.*?^```", "", path.read_text("utf-8")))
        assert not plain.findall(prose) + anchor.findall(prose), path


def test_each_service_of_upstream_can_be_changed() -> None:
    guide = read(ROOT).guide
    assert guide
    services = [service for partner in guide.partners.values() for service in partner.services]
    assert services
    assert all(service.id for service in services)
