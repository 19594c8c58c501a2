"""Links to other sites say that they are, and tell the other site nothing."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from macros.outbound import marked

MARK = "<i>out</i>"
TOLD = 'rel="noreferrer"'


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ('href="https://example.org/"', f'{TOLD} href="https://example.org/"'),
        ("href=http://example.org/", f"{TOLD} href=http://example.org/"),
        ("HREF=' //example.org/'", f"{TOLD} HREF=' //example.org/'"),
        ('href="https://a.org/" rel="license"', 'rel="license noreferrer" href="https://a.org/"'),
        ("href=https://a.org/ rel=license", 'rel="license noreferrer" href=https://a.org/'),
        ("rel='a\"b' href=//a.org", 'rel="a&#34;b noreferrer" href=//a.org'),
        ('href="https://a.org/" target="_blank"', f'{TOLD} href="https://a.org/"'),
        ('title="a > b" href="https://a.org/"', f'{TOLD} title="a > b" href="https://a.org/"'),
        ('title="x rel=y z" href="//a.org"', f'{TOLD} title="x rel=y z" href="//a.org"'),
        ('href="&#104;ttps://a.org"', f'{TOLD} href="&#104;ttps://a.org"'),
        ('href="ht\ntps://a.org"', f'{TOLD} href="ht\ntps://a.org"'),
        (r'href="/\a.org"', rf'{TOLD} href="/\a.org"'),
        ('href="https://a.org"title="b"', f'{TOLD} href="https://a.org"title="b"'),
        ('x/rel="me"href="//a.org"', 'rel="me noreferrer" x href="//a.org"'),
        ('href="https://a.org" / ', f'{TOLD} href="https://a.org" / '),
    ],
)
def test_a_link_to_another_site_is_marked(attributes: str, shown: str) -> None:
    assert marked(f"<a {attributes}>\nThere</a>", MARK) == f"<a {shown}>\nThere{MARK}</a>"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../other/">Here</a>',
        '<a href="mailto:guide@example.org">Write</a>',
        '<a href="https://example.org/" data-exit>Leave</a>',
        '<a id="here">Here</a>',
        '<abbr title="https://example.org/">Here</abbr>',
        '<a title=" href=https://a.org" href="../a/">Here</a>',
        "<p title=\"<a href='https://a.org'>There</a>\">Here</p>",
        "<script>x = \"<a href='https://a.org'>There</a>\"</script>",
        "<textarea><a href='https://a.org'>There</a></textarea>",
        "<!-- <a href='https://a.org'>There</a> -->",
        "<!x <a href='https://a.org'>There",
        "</1 <a href='https://a.org'>There",
        "<noembed><a href='https://a.org'>There</a></noembed>",
        "<a href='https://a.org'",
    ],
)
def test_all_else_stays_as_it_is(html: str) -> None:
    assert marked(html, MARK) == html


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<a id="x">Top <a href="//a.org">There</a>', f'<a {TOLD} href="//a.org">There{MARK}</a>'),
        ('<a href="//a.org">There <a href="b">', f'There {MARK}<a href="b">'),
        ('<!-- > --><a href="//a.org">There</A >', f"There{MARK}</A >"),
        ('<a href="//a.org"><b class=x>There</b></a>', f"There</b>{MARK}</a>"),
        ('<style></style/<a><a href="//a.org">x</a href="//a.org">', f'{MARK}</a href="//a.org">'),
        ('<!doctype "><a href=//a.org>There</a>', f"There{MARK}</a>"),
        ('<p title="it\'s"><a href="//a.org">There</a>', f"There{MARK}</a>"),
        ('<a href="//a.org">There', f'<a {TOLD} href="//a.org">There'),
    ],
)
def test_a_link_ends_where_browsers_end_it(html: str, shown: str) -> None:
    assert marked(html, MARK).endswith(shown)
    assert marked(html, MARK).count(TOLD) == 1


def test_a_browser_finds_no_other_link_to_another_site(browser: Browser) -> None:
    """What it sees as one is marked, whatever the HTML is like."""
    written = (
        "<p title='<a href=//0.org>'><a href=&#x2f;/1.org>1</a><a\nhref='https:2.org'/>2"
        "<a name=x><a href=http:\\\\3.org>3</a><style><a href='//4.org'></style>"
        "<a title=a'b href=//5.org>5</a><a/href=//6.org/>6</a><!--><a href=//7.org>7</a><!-- -->"
        "<a =x href = //8.org>8</a><script><a href=//9.org></script><a href='//10.org' href=x>10"
    )
    page = browser.new_page()
    page.set_content(f"<base href='https://here.example/'>{marked(written, MARK)}")
    links = "links => links.map(link => [link.hostname, link.rel])"
    found = page.eval_on_selector_all("a[href]", links)
    page.close()
    assert [rel for _, rel in found] == ["noreferrer"] * 8, found


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


PIECES = st.sampled_from([
    "<a ", "<A ", "<a>", "</a>", "</A >", "</a", "<a/", "<ab ", "</ab>", "text", "<1", "</1",
    'href="//1.org"', "href=//2.org", "href='http://3.org'", 'HREF="https://4.org"', "href", "<!x",
    ' href="https://5.org/">There', 'href="../x/"', 'href="a//b"', 'href="a&amp;b"', "href=x",
    "title=a'b", 'class="t"', 'rel="me"', "target=_blank", *">>>\"'= /<!&:\\-", "<!--", "-->",
    "<?x", "<!-->", "<!--->", "<p>", "</p>", "<b x=y>", "</b>", "<style>", "</style>", "</STYLE >",
    "--!>", "</style/", "<textarea ", "</textarea>", "<xmp/>", "</xmp x>", "<iframe>", "</iframe>",
    "<noembed>", "</noembed>", '<abbr title="//x">', "</abbr>", "<style ", 'title="a > b"',
])  # fmt: skip
SEEN = """html => {
    const page = `<base href='https://here.example/'>${html}`;
    const links = new DOMParser().parseFromString(page, "text/html").links;
    return Array.from(links, link => [link.protocol, link.hostname, link.rel, link.target]);
}"""


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
@example("<a x/rel='me'href='http://a.org'href=x>")
@example("<!x title='><a href=//a.org><textarea><a href=//b.org></textarea/><a href=//c.org>")
def test_a_browser_finds_each_link_marked_whatever_the_html(blank: Page, html: str) -> None:
    before = blank.evaluate(SEEN, html)
    after = blank.evaluate(SEEN, marked(html, MARK))
    # Marks in wrongly nested links may double these.
    assert {(link[0], link[1]) for link in after} == {(link[0], link[1]) for link in before}
    elsewhere = [link for link in after if link[0] in ("http:", "https:")]
    for _, host, rel, target in elsewhere:
        assert host == "here.example" or ("noreferrer" in rel.split() and not target)
