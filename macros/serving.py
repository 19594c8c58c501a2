"""While serving, bad data never ends the server: the last good guide stays.

What did not change since an earlier build is not converted again.
"""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from macros.annotations import reported
from macros.known import Known
from macros.loading import Loaded
from macros.project import Reading
from macros.replacing import refusing
from macros.schemas import files as schema_files
from macros.session import Converted, Session
from macros.writing import Writing, by_thing

if TYPE_CHECKING:  # A build needs no server.
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.guide")
UNREADABLE = "# This page cannot be shown\n\nThe banner above says what to mend in its file.\n"
PURE = {"admonition", "attr_list", "fenced_code", "macros.markup", "tables", "toc"}
"""Extensions of Markdown that read no other file."""


def take(reading: Reading, now: Session) -> None:
    """Take a sound guide with its pages, or keep the last sound pair, checked together.

    A server that starts on wrong pages shows the others.
    """
    if reading.problems and not (now.serving and (now.guide or reading.guide)):
        raise PluginError(reported(reading.problems))
    if not reading.problems or not now.guide:
        now.guide, now.pages = reading.guide, reading.pages
    now.problems = reading.problems
    now.loaded = reading.loaded if now.serving else None
    for problem in reading.problems:
        # As an error it would end `serve --strict`.
        log.info(problem)


def last_good(page: Page, now: Session) -> str | None:
    """While something is wrong, each page shows as it was when all was right."""
    if not now.problems or page.file.generated_by:
        return None
    known = now.pages.get(page.file.src_uri, UNREADABLE)
    return known.split("\n---\n", 1)[-1] if known.startswith("---\n") else known


class _Said(logging.Filter):
    """Notices that MkDocs has something to say of a page: it is to say it at each build."""

    anything = False

    def filter(self, record: logging.LogRecord) -> bool:
        self.anything = True
        return True


_SAID = _Said()


def settle(files: Files, config: MkDocsConfig, now: Session) -> None:
    """A page becomes the same again as long as it is set the same way and links to the same."""
    logging.getLogger("mkdocs.structure.pages").addFilter(_SAID)
    settings = config.markdown_extensions, config.mdx_configs, config.validation
    others = [(file.src_uri, file.url, file.inclusion) for file in files]
    now.remember(repr((settings, others)))
    now.is_pure = PURE.issuperset(config.markdown_extensions)


def leave_out_known(markdown: str, page: Page, now: Session) -> str | None:
    """What a page said before need not be converted again."""
    known = now.converted.get(page.file.src_uri) if now.serving else None
    now.known = known if known and known.markdown == markdown else None
    _SAID.anything = False
    return "" if now.known else None


def recall(html: str, page: Page, files: Files, now: Session) -> str:
    """What the page became in an earlier build; what it became now is kept for later ones."""
    if now.known:
        _restore(page, files, now.known)
        return now.known.html
    if now.serving and not _SAID.anything and (now.is_pure or page.file.generated_by):
        now.converted[page.file.src_uri] = _converted(html, page)
    return html


def _converted(html: str, page: Page) -> Converted:
    links = (page.links_to_anchors or {}).items()
    return Converted(
        page.markdown or "",
        html,
        page._title_from_render,
        page.toc,
        page.present_anchor_ids,
        {file.src_uri: dict(anchors) for file, anchors in links},
    )


def _restore(page: Page, files: Files, known: Converted) -> None:
    page.markdown, page._title_from_render = known.markdown, known.title
    page.toc, page.present_anchor_ids = known.toc, known.anchors
    linked = ((files.get_file_from_path(path), known.links[path]) for path in known.links)
    page.links_to_anchors = {file: dict(anchors) for file, anchors in linked if file}


def end(config: MkDocsConfig, now: Session) -> None:
    """What MkDocs knows nothing of is drawn when it is asked for."""
    if _is_followed():
        now.answering.offer(now.lots)
    else:
        site = Path(config.site_dir)
        with refusing():
            every = Writing(by_thing(now.lots), site, site)
            every.files(every.draw(every.things))
    if now.root and now.loaded:
        now.beside.submit(_teach_editors, now, now.root, now.loaded)


def _teach_editors(now: Session, root: Path, loaded: Loaded) -> None:
    """Schemas change with the ids and names that a guide has: few saves bring new ones."""
    known = Known.of(loaded)
    if known != now.taught or not (root / schema_files.STORE).is_dir():
        schema_files.keep_up(root, loaded)
        now.taught = known


def _is_followed() -> bool:
    """With `--no-livereload` there is one build, and MkDocs hands its server to no hook."""
    command = click.get_current_context(silent=True)
    return not command or bool(command.params.get("livereload", True))


def answer(server: "LiveReloadServer", now: Session) -> None:
    site, mount = Path(server.root), server.mount_path
    server.set_app(now.answering.instead_of(server.serve_request, site, mount))
