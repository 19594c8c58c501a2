"""A fork's own pages on a real site: in place of ours or beside them, in the menu, and linked."""

import re
from pathlib import Path

import pytest
import yaml
from mkdocs.exceptions import Abort

from macros.project import read
from tests.projects import Project
from tests.websites import dead_links

MENU = [
    {"Home": "index.md"},
    {"Look up": [{"Partners": "partners/index.md"}, {"All sources": "sources.md"}]},
    {"Help": [{"Coverage": "coverage.md"}, {"More help": [{"Find": "find.md"}]}]},
]


def page(title: str, text: str = "Words.", **head: str) -> str:
    lines = [f"{name}: {value}" for name, value in {"title": title, **head}.items()]
    return "\n".join(["---", *lines, "---", "", f"# {title}", "", text, ""])


@pytest.fixture
def menued(project: Project) -> Project:
    """The small guide with a menu; what is not in it takes no part."""
    path = project.root / "mkdocs.yml"
    settings = yaml.safe_load(path.read_text("utf-8")) | {"nav": MENU}
    settings["validation"]["nav"]["omitted_files"] = "ignore"
    path.write_text(yaml.safe_dump(settings), "utf-8")
    return project


def menu(project: Project) -> list[str]:
    """The words of the menu, in its order."""
    shown = project.page("coverage").split('id="site-menu"')[1].split("</nav>")[0]
    words = re.findall(r'guide-section__title">([^<]*)<|md-nav__link"[^>]*>([^<]*)<', shown)
    return [section or title for section, title in words]


def test_a_local_page_stands_where_ours_stood(project: Project) -> None:
    project.write("docs/local/coverage.md", page("Our coverage", "[Partners](partners/index.md)"))
    project.build()
    assert "Our coverage</h1>" in project.page("coverage")
    assert not (project.site / "local").exists()
    assert dead_links(project.site) == []
    assert "docs/local/coverage.md" in read(project.root).files.values()


def test_the_page_that_was_replaced_is_not_even_checked(project: Project) -> None:
    project.write("docs/extra.md", '{{ partner("nobody") }}\n')
    assert read(project.root).problems
    project.write("docs/local/extra.md", page("Extra"))
    assert not read(project.root).problems


def test_a_local_file_stands_in_place_of_ours(project: Project) -> None:
    project.write("docs/local/assets/local.css", "h1 { color: #123456; }\n")
    project.write("docs/local/assets/logo.png", "no picture")
    assert "no PNG picture" in read(project.root).problems[0].message
    (project.root / "docs/local/assets/logo.png").unlink()
    project.build()
    assert "#123456" in (project.site / "assets/local.css").read_text("utf-8")
    sheets = re.findall(r'rel="stylesheet" href="([^"]*)"', project.page("coverage"))
    assert sheets == ["../assets/guide.css", "../assets/local.css"]


def test_heads_say_where_pages_stand_in_the_menu(menued: Project) -> None:
    menued.write("docs/local/buses.md", page("Buses", menu="Look up"))
    menued.write("docs/local/trams.md", page("Trams", menu="More help"))
    menued.write("docs/local/first.md", page("First", menu_after="partners/index.md"))
    menued.write("docs/local/second.md", page("Second", menu_after="first.md"))
    menued.write("docs/local/top.md", page("Top", menu="top", menu_title="On top"))
    menued.write("docs/local/secret.md", page("Not listed", menu="none"))
    menued.write("docs/local/coverage.md", page("Our coverage", menu_title="What we cover"))
    assert menu(menued.build()) == [
        "Home",
        *("Look up", "Partners", "First", "Second", "All sources", "Buses"),
        *("Help", "What we cover", "More help", "Find", "Trams"),
        "On top",
    ]
    assert (menued.site / "secret/index.html").is_file()


def test_a_hidden_page_is_nowhere_and_links_to_it_are_words(menued: Project) -> None:
    words = "See [what *we* cover](coverage.md), [this](coverage.md#part) or [that](find.md)."
    menued.write("docs/sources.md", f"# Sources\n\n{words}\n\n{{{{ sources() }}}}\n")
    menued.write("docs/index.md", "# Home\n\n[Sources](sources.md)\n")
    menued.write("data/local/site.yml", "hidden_pages: [coverage.md]\n")
    menued.build()
    assert not (menued.site / "coverage").exists()
    shown = menued.page("sources")
    assert 'See what <em>we</em> cover, this or <a href="../find/">that</a>.' in shown
    assert "Coverage" not in shown.split('id="site-menu"')[1].split("</nav>")[0]
    assert dead_links(menued.site) == []
    found = "".join(path.read_text("utf-8") for path in (menued.site / "finder").rglob("*.js"))
    assert "coverage/" not in found and "sources/" in found


def test_a_hidden_folder_keeps_what_is_ones_own(menued: Project) -> None:
    for name in ("one", "inner/two", "three"):
        menued.write(f"docs/adapt/{name}.md", page(name))
    menued.write("docs/adaptation.md", page("Adaptation"))
    menued.write("docs/coverage.md", page("Cover", "See [one](adapt/one.md), [3](adapt/three.md)."))
    menued.write("docs/local/adapt/three.md", page("Our three", menu="none"))
    menued.write("docs/local/adapt/four.md", page("Four", menu="none"))
    menued.write("data/local/site.yml", "hidden_pages: [adapt/]\n")
    menued.build()
    kept = sorted(path.parent.name for path in (menued.site / "adapt").rglob("index.html"))
    assert kept == ["four", "three"]
    assert (menued.site / "adaptation/index.html").is_file()
    assert 'See one, <a href="../adapt/three/">3</a>.' in menued.page("coverage")
    assert dead_links(menued.site) == []
    files = (menued.site / "api").rglob("*.json")
    assert "adapt/open-data" not in "".join(path.read_text("utf-8") for path in files)


def test_a_page_of_ones_own_that_links_to_a_hidden_one_is_told(
    menued: Project, caplog: pytest.LogCaptureFixture
) -> None:
    menued.write("data/local/site.yml", "hidden_pages: [old.md]\n")
    menued.write("docs/local/mine.md", page("Mine", "The [old](old.md) one.", menu="none"))
    menued.build()
    assert "<p>The old one.</p>" in menued.page("mine")
    assert "'local/mine.md' links to 'old.md', which data/local/site.yml hides" in caplog.text


def test_a_link_to_a_heading_that_is_gone_leads_to_the_page(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.write("docs/coverage.md", page("Coverage", "## Part\n\nWords.\n\n## Kept\n"))
    links = "[a](coverage.md#part), [b](coverage.md#kept)"
    project.write("docs/extra.md", page("Extra", links))
    project.write("docs/local/coverage.md", page("Coverage", "## Kept\n"))
    project.build()
    assert '<a href="../coverage/">a</a>, <a href="../coverage/#kept">b</a>' in project.page(
        "extra"
    )
    assert "docs/local/coverage.md has no '#part'" in caplog.text


def test_warnings_name_the_file_that_its_author_knows(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.write("docs/local/extra.md", page("Extra", "[nowhere](nowhere.md)"))
    with pytest.raises(Abort):
        project.build()
    assert "Doc file 'local/extra.md' contains a link 'nowhere.md'" in caplog.text


def own_templates(project: Project) -> Path:
    """Templates that the test may add to; ours are linked one by one."""
    linked = project.root / "overrides"
    real = linked.resolve()
    linked.unlink()
    linked.mkdir()
    for path in real.iterdir():
        (linked / path.name).symlink_to(path)
    return linked / "local"


def test_local_templates_win_over_ours(project: Project) -> None:
    own_templates(project)
    project.write("overrides/local/partials/footer.html", "<footer>Our own foot</footer>\n")
    project.write("overrides/local/fragments/hotlines.html", "<p>Our own lines</p>\n")
    project.write("overrides/local/assets/extra.txt", "A file of ours\n")
    project.build()
    assert "Our own foot" in project.page("coverage")
    assert "Our own lines" in project.page("")
    assert (project.site / "assets/extra.txt").read_text("utf-8") == "A file of ours\n"
    assert not (project.site / "local").exists()


@pytest.mark.parametrize("path", ["fragments/hotlines.html", "partials/footer.html"])
def test_a_local_template_that_cannot_be_read_is_named(project: Project, path: str) -> None:
    own_templates(project)
    project.write(f"overrides/local/{path}", "<p>\n{% if %}\n")
    done = project.run("mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert f"overrides/local/{path}:2:1: is no template that can be read" in done.stderr
    assert "Traceback" not in done.stderr
