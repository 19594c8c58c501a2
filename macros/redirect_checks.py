"""Rules for old addresses: each leads to a page that is there, in one step."""

from collections.abc import Collection, Iterator

from macros.model import Redirect, Site
from macros.problems import Problem, meant, quoted
from macros.redirects import file_of, is_inside, page_of
from macros.tree import Tree


def check_redirects(
    site: Site, tree: Tree, places: Collection[str], gone: Collection[str] = ()
) -> Iterator[Problem]:
    """`places` are the addresses of all pages, `gone` those of upstream that a guide hides."""
    known: dict[str, Redirect] = {}
    for number, redirect in enumerate(site.redirects):
        at = ("redirects", number)
        if complaint := _old_complaint(redirect, known, places):
            yield tree.at((*at, "old"), f"old: {quoted(redirect.old)} {complaint}")
        known.setdefault(file_of(redirect.old), redirect)
    for number, redirect in enumerate(site.redirects):
        at = ("redirects", number)
        if page_of(redirect.new) in gone:
            continue
        if is_inside(redirect.new) and (complaint := _new_complaint(redirect, known, places)):
            yield tree.at((*at, "new"), f"new: {complaint}")


def _old_complaint(redirect: Redirect, known: dict[str, Redirect], places: Collection[str]) -> str:
    if redirect.old in places:
        return "is a page of this guide; only an address without a page can lead elsewhere"
    return "stands there already; each old address once" if file_of(redirect.old) in known else ""


def _new_complaint(redirect: Redirect, known: dict[str, Redirect], places: Collection[str]) -> str:
    page = page_of(redirect.new)
    if page == redirect.old:
        return f"{quoted(page)} leads to itself"
    if further := known.get(file_of(page)):
        return f"{quoted(page)} leads on to {quoted(further.new)}: write that here"
    return "" if page in places else f"no page {quoted(page)}{meant(page, places)}"
