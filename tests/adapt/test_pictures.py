"""The drawings on the pages for those who keep a guide, and the way through these pages."""

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath

import pytest
from lxml import etree

from tests.adapt.handbook import PAGES, text_of
from tests.projects import ROOT

PICTURES = sorted((ROOT / "docs/assets/adapt").iterdir())
DRAWINGS = [path for path in PICTURES if path.suffix == ".svg"]
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)\{([^}]*)\}")
LINK = re.compile(r"\]\(([\w./-]+\.md)(?:#[\w-]+)?\)")
LIMIT = 60_000


def shown() -> dict[str, tuple[str, str]]:
    """Each picture's words and attributes, by its file's name."""
    found = (picture for page in PAGES for picture in SHOWN.findall(text_of(page)))
    return {PurePosixPath(path).name: (words, attributes) for words, path, attributes in found}


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_small_shown_and_told(path: Path) -> None:
    assert path.stat().st_size < LIMIT
    words, attributes = shown()[path.name]
    assert len(words) > len("A picture of a page")
    assert re.fullmatch(r" width=\d+ height=\d+ ", attributes)


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.name)
def test_a_drawing_stands_on_paper_in_its_size_and_runs_nothing(path: Path) -> None:
    elements = list(etree.parse(path).getroot().iter())
    _, attributes = shown()[path.name]
    size = f"width={elements[0].get('width')} height={elements[0].get('height')}"
    assert attributes.strip() == size
    assert {etree.QName(one).localname for one in elements} <= {
        "svg",
        "rect",
        "path",
        "text",
        "circle",
    }
    assert all(not name.startswith("on") and name != "style" for e in elements for name in e.attrib)
    assert elements[1].get("fill") == "#fff"


def test_the_first_page_leads_to_all_others() -> None:
    reached, waiting = set(), ["index.md"]
    while waiting:
        page = waiting.pop()
        if page in PAGES and page not in reached:
            reached.add(page)
            here = PurePosixPath(page).parent
            waiting += [normpath(here / target) for target in LINK.findall(text_of(page))]
    assert reached == {*PAGES}
