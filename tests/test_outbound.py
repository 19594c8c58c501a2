"""Links to other sites say that they are, and tell the other site nothing."""

import pytest
from playwright.sync_api import Browser

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
