"""The sections of a guide page: what stands between one heading and the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNREAD = {"script", "style", "svg", "template", "select", "button"}
VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "source",
    "track",
    "wbr",
}
CELLS = {"dt", "label", "legend", "td", "th"}
INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub"}
LINK_TO_SECTION = "headerlink"
MARK = "data-search-exclude"


@dataclass
class Section:
    """A heading with its address (`PATH/#ANCHOR`) and the words below it."""

    page: str
    """The page's path without its ending, such as `chapters/vetting`."""
    page_title: str
    address: str
    anchor: str
    title: str = ""
    text: str = ""
    topics: tuple[str, ...] = ()
    """What the page is about; its first section stands for all of it."""

    @property
    def key(self) -> str:
        return f"pages/{self.page}" + f"#{self.anchor}" * bool(self.anchor)


def sections(
    html: str, page: str, page_title: str, address: str, topics: Sequence[str] = ()
) -> list[Section]:
    """The sections of a page's HTML; what is marked as not for search stays out."""
    reader = _Reader(page, page_title, address)
    reader.found.append(Section(page, page_title, address, "", page_title))
    reader.feed(html)
    reader.close()
    for section in reader.found:
        section.title = " ".join(section.title.split())
        blocks = (" ".join(block.split()) for block in section.text.split("\n\n"))
        section.text = "\n".join(block for block in blocks if block)
    if not reader.found[0].text:
        del reader.found[0]
    for section in reader.found[:1]:
        section.topics = tuple(topics)
    return [section for section in reader.found if section.title]


@dataclass
class _Reader(HTMLParser):
    page: str
    page_title: str
    address: str
    found: list[Section] = field(default_factory=list)
    unread: str = ""
    """The tag of the outermost element that is passed over."""
    depth: int = 0
    """How many elements of that tag are open in it."""
    heading: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in VOID:
            self.handle_data(" ")
        elif self.unread or self._is_unread(tag, given):
            self.unread = self.unread or tag
            self.depth += tag == self.unread
        elif tag in HEADINGS and (anchor := given.get("id")):
            self.heading = tag
            self.found.append(Section(self.page, self.page_title, self.address, anchor))

    def _is_unread(self, tag: str, given: dict[str, str | None]) -> bool:
        marked = MARK in given or given.get("class") == LINK_TO_SECTION
        return marked or tag in UNREAD

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.unread:
            self.depth -= tag == self.unread
            self.unread = self.unread if self.depth else ""
        elif tag == self.heading:
            self.heading = ""
        elif tag not in INLINE:
            self.handle_data(" " if tag in CELLS else "\n\n")

    def handle_data(self, data: str) -> None:
        if self.unread:
            return
        if self.heading:
            self.found[-1].title += data
        else:
            self.found[-1].text += data
