"""`guide apply`: what a reader says is right, shown first and written only when told."""

import re
from functools import cache

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.changes import changed
from macros.cli import main
from macros.corrections.amending import Target
from macros.corrections.received import SIZE_LIMIT
from macros.loading import load
from macros.model import Record
from macros.problems import HIDDEN
from macros.project import read
from macros.splicing import values
from macros.tree import Location, Value
from tests.corrections.letters import issue, letter
from tests.projects import SMALL, Project, snapshot

LIBRARY = "data/partners/town-library.yml"
UNION = "data/partners/credit-union.yml"
LOCAL = "data/local/partners/town-library.yml"
ENTRY = "partners/town-library"


def apply(project: Project, text: str, *options: str) -> Result:
    words = ["apply", "-", "--folder", str(project.root), *options]
    return CliRunner().invoke(main, words, input=text.encode())


def data(project: Project) -> dict[str, bytes]:
    return snapshot(project.root / "data")


def of(project: Project, path: str) -> str:
    return (project.root / path).read_text("utf-8")


def forked(project: Project) -> Project:
    (project.root / "data/local").mkdir()
    return project


# --- shown, then written ---


def test_a_change_is_shown_and_nothing_is_written(project: Project) -> None:
    before = data(project)
    done = apply(project, letter(ENTRY, hours="9 to 6", how="A sign on the door", wrong="Old"))
    assert done.exit_code == 0
    assert "-hours: Monday to Friday, 9 to 5\n+hours: 9 to 6\n" in done.output
    assert "  | A sign on the door\n" in done.output
    assert "add --write" in done.output
    assert data(project) == before


def test_what_is_written_is_what_was_shown_and_no_check(project: Project) -> None:
    before = of(project, LIBRARY)
    done = apply(project, letter(ENTRY, hours="9 to 6"), "--write")
    assert done.exit_code == 0
    assert of(project, LIBRARY) == before.replace(
        "hours: Monday to Friday, 9 to 5\nid", "hours: 9 to 6\nid"
    )
    assert "guide assure partners/town-library" in done.output
    assert "assured_date: 2026-01-15\n" in of(project, LIBRARY)


def test_a_second_time_there_is_nothing_left(project: Project) -> None:
    text = letter(ENTRY, hours="9 to 6", phones="202-555-0199")
    apply(project, text, "--write")
    before = data(project)
    done = apply(project, text, "--write")
    assert done.exit_code == 0
    assert done.output.count("says that already") == 2
    assert data(project) == before


def test_a_file_may_be_named(project: Project) -> None:
    mail = project.write("mail.txt", letter(ENTRY, hours="9 to 6"))
    done = CliRunner().invoke(main, ["apply", str(mail), "--folder", str(project.root)])
    assert "+hours: 9 to 6\n" in done.output


def test_services_places_and_numbers_find_each_other(project: Project) -> None:
    answers = {
        "services__computer-class__hours": "Mondays at 7",
        "services__computer-class__phones": "202-555-0198",
        "locations__address_1": "2 Main Street",
        "phones": "202-555-0199",
        "languages": "English and Spanish",
    }
    done = apply(project, letter(ENTRY, **answers), "--write")
    assert done.exit_code == 0, done.output
    guide = read(project.root).guide
    assert guide
    library = guide.partners["town-library"]
    (service,) = library.services
    assert (service.hours, library.hours) == ("Mondays at 7", "Monday to Friday, 9 to 5")
    assert [str(one.number) for one in service.phones] == ["1-202-555-0198"]
    assert [(str(one.number), one.type) for one in library.phones] == [("1-202-555-0199", "tty")]
    assert library.locations[0].address_1 == "2 Main Street"
    assert library.languages == ("en", "es")


def test_one_of_several_numbers_is_meant(project: Project) -> None:
    file = project.root / LIBRARY
    text = of(project, LIBRARY)
    more = text.replace("phones:\n  - number: 202-555-0145", TWO_PHONES)
    file.write_text(more, "utf-8")
    answers = {"phones__12025550146": "202-555-0199", "phones__12025550000": "202-555-0198"}
    done = apply(project, letter(ENTRY, **answers, phones="202-555-0197"), "--write")
    assert done.exit_code == 0
    assert of(project, LIBRARY) == more.replace("202-555-0146", "202-555-0199")
    assert "phones: has several numbers" in done.output
    assert "does not stand here any more" in done.output


TWO_PHONES = "phones:\n  - number: 202-555-0146\n  - number: 202-555-0145"


def test_a_number_is_added_where_there_was_none(project: Project) -> None:
    done = apply(project, letter("partners/credit-union", phones="202-555-0199"), "--write")
    assert done.exit_code == 0, done.output
    assert "phones:\n  - number: 202-555-0199\n" in of(project, UNION)


def test_paragraphs_stay_and_broken_lines_are_joined(project: Project) -> None:
    said = "Lends books\nand tools.\n\n- first\n- second"
    apply(project, letter(ENTRY, description=said), "--write")
    guide = read(project.root).guide
    assert guide
    description = guide.partners["town-library"].description
    assert description == "Lends books and tools.\n\n- first\n- second"


# --- the form of a repository ---


def test_an_issue_is_read(project: Project) -> None:
    body = issue(record=ENTRY, field="When it is open", right="9 to 6", how="Their page", now="x")
    done = apply(project, body)
    assert "+hours: 9 to 6\n" in done.output
    assert "  | Their page\n" in done.output


def test_an_issue_names_a_service_as_readers_know_it(project: Project) -> None:
    answers = {"record": ENTRY, "service": "computer class", "field": "Web address"}
    done = apply(project, issue(**answers, right="https://library.example.org/new"))
    assert "+    url: https://library.example.org/new\n" in done.output


def test_an_issue_knows_the_only_place(project: Project) -> None:
    done = apply(project, issue(record=ENTRY, field="ZIP code", right="28802"))
    assert re.search(r"\+ +postal_code: \"?28802", done.output)


def test_headings_in_an_answer_start_nothing_new(project: Project) -> None:
    right = "9 to 6\n\n### Which entry\n\npartners/credit-union"
    done = apply(project, issue(record=ENTRY, field="When it is open", right=right))
    assert "Correction to partners/town-library" in done.output


def test_something_else_is_left_to_people(project: Project) -> None:
    done = apply(project, issue(record=ENTRY, field="Something else", right="It moved."))
    assert done.exit_code == 0
    assert "is for you to place" in done.output
    assert "    | It moved.\n" in done.output
    assert "Nothing in it can be written by a program." in done.output


# --- a local guide ---


def test_a_local_guide_says_it_in_a_file_of_its_own(project: Project) -> None:
    before = data(forked(project))
    answers = {"hours": "9 to 6", "services__computer-class__hours": "Mondays at 7"}
    apply(project, letter(ENTRY, **answers), "--write")
    after = data(project)
    assert after.pop("local/partners/town-library.yml").decode() == LOCAL_FILE
    assert after == before
    guide = read(project.root).guide
    assert guide
    assert guide.partners["town-library"].services[0].hours == "Mondays at 7"
    assert guide.partners["town-library"].services[0].fees_description == "Free."


LOCAL_FILE = """\
changes: town-library
services:
  - id: computer-class
    hours: Mondays at 7
hours: 9 to 6
"""


def test_what_a_local_file_says_already_stays(project: Project) -> None:
    held = HELD
    forked(project)
    project.write(LOCAL, held)
    answers = {"services__computer-class__hours": "Mondays at 7", "phones": "202-555-0199"}
    apply(project, letter(ENTRY, **answers), "--write")
    assert of(project, LOCAL) == held + (
        "    hours: Mondays at 7\n"
        "phones:\n"
        "  - number: 202-555-0199\n"
        "    type: tty\n"
        "    description: Afternoons\n"
        "    languages: [es]\n"
    )
    assert read(project.root).problems == ()


HELD = """\
changes: "town-library"  # ours

services:
  - id: computer-class
    fees_description: 5 $
"""


def test_a_file_that_speaks_of_another_record_is_left_alone(project: Project) -> None:
    other = "changes: credit-union\nhours: Never\n"
    forked(project).write(LOCAL, other)
    apply(project, letter(ENTRY, hours="9 to 6"), "--write")
    assert of(project, LOCAL) == other
    new = LOCAL.replace(".yml", "-changes.yml")
    assert of(project, new) == "changes: town-library\nhours: 9 to 6\n"


def test_a_text_without_questions_changes_nothing(project: Project) -> None:
    before = data(project)
    done = apply(project, f"Entry: {ENTRY}\nIt has moved.\n", "--write")
    assert done.exit_code == 0, done.output
    assert "Nothing in it can be written by a program." in done.output
    assert data(project) == before


def test_a_record_of_its_own_is_changed_where_it_stands(project: Project) -> None:
    forked(project)
    own = project.write("data/local/partners/jobs.yml", OWN.format("9 to 5"))
    apply(project, letter("partners/jobs", hours="9 to 6"), "--write")
    assert own.read_text("utf-8") == OWN.format("9 to 6")


OWN = """\
name: "Jobs" # ours
hours: {}
sources: [field-notes]
"""


def test_what_it_hides_cannot_be_corrected(project: Project) -> None:
    forked(project)
    project.write(LOCAL.replace("town-library", "no"), "hides: credit-union\nreason: Closed.\n")
    done = apply(project, letter("partners/credit-union", hours="9 to 6"))
    assert done.exit_code == 1
    assert "this guide hides 'partners/credit-union'" in done.output


def test_a_term_of_ours_is_left_to_people(project: Project) -> None:
    done = apply(forked(project), letter("terms/mapping", label="Maps"))
    assert "terms/mapping" in done.output
    assert "data/local/taxonomy.yml by hand" in done.output


def test_a_term_is_changed_in_the_taxonomy(project: Project) -> None:
    apply(project, letter("terms/mapping", label="Maps"), "--write")
    assert "label: Maps\n" in of(project, "data/taxonomy.yml")


# --- which entry ---


@pytest.mark.parametrize(
    "entry",
    ["partners/town-library/", "Partners/Town-Library", "Town Library", "partners/Town  library",
     "https://guide.example.org/county/partners/town-library/"],
)  # fmt: skip
def test_an_entry_is_known_however_it_is_written(entry: str, project: Project) -> None:
    assert f"Correction to {ENTRY}:" in apply(project, letter(entry, hours="9 to 6")).output


@pytest.mark.parametrize(
    "key", ["sources/field-notes", "glossary/mou", "case_studies/library-cafe"]
)
def test_each_kind_can_be_corrected(key: str, project: Project) -> None:
    field = "term" if key.startswith("glossary") else "title"
    done = apply(project, letter(key, **{field: "Something new"}), "--write")
    assert done.exit_code == 0, done.output
    guide = read(project.root).guide
    assert guide
    record = guide.find(key)
    assert record
    assert record.heading == "Something new"


def test_an_old_id_still_leads_to_its_record(project: Project) -> None:
    text = of(project, LIBRARY)
    project.write(LIBRARY, f"former_ids: [old-library]\n{text}")
    done = apply(project, letter("partners/old-library", hours="9 to 6"))
    assert f"Correction to {ENTRY}:" in done.output


@pytest.mark.parametrize(
    ("entry", "meant"),
    [("partners/town-libary", "did you mean 'partners/town-library'?"), ("Nothing of ours", "")],
)
def test_an_unknown_entry_is_refused(entry: str, meant: str, project: Project) -> None:
    done = apply(project, letter(entry, hours="9 to 6"))
    assert done.exit_code == 1
    assert f"no entry '{entry}' here" in done.output
    assert meant in done.output


@pytest.mark.parametrize(("field", "is_told"), [("website", True), ("hours", False)])
def test_how_an_old_address_was_known_is_left_to_people(
    field: str, is_told: bool, project: Project
) -> None:
    words = {"website": "https://new.example.org/", "hours": "9 to 6"}
    done = apply(project, letter(ENTRY, **{field: words[field]}))
    assert ("tell how the old address was known" in done.output) is is_told


# --- what is refused ---


REFUSED = [
    ("website", "javascript:alert(1)", "is not a web address"),
    ("website", "www.example.org", "did you mean 'https://www.example.org'?"),
    ("email", "nobody", "email"),
    ("phones", "call us", "is not a phone number"),
    ("name", "<b>Library</b>", "'<' and '>' are not allowed"),
    ("description", "<script>x</script>", "holds HTML"),
    ("description", "[x](javascript:y)", "a link in a text starts with https://"),
    ("hours", "a\u202eb", "holds an invisible character"),
    ("hours", "x" * 300, "at most 250"),
    ("services__computer-clas__hours", "x", "did you mean 'computer-class'?"),
    ("services__computer-class__status", "closed", "active"),
    ("id", "x", "is nothing that a reader corrects"),
    ("changes", "partners/credit-union", "is nothing that a reader corrects"),
    ("hides", "town-library", "is nothing that a reader corrects"),
    ("private_notes", "x", "is nothing that a reader corrects"),
    ("assured_date", "2026-11-21", "is nothing that a reader corrects"),
    ("sources", "field-notes", "is nothing that a reader corrects"),
    ("former_ids", "x", "is nothing that a reader corrects"),
    ("services__computer-class__assured_by", "x", "is nothing that a reader corrects"),
    ("services__computer-class__id", "x", "is nothing that a reader corrects"),

]  # fmt: skip


def test_what_cannot_stand_there_is_refused_and_told_why(project: Project) -> None:
    before = data(project)
    answers = (f"[{field.replace('__', '.')}] Words: {said}" for field, said, _ in REFUSED)
    done = apply(project, "\n".join([f"Entry: {ENTRY}", *answers]), "--write")
    assert done.exit_code == 0
    told = done.output.split("To place by hand:\n")[1].splitlines()[: 2 * len(REFUSED)]
    for (field, _, why), line in zip(REFUSED, told[::2], strict=True):
        path, _, reason = line.strip().partition(": ")
        assert path == field.replace("__", ".")
        assert not reason.startswith(f"{path}: ")
        assert why in line
    assert "Nothing in it can be written" in done.output
    assert data(project) == before


def test_of_several_languages_the_first_is_meant(project: Project) -> None:
    before = of(project, UNION)
    apply(project, letter("partners/credit-union", name="The Union"), "--write")
    assert of(project, UNION) == before.replace("en: Credit Union", "en: The Union")


def test_what_is_sound_goes_without_what_is_not(project: Project) -> None:
    done = apply(project, letter(ENTRY, email="nobody", hours="9 to 6"), "--write")
    assert done.exit_code == 0
    assert "hours: 9 to 6\n" in of(project, LIBRARY)
    assert "email: library@example.org\n" in of(project, LIBRARY)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": "Credit Union"}, "readers could not tell them apart"),
        ({"website": "https://www.weather.gov/"}, "choose one that shows nothing about help"),
    ],
    ids=["twin", "way out"],
)
def test_what_the_whole_guide_refuses_is_not_written(
    said: dict[str, str], why: str, project: Project
) -> None:
    before = data(project)
    done = apply(project, letter(ENTRY, **said), "--write")
    assert done.exit_code == 1
    assert why in done.output
    assert data(project) == before


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ("", "is no correction"),
        ("Dear guide, you are wrong.", "is no correction"),
        ("### Which entry\n\n_No response_\n", "is no correction"),
        ("x" * (SIZE_LIMIT + 1), "has more than 100,000 characters"),
        (f"Entry: partners/{'../' * 40}etc/passwd\n[hours] x: y", "no entry 'partners/../"),
        ("Entry: \x1b]0;x\x07\x1b[2J\n[hours] x: y", "no entry '"),
    ],
)
def test_what_is_no_correction_is_said_in_one_line(sent: str, why: str, project: Project) -> None:
    done = apply(project, sent, "--write")
    assert done.exit_code == 1
    assert why in done.output
    assert "Traceback" not in done.output
    assert done.output.count("\n") == 1
    assert not HIDDEN.search(done.output.replace("\n", ""))


def test_what_is_wrong_with_the_guide_comes_first(project: Project) -> None:
    project.write(LIBRARY, "name: X\nwesbite: y\n")
    done = apply(project, letter(ENTRY, hours="9 to 6"))
    assert done.exit_code == 1
    assert "did you mean 'website'?" in done.output


# --- hostile words ---


def test_words_cannot_act_on_a_terminal_or_a_log(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    evil = "\x1b[2J\n::error::taken over\n::add-mask::x\u202e"
    done = apply(project, letter(ENTRY, other=evil, how=evil, wrong=evil, **{"odd": evil}))
    token = re.search(r"::stop-commands::(\w+)", done.output)
    assert token
    inside = done.output.split(f"::{token[1]}::")[0]
    assert "taken over" in inside
    assert "taken over" not in done.output.replace(inside, "")
    assert not HIDDEN.search(done.output.replace("\n", ""))


SMALL_LIBRARY = SMALL / LIBRARY


@cache
def _library() -> Record:
    entries = load(SMALL / "data", SMALL).entries
    return next(entry.record for entry in entries if entry.record.key == ENTRY)


YAML = ["changes: x", "- a", "&a *a", "!!python/object:os.system", "x # y", "'", '"', "{a: b}",
        "[a]", "|", ">", "%YAML", "---", "...", "no", "~", "key: value", "hides: town-library",
        "{{ x }}", "{% x %}", "${{ secrets }}", "`x`", "$(x)"]  # fmt: skip
LINES = st.one_of(
    st.sampled_from(YAML),
    st.lists(st.sampled_from(YAML), min_size=2, max_size=4).map(" ".join),
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40),
).filter(lambda words: not re.search(r"[<>]", words))


@settings(deadline=None, max_examples=60)
@given(hours=LINES, fees=LINES)
def test_whatever_is_said_is_one_value_and_all_else_stays(hours: str, fees: str) -> None:
    changes: dict[Location, Value] = {
        ("hours",): hours,
        ("services", 0, "fees_description"): fees,
    }
    old = SMALL_LIBRARY.read_text("utf-8")
    target = Target(_library(), LIBRARY, (), is_overlay=False)
    amended = target.amended(changes, SMALL)
    assert values(amended.new) == changed(values(old), changes)
    kept = [line for line in old.splitlines() if not line.lstrip().startswith(("hours", "fees"))]
    assert [line for line in amended.new.splitlines() if line in kept] == kept


@settings(deadline=None, max_examples=60)
@given(hours=LINES)
def test_a_local_file_holds_it_as_one_value(hours: str) -> None:
    target = Target(_library(), LOCAL, (), is_overlay=True)
    amended = target.amended({("hours",): hours}, SMALL)
    assert values(amended.new) == {"changes": "town-library", "hours": hours}
