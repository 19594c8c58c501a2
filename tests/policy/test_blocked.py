"""What a page's own HTML may not hold: the build names it, with its place."""

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from macros.blocked import blocked
from macros.heads import Page
from tests.projects import Project

HARMLESS = """
<p>Read about <code>&lt;script&gt;</code> and onclick= and javascript: in words.</p>
<img src="assets/map.png" alt="Map"><script src="assets/own.js"></script>
<form><input></form><a href="https://example.org/">There</a> <a href href="javascript:x()">Here</a>
"""


def said(html: str) -> list[str]:
    return [str(problem).splitlines()[0] for problem in blocked(html, Page.of("docs/a.md", html))]


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<script>x()</script>", "1:1: <script> does not run: pages cannot hold scripts"),
        ("<style>p {}</style>", "1:1: <style> is not applied: put its rules into docs/assets/"),
        ("\n<p><iframe src='a.html'>", "2:4: <iframe> is not shown: link to it"),
        ("<link rel='preconnect' href='//example.org'>", "1:1: <link> belongs to no page"),
        ("<meta http-equiv='refresh' content='0;url=//a'>", "1:1: <meta> belongs to no page"),
        ("<base href='/'>", "1:1: <base> has no effect"),
        ("<p onclick='x()'>", "1:4: 'onclick' does not run"),
        ("<p STYLE='color: red'>", "1:4: 'style' is not applied: write class= here"),
        ("<a href=' JavaScript:x()'>", "1:10: ' JavaScript:x()' does not run"),
        ("<a href='java\nscript:x()'>", "1:10: 'java script:x()' does not run"),
        ("<img src='//example.org/a.png'>", "1:11: '//example.org/a.png' is not loaded"),
        ("<form action='/send'>", "1:1: <form> sends nothing"),
        ("<FORM method=get\nACTION=/send>", "1:1: <form> sends nothing"),
        ("<form title='a > b'action>", "1:1: <form> sends nothing"),
        ("<IMG SRCSET=//example.org/a.png>", "1:13: '//example.org/a.png' is not loaded"),
        ("A lifestyle, style = good.\n<p title=' style=' style='color: red'>", "2:20: 'style' is"),
        ("Embed it. <EMBED src=a>", "1:11: <embed> is not shown"),
        ("Say onclick=x. <b onclick=x>Once</b>", "1:19: 'onclick' does not run"),
    ],
)
def test_what_the_policy_blocks_is_named_with_its_place(html: str, message: str) -> None:
    [line] = said(html)
    assert line.startswith(f"docs/a.md:{message}")


@pytest.mark.parametrize(
    ("html", "advice"),
    [
        ("<script>x()</script>", "pages cannot hold scripts, so take it out"),
        ("<p onclick='x()'>", "pages cannot hold scripts, so take it out"),
        ("<style>p {}</style>", "put its rules into docs/local/assets/local.css"),
        ("<p style='color: red'>", "a rule for it in docs/local/assets/local.css"),
        ("<img src='//example.org/a.png'>", "keep a copy in docs/local/assets/"),
    ],
)
def test_advice_on_a_local_page_names_local_files_only(html: str, advice: str) -> None:
    [problem] = blocked(html, Page.of("docs/local/a.md", html))
    assert problem.message.endswith(advice)


def test_what_works_is_not_named() -> None:
    assert said(HARMLESS) == []


def test_a_page_that_holds_such_html_is_named_and_strict_builds_refuse_it(project: Project) -> None:
    text = '# More\n\nWith onclick="x()" in words, press here.\n{: .more onclick="x()" }\n'
    project.write("docs/more.md", text)
    result = project.run("mkdocs", "build", "--strict")
    assert "docs/more.md:4:10: 'onclick' does not run" in result.stderr
    assert result.returncode == 1
    assert not project.site.exists()


def test_aligned_columns_are_no_styles(project: Project) -> None:
    project.write("docs/more.md", "# More\n\n| A | B |\n| :-- | --: |\n| a | 1 |\n")
    assert '<td class="align-right" data-label="B">1</td>' in project.build().page("more")


def test_files_of_other_sites_and_files_that_are_not_there_are_named(project: Project) -> None:
    config = yaml_load((project.root / "mkdocs.yml").read_text("utf-8"))
    config["extra_css"].append("https://fonts.example.org/css?family=A")
    config["extra_javascript"].append("assets/mine.js")
    project.write("mkdocs.yml", yaml.safe_dump(config))
    result = project.run("mkdocs", "build", "--strict")
    said = result.stderr
    assert "extra_css: 'https://fonts.example.org/css?family=A' is not loaded: keep a copy" in said
    assert "extra_javascript: 'assets/mine.js' is not there" in said
    assert result.returncode == 1
