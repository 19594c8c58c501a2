"""Macro calls of hand-written pages: which pass, and where the wrong ones are found."""

import pytest

from macros.calls import check_page
from macros.checks import Ids
from macros.drawing import macros
from macros.heads import Page
from macros.loading import load
from macros.problems import Problem
from tests.projects import SMALL

IDS = Ids(load(SMALL / "data", SMALL).entries)


def problems(text: str) -> list[Problem]:
    return sorted(check_page(Page.of("docs/page.md", text), macros(), IDS))


def places(text: str) -> list[tuple[int, int]]:
    return [(problem.line, problem.column) for problem in problems(text)]


def complaint(text: str) -> str:
    (problem,) = problems(text)
    return problem.message


# --- what passes ---


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Only prose\n\nwith { braces } and % signs.",
        "{{ partners() }}",
        "{{partners()}}",
        '{{ partners("table") }}',
        "{{ partners(layout='table') }}",
        'Text\n\n{{ partner("town-library") }}\n\ntext',
        '{{ partner("town-library") }}  ',
        'A note.{{ cite("survey") }}',
        'A note.{{ cite("survey", "page 1") }} Another.{{ cite("field-notes", at="page 2") }}',
        'A note.{{ cite(at="page 1", id="survey") }}',
        'A note over two lines.{{ cite("survey",\n"page 1") }}',
        'A {{ define("mou") }}, an {{ define("mou", words="MOU") }}',
        '{{ link("partners/town-library") }} and {{ link("terms/mapping", "maps") }}',
        '{{ resources_for("mapping") }}',
        '{{ terms("practices") }}',
        '- {{ link("glossary/mou") }}',
    ],
)
def test_a_right_call_passes(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{% raw %}{{ nothing() }}{% endraw %}",
        "{% raw %}\n\n{{ 7 * 7 }} {% for %}\n\n{% endraw %}",
        "{# {{ nothing() }} #}",
    ],
)
def test_what_is_not_called_is_not_checked(text: str) -> None:
    assert problems(text) == []


# --- what is refused ---


@pytest.mark.parametrize(
    "text",
    [
        "{{ partner() }}",
        '{{ partner("town-library", "x") }}',
        '{{ partner(name="town-library") }}',
        '{{ cite("survey", page="1") }}',
        '{{ cite("survey", id="survey") }}',
        "{{ cite(5) }}",
        "{{ cite(None) }}",
        "{{ cite(survey) }}",
        '{{ cite("survey", 5) }}',
        '{{ cite("survey", at=page) }}',
        "{{ cite(*sources) }}",
        "{{ cite(**sources) }}",
        "{{ partners(*layouts) }}",
        "{{ partners(**layouts) }}",
        '{{ cite("sur" ~ "vey") }}',
        '{{ cite(["survey"]) }}',
        '{{ link("figures/coffee") }}',
        '{{ link("town-library/") }}',
        'Text {{ partner("town-library") }}',
        '{{ partner("town-library") }} text',
        '- {{ partner("town-library") }}',
        '    {{ partner("town-library") }}',
        "{{ partners }}",
        "{{ 7 * 7 }}",
        '{{ cite("survey") | upper }}',
        '{{ cite("survey") if cite }}',
        '{{ cite("survey").strip() }}',
        '{{ cite("survey"), cite("survey") }}',
        "{{ config.site_name }}",
        "{{ guide.terms() }}",
        "{% set a = 1 %}",
        "{% if a %}text{% endif %}",
        '{% include "mkdocs.yml" %}',
        "{% nothing %}",
        "{% raw %} text",
        "{# text",
        "{{ partners(",
        '{{ cite("survey" }}',
        '{{ cite("survey) }}',
        "{{ cite(“survey”) }}",
    ],
)
def test_a_wrong_call_is_refused_once(text: str) -> None:
    assert complaint(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("{{ partnres() }}", "'partners'"),
        ('{{ partner("town-libary") }}', "'town-library'"),
        ('{{ partners("tables") }}', "'table'"),
        ('{{ partners(layout="tables") }}', "'table'"),
        ('{{ terms("topic") }}', "'topics'"),
        ('{{ resources_for("map-ping") }}', "'mapping'"),
        ('{{ link("partner/town-library") }}', "'partners'"),
        ('{{ link("partners/town-libary") }}', "'town-library'"),
    ],
)
def test_a_wrong_word_comes_with_the_right_one(text: str, meant: str) -> None:
    assert f"did you mean {meant}?" in complaint(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ partners() }} {{ resources() }}",
        '{{ figure("coffee") }}{{ cite("survey") }}',
        "{% for a in b %}{{ cite(a) }}{% endfor %}",
    ],
)
def test_calls_that_lean_on_each_other_are_refused(text: str) -> None:
    assert problems(text)


@pytest.mark.parametrize("text", ["`{{ nothing() }}`", "```\n{{ nothing() }}\n```"])
def test_code_is_no_place_to_hide_a_call(text: str) -> None:
    """Macros are drawn before Markdown knows what is code."""
    assert "nothing" in complaint(text)


# --- where it is found ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ nothing() }}", [(1, 4)]),
        ("{{nothing()}}", [(1, 3)]),
        ("\n\ntext {{ nothing() }}", [(3, 9)]),
        ('A {{ cite("nobody") }}', [(1, 12)]),
        ('A {{ link("partners/nobody") }}', [(1, 12)]),
        ('{{ terms("term") }}', [(1, 11)]),
        ('A {{ cite("survey") }} b {{ cite("nobody") }}', [(1, 35)]),
        (
            'A {{ cite("no-a") }} b {{ cite("no-b") }} c {{ nothing() }}',
            [(1, 12), (1, 33), (1, 48)],
        ),
        ('A {{ cite("no") }} b {{ cite("no") }}', [(1, 12), (1, 31)]),
        ('A {{ cite("survey") }} b {{ cite("surve") }}', [(1, 35)]),
        ("{{ nothing() }}\n\n{{ nobody() }}", [(1, 4), (3, 4)]),
        ("{% raw %}{{ a }}\n{% endraw %}\n{{ nothing() }}", [(3, 4)]),
        ("{# a\n\n#}\n{{ nothing() }}", [(4, 4)]),
        ("Text {% set a = 1 %}", [(1, 6)]),
        ("---\ntitle: A\n---\n\n{{ nothing() }}", [(5, 4)]),
    ],
)
def test_a_problem_stands_where_the_call_does(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(text) == expected


def test_a_problem_shows_its_page_and_line() -> None:
    (problem,) = problems("Text\n\nA {{ nothing() }} b")
    assert (problem.path, problem.excerpt) == ("docs/page.md", "A {{ nothing() }} b")


# --- the head of a page ---


@pytest.mark.parametrize("word", ["false", "no", "off"])
def test_a_page_that_draws_no_macros_is_not_checked(word: str) -> None:
    assert (
        problems(f"---\ntitle: A\nrender_macros: {word}\n---\n\n{{{{ nothing() }}}} {{% x %}}")
        == []
    )


def test_a_page_that_draws_macros_is_checked() -> None:
    assert places("---\nrender_macros: true\n---\n\n{{ nothing() }}") == [(5, 4)]


def test_the_switch_stands_in_the_head_only() -> None:
    assert places("# Text\n\nrender_macros: false\n\n{{ nothing() }}") == [(5, 4)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\ntitle: A\npartner: B\n---\n", (3, 1)),
        ("---\nrender_macros: false\npartner: B\n---\n", (3, 1)),
    ],
)
def test_the_head_cannot_take_the_name_of_a_macro(text: str, place: tuple[int, int]) -> None:
    assert places(text) == [place]


def test_the_head_cannot_call_macros() -> None:
    found = problems("---\ntitle: \"{{ cite('survey') }}\"\n---\n")
    assert [(problem.line, problem.column) for problem in found] == [(2, 9)]
