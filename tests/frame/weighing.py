"""What a browser fetches to show a page for the first time, and how much that is when packed."""

from pathlib import Path

from tests.bench.measuring import packed
from tests.websites import Document, resolve

BUDGET = 40 * 1024
ON_LOAD = {"data-sheet": "assets/worksheet.js"}
"""Scripts that guide.js asks for at once where an element has that attribute."""


def first_view(site: Path, page: Path) -> set[Path]:
    """The page itself and all that it names or asks for as it loads."""
    document = Document.of(page)
    named = [
        link.attributes["href"] for link in document.all("link") if _is_loaded(link.attributes)
    ]
    named += [
        one.attributes.get("src", "") for tag in ("script", "img") for one in document.all(tag)
    ]
    found = {resolved[0] for target in named if (resolved := resolve(site, page, target))}
    attributes = {name for element in document.elements for name in element.attributes}
    return found | {page} | {site / ON_LOAD[name] for name in ON_LOAD.keys() & attributes}


def _is_loaded(link: dict[str, str]) -> bool:
    return link.get("rel") in ("stylesheet", "icon")


def weight(site: Path, page: Path) -> int:
    return sum(len(packed(file)) for file in first_view(site, page))
