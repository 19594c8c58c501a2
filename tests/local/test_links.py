"""Links of hand-written pages that lead nowhere: who is told of them, and when."""

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort

from macros.cli import main
from macros.pages import PER_PAGE
from tests.conftest import with_documents
from tests.documents.pango import require_pango
from tests.local.test_pages import page
from tests.projects import Project


@pytest.mark.parametrize(
    "words",
    [
        "[nowhere](nowhere.md)",
        "[no such part](#nowhere)",
        "![no picture](assets/nowhere.png)",
        "<script>1</script>",
    ],
)
def test_no_document_is_made_for_a_site_that_is_refused(project: Project, words: str) -> None:
    require_pango()
    project.write("docs/extra.md", page("Extra", words))
    with with_documents(), pytest.raises(Abort):
        project.build()
    assert not (project.root / ".cache").exists()
    assert not project.site.exists()


def checked(project: Project) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["check", "--folder", str(project.root)])
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("[a](nowhere.md)", ":8:5: 'nowhere.md' leads to no page or file"),
        ("[a](covrage.md)", "'covrage.md' leads to no page or file, did you mean 'coverage.md'?"),
        ("[a](../coverage.md)", "did you mean 'coverage.md'?"),
        ("[a](/coverage.md)", "did you mean 'coverage.md'?"),
        ("[a](partners/)", "did you mean 'partners/index.md'?"),
        ("[a](partners/town-library.md)", 'a record: write {{ link("partners/town-library") }}'),
        ("[a](partners/town-libary.md)", 'did you mean {{ link("partners/town-library") }}?'),
        ("[a][b]\n\n[b]: nowhere.md", ":10:6: 'nowhere.md' leads to no page or file"),
        ("![a](assets/nowhere.png)", ":8:6: 'assets/nowhere.png' leads to no page or file"),
        ("[a](#nowhere)", ":8:5: '#nowhere': there is no such heading on this page"),
        ("[a](inner.md#prt)", "no such heading in docs/inner.md, did you mean 'part'?"),
        ("<script>1</script>", ":8:1: <script> does not run"),
        ('<p onclick="x()">a</p>', ":8:4: 'onclick' does not run"),
    ],
)
def test_the_check_names_what_a_build_refuses(project: Project, words: str, said: str) -> None:
    project.write("docs/inner.md", page("Inner", "## Part"))
    project.write("docs/local/extra.md", page("Extra", words, menu="none"))
    code, told = checked(project)
    assert code == 1
    assert "docs/local/extra.md:" in told and said in told
    assert "1 problem found" in told
    with pytest.raises(Abort):
        project.build()


def test_the_check_finds_nothing_where_a_build_does_not(project: Project) -> None:
    project.write("docs/inner/page.md", page("Inner", "## Part {: #here }\n\n<i id='there'>a</i>"))
    words = """
[a](inner/page.md#here) [b](inner/page.md#there) [c](#extra) [d](partners/index.md)
[e](https://example.org/nowhere.md) <me@example.org> [f](mailto:me@example.org) [g](coverage.md)
![h](assets/logo.png) `[i](nowhere.md)` {{ link("partners/town-library") }}
[j](inner/page.md?k#here)
{# [l](nowhere.md) #}{% raw %}{{ m }} [n](coverage.md){% endraw %} [o](glossary/index.md)

    [p](nowhere.md)

```
<script>[q](nowhere.md)</script>
```
"""
    project.write("docs/extra.md", page("Extra", words))
    assert checked(project)[0] == 0, checked(project)[1]
    project.build()


def test_no_macro_is_named_for_a_page_that_stands_for_no_record(project: Project) -> None:
    """A list goes on on pages that move with the number of its records."""
    for number in range(PER_PAGE + 1):
        project.write(
            f"data/local/partners/center-{number}.yml",
            f"name: Center {number}\nsources: [survey]\n",
        )
    project.write("docs/local/extra.md", page("Extra", "[a](partners/page/2.md)", menu="none"))
    code, told = checked(project)
    assert code == 1
    assert "'partners/page/2.md' leads to no page or file" in told and "link(" not in told


def test_a_link_to_what_is_hidden_is_told_and_no_mistake(project: Project) -> None:
    project.write("docs/hidden.md", page("Hidden"))
    project.write("docs/extra.md", page("Extra", "[a](hidden.md)"))
    project.write("docs/local/mine.md", page("Mine", "[a](hidden.md#any)", menu="none"))
    project.write("data/local/site.yml", "hidden_pages: [hidden.md]\n")
    code, told = checked(project)
    assert code == 0
    hint = "'hidden.md#any' leads to a page that is hidden here: readers see plain words"
    assert f"docs/local/mine.md:8:5: {hint}" in told
    assert "docs/extra.md" not in told


def test_ours_may_lead_to_headings_that_a_page_of_ones_own_lacks(project: Project) -> None:
    project.write("docs/other.md", page("Other", "[a](coverage.md#gone)"))
    project.write("docs/local/coverage.md", page("Coverage"))
    assert checked(project)[0] == 0, checked(project)[1]
    project.write("docs/local/mine.md", page("Mine", "[a](coverage.md#gone)", menu="none"))
    assert "'#gone': there is no such heading in docs/local/coverage.md" in checked(project)[1]
