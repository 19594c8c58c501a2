"""What is due on a day, in which order, and whom it falls to."""

import pytest

from macros.due.ages import ages
from macros.due.rows import State, by_role, due
from macros.editions import Edition
from tests.due.guides import DAY, add, found
from tests.projects import Project

LIBRARY = "partners/town-library"
CLASS = f"{LIBRARY}#computer-class"


def test_everything_that_can_be_checked_is_there_once(project: Project) -> None:
    assert {*found(project)} == {
        "hotlines/emergency", "hotlines/text-line", LIBRARY, CLASS, "partners/credit-union",
        "resources/mapping-guide", "resources/lost-guide", "case_studies/library-cafe",
        "checklists/visit", "worksheets/town-map", "templates/pact", "sources/survey",
        "sources/field-notes", "glossary/mou", "glossary/in-kind",
        *(key for key in found(project) if key.endswith(".md")),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "within", "state", "overdue"),
    [
        ("", "", State.NEVER, 0),
        ("assured_date: 2026-05-21", "", State.OVERDUE, 1),
        ("assured_date: 2026-05-22", "", State.DUE, 0),
        ("assured_date: 2026-05-23", "", State.FINE, 0),
        ("assured_date: 2026-05-23", "1 day", State.DUE, 0),
        ("assured_date: 2026-11-20\nreview_every: 1 day", "", State.OVERDUE, 1),
    ],
)
def test_a_state_follows_from_the_day(
    project: Project, said: str, within: str, state: State, overdue: int
) -> None:
    add(project, "data/partners/credit-union.yml", said + "\n")
    row = found(project, within)["partners/credit-union"]
    assert (row.state, row.overdue) == (state, overdue)


def test_a_service_counts_once_it_has_a_day_and_takes_the_rest_from_its_partner(
    project: Project,
) -> None:
    path = project.root / "data/partners/town-library.yml"
    text = path.read_text("utf-8")
    path.write_text(f"{text}assured_by: Librarian\nreview_every: 2 years\n", "utf-8")
    row = found(project)[CLASS]
    assert (row.thing.role, row.state) == ("Librarian", State.FINE)
    assert row.thing.line == text.splitlines().index("  - id: computer-class") + 1
    path.write_text(text.replace("    assured_date: 2026-01-15\n", ""), "utf-8")
    assert CLASS not in found(project)


def test_a_page_counts_that_cites_a_source_or_has_a_day(project: Project) -> None:
    project.write("docs/plain.md", "# Plain\n\nNo facts.\n")
    project.write("docs/cites.md", '# Cites {: #x }\n\nSo it is.{{ cite("survey") }}\n')
    project.write("docs/dated.md", "---\nassured_date: 2025-11-21\n---\n# Dated\n")
    rows = found(project)
    assert "plain.md" not in rows
    assert (rows["cites.md"].thing.title, rows["cites.md"].state) == ("Cites", State.NEVER)
    assert rows["dated.md"].state is State.OVERDUE
    assert (rows["dated.md"].thing.file, rows["dated.md"].thing.address) == (
        "docs/dated.md",
        "dated/",
    )


def test_what_is_used_most_comes_first_and_then_the_oldest(project: Project) -> None:
    add(project, "data/resources/lost-guide.yml", "assured_date: 2025-01-01\n")
    before = found(project)
    assert [*before][:2] == ["hotlines/emergency", "hotlines/text-line"]
    alike = [key for key, row in before.items() if row.used == before["templates/pact"].used]
    assert alike.index("templates/pact") < alike.index("resources/lost-guide")
    calls = "".join(
        f'{{{{ link("templates/pact") }}}} and [page {n}](find.md)\n\n' for n in range(9)
    )
    pages = {f"docs/more-{n}.md": f"# More\n\n{calls}" for n in range(40)}
    for path, text in pages.items():
        project.write(path, text)
    after = found(project)
    assert after["templates/pact"].used == before["templates/pact"].used + 40
    assert [*after].index("templates/pact") == 2


def test_a_link_from_page_to_page_is_a_use(project: Project) -> None:
    project.write("docs/deep/dated.md", "---\nassured_date: 2025-11-21\n---\n# Dated\n")
    assert found(project)["deep/dated.md"].used == 0
    project.write("docs/deep/other.md", "# O\n\n[a](dated.md#x) [b](dated.md) [c](other.md)\n")
    project.write("docs/top.md", "# T\n\n[a](deep/dated.md)\n")
    assert found(project)["deep/dated.md"].used == 2


def test_a_page_without_macros_names_nothing(project: Project) -> None:
    before = found(project)
    text = '{{ link("templates/pact") }} {{ link(key) }}'
    project.write("docs/plain.md", f"---\nrender_macros: false\n---\n# P\n\n{text}\n")
    assert found(project)["templates/pact"].used == before["templates/pact"].used


def test_roles_stand_in_the_order_of_their_work_and_nobody_last(project: Project) -> None:
    by = "assured_date: 2025-01-01\nassured_by: {}\n"
    add(project, "data/resources/lost-guide.yml", by.format("Intern"))
    add(project, "data/partners/credit-union.yml", by.format("Coordinator"))
    rows = due(found(project).values())
    groups = by_role(rows, limit=len(rows) - 1)
    assert [group.role for group in groups] == ["Coordinator", "Intern", ""]
    assert sum(len(group.rows) for group in groups) == len(rows)
    assert sum(group.left for group in groups) == 1


def test_a_citation_sends_nobody_anywhere(project: Project) -> None:
    rows = [*found(project).values()]
    sources = [row.thing.kind == "sources" for row in rows]
    assert sources == sorted(sources)
    assert max(row.used for row in rows if row.thing.kind == "sources") > rows[-1].used


def test_what_nobody_checked_leaves_room_for_what_somebody_did(project: Project) -> None:
    add(project, "data/resources/lost-guide.yml", "assured_date: 2025-01-01\nassured_by: Desk\n")
    groups = by_role(due(found(project).values()), limit=1)
    assert [[row.thing.key for row in group.listed] for group in groups] == [
        ["resources/lost-guide"],
        [],
    ]


def test_only_a_staff_edition_names_what_is_private(project: Project) -> None:
    project.write("data/private/partners/safe-house.yml", "name: Safe House\nsources: [survey]\n")
    assert "partners/safe-house" not in found(project)
    assert "partners/safe-house" in found(project, edition=Edition.STAFF)


@pytest.mark.parametrize(
    ("day", "span"),
    [
        ("2026-11-22", "0–3"), ("2026-08-23", "0–3"), ("2026-08-22", "3–6"), ("2026-05-23", "3–6"),
        ("2026-05-22", "6–12"), ("2025-11-23", "6–12"), ("2025-11-22", "over 12"),
    ],
)  # fmt: skip
def test_ages_end_where_the_next_begin(project: Project, day: str, span: str) -> None:
    add(project, "data/partners/credit-union.yml", f"assured_date: {day}\n")
    counted = ages(found(project).values(), DAY)
    assert counted["partners"][span] >= 1
    assert counted["partners"].total() == 3
    assert counted["templates"] == {"never": 1}
