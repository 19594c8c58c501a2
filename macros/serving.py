"""While serving, bad data never ends the server: the last good guide stays.

What did not change since an earlier build is not converted again.
"""

import logging

from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from macros.annotations import reported
from macros.project import Reading
from macros.schemas import files
from macros.session import Converted, Session

log = logging.getLogger("mkdocs.plugins.guide")
UNREADABLE = "# This page cannot be shown\n\nThe banner above says what to mend in its file.\n"


def take(reading: Reading, now: Session) -> None:
    """Take a sound guide with its pages, or keep the last sound pair, checked together.

    A server that starts on wrong pages shows the others.
    """
    if reading.problems and not (now.serving and (now.guide or reading.guide)):
        raise PluginError(reported(reading.problems))
    if not reading.problems or not now.guide:
        now.guide, now.pages = reading.guide, reading.pages
    now.problems = reading.problems
    if now.serving and now.root:
        files.keep_up(now.root, reading.loaded)
    for problem in reading.problems:
        # As an error it would end `serve --strict`.
        log.info(problem)


def last_good(page: Page, now: Session) -> str | None:
    """While something is wrong, each page shows as it was when all was right."""
    if not now.problems or page.file.generated_by:
        return None
    known = now.pages.get(page.file.src_uri, UNREADABLE)
    return known.split("\n---\n", 1)[-1] if known.startswith("---\n") else known


def leave_out_known(markdown: str, page: Page, now: Session) -> str | None:
    """What a page said before need not be converted again."""
    known = now.converted.get(page.file.src_uri) if now.serving else None
    now.known = known if known and known.markdown == markdown else None
    return "" if now.known else None


def recall(html: str, page: Page, now: Session) -> str | None:
    """What the page became in an earlier build; what it became now is kept for later ones."""
    if now.known:
        page.toc, page.present_anchor_ids = now.known.toc, now.known.anchors
        return now.known.html
    if now.serving and page.file.generated_by:
        now.converted[page.file.src_uri] = Converted(
            page.markdown or "", html, page.toc, page.present_anchor_ids
        )
    return None
