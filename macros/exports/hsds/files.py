"""HSDS as JSON files: pages of organizations and services, and a file for each.

The page of organizations has all of them, with their services; that of services is short.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from macros.exports.hsds.organizations import Organizations
from macros.exports.hsds.terms import taxonomies, terms
from macros.exports.hsds.things import Thing
from macros.exports.packing import Files, document, line, listed
from macros.guide import Guide

VERSION = "3.0"
PROFILE = "adapt/open-data"
"""The page, inside the site, that says what stands where."""


def organizations(guide: Guide) -> list[Thing]:
    make = Organizations(guide).organization
    return [make(partner) for partner in guide.partners.values()]


def files(guide: Guide, found: Sequence[Thing]) -> Files:
    """`found` are the organizations of `guide`."""
    makers = {
        "index.json": lambda: document({"version": VERSION, **_profile(guide)}),
        "organizations.json": lambda: _list(found),
        "services.json": lambda: _list([_short(_service(*pair)) for pair in _services(found)]),
        "taxonomies.json": lambda: _list(taxonomies()),
        "taxonomy_terms.json": lambda: _list(terms(guide)),
    }
    makers |= {f"organizations/{thing['id']}.json": partial(document, thing) for thing in found}
    for pair in _services(found):
        makers[f"services/{pair[0]['id']}.json"] = partial(_whole_service, *pair)
    return Files(makers)


def _list(things: Sequence[Thing]) -> bytes:
    return listed(_page(len(things)), "contents", map(line, things))


def _profile(guide: Guide) -> dict[str, str]:
    site = guide.site.website
    if not site or guide.site.hides(f"{PROFILE}.md"):
        return {}
    return {"profile": f"{site.rstrip('/')}/{PROFILE}/"}


def _services(found: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Each service with its organization."""
    for organization in found:
        for service in organization.get("services", ()):
            yield service, organization


def _service(service: Thing, organization: Thing) -> Thing:
    """With its organization inside, which is left without all that it has a place for."""
    return {**service, "organization": _short(organization)}


def _whole_service(service: Thing, organization: Thing) -> bytes:
    return document(_service(service, organization))


def _short(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if not isinstance(value, list)}


def _page(count: int) -> dict[str, Any]:
    """The head of a page of HSDS's API; ours are never split."""
    return {
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": not count,
    }
