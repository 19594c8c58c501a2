"""This project's own guide, whatever it holds: these hold for every fork's guide, too."""

import re
from pathlib import Path

import lxml.html

from macros.guide import PAGED
from macros.project import read
from tests.projects import ROOT
from tests.websites import Document, dead_links, pages, unreached


def test_every_record_stands_on_a_page(site: Path) -> None:
    guide = read(ROOT).guide
    assert guide
    for kind in PAGED:
        for record in guide.records[kind].values():
            assert (site / record.path / "index.html").is_file(), record.key


def test_every_source_stands_on_the_page_of_sources(site: Path) -> None:
    guide = read(ROOT).guide
    assert guide
    ids = Document.of(site / "sources/index.html").ids
    assert [
        source.id for source in guide.sources.values() if f"source-{source.id}" not in ids
    ] == []


def test_no_page_is_an_orphan(site: Path) -> None:
    assert unreached(site) == set()


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    assert dead_links(site) == []


def test_links_to_other_sites_say_so_tell_them_nothing_and_open_in_place(site: Path) -> None:
    links = [
        (path.relative_to(site), link)
        for path in pages(site)
        for link in lxml.html.parse(path).iter("a")
        if "//" in link.get("href", "")
    ]
    assert links
    for path, link in links:
        assert "noreferrer" in link.get("rel", "").split(), (path, link.get("href"))
        assert "target" not in link.attrib, (path, link.get("href"))
        if "data-exit" not in link.attrib:
            said = " ".join(link.text_content().split())
            assert said.endswith("(another site)"), (path, link.get("href"))
            assert said.count("another site") == 1, (path, link.get("href"))


def test_links_in_what_the_finder_shows_do_so_too(site: Path) -> None:
    details = "".join(part.read_text("utf-8") for part in (site / "finder").glob("*/d/*.js"))
    links = re.findall(r"<a [^>]*//[^>]*>.*?</a>", details.replace('\\"', '"'))
    assert links
    for link in links:
        assert 'rel="noreferrer"' in link and "(another site)</span></a>" in link


def test_help_lines_stand_on_every_page(site: Path) -> None:
    guide = read(ROOT).guide
    assert guide
    for path in pages(site):
        links = [link.attributes.get("href", "") for link in Document.of(path).all("a")]
        for hotline in guide.site.hotlines:
            assert hotline.phone.uri in links, path
