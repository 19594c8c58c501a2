"""Advice on words: what `data/wording.yml` would say otherwise, where it stands, and no more."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from macros.advice import Adviser, advise
from macros.heads import Page
from macros.loading import Loaded, load
from macros.model import WordingRule
from macros.problems import Problem
from macros.project import Reading, read
from tests.projects import ROOT, Project

SENTENCES = yaml.safe_load((Path(__file__).parent / "sentences.yml").read_text("utf-8"))


@cache
def ours() -> dict[str, WordingRule]:
    entries = load(ROOT / "data", ROOT).entries
    return {e.record.id: e.record for e in entries if isinstance(e.record, WordingRule)}


@cache
def adviser(names: tuple[str, ...], language: str) -> Adviser:
    return Adviser(ours().values(), names, language)


def advice(text: str, names: tuple[str, ...] = (), language: str = "en") -> list[Problem]:
    """What our rules say of a page with this text."""
    return list(adviser(names, language).on_pages([Page.of("docs/a.md", text)]))


def in_project(project: Project) -> list[str]:
    """The advice on a project, each without the line it quotes."""
    reading = read(project.root)
    assert reading.problems == ()
    found = advise(reading.loaded, reading.hand_written)
    return [f"{p.path}:{p.line}:{p.column} {p.message.split(':')[0]}" for p in found]


# --- the rules ---


@pytest.mark.parametrize(("sentence", "id"), SENTENCES["speak up"])
def test_a_word_to_avoid_is_found(sentence: str, id: str) -> None:
    assert [p.message for p in advice(sentence) if ours()[id].because in p.message]
    assert len(advice(sentence)) == 1


@pytest.mark.parametrize("sentence", SENTENCES["stay silent"])
def test_a_harmless_sentence_passes(sentence: str) -> None:
    assert advice(sentence) == []


def test_each_form_is_found_and_each_exception_passes() -> None:
    assert ours()
    for rule in ours().values():
        for words in rule.avoid:
            (found,) = advice(f"They said {words} here.", language=rule.language)
            assert found.message == f"'{words}': better {rule.instead}. {rule.because}"
        for words in rule.exceptions:
            assert advice(f"They said {words} here.", language=rule.language) == []


def test_no_words_stand_in_two_rules() -> None:
    given = [(rule.language, words.casefold()) for rule in ours().values() for words in rule.avoid]
    assert len(given) == len(set(given))


def test_this_guide_follows_its_own_advice(own_reading: Reading) -> None:
    pages = own_reading.hand_written
    assert len(pages) > 30
    found = [p for p in advise(own_reading.loaded, pages) if "/local/" not in p.path]
    assert [str(problem) for problem in found] == []


# --- where it looks ---


def test_names_of_records_are_no_advice_but_their_texts_are(project: Project) -> None:
    project.write(
        "data/partners/club.yml",
        "name: Addict Club\n"
        "description: >-\n  The Addict Club meets\n  here. An\n  ADDICT can come.\n"
        "caveats:\n  - 'Not for an addict, they''d say; no \"addict\".'\nkeywords: [addict]\n"
        "sources: [survey]\n",
    )
    assert in_project(project) == [
        "data/partners/club.yml:5:3 'ADDICT'",
        "data/partners/club.yml:7:17 'addict'",
    ]


def test_the_name_of_who_publishes_the_guide_may_stand_anywhere(project: Project) -> None:
    project.write(
        "data/local/site.yml",
        "publisher: Addict Aid\nfooter: Addict Aid, 12 Main Street. An addict calls.\n",
    )
    project.write("docs/local/who.md", "# Who\n\nWe are Addict Aid.\n")
    assert in_project(project) == ["data/local/site.yml:2:40 'addict'"]


def test_labels_and_questions_of_forms_are_read(project: Project) -> None:
    project.write(
        "data/checklists/talk.yml",
        "title: For an addict\nsummary: A talk.\ngroups:\n  - id: a\n    title: A\n    items:\n"
        "      - id: b\n        text: Is the addict here?\n        warning_signs: [An addict]\n"
        "sources: [survey]\n",
    )
    found = in_project(project)
    assert found == [
        "data/checklists/talk.yml:8:22 'addict'",
        "data/checklists/talk.yml:9:28 'addict'",
    ]


def test_list_files_the_taxonomy_and_the_site_are_read(project: Project) -> None:
    for path, old in (("data/site.yml", "summary: "), ("data/taxonomy.yml", "definition: ")):
        text = (project.root / path).read_text("utf-8")
        project.write(path, text.replace(old, f"{old}An addict. ", 1))
    glossary = (project.root / "data/glossary.yml").read_text("utf-8")
    project.write(
        "data/glossary.yml", f"{glossary}\n- id: z\n  term: Z\n  definition: An addict.\n"
    )
    found = in_project(project)
    assert [line.split(":")[0] for line in found] == [
        "data/glossary.yml",
        "data/site.yml",
        "data/taxonomy.yml",
    ]


def test_texts_in_another_language_follow_the_rules_of_that_language(project: Project) -> None:
    site = (project.root / "data/site.yml").read_text("utf-8")
    project.write("data/site.yml", site.replace("languages: [en]", "languages: [en, es]"))
    project.write(
        "data/wording.yml",
        "- {id: a, avoid: [addict], instead: «b», because: C.}\n"
        "- {id: b, avoid: [adicto], instead: «b», because: C., language: es}\n",
    )
    project.write(
        "data/partners/club.yml",
        "name: Club\ndescription:\n  en: An addict, un adicto.\n  es: Un adicto, an addict.\n"
        "sources: [survey]\n",
    )
    assert in_project(project) == [
        "data/partners/club.yml:3:10 'addict'",
        "data/partners/club.yml:4:10 'adicto'",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "See [this](https://example.org/addict/).",
        "Type `addict` there.",
        "```\naddict\n```",
        '{{ link("glossary/addict") }}',
        '{{ cite("addict", "page 1") }}',
        '<a class="addict">Go</a>',
        "## Words { #addict }",
    ],
)
def test_what_readers_do_not_see_is_not_read(text: str) -> None:
    assert advice(text) == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("---\ntitle: For an addict\n---\n", 2, 15),
        ("# For an addict\n", 1, 10),
        ("| An | addict |", 1, 8),
        ('A\n{{ define("drug-use", "an addict") }}', 2, 27),
        ("[an addict](https://example.org/)", 1, 5),
        ("!!! note\n    An addict.", 2, 8),
        ("A drug\naddict.", 1, 3),
    ],
)
def test_what_readers_see_is_read_where_it_stands(text: str, line: int, column: int) -> None:
    assert [(p.line, p.column) for p in advice(text)] == [(line, column)]


def test_a_name_known_from_the_data_may_stand_on_a_page() -> None:
    text = "Addict Club is for each addict."
    assert [p.column for p in advice(text, names=("Addict Club",))] == [25]


def test_a_guide_without_rules_gets_no_advice() -> None:
    assert advise(Loaded(), [Page.of("docs/a.md", "An addict.")]) == []


# --- the commands ---


def test_check_gives_advice_after_the_result_and_succeeds(project: Project) -> None:
    project.write("docs/extra.md", "# Extra\n\nAn addict.\n" + "Each addict.\n" * 24)
    done = project.run("macros.cli", "check")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].endswith("checked: no problems.")
    assert lines[1:5] == [
        "",
        "Words to say better, as advice: nothing has to change (25):",
        "docs/extra.md:3:4: 'addict': better «person with a substance use disorder». "
        "A health condition is not who someone is.",
        "    An addict.",
    ]
    assert lines[-1] == "… and 5 more: `uv run guide words` lists all."


def test_words_lists_all_advice_and_succeeds(project: Project) -> None:
    project.write("docs/extra.md", "Each addict.\n" * 25)
    done = project.run("macros.cli", "words")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("docs/extra.md:") == 25
    (project.root / "docs/extra.md").unlink()
    assert project.run("macros.cli", "words").stdout == "No words to say better.\n"


def test_words_tells_what_could_not_be_read_and_fails(project: Project) -> None:
    project.write("data/partners/bad.yml", "nmae: Addict Club\n")
    done = project.run("macros.cli", "words")
    assert (done.returncode, done.stdout) == (1, "")
    assert "data/partners/bad.yml:1:1: unknown field 'nmae'" in done.stderr


def test_words_for_staff_reads_what_only_staff_may_see(project: Project) -> None:
    project.write(
        "data/private/partners/library.yml",
        "changes: town-library\nprivate_notes: |\n  Asked twice.\n  Called us addicts.\n",
    )
    assert project.run("macros.cli", "words").stdout == "No words to say better.\n"
    found = project.run("macros.cli", "words", "--edition", "staff").stdout
    assert "data/private/partners/library.yml:4:13: 'addicts'" in found


def test_advice_stops_no_build(project: Project) -> None:
    project.write("docs/extra.md", "# Extra\n\nAn addict.\n")
    assert "An addict." in project.build().page("extra")
