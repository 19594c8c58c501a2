"""`guide init`: a local guide begins with a few answers, each of them checked at once."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros import filing, starting
from macros.commands.init import init
from macros.layout import EXAMPLES
from macros.project import read
from macros.provenance import NOTHING, NOTHING_INSIDE
from tests.projects import Project, snapshot

ANSWERS = {
    "--name": "Lake County Guide",
    "--area": "Lake County",
    "--publisher": "Lake County",
    "--brand": "#7a1f5c",
    "--hotline": "Lake County Help Line: 202-555-0143",
}
WRITTEN = {
    "README.md",
    "site.yml",
    *(
        f"examples/{kind}.yml"
        for kind in ("case_studies", "checklists", "partners", "resources", "worksheets")
    ),
}


def run(project: Project, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(init, [*words, "--folder", str(project.root)], input=typed)


def silently(project: Project, **more: str) -> Result:
    options = ANSWERS | {f"--{name.replace('_', '-')}": value for name, value in more.items()}
    return run(project, "--yes", *(word for pair in options.items() for word in pair))


def local(project: Project) -> Path:
    return project.root / "data/local"


def site_file(project: Project) -> str:
    return (local(project) / "site.yml").read_text("utf-8")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A local guide just after `guide init`; read it only."""
    project = Project.small(tmp_path_factory.mktemp("begun"))
    done = silently(project)
    assert done.exit_code == 0, done.output
    return project


def test_options_alone_begin_a_guide(begun: Project, project: Project) -> None:
    assert set(snapshot(local(begun))) == WRITTEN
    reading = read(begun.root)
    assert reading.problems == ()
    assert reading.guide
    site = reading.guide.site
    assert (site.name, site.area, site.publisher) == tuple(ANSWERS.values())[:3]
    ours = read(project.root).guide
    assert ours
    assert [line.id for line in site.hotlines] == [
        *(line.id for line in ours.site.hotlines),
        "lake-county-help-line",
    ]


def test_pages_show_name_area_and_colors(begun: Project, tmp_path: Path) -> None:
    project = Project(Path(shutil.copytree(begun.root, tmp_path / "built", symlinks=True)))
    page = project.build().page("")
    for words in ("Lake County Guide", "Area: Lake County", "Lake County Help Line", "#7a1f5c"):
        assert words in page
    assert not any("example" in path.name for path in project.site.rglob("*.html"))


@pytest.mark.parametrize("kind", sorted(starting.SHOWN))
def test_example_is_a_sound_record_where_it_belongs(kind: str, begun: Project) -> None:
    example = local(begun) / EXAMPLES / f"{kind}.yml"
    copied = local(begun) / kind / "our-own.yml"
    copied.parent.mkdir()
    shutil.copy(example, copied)
    problems = read(begun.root).problems
    shutil.rmtree(copied.parent)
    # Only a person knows where it is from.
    (problem,) = problems
    assert problem.message in (NOTHING, NOTHING_INSIDE)
    assert problem.excerpt in ("sources:", "assured_date:")


def test_examples_tell_nothing_of_anybody(begun: Project) -> None:
    for path in (local(begun) / EXAMPLES).iterdir():
        used = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
        text = "\n".join(used)
        assert set(re.findall(r"https?://([^/\s\"]+)", text)) <= {"www.example.org"}
        assert set(re.findall(r"\d{3}-\d{3}-\d{4}", text)) <= {"202-555-0143"}
        assert not re.search(r"(assured_date|assured_by|sources|partner): *\S", text)


def test_second_run_adds_what_is_missing_and_keeps_the_rest(project: Project) -> None:
    assert silently(project).exit_code == 0
    edited = site_file(project).replace("\nname: Lake", "\n# our note\nname: Big Lake")
    (local(project) / "site.yml").write_text(edited, "utf-8")
    (local(project) / "README.md").write_text("Our own list\n", "utf-8")
    shutil.rmtree(local(project) / EXAMPLES)
    done = run(project, "--yes", "--email", "a@example.org", "--hotline", "Other: 202-555-0144")
    assert done.exit_code == 0, done.output
    assert "  name: Big Lake County Guide\n" in done.output
    lines = site_file(project).splitlines()
    assert [line for line in edited.splitlines() if line not in lines] == []
    site = read(project.root).loaded.site
    assert site
    assert (site.name, site.email) == ("Big Lake County Guide", "a@example.org")
    assert [line.id for line in site.hotlines][-2:] == ["lake-county-help-line", "other"]
    assert (local(project) / "README.md").read_text("utf-8") == "Our own list\n"
    assert set(snapshot(local(project))) == WRITTEN


def test_third_run_changes_nothing(project: Project) -> None:
    assert silently(project).exit_code == 0
    before = snapshot(local(project))
    done = run(project, "--yes")
    assert (done.exit_code, snapshot(local(project))) == (0, before)
    assert "All of it is there already." in done.output


def test_what_is_there_is_not_said_anew(project: Project) -> None:
    assert silently(project).exit_code == 0
    before = snapshot(local(project))
    done = run(project, "--yes", "--name", "Other")
    assert done.exit_code == 1
    assert "name: stands in data/local/site.yml already; change it there" in done.output
    assert snapshot(local(project)) == before


def test_all_that_is_wrong_is_said_at_once(project: Project) -> None:
    done = run(
        project, "--yes", "--brand", "#ffff00", "--website", "http://guide.example.org",
        "--hotline", "Nobody", "--exit-address", "https://www.weather.gov/?q=1",
    )  # fmt: skip
    assert done.exit_code == 1
    for words in (
        "name is missing: --name",
        "area is missing: --area",
        "brand: #ffff00 and the words on it (#fff) have a contrast of 1.07:1",
        "'#797900' would do",
        "website: 'http://guide.example.org' must start with https://",
        "'Nobody': write its name, a colon and its number",
        "must end before the '?'",
    ):
        assert words in done.output
    assert not local(project).exists()


def test_wrong_answer_is_asked_for_again(project: Project) -> None:
    name, area, email = ["Lake <b>", "Lake Guide"], ["", "Lake County"], ["nobody", ""]
    languages, colors = ["en, fr", "Quitter"], ["#ffff00", "#7a1f5c", ""]
    lines = ["Lake Line", "Lake Line: 202-555-0143", ""]
    typed = [*name, *area, "", "", *email, "", "", *languages, *colors, *lines]
    done = run(project, typed="\n".join(typed) + "\n")
    assert done.exit_code == 0, done.output
    assert "'name' is plain text: '<' and '>' are not allowed here" in done.output
    assert "'nobody' is not one e-mail address" in done.output
    assert "would do" in done.output
    assert "With the words on it: 9.6:1 (at least 4.5:1 is needed)" in done.output
    site = read(project.root).loaded.site
    assert site
    assert (site.name, site.area, site.languages) == ("Lake Guide", "Lake County", ("en", "fr"))
    assert [words.label for words in site.exit_words] == ["Leave now", "Quitter"]
    assert site.hotlines[-1].phone == "1-202-555-0143"


def answered(project: Project, languages: list[str], lines: list[str]) -> Result:
    """All questions with Enter, but for those of what is asked for here."""
    typed = ["Lake Guide", "Lake County", "", "", "", "", "", *languages, "", "", *lines, ""]
    return run(project, typed="\n".join(typed) + "\n")


@pytest.mark.parametrize("words", ["English, Spanish", "english and spanish", "EN; es", "en, es"])
def test_languages_may_be_named_in_english(project: Project, words: str) -> None:
    done = answered(project, [words], [])
    assert done.exit_code == 0, done.output
    assert "What is “Leave now” called" not in done.output
    site = read(project.root).loaded.site
    assert site and site.languages == ("en", "es")


def test_a_language_that_nobody_knows_is_asked_for_again_before_its_label(
    project: Project,
) -> None:
    done = answered(project, ["en, Klingonian", "en, Haitian Creole", "Ale kounye a"], [])
    assert done.exit_code == 0, done.output
    assert "'Klingonian' is not a language code" in done.output
    assert done.output.count("What is “Leave now” called in Haitian Creole") == 1
    site = read(project.root).loaded.site
    assert site and site.languages == ("en", "ht")


def test_a_label_that_does_not_fit_is_asked_for_again(project: Project) -> None:
    done = answered(project, ["en, fr", "Quitter ce site et aller ailleurs", "Quitter"], [])
    assert done.exit_code == 0, done.output
    assert "at most 24 fit on a small phone" in done.output
    assert done.output.count("In which languages") == 1


def test_a_help_line_without_a_colon_tells_how_to_write_one(project: Project) -> None:
    done = answered(project, [""], ["Lake Line 202-555-0143", "Lake Line: 202-555-0143"])
    assert done.exit_code == 0, done.output
    assert "write its name, a colon and its number, such as Lake Line: 202-555-0143" in done.output
    assert "is empty" not in done.output


def test_interrupted_question_writes_nothing(project: Project) -> None:
    done = run(project, typed="Lake Guide\n")
    assert done.exit_code == 1
    assert "Aborted!" in done.output
    assert not local(project).exists()


@pytest.mark.parametrize("number", (0, 3, len(WRITTEN) - 1))
def test_interrupted_writing_is_finished_by_the_next_run(
    number: int, project: Project, begun: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [number]

    def put(path: Path, content: str) -> bool:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return filing.put(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(starting, "put", put)
        assert silently(project).exit_code != 0
    whole = snapshot(local(begun))
    assert snapshot(local(project)).items() <= whole.items()
    assert silently(project).exit_code == 0
    assert snapshot(local(project)) == whole


def test_broken_file_is_mended_first(project: Project) -> None:
    project.write("data/local/site.yml", "name: [\n")
    before = snapshot(local(project))
    done = run(project, "--yes", "--area", "Here")
    assert done.exit_code == 1
    assert "mend this first:\ndata/local/site.yml:" in done.output
    assert snapshot(local(project)) == before


def test_another_folder_holds_no_guide(tmp_path: Path) -> None:
    done = run(Project(tmp_path), "--yes")
    assert done.exit_code == 1
    assert "holds no guide: go to the folder that holds data/site.yml" in done.output
