"""The door to HTML: escaped, strict about names, and sure that a template can be read."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError
from lxml.html import HtmlElement, fragment_fromstring
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from macros.rendering import Renderer, entities, lower_first
from tests.projects import ROOT

HOSTILE = [
    "*a* _b_ **c** ***d***",
    "`code` ``code``",
    "[a](https://example.org)",
    "![a](javascript:alert(1))",
    "[a][b]",
    "[a]: https://example.org",
    "<https://example.org>",
    "<b onclick='alert(1)'>a</b>",
    "<script>alert(1)</script>",
    "<!-- a -->",
    "&lt;b&gt; &amp; &#60;",
    "a {: onclick=alert(1) }",
    "{ #other .class onclick=alert(1) }",
    "{: #other }",
    "' onclick='alert(1)",
    '" onclick="alert(1)',
    "# heading #",
    "1. one",
    "- one",
    "+ one",
    "> quote",
    "| a | b |",
    "a\n===",
    "a\n\n<div>",
    "a  \nb",
    "--- *** ___",
    "```\na\n```",
    "!!! note",
    "[TOC]",
    "*[HTML]: x",
    "\\*a\\*",
    "{{ 7 * 7 }} {% raw %}",
    "wzxhzdk:0 klzzwxh:0",
    "año 日本 😀",
]

PLACES = {
    "paragraph": "{words}",
    "heading": "## {words} {{ #id }}",
    "emphasis": "a **{words}** b",
    "link": "[{words}](https://example.org/)",
    "item": "- {words}",
    "quote": "> {words}",
    "cell": "| a |\n|---|\n| {words} |",
    "html": "<p>{words}</p>",
}


@cache
def project() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"))


def convert(markdown: str) -> HtmlElement:
    """As a page of this project is converted."""
    config = project()
    converter = Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )
    return fragment_fromstring(converter.convert(markdown), create_parent=True)


def skeleton(page: HtmlElement) -> list[tuple[str, dict[str, str]]]:
    return [(element.tag, dict(element.attrib)) for element in page.iterdescendants()]


# --- entities ---


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("words", HOSTILE)
def test_entities_are_read_as_text_and_nothing_else(place: str, words: str) -> None:
    page = convert(PLACES[place].format(words=entities(words)))
    plain = convert(PLACES[place].format(words="X"))
    assert page.text_content() == plain.text_content().replace("X", words)
    assert skeleton(page) == skeleton(plain)


@pytest.mark.parametrize("words", HOSTILE)
def test_entities_stay_inside_an_attribute(words: str) -> None:
    (element,) = convert(f'a <abbr title="{entities(words)}">b</abbr>').iter("abbr")
    assert dict(element.attrib) == {"title": words}


def test_entities_are_not_escaped_again(tmp_path: Path) -> None:
    renderer = with_fragment(tmp_path, "{{ words | entities }}")
    assert renderer.draw("it", words="a&b") == "a&#38;b"


# --- templates ---


def with_fragment(folder: Path, text: str, name: str = "it") -> Renderer:
    (folder / "fragments").mkdir(parents=True, exist_ok=True)
    (folder / f"fragments/{name}.html").write_text(text, "utf-8")
    return Renderer([folder])


def test_what_a_fragment_shows_is_escaped(tmp_path: Path) -> None:
    renderer = with_fragment(tmp_path, '<p title="{{ words }}">{{ words }}</p>')
    drawn = fragment_fromstring(renderer.draw("it", words='"><script>'))
    assert (drawn.tag, drawn.get("title"), drawn.text_content()) == (
        "p",
        '"><script>',
        '"><script>',
    )


@pytest.mark.parametrize(
    "text",
    [
        "{{ recordd }}",
        "{{ record.nmae }}",
        "{% if recordd %}a{% endif %}",
        "{% for a in recordd %}a{% endfor %}",
        "{{ recordd | plain }}",
        "{{ recordd ~ 'a' }}",
    ],
)
def test_an_unknown_name_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(UndefinedError):
        with_fragment(tmp_path, text).draw("it", record=date(2026, 1, 15))


def test_a_missing_fragment_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TemplateNotFound, match=r"fragments/other\.html"):
        with_fragment(tmp_path, "a").draw("other")


def test_each_build_sees_the_templates_as_they_are_now(tmp_path: Path) -> None:
    assert with_fragment(tmp_path, "old").draw("it") == "old"
    assert with_fragment(tmp_path, "new").draw("it") == "new"


def test_an_error_in_a_fragment_says_where_it_stands(tmp_path: Path) -> None:
    renderer = with_fragment(tmp_path, "<p>\n{{ 1 / 0 }}\n</p>")
    with pytest.raises(ZeroDivisionError) as raised:
        renderer.draw("it")
    last = raised.traceback[-1]
    assert (Path(last.path).name, last.lineno + 1) == ("it.html", 2)


def test_a_macro_is_called_in_loops_and_by_name(tmp_path: Path) -> None:
    text = "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}"
    calls = "{% for n in [1, 3] %}{% set k = n %}{{ m(k) }}{{ m(b=k, a=0) }}{% endfor %}"
    assert with_fragment(tmp_path, text + calls).draw("it") == "12013203"


def test_what_fragments_share_is_drawn_with_what_it_was_given(tmp_path: Path) -> None:
    renderer = with_fragment(tmp_path, "{% macro m() %}{{ words }}{% endmacro %}", "shared")
    with_fragment(tmp_path, "{{ parts.m() }}, {{ words }}")
    parts = renderer.shared("shared", words="<b>")
    assert renderer.draw("it", parts=parts, words="c") == "&lt;b&gt;, c"


def test_the_first_folder_wins(tmp_path: Path) -> None:
    with_fragment(tmp_path / "theirs", "theirs")
    with_fragment(tmp_path / "ours", "ours")
    with_fragment(tmp_path / "theirs", "only theirs", "more")
    renderer = Renderer([tmp_path / "ours", tmp_path / "theirs"])
    assert (renderer.draw("it"), renderer.draw("more")) == ("ours", "only theirs")


@pytest.mark.parametrize(
    ("expression", "drawn"),
    [
        ("'*a* <b>' | prose", "<p><em>a</em> &lt;b&gt;</p>"),
        ("'*a* <b>' | prose_inline", "<em>a</em> &lt;b&gt;"),
        ("'*a* <b>' | plain", "a &lt;b&gt;"),
        ("'es' | language", "Spanish"),
        ("'NC' | state", "North Carolina"),
        ("'The Map' | lower_first", "the Map"),
        ("day | day", "January 15, 2026"),
        ("'https://example.org/' | host", "example.org"),
        ("'http://example.org/a/b' | host", "example.org/a/b"),
    ],
)
def test_a_filter_draws(tmp_path: Path, expression: str, drawn: str) -> None:
    renderer = with_fragment(tmp_path, "{{ " + expression + " }}")
    assert renderer.draw("it", day=date(2026, 1, 15)) == drawn


@pytest.mark.parametrize(
    ("words", "inside"),
    [("Mapping a town", "mapping a town"), ("WIOA law", "WIOA law"), ("A map", "a map"), ("", "")],
)
def test_words_fit_into_a_sentence(words: str, inside: str) -> None:
    assert lower_first(words) == inside


# --- the check before a build ---


@pytest.mark.parametrize(
    ("text", "line", "excerpt"),
    [
        ("<p>\n{{ record }\n</p>", 2, "{{ record }"),
        ("{% if a %}\n\n{{ b | nofilter }}\n{% endif %}", 3, "{{ b | nofilter }}"),
        ("<p>\n{{ b | nofilter }}\n</p>", 2, "{{ b | nofilter }}"),
        ("a\n{% endfor %}", 2, "{% endfor %}"),
        ("{% nothing %}", 1, "{% nothing %}"),
    ],
)
def test_a_broken_fragment_is_reported_with_its_line(
    tmp_path: Path, text: str, line: int, excerpt: str
) -> None:
    (problem,) = with_fragment(tmp_path, text).check()
    assert (problem.path, problem.line) == ("overrides/fragments/it.html", line)
    assert problem.excerpt == excerpt


def test_every_broken_fragment_is_reported(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with_fragment(tmp_path, "{{", name)
    with_fragment(tmp_path, "{{ fine }}", "three")
    assert [problem.path for problem in Renderer([tmp_path]).check()] == [
        "overrides/fragments/one.html",
        "overrides/fragments/two.html",
    ]


def test_a_fragment_in_another_encoding_is_reported(tmp_path: Path) -> None:
    renderer = with_fragment(tmp_path, "")
    (tmp_path / "fragments/it.html").write_bytes("año".encode("latin-1"))
    (problem,) = renderer.check()
    assert problem.path == "overrides/fragments/it.html"
    assert "UTF-8" in problem.message


def test_the_projects_own_fragments_can_be_read() -> None:
    assert Renderer([ROOT / "overrides"]).check() == []


@pytest.mark.parametrize(
    ("path", "checked"),
    [
        ("fragments/partner.html", True),
        ("fragments/_parts.html", True),
        ("fragments/tags/default.html", False),
        ("fragments/partner.html.orig", False),
        ("partials/footer.html", False),
        ("main.html", False),
    ],
)
def test_only_our_own_fragments_are_checked(tmp_path: Path, path: str, checked: bool) -> None:
    broken = tmp_path / path
    broken.parent.mkdir(exist_ok=True, parents=True)
    broken.write_text("{{", "utf-8")
    assert bool(Renderer([tmp_path]).check()) is checked
