"""What of the theme is published."""

from tests.projects import Project, snapshot
from tests.websites import pages

OF_MATERIAL = "javascripts/", "stylesheets/", "images/favicon.png", ".map"
MINE = "assets/stylesheets/mine.css"


def test_nothing_of_material_is_published(small: Project) -> None:
    published = snapshot(small.site)
    assert [path for path in published if any(part in path for part in OF_MATERIAL)] == []
    assert "documents/document.css" not in published
    assert {"sitemap.xml", "404.html", "assets/guide.css", "assets/guide.js"} <= published.keys()


def test_a_page_holds_no_trace_of_material(small: Project) -> None:
    text = "".join(page.read_text("utf-8") for page in pages(small.site))
    for trace in ("__config", "__drawer", "__search", "data-md-", "bundle.", "palette."):
        assert trace not in text


def test_what_a_guide_adds_itself_is_kept(project: Project) -> None:
    project.write(f"docs/{MINE}", "body { color: red }")
    project.write("docs/assets/mine.png", "")
    project.build(extra_css=["assets/guide.css", MINE])
    assert {MINE, "assets/mine.png"} <= snapshot(project.site).keys()
    assert f'href="{MINE}"' in project.page(".")


def test_a_file_of_material_stays_where_a_guide_asks_for_it(project: Project) -> None:
    favicon = "assets/images/favicon.png"
    config = project.root / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "favicon: false" in text
    config.write_text(text.replace("favicon: false", f"favicon: {favicon}"), "utf-8")
    project.build()
    assert favicon in snapshot(project.site)
    assert f'<link rel="icon" href="{favicon}">' in project.page(".")
