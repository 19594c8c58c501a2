"""This project's own guide, whatever it holds: these hold for every fork's guide, too."""

from pathlib import Path

from macros.guide import PAGED
from macros.project import read
from tests.projects import ROOT
from tests.websites import Document, dead_links, pages, reachable


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
    assert set(pages(site)) - reachable(site) - {site / "404.html"} == set()


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    assert dead_links(site) == []


def test_links_to_other_sites_send_no_referrer(site: Path) -> None:
    open_handed = [
        f"{path.relative_to(site)} → {link.attributes['href']}"
        for path in pages(site)
        for link in Document.of(path).all("a")
        if link.attributes.get("href", "").startswith("http")
        and "noreferrer" not in link.attributes.get("rel", "")
    ]
    assert open_handed == []


def test_help_lines_stand_on_every_page(site: Path) -> None:
    guide = read(ROOT).guide
    assert guide
    for path in pages(site):
        links = [link.attributes.get("href", "") for link in Document.of(path).all("a")]
        for hotline in guide.site.hotlines:
            assert hotline.phone.uri in links, path
