"""Whole builds: what they write, and what they leave alone when something is wrong."""

import pytest
from mkdocs.exceptions import Abort

from macros.guide import PAGED
from macros.project import read
from tests.projects import Project, snapshot
from tests.websites import Document, dead_links, pages, unreached


def test_every_record_has_its_page(small: Project) -> None:
    guide = read(small.root).guide
    assert guide
    for kind in PAGED:
        for record in guide.records[kind].values():
            assert (small.site / record.path / "index.html").is_file()


def test_every_page_is_reached_from_the_home_page(small: Project) -> None:
    assert unreached(small.site) == set()


def test_every_link_and_anchor_leads_somewhere(small: Project) -> None:
    assert dead_links(small.site) == []


def test_ids_are_unique_on_each_page(small: Project) -> None:
    for path in pages(small.site):
        ids = Document.of(path).ids
        assert sorted(set(ids)) == sorted(ids), path


def test_the_same_input_gives_the_same_bytes(project: Project) -> None:
    first = snapshot(project.build().site)
    second = snapshot(project.build().site)
    for name in ("sitemap.xml.gz", "sitemap.xml"):
        first.pop(name, None), second.pop(name, None)
    assert first == second


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (
            "data/partners/bad.yml",
            "nmae: Bad\n",
            "data/partners/bad.yml:1:1: unknown field 'nmae', did you mean 'name'?",
        ),
        (
            "docs/extra.md",
            '# Extra\n\n{{ partner("town-libary") }}\n',
            "docs/extra.md:3:13: partner: no partner 'town-libary', did you mean 'town-library'?",
        ),
    ],
    ids=["data", "macro call"],
)
def test_a_bad_file_leaves_the_site_as_it_was(
    project: Project, path: str, text: str, said: str
) -> None:
    before = snapshot(project.build().site)
    project.write(path, text)
    done = project.run("mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(project.site) == before


def test_a_warning_in_a_strict_build_leaves_the_site_as_it_was(project: Project) -> None:
    before = snapshot(project.build().site)
    project.write("docs/extra.md", "# Extra\n\n[nowhere](nowhere.md)\n")
    with pytest.raises(Abort):
        project.build()
    assert snapshot(project.site) == before
    assert [path.name for path in project.root.iterdir() if path.name.startswith(".site")] == []


def test_a_template_that_fails_leaves_the_site_as_it_was(project: Project) -> None:
    before = snapshot(project.build().site)
    templates = project.root / "overrides"
    real = templates.resolve()
    templates.unlink()
    for path in real.rglob("*.html"):
        project.write(f"overrides/{path.relative_to(real)}", path.read_text("utf-8"))
    project.write("overrides/fragments/partner.html", "{{ record.no_such_field }}\n")
    done = project.run("mkdocs", "build", "--strict")
    assert done.returncode != 0
    assert snapshot(project.site) == before


def test_long_lists_go_on_on_further_pages(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("macros.pages.PER_PAGE", 1)
    project.build()
    further = {path.parent.relative_to(project.site).as_posix() for path in pages(project.site)}
    assert {"partners/page/2", "resources/page/2", "terms/mapping/2"} <= further
    assert unreached(project.site) == set()
    assert dead_links(project.site) == []
    second = project.page("partners/page/2")
    assert "<title>Partners, page 2" in second
    assert "<summary>Page 2 of " in second
    for record in read(project.root).guide.partners.values():  # type: ignore[union-attr]
        listed = [path for path in further if f">{record.name}</a> <span" in project.page(path)]
        assert any(path.startswith("partners") for path in listed), record.name


def test_a_build_starts_no_git(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("subprocess.check_output", lambda words, **_: asked.append(words) or "")
    project.build()
    assert asked == []


def test_a_plain_build_with_a_warning_is_published(project: Project) -> None:
    project.write("docs/extra.md", "# Extra\n\n[nowhere](nowhere.md)\n")
    done = project.run("mkdocs", "build")
    assert done.returncode == 0
    assert (project.site / "extra/index.html").is_file()


def test_a_build_of_parts_is_refused(project: Project) -> None:
    """The policy of the whole site is known only when every page was made."""
    done = project.run("mkdocs", "build", "--dirty")
    assert done.returncode == 1
    assert "--dirty would leave parts of the old site behind: leave it out" in done.stderr
    assert "Traceback" not in done.stderr
    assert not project.site.exists()


def test_quiet_and_strict_do_not_go_together(project: Project) -> None:
    done = project.run("mkdocs", "build", "--strict", "-q")
    assert done.returncode == 1
    assert "leave one of them out" in done.stderr
    assert not project.site.exists()


def test_removed_records_lose_their_pages(project: Project) -> None:
    project.build()
    assert (project.site / "resources/lost-guide/index.html").is_file()
    (project.root / "data/resources/lost-guide.yml").unlink()
    project.build()
    assert not (project.site / "resources/lost-guide").exists()


def test_private_data_is_never_opened(project: Project) -> None:
    project.write("data/private/partners/shelter.yml", "name: CANARY-4711\ndescription: [broken\n")
    project.build()
    for name, content in snapshot(project.site).items():
        assert b"CANARY-4711" not in content, name


def test_braces_in_data_stay_text(project: Project) -> None:
    project.write(
        "data/partners/braces.yml",
        'name: "Braces {{ 7*1111 }}"\ndescription: "{% raw %} {{ 6*7 }} {# gone #}"\n'
        "sources: [survey]\n",
    )
    page = project.build().page("partners/braces")
    assert "Braces {{ 7*1111 }}" in page
    assert "{{ 6*7 }} {# gone #}" in page
    assert "7777" not in page


def test_name_and_summary_come_from_the_site_record(small: Project) -> None:
    home = small.page("")
    assert "<title>Test Guide - Test Guide</title>" in home
    assert 'content="A small guide that tests build."' in home


def test_titles_are_escaped_once(small: Project) -> None:
    page = small.page("resources/lost-guide")
    assert "<title>Lost &amp; Found Guide - Test Guide</title>" in page
    assert "<h1>Lost &amp; Found Guide</h1>" in page


def test_what_nobody_knows_is_said(small: Project) -> None:
    lost = small.page("resources/lost-guide")
    assert "Address not found." in lost
    assert '<code class="copy">Lost &amp; Found Guide</code>' in lost
    assert "Nobody has checked this yet." in lost
    assert "Explained in our own words. No source is named." in small.page("glossary/in-kind")
    mapping = small.page("resources/mapping-guide")
    assert "Address not yet checked." in mapping
    assert "not to the thing itself" in mapping


def test_a_checked_record_says_when(small: Project) -> None:
    page = small.page("partners/town-library")
    assert '<time datetime="2026-01-15">January 15, 2026</time>' in page
    assert "not yet checked" not in page


def test_hidden_entries_of_the_site_stay(project: Project) -> None:
    """A worktree that is published from has its `.git` there."""
    project.build()
    project.write("site/.git/HEAD", "ref: refs/heads/pages\n")
    project.build()
    assert (project.site / ".git/HEAD").is_file()


def test_a_linked_site_folder_is_updated(project: Project) -> None:
    target = project.root / "published"
    target.mkdir()
    project.site.symlink_to(target)
    project.build()
    assert project.site.is_symlink()
    assert (target / "index.html").is_file()


def test_an_interrupted_swap_is_mended_by_the_next_build(project: Project) -> None:
    before = snapshot(project.build().site)
    project.site.rename(project.root / ".site.old")
    project.write("data/partners/bad.yml", "nmae: Bad\n")
    project.run("mkdocs", "build")
    project.run("mkdocs", "build", "--strict")
    (project.root / "data/partners/bad.yml").unlink()
    assert snapshot(project.build().site).keys() == before.keys()


@pytest.mark.parametrize(
    ("language", "direction"), [("ht", "ltr"), ("en-US", "ltr"), ("ps", "rtl")]
)
def test_pages_are_in_the_language_of_the_guide_also_where_the_theme_does_not_speak_it(
    project: Project, language: str, direction: str
) -> None:
    site = (project.root / "data/site.yml").read_text("utf-8")
    site = site.replace("[en, es]", f"[{language}]") + 'exit_label: "Leave"\n'
    project.write("data/site.yml", site)
    (project.root / "data/partners/credit-union.yml").unlink()
    index = (project.root / "docs/index.md").read_text("utf-8")
    project.write("docs/index.md", index.replace('{{ partner("credit-union") }}', ""))
    start = f'<html lang="{language}" dir="{direction}">'
    assert start in project.build().page("")
    assert start in (project.site / "404.html").read_text("utf-8")


def test_titles_and_descriptions_of_pages_are_escaped_once(project: Project) -> None:
    project.write(
        "docs/extra.md",
        "---\ntitle: 'Q & \"A\"'\ndescription: 'What \"safe\" means'\n---\n\nWords.\n",
    )
    page = project.build().page("extra")
    assert "<title>Q &amp; &#34;A&#34; - Test Guide</title>" in page
    assert 'content="What &#34;safe&#34; means"' in page


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("A &lt;/title&gt;&lt;img src=x&gt; B", "A &lt;/title&gt;&lt;img src=x&gt; B"),
        ("A & B", "A &amp; B"),
        ("*A* < `<b>`", "A &lt; &lt;b&gt;"),
    ],
)
def test_a_heading_that_is_the_title_is_escaped_once(
    project: Project, heading: str, shown: str
) -> None:
    project.write("docs/extra.md", f"# {heading}\n\nWords.\n")
    config = project.root / "mkdocs.yml"
    nav = "nav: [{Home: index.md}, {A < & B: sources.md}, extra.md]\n"
    config.write_text(config.read_text("utf-8") + nav, "utf-8")
    project.run("mkdocs", "build")
    page = project.page("extra")
    assert f"<title>{shown} - Test Guide</title>" in page
    assert f'aria-current="page">{shown}</a>' in page
    assert 'class="md-nav__link">A &lt; &amp; B</a>' in page


def test_a_page_may_hide_what_stands_beside_it(project: Project) -> None:
    text = "# More\n\n## One\n\n## Two\n\n## Three\n"
    project.write("docs/more.md", text)
    project.write("docs/less.md", f"---\nhide: [navigation, toc]\n---\n{text}")
    project.build()
    for part in ('id="site-menu"', 'href="#site-menu"', 'aria-label="On this page"'):
        assert part in project.page("more")
        assert part not in project.page("less")
