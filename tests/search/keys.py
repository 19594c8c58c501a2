"""The keys of what can be found: a record's, or `pages/PATH#ANCHOR` for a section of a page."""

from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.finder.entries import KINDS
from macros.project import read
from tests.websites import Document

SECTION = "pages/"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Keys:
    """The keys of the guide whose pages stand in `docs`, built into `site`."""

    docs: Path
    site: Path
    records: frozenset[str]

    @classmethod
    def of(cls, root: Path, site: Path) -> "Keys":
        guide = read(root).guide
        if not guide:
            raise RuntimeError(f"the guide in {root} has problems: uv run guide check")
        records = (record.key for kind in KINDS for record in guide.records[kind].values())
        return cls(root / "docs", site, frozenset(records))

    def __contains__(self, key: str) -> bool:
        if not key.startswith(SECTION):
            return key in self.records
        source, _, anchor = key.removeprefix(SECTION).partition("#")
        path = source.removesuffix("index") if f"/{source}".endswith("/index") else source
        return (self.docs / f"{source}.md").is_file() and anchor in _ids(self.site / path)

    def at(self, address: str) -> str:
        """What `address` shows: a section of a hand-written page, or all of a generated one."""
        parts = urlsplit(address)
        path = unquote(parts.path).strip("/")
        for source in (path, f"{path}/index".lstrip("/")):
            if (self.docs / f"{source}.md").is_file():
                anchor = unquote(parts.fragment) or _first_heading(self.site / path)
                return f"{SECTION}{source}#{anchor}"
        return path


@cache
def _document(folder: Path) -> Document:
    return Document.of(folder / "index.html")


def _ids(folder: Path) -> list[str]:
    return _document(folder).ids if (folder / "index.html").is_file() else []


def _first_heading(folder: Path) -> str:
    """The id of the first heading of the page's text that has one."""
    elements = dropwhile(lambda element: element.tag != "article", _document(folder).elements)
    found = (e.attributes.get("id", "") for e in elements if e.tag in HEADINGS)
    return next(filter(None, found), "")
