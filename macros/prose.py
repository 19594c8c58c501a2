"""Light Markdown of records → HTML that holds nothing but text, lists and plain links."""

import re
from functools import lru_cache

import nh3
from markdown import Markdown
from markupsafe import Markup

TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "strong", "ul"}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
SCHEMES = {"https", "http", "mailto", "tel"}
# Letters, and signs that mean nothing to Markdown and HTML wherever they stand in a line.
LINE = r"(?!\d+\.)[\"'(“‘]?[^\W_][\w .,;:!?'\"()/%$@#+=–—‘’“”…•·&-]*+(?<! )"
LINES = re.compile(rf"{LINE}(?:\n\n?{LINE})*+")


def _converter() -> Markdown:
    """Markdown in which tags, images and headings are text: what it cannot show it keeps."""
    converter = Markdown(extensions=["sane_lists"])
    converter.preprocessors.deregister("html_block")
    for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
        converter.inlinePatterns.deregister(pattern)
    for block in ("code", "hashheader", "setextheader"):
        converter.parser.blockprocessors.deregister(block)
    return converter


def to_html(words: str) -> Markup:
    return _as_paragraphs(words) if is_plain(words) else _converted(words)


def is_plain(words: str) -> bool:
    """Whether it is paragraphs and nothing else, told without converting it."""
    if "_" in words or not LINES.fullmatch(words):
        return False
    # Elsewhere it may begin an entity.
    return words.count("&") == words.count("& ")


def _as_paragraphs(words: str) -> Markup:
    """What converting makes of what is plain, in a small part of the time."""
    html = str(words).replace("&", "&amp;").replace("\n\n", "</p>\n<p>")
    # Nothing else in it could mean something.
    return Markup(f"<p>{html}</p>")  # noqa: S704


@lru_cache(maxsize=4096)
def _converted(words: str) -> Markup:
    html = _CONVERTER.reset().convert(words)
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noreferrer",
    )
    # The allow-list above is what makes this markup safe.
    return Markup(clean)  # noqa: S704


def to_inline_html(words: str) -> Markup:
    """One paragraph without its `<p>`; longer texts stay as they are."""
    html = to_html(words)
    if html.count("<p>") == 1 and html.startswith("<p>") and html.rstrip().endswith("</p>"):
        return Markup(html.strip()[3:-4])  # noqa: S704
    return html


def to_text(words: str) -> str:
    """The words without any markup, on one line."""
    if is_plain(words):
        return " ".join(words.split())
    return " ".join(to_html(words).striptags().split())


_CONVERTER = _converter()
