"""Light Markdown of records: whatever stands in a record, only harmless markup comes out."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, fragment_fromstring

from macros import prose
from macros.prose import is_plain, to_html, to_inline_html, to_text

TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "strong", "ul"}
ATTRIBUTES = {("a", "href"), ("a", "rel"), ("ol", "start")}
STARTS = ("https://", "http://", "mailto:", "tel:")

RAW = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<b>bold</b>",
    '<b onclick="alert(1)">bold</b>',
    "<img src=x onerror=alert(1)>",
    '<a href="https://example.org/">link</a>',
    '<a href="javascript:alert(1)">link</a>',
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>p { display: none }</style>",
    "<form action=//evil.example><button>go</button></form>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    "<!-- comment -->",
    "<!-- open",
    "<![CDATA[x]]>",
    "<?php x ?>",
    "<!DOCTYPE html>",
    "</p></div></body>",
    "<div",
    "<x-tag y='1'>",
    "text <b>in a</b> line",
    '"><script>alert(1)</script>',
    "<javascript:alert(1)>",
]

LINKS = [
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a]( javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](<java\nscript:alert(1)>)",
    "[a](\njavascript:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](\tjavascript:alert(1))",
    "[a](\x01javascript:alert(1))",
    "[a](\u00a0javascript:alert(1))",
    "[a](\\javascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](javascript&#58;alert(1))",
    "[a](javascript&#x3A;alert(1))",
    "[a](java&#115;cript:alert(1))",
    "[a](java&#0000115cript:alert(1))",
    "[a](java&Tab;script:alert(1))",
    "[a](java&NewLine;script:alert(1))",
    "[a](&#x6A;avascript:alert(1))",
    "[a](&#1;javascript:alert(1))",
    "[a](javascript://example.org/%0Aalert(1))",
    "[a](view-source:javascript:alert(1))",
    "[a](vbscript:x)",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](DATA&colon;text/html,x)",
    "[a](file:///etc/passwd)",
    "[a](ftp://example.org/)",
    "[a](//evil.example/)",
    "[a](/\\evil.example/)",
    "[a](/partners/)",
    "[a](../partners/)",
    "[a](?q=1)",
    "[a](#anchor)",
    "[a]()",
    "[a]\n\n[a]: javascript:alert(1)",
    '[a]\n\n[a]: javascript:alert(1) "title"',
    "[a][b]\n\n[b]: <data:text/html,x>",
    "[a][b]\n\n[b]:\n  java&#115;cript:alert(1)",
    "> [a]\n>\n> [a]: javascript:alert(1)",
    "- [a]\n\n    [a]: //evil.example/",
    "<ftp://example.org/>",
    "[**a**](javascript:alert(1))",
    "**[*a*](data:text/html,x)**",
    "[[a](javascript:alert(1))](data:text/html,x)",
]

MARKUP = [
    "![a](https://example.org/x.png)",
    "![a](javascript:alert(1))",
    "![a][b]\n\n[b]: https://example.org/x.png",
    "[![a](data:image/svg+xml,x)](https://example.org/)",
    '[a](https://example.org/ "title")',
    "[a](https://example.org/ \"t' onclick='alert(1)\")",
    '[a](https://example.org/"onclick="alert(1))',
    "[a](https://example.org/'onclick='alert(1))",
    "[a](https://example.org/><script>alert(1)</script>)",
    '[a](https://example.org/){: onclick="alert(1)" }',
    'text\n{: onclick="alert(1)" }',
    '# Heading {: onclick="alert(1)" }',
    "# Heading",
    "Heading\n=======",
    "Heading\n---",
    "---",
    "```html\n<b>\n```",
    "    <b>indented</b>",
    "| a | b |\n|---|---|\n| <b> | d |",
    "!!! note\n    x",
    "<div markdown>\n\n[a](javascript:alert(1))\n\n</div>",
    "**<script>*alert(1)*</script>**",
    "- > **[a](https://example.org/)** `<b>`",
    "`<script>`",
    "``` <script> ```",
    "\x02klzzwxh:0000\x03",
    "wzxhzdk:0",
    "&lt;script&gt; &#60;script&#62;",
    '<iframe srcdoc="&lt;script&gt;"></iframe>',
    "{{ 7 * 7 }} {% raw %}",
]


def drawn(words: str) -> HtmlElement:
    return fragment_fromstring(to_html(words), create_parent=True)


@pytest.mark.parametrize("words", [*RAW, *LINKS, *MARKUP])
def test_only_harmless_markup_comes_out(words: str) -> None:
    elements = list(drawn(words).iterdescendants())
    assert {element.tag for element in elements} <= TAGS
    assert {(element.tag, name) for element in elements for name in element.keys()} <= ATTRIBUTES  # noqa: SIM118
    assert all(link.get("href", STARTS[0]).startswith(STARTS) for link in drawn(words).iter("a"))


@pytest.mark.parametrize("words", RAW)
def test_raw_html_comes_out_as_the_text_it_is(words: str) -> None:
    assert drawn(words).text_content() == words


@pytest.mark.parametrize("words", LINKS)
def test_a_link_to_elsewhere_leads_nowhere(words: str) -> None:
    assert not drawn(words).xpath(".//@href")


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("One\n\nTwo", "<p>One</p>\n<p>Two</p>"),
        ("One  \nTwo", "<p>One<br>\nTwo</p>"),
        ("**bold**, *italic*, `code`", "<p><strong>bold</strong>, <em>italic</em>, "
         "<code>code</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("Lost & <Found>", "<p>Lost &amp; &lt;Found&gt;</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("#1 in town", "<p>#1 in town</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_ordinary_markdown_is_drawn(words: str, html: str) -> None:
    assert to_html(words).strip() == html


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("[a](https://example.org/?b=1&c=2)", "https://example.org/?b=1&c=2"),
        ("[a](http://example.org/)", "http://example.org/"),
        ("[a](<https://example.org/>)", "https://example.org/"),
        ("[a](mailto:a@example.org)", "mailto:a@example.org"),
        ("[a](tel:+1-888-373-7888)", "tel:+1-888-373-7888"),
        ("[a]\n\n[a]: https://example.org/", "https://example.org/"),
        ("<https://example.org/>", "https://example.org/"),
        ("<a@example.org>", "mailto:a@example.org"),
    ],
)
def test_an_ordinary_link_is_drawn(words: str, target: str) -> None:
    (link,) = drawn(words).iter("a")
    assert (link.get("href"), link.get("rel")) == (target, "noreferrer")


@pytest.mark.parametrize(
    "words", ["![a](https://example.org/x.png)", "# Heading", "Heading\n=======", "a\n{: .b }"]
)
def test_markup_that_cannot_be_shown_stays_readable(words: str) -> None:
    assert drawn(words).text_content() == words


def test_a_link_of_one_text_is_unknown_to_the_next() -> None:
    to_html("[a]\n\n[a]: https://example.org/")
    assert to_html("Then [a]") == "<p>Then [a]</p>"


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("One *word*", "One <em>word</em>"),
        ("<p>", "&lt;p&gt;"),
        ("One\n\nTwo", "<p>One</p>\n<p>Two</p>"),
        ("- a", "<ul>\n<li>a</li>\n</ul>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("One\n\n- a", "<p>One</p>\n<ul>\n<li>a</li>\n</ul>"),
    ],
)
def test_one_paragraph_can_stand_in_a_line(words: str, html: str) -> None:
    assert to_inline_html(words).strip() == html


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("One **bold** [link](https://example.org/)", "One bold link"),
        ("One  \ntwo\n\nthree", "One two three"),
        ("- a\n- b\n    - c\n\n> d", "a b c d"),
        ("Lost & <Found>", "Lost & <Found>"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("[a](javascript:alert(1))", "a"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_text_is_all_words_on_one_line(words: str, text: str) -> None:
    assert to_text(words) == text


# --- what is plain is not converted ---

PLAIN = [
    "Food & clothing, at 3:30 (ask “Ann”).",
    "One\n\nTwo\nand three",
    "24 hours a day; 100% free!",
    "(In Spanish, too) año, 日本, ٣",
]
HARMLESS = [
    *"ab1.,;:!?'\"()/%$@#+=–—’“”…•·-& \né٣",
    "\n\n",
    "& ",
    "12. ",
    "- ",
    "  ",
    "a@b.org",
    "===",
]
MARKUP_ONLY = [
    *"*_`[]<>|~^{}\\\t\r\x0b\x85\xa0\u2028\u0301",
    "&amp;",
    "&#35;",
    "٣. ",
    "http://a.org",
]
WORDS = (
    st.lists(st.sampled_from(HARMLESS), max_size=8).map(lambda found: "a" + "".join(found) + "b")
    | st.lists(st.sampled_from(HARMLESS + MARKUP_ONLY), max_size=8).map("".join)
    | st.text(max_size=12)
)


@pytest.mark.parametrize("words", PLAIN)
def test_ordinary_words_are_plain(words: str) -> None:
    assert is_plain(words)


@pytest.mark.parametrize(
    "words", ["", "- a", "1. a", "a  \nb", "a_b", "a&lt;b", "a\n\n\nb", " a", "a\n"]
)
def test_what_could_mean_something_is_not_plain(words: str) -> None:
    assert not is_plain(words)


@settings(deadline=None)
@given(WORDS)
@example("AT&T a&amp;b")
@example("One  \ntwo")
@example("One\n\n12. two")
def test_what_is_plain_is_drawn_as_if_it_were_converted(words: str) -> None:
    converted = prose._converted(words)
    assert to_html(words) == converted
    assert to_text(words) == " ".join(converted.striptags().split())
