"""Pages of the site as parts of a document: what only works on a screen is left out."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement, builder
from markupsafe import escape

SCREEN_ONLY = (
    "headerlink",
    "screen-only",
    "visually-hidden",
    "page-tools",
    "toc-inline",
    "back",
    "trail",
    "finder",
    "picture",
    "past",
)
LEFT_OUT = {
    *("script", "style", "template", "form", "button", "input", "textarea", "select", "nav"),
    *("audio", "canvas", "dialog", "embed", "iframe", "object", "video"),
}
ONLY_HERE = "document-only"
"""Marks what stands in documents in the place of something left out."""
SCHEMES = ("http", "https", "mailto", "tel")
RELATED = "related"
"""The section that leads on to other pages."""
ONCE = ("staff-edition", "logo", "imprint")
"""What each document says of itself: that it is not for the public, and whose it is."""
OF_SCREENS = ("aria-", "data-", "hidden", "on", "style")
"""Attributes, by how they begin, that say nothing on paper."""
LOWEST = 6
START = "https://guide.invalid/"
"""Stands for the start of the site while addresses are worked out."""


@dataclass(frozen=True)
class Excerpt:
    """A page: its address inside the site, its title, and its HTML below the title."""

    url: str
    title: str
    html: str


@dataclass(frozen=True)
class Links:
    """Where links go: to other parts of the document, to the published site, or nowhere."""

    inside: frozenset[str] = frozenset()
    """Addresses, inside the site, of the pages that are part of the document."""
    site: str = ""
    """Where the site is published; empty where nobody knows."""

    def target(self, href: str, page: str) -> str:
        """What `href` on `page` becomes; empty where the document has no place for it."""
        try:
            address = urljoin(START + page, href)
            scheme = urlsplit(address).scheme
        except ValueError:  # no address at all
            return ""
        if not address.startswith(START):
            return address if scheme in SCHEMES else ""
        path, _, anchor = address.removeprefix(START).partition("#")
        if path in self.inside:
            return f"#{anchor_in(path, anchor)}"
        return self.site + address.removeprefix(START) if self.site else ""


def anchor_in(page: str, anchor: str) -> str:
    """Several pages share a document; `anchor` alone may be on each of them."""
    return "-".join(filter(None, (page.strip("/").replace("/", "-") or "home", anchor)))


def body(excerpt: Excerpt, links: Links, deeper: int = 0) -> str:
    """The HTML of a page for a document, its headings `deeper` levels down."""
    root = html.fragment_fromstring(excerpt.html, create_parent="div")
    if root.find(".//h1") is None:
        root.insert(0, builder.H1(excerpt.title))
    _leave_out(root)
    _leave_out_section(root, RELATED)
    _say_pictures(root)
    for element in list(root.iter("a")):
        _link(element, excerpt.url, links)
    for element in root.iter():
        if name := element.get("id"):
            element.set("id", anchor_in(excerpt.url, name))
        for attribute in [a for a in element.attrib if a.startswith(OF_SCREENS)]:
            del element.attrib[attribute]
    _part_notes(root)
    _lower(root, deeper)
    return _inner(root)


def inner_body(document: str, key: str, deeper: int) -> str:
    """What the document of the record `key` says, as a part of another, under names of its own."""
    root = html.document_fromstring(document).find("body")
    assert root is not None  # noqa: S101  (the parser makes one)
    for said in [element for name in ONCE for element in root.find_class(name)]:
        said.drop_tree()
    for element in root.iter():
        if id := element.get("id"):
            element.set("id", anchor_in(key, id))
        if name := element.get("name"):
            element.set("name", f"{key}/{name}")
    _lower(root, deeper)
    return _inner(root)


def settled(document: str) -> str:
    """`document` with each link that has no place in it led to the nearest place around that."""
    root = html.document_fromstring(document)
    ids = {element.get("id") for element in root.iter()}
    for link in list(root.iter("a")):
        target = link.get("href", "")
        if target.startswith("#"):
            anchor = target.removeprefix("#")
            while anchor and anchor not in ids:
                anchor = anchor.rpartition("-")[0]
            link.set("href", f"#{anchor}") if anchor else link.drop_tag()
    return html.tostring(root, encoding="unicode", doctype="<!doctype html>")


def _say_pictures(root: HtmlElement) -> None:
    """A document reads no files: the words for a picture stand in its place."""
    for picture in list(root.iter("img")):
        picture.tag, picture.text = "span", picture.get("alt", "")
        picture.attrib.clear()


def _leave_out(root: HtmlElement) -> None:
    for element in list(root.iter()):
        if element is not root and _is_for_screens(element) and element.getparent() is not None:
            element.drop_tree()


def _leave_out_section(root: HtmlElement, id: str) -> None:
    """A heading and the list below it."""
    for heading in root.xpath("//*[@id=$id]", id=id):
        if (below := heading.getnext()) is not None:
            below.drop_tree()
        heading.drop_tree()


def _is_for_screens(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):  # a comment
        return True
    classes = element.get("class", "").split()
    if ONLY_HERE in classes:
        return False
    return element.tag in LEFT_OUT or not set(SCREEN_ONLY).isdisjoint(classes)


def _part_notes(root: HtmlElement) -> None:
    """Notes 1 and 2 side by side must not read as note 12."""
    for note in root.iter("sup"):
        following = note.getnext()
        if not note.tail and following is not None and following.tag == "sup":
            note.tail = " "


def _link(element: HtmlElement, page: str, links: Links) -> None:
    target = links.target(element.get("href", ""), page) if element.get("href") else ""
    if target:
        element.set("href", target)
    else:
        element.attrib.pop("href", None)
        element.drop_tag()


def _lower(root: HtmlElement, levels: int) -> None:
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        element.tag = f"h{min(int(str(element.tag)[1]) + levels, LOWEST)}"


def _inner(root: HtmlElement) -> str:
    children = (html.tostring(child, encoding="unicode") for child in root)
    return str(escape(root.text or "")) + "".join(children)
