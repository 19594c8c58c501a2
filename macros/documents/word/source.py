"""The HTML document that a Word file is made from."""

from base64 import b64decode
from dataclasses import dataclass

from lxml.html import HtmlElement, HTMLParser, document_fromstring

from macros.documents.word.elements import clean

PNG = "data:image/png;base64,"


@dataclass(frozen=True)
class Source:
    root: HtmlElement
    body: HtmlElement
    logo: bytes = b""
    """A PNG picture that stands at the head of the first page; Word draws no other kind."""

    @classmethod
    def of(cls, html: str) -> "Source":
        parser = HTMLParser(encoding="utf-8", huge_tree=True)
        root = document_fromstring(clean(html).encode(), parser=parser)
        body = root.body
        return cls(root, root if body is None else body, _taken_logo(root))

    @property
    def language(self) -> str:
        return self.root.get("lang", "en")

    @property
    def title(self) -> str:
        return " ".join(self.root.findtext("head/title", "").split())

    @property
    def site(self) -> str:
        """What stands at the foot of each page; a quiet sheet names no guide there."""
        return self.body.get("data-site", self.meta("author"))

    @property
    def running_title(self) -> str:
        """What stands at the head of later pages."""
        return "" if "quiet" in self.body.get("class", "").split() else self.title

    @property
    def is_wide(self) -> bool:
        """A worksheet with more columns than an upright page has room for."""
        classes = (str(names).split() for names in self.body.xpath("//@class"))
        return "worksheet" in self.body.get("class", "").split() and any(
            "wide" in names for names in classes
        )

    @property
    def brand(self) -> str:
        """The guide's own colour, six digits; empty where it has none."""
        return self.body.get("data-brand", "").removeprefix("#")

    def meta(self, name: str) -> str:
        return "".join(map(str, self.root.xpath("//meta[@name=$name]/@content", name=name)))


def _taken_logo(root: HtmlElement) -> bytes:
    found = b""
    for element in root.find_class("logo"):
        for address in element.xpath(".//img/@src"):
            if str(address).startswith(PNG):
                found = b64decode(str(address).removeprefix(PNG))
        element.drop_tree()
    return found
