from markdown import Markdown

TABLE = "| What | Where |\n| --- | --- |\n| A *desk* | [there](https://example.org/) |\n"


def converted(text: str) -> str:
    return Markdown(extensions=["tables", "macros.markup"]).convert(text)


def test_each_cell_carries_the_heading_of_its_column() -> None:
    html = converted(TABLE)
    assert '<td data-label="What">A <em>desk</em></td>' in html
    assert '<td data-label="Where"><a href=' in html


def test_a_table_can_be_stacked() -> None:
    assert converted(TABLE).startswith('<table class="stackable">')


def test_an_aligned_column_has_a_class_and_no_style() -> None:
    html = converted("| A | B |\n| :-: | --- |\n| a | b |\n")
    assert '<th class="align-center">A</th>' in html
    assert '<td class="align-center" data-label="A">a</td>' in html
    assert "style=" not in html
