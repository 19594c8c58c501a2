"""A page's HTML falls into sections at its headings."""

from macros.finder.sections import Section, sections

PAGE = """
<p>Before any heading.</p>
<h1 id="top">Vetting<a class="headerlink" href="#top">¶</a></h1>
<p>What to <strong>ask</strong> first.</p><ul><li>One</li><li>Two</li></ul>
<ul class="cards" data-search-exclude><li>A list of <b>records</b><br></li></ul>
<h2 id="signs">Warning&nbsp;signs &amp; more</h2>
<svg><text>drawn</text><path d="M0 0"/></svg>
<table><tr><td>cell</td><td>next</td></tr></table>
<h3>No address</h3>
<h2 id="notes" data-search-exclude>Where this comes from</h2>
<ol data-search-exclude><li>A source</li></ol>
"""


def found() -> list[Section]:
    return sections(PAGE, "chapters/vetting", "Vetting", "chapters/vetting/", ["vetting"])


def test_each_heading_with_an_address_opens_a_section() -> None:
    assert [section.key for section in found()] == [
        "pages/chapters/vetting",
        "pages/chapters/vetting#top",
        "pages/chapters/vetting#signs",
    ]


def test_a_section_holds_the_words_below_its_heading() -> None:
    before, top, signs = found()
    assert (before.title, before.text) == ("Vetting", "Before any heading.")
    assert top.title == "Vetting"
    assert top.text == "What to ask first.\nOne\nTwo"
    assert signs.title == "Warning signs & more"
    assert signs.text == "cell next\nNo address"


def test_the_first_section_stands_for_the_page() -> None:
    assert [section.topics for section in found()] == [("vetting",), (), ()]


def test_a_page_without_headings_is_one_section() -> None:
    (whole,) = sections("<p>first<br>second</p>", "a", "A", "a/")
    assert (whole.key, whole.title, whole.text) == ("pages/a", "A", "first second")


def test_what_is_left_out_ends_where_it_ends() -> None:
    html = "<ul data-search-exclude><li>One<li>Two<ul><li>x</ul></ul><p>After</p><source><p>it</p>"
    assert sections(html, "a", "A", "a/")[0].text.split() == ["After", "it"]


def test_a_page_that_says_nothing_has_no_section() -> None:
    assert sections("<div data-search-exclude>All</div>", "a", "A", "a/") == []
