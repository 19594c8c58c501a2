"""The feed that tells programs of new releases: Atom, RFC 4287."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from macros.guide import Guide
from macros.history.telling import Told, told
from macros.policy import FEED

PAGE = "changes.md"
"""The page that tells the same; a guide without it has no feed."""
RECENT = 20
"""How many releases the feed tells, and the page before it folds the rest."""


@dataclass(frozen=True)
class Item:
    """One release."""

    id: str
    title: str
    day: str
    address: str
    html: str


@dataclass(frozen=True)
class Feed:
    """All that the feed says; dates are those of releases, never of a build."""

    site: str
    title: str
    author: str
    language: str
    updated: str
    entries: tuple[Item, ...]

    @classmethod
    def of(cls, guide: Guide, site: str, draw: Callable[..., str]) -> Self:
        """`site` is where the guide stands, with a slash at its end."""
        items = tuple(_item(one, site, draw) for one in told(guide)[:RECENT])
        about = guide.site
        author = str(about.publisher or about.name)
        newest = items[0].day if items else ""
        return cls(site, f"{about.name}: what changed", author, about.languages[0], newest, items)

    @property
    def address(self) -> str:
        return f"{self.site}{FEED}"

    @property
    def page(self) -> str:
        return page_of(self.site)


def page_of(site: str) -> str:
    return f"{site}{PAGE.removesuffix('.md')}/"


def _item(one: Told, site: str, draw: Callable[..., str]) -> Item:
    """Its id stays, whatever else is told of that day later."""
    place = urlsplit(site)
    day = one.release.date.isoformat()
    id = f"tag:{place.hostname},{day}:{place.path}changes/{one.release.number}"
    html = draw("release", told=one, url=lambda path: f"{site}{path}")
    return Item(id, one.title, f"{day}T00:00:00Z", f"{page_of(site)}#{one.anchor}", html)
