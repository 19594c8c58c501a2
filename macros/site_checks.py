"""Rules for `site.yml` that one value alone cannot show."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from macros import palette, repeats
from macros.checks import in_the_future
from macros.loading import Entry
from macros.model import Partner, Resource, Site
from macros.problems import Problem, quoted
from macros.tree import Tree


def check_site(
    site: Site, tree: Tree, entries: Iterable[Entry], style_sheet: Path, today: date
) -> Iterator[Problem]:
    yield from repeats.in_site(site, tree)
    yield from palette.in_site(site, tree, style_sheet)
    yield from _in_the_languages(site, tree)
    yield from _in_the_way_out(site, tree, entries)
    for number, hotline in enumerate(site.hotlines):
        if hotline.assured_date and hotline.assured_date > today:
            location = ("hotlines", number, "assured_date")
            yield tree.at(location, in_the_future(hotline.assured_date))


def _in_the_languages(site: Site, tree: Tree) -> Iterator[Problem]:
    for number, code in enumerate(site.languages):
        if code in site.languages[:number]:
            message = f"languages: {quoted(code)} stands there already; each language once"
            yield tree.at(("languages", number), message)


def _in_the_way_out(site: Site, tree: Tree, entries: Iterable[Entry]) -> Iterator[Problem]:
    if complaint := way_out_complaint(site, _listed(entries)):
        yield tree.at(("exit_address",), f"exit_address: {quoted(site.exit_address)} {complaint}")
    spoken = {words.language for words in site.exit_words}
    if silent := [code for code in site.languages if code not in spoken]:
        yield tree.at(
            ("exit_label" if site.exit_label else "languages",),
            f"exit_label: says nothing in '{silent[0]}'; write what “Leave now” is called in each "
            f"language, such as {_example(site)}",
        )


def way_out_complaint(site: Site, listed: Iterable[tuple[str, str]]) -> str:
    """Why the way out cannot lead where it does; `listed` are the names and sites of records."""
    way_out = _host(site.exit_address)
    if site.website and _host(site.website) == way_out:
        return "is this guide itself: choose a site that shows nothing about help"
    last = way_out.rpartition(".")[2]
    for name, website in (*_lines(site), *listed):
        # Among thousands, few can have that site's name.
        if last in website.lower() and f".{way_out}".endswith(f".{_host(website)}"):
            return f"is the site of {name}: choose one that shows nothing about help"
    return ""


def _lines(site: Site) -> Iterator[tuple[str, str]]:
    return ((line.name, line.website) for line in site.hotlines if line.website)


def _listed(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Who and what this guide sends people to."""
    for entry in entries:
        if isinstance(entry.record, Partner | Resource) and entry.record.website:
            yield entry.record.heading, entry.record.website


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").rstrip(".").removeprefix("www.")


def _example(site: Site) -> str:
    labels = {words.language: words.label for words in site.exit_words}
    texts = (f"{code}: {labels.get(code, '…')}" for code in site.languages)
    return f"exit_label: {{{', '.join(texts)}}}"
