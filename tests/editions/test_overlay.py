"""What a private file adds to a public record, and what it leaves alone."""

from inspect import getmembers, isfunction, signature
from pathlib import Path

import pytest

from macros.editions import Edition, Layer
from macros.guide import Guide
from macros.joining import Notes, change
from macros.problems import report
from macros.project import read
from macros.tree import Tree
from tests.projects import ROOT, Project

NOTES = "data/private/partners/notes.yml"


def staff(project: Project) -> Guide:
    reading = read(project.root, edition=Edition.STAFF)
    assert reading.guide, report(reading.problems)
    return reading.guide


def changed(project: Project, said: str, path: str = NOTES) -> Guide:
    project.write(path, said)
    return staff(project)


def test_a_value_takes_the_place_of_the_public_one(project: Project) -> None:
    public = read(project.root).guide
    assert public
    guide = changed(project, "changes: town-library\nemail: direct@example.org\n")
    library = guide.partners["town-library"]
    assert library.email == "direct@example.org"
    before = public.partners["town-library"]
    assert library.model_copy(update={"email": before.email}) == before


def test_a_list_goes_on(project: Project) -> None:
    guide = changed(
        project,
        "changes: town-library\ntopics: [mapping, vetting]\n"
        "phones:\n  - number: 202-555-0199\n    description: Direct line\n",
    )
    library = guide.partners["town-library"]
    assert [str(phone.number) for phone in library.phones] == ["1-202-555-0145", "1-202-555-0199"]
    assert library.topics == ("mapping", "vetting")


def test_things_with_an_id_of_their_own_find_each_other(project: Project) -> None:
    guide = changed(
        project,
        "changes: visit\ngroups:\n  - id: at-the-door\n    items:\n"
        "      - {id: signs, help: Ask for the back door.}\n      - {id: bell, text: Who opens?}\n",
        "data/private/checklists/visit.yml",
    )
    (group,) = guide.checklists["visit"].groups
    assert group.title == "At the door"
    assert [item.id for item in group.items] == ["step-free", "signs", "bell"]
    assert group.items[1].text == "Are there signs?"
    assert group.items[1].help == "Ask for the back door."


def test_one_language_of_a_text_can_change(project: Project) -> None:
    project.write(
        "data/partners/school.yml",
        "name: {en: School, es: Escuela}\ndescription: A.\nsources: [survey]\n",
    )
    guide = changed(project, "changes: school\nname: {es: Colegio}\n")
    assert guide.partners["school"].name.translations == {"en": "School", "es": "Colegio"}


def test_several_files_may_change_one_record(project: Project) -> None:
    project.write(NOTES, "changes: town-library\nprivate_notes: Visited.\n")
    guide = changed(
        project, "- changes: town-library\n  caveats: [Ring twice.]\n", "data/private/partners.yml"
    )
    library = guide.partners["town-library"]
    assert library.private_notes == "Visited."
    assert library.caveats[-1] == "Ring twice."


def test_a_private_record_is_one_more(project: Project) -> None:
    guide = changed(
        project,
        "name: Safe House\ndescription: A place.\nsources: [survey]\n",
        "data/private/partners/safe-house.yml",
    )
    assert guide.partners["safe-house"].name == "Safe House"
    assert guide.guarded == {"partners/safe-house"}


def test_private_terms_come_after_the_public_ones_and_others_stay_in_order(
    project: Project,
) -> None:
    public = read(project.root).guide
    assert public
    guide = changed(
        project,
        "topics:\n  - {id: ours, label: Ours}\n  - {changes: vetting, definition: How we do it.}\n",
        "data/private/taxonomy.yml",
    )
    before = [term.id for term in public.vocabulary("topics")]
    assert [term.id for term in guide.vocabulary("topics")] == [*before, "ours"]
    assert guide.terms["vetting"].definition == "How we do it."


def test_a_site_can_change_for_staff_and_does_not_claim_the_public_address(
    project: Project,
) -> None:
    site = (project.root / "data/site.yml").read_text("utf-8")
    project.write("data/site.yml", site + "website: https://guide.example.org/\n")
    guide = changed(project, "email: staff@example.org\n", "data/private/site.yml")
    assert guide.site.email == "staff@example.org"
    assert guide.site.name == "Test Guide"
    assert guide.site.website is None
    guide = changed(project, "website: https://inside.example.org/\n", "data/private/site.yml")
    assert guide.site.website == "https://inside.example.org/"


def test_the_example_for_those_who_keep_a_guide_is_sound(project: Project) -> None:
    page = (ROOT / "docs/adapt/private.md").read_text("utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    project.write(
        "data/partners/lake-county-jobs.yml", "name: Jobs\ndescription: Helps.\nsources: [survey]\n"
    )
    partner = changed(project, example).partners["lake-county-jobs"]
    assert partner.private_notes
    assert [phone.description for phone in partner.phones] == ["Direct line, for staff only"]


def test_the_public_guide_takes_nothing(project: Project) -> None:
    before = read(project.root).guide
    project.write(NOTES, "changes: town-library\nprivate_notes: Visited.\n")
    assert read(project.root).guide == before


def test_what_stands_twice_is_told_with_its_file(project: Project) -> None:
    project.write(
        "data/private/checklists/visit.yml",
        "changes: visit\ngroups:\n  - {id: more, title: At the door, items: [{id: x, text: X}]}\n",
    )
    said = report(read(project.root, edition=Edition.STAFF).problems)
    assert "data/private/checklists/visit.yml:3:23: title: 'At the door' stands already in " in said
    assert "data/checklists/visit.yml:12; each heading once" in said


def test_without_private_data_there_is_no_staff_edition(project: Project) -> None:
    said = report(read(project.root, edition=Edition.STAFF).problems)
    assert said.startswith("data/private:1:1: is missing: the folder that holds what only staff")


def test_every_question_about_a_place_is_answered_from_its_own_file() -> None:
    public = Tree("data/site.yml", ["name: Guide", "area:public"], {"name": "Guide"})
    public.marks, public.keys = {("name",): (1, 7)}, {("name",): (1, 1)}
    private = Tree("data/private/site.yml", ["# Ours", "  email:secret"], {"email": "secret"})
    private.marks, private.keys = {("email",): (2, 9)}, {("email",): (2, 3)}
    joined, ours = change(public, private, Layer.PRIVATE, Notes()), ("email",)
    said = private.line(2)
    answers: dict[str, object] = {
        "origin": joined.origin(ours) == (private, ours),
        "at": joined.at(ours, "!") == private.problem((2, 9), "! (changes data/site.yml:1)"),
        "at_key": joined.at_key(ours, "!")
        == private.problem((2, 3), "! (changes data/site.yml:1)"),
        "mark": joined.mark(ours) == (2, 9),
        "line_of": joined.line_of(ours, ("name",)) == "data/private/site.yml:2",
        "written": joined.written(ours) == said[8:] == "secret",
        "glued": joined.glued(ours) == (2, 9) and joined.glued(("name",)) is None,
    }
    questions = {
        name
        for name, method in getmembers(Tree, isfunction)
        if "location" in signature(method).parameters
    }
    assert answers.keys() == questions
    assert [name for name, is_right in answers.items() if not is_right] == []


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("data/partners/safe-house.yml", "data/private/partners/safe-house.yml"),
        ("data/templates", "data/private/partners"),
        ("docs/plan.pdf", "data/private/partners/safe-house.yml"),
        ("docs/plans", "data"),
        ("docs/plans", "elsewhere"),
        ("overrides/assets/plan.pdf", "data/private/partners/safe-house.yml"),
        ("overrides/partials", "data/private"),
    ],
)
def test_a_link_into_private_data_is_refused(project: Project, link: str, target: str) -> None:
    project.write(
        "data/private/partners/safe-house.yml",
        "name: Safe House\ndescription: A.\nsources: [survey]\n",
    )
    (project.root / "elsewhere").mkdir()
    (project.root / "elsewhere/plan.pdf").symlink_to(project.root / "data/private")
    (project.root / "overrides").unlink()
    place: Path = project.root / link
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir():
        for file in place.iterdir():
            file.unlink()
        place.rmdir()
    place.symlink_to(project.root / target)
    assert "leads into data/private/" in report(read(project.root).problems)
