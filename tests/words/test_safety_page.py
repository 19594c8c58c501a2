"""The page for readers who may be watched says first whom to call, then how to leave."""

from html import unescape
from pathlib import Path

import pytest

from macros.loading import Loaded

NOT_KNOWN = "Hours that are not listed here have not been checked yet."


@pytest.fixture(scope="module")
def first_part(site: Path) -> str:
    """What stands before the page tells how to leave."""
    page = unescape((site / "safety/index.html").read_text("utf-8"))
    return page[page.index("<h1") : page.index('id="how-to-leave-fast"')]


def test_it_names_each_help_line_with_its_number_and_hours(own: Loaded, first_part: str) -> None:
    assert own.site and len(own.site.hotlines) > 3
    for line in own.site.hotlines:
        _, _, entry = first_part.partition(f"<strong>{line.name}</strong>")
        entry = entry.split("</li>")[0]
        assert f'href="{line.phone.uri}"' in entry, line.id
        assert entry.count('class="why"') == bool(line.hours), line.id
        assert (line.hours or "") in entry, line.id


def test_it_says_where_nobody_has_checked_the_hours(own: Loaded, first_part: str) -> None:
    assert own.site
    unknown = [line.id for line in own.site.hotlines if line.website and not line.hours]
    assert (NOT_KNOWN in first_part) == bool(unknown)


@pytest.mark.parametrize("page", ["safety", "privacy", "accessibility"])
def test_the_menu_leads_to_the_pages_on_safety(page: str, site: Path) -> None:
    menu = (site / "index.html").read_text("utf-8").split("<main", 1)[0]
    assert f'href="{page}/"' in menu
