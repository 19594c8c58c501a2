"""Adds the finder's files to a build of MkDocs, once every page has its text."""

from html import unescape
from pathlib import Path

from mkdocs.structure.pages import Page

from macros.finder.sections import Section, sections
from macros.finder.writing import FinderFiles
from macros.fingerprints import fingerprint
from macros.guide import Guide
from macros.session import Session


def add(now: Session) -> None:
    assert now.guide and now.drawing  # noqa: S101  (on_config made both)
    found = [section for path in sorted(now.sections) for section in now.sections[path]]
    drawing = now.drawing
    now.lots.append(FinderFiles(now.guide, found, drawing.finding, drawing.finder_rest, now.look))


def sections_of(page: Page, html: str, now: Session) -> list[Section]:
    """What of a hand-written page can be found; while serving, read again only where it differs."""
    assert now.guide  # noqa: S101  (on_config made it)
    if not now.serving:
        return _read(page, html, now.guide)
    said = repr((page.title, page.url, page.meta)), repr([*now.guide.terms])
    path, made_of = page.file.src_uri, fingerprint([html, *said])
    known, found = now.read.get(path, ("", []))
    if known != made_of:
        now.read[path] = made_of, (found := _read(page, html, now.guide))
    return found


def _read(page: Page, html: str, guide: Guide) -> list[Section]:
    """A page may leave itself out."""
    search = page.meta.get("search")
    if isinstance(search, dict) and search.get("exclude"):
        return []
    path = Path(page.file.src_uri).with_suffix("").as_posix()
    return sections(html, path, unescape(str(page.title)), page.url, _topics(page, guide))


def _topics(page: Page, guide: Guide) -> list[str]:
    """While serving, the head may name what only the next sound guide has."""
    given = page.meta.get("topics")
    return [topic for topic in given if topic in guide.terms] if isinstance(given, list) else []
