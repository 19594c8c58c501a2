from markdown import Markdown

TABLE = "| What | Where |\n| --- | --- |\n| A *desk* | [there](https://example.org/) |\n"


def converted(text: str) -> str:
    return Markdown(extensions=["tables", "macros.markup"]).convert(text)


def test_links_to_other_sites_send_no_referrer() -> None:
    assert 'rel="noreferrer"' in converted("[there](https://example.org/)")


def test_links_inside_the_site_stay_as_they_are() -> None:
    assert "rel=" not in converted("[there](other.md)")


def test_each_cell_carries_the_heading_of_its_column() -> None:
    html = converted(TABLE)
    assert '<td data-label="What">A <em>desk</em></td>' in html
    assert '<td data-label="Where"><a href=' in html


def test_a_table_can_be_stacked() -> None:
    assert converted(TABLE).startswith('<table class="stackable">')
