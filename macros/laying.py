"""What the folders named `local/` change in a build of MkDocs."""

import html
import logging
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from macros import menu
from macros.editions import LOCAL
from macros.local_pages import STYLE_SHEET
from macros.model import Site
from macros.session import Session

log = logging.getLogger("mkdocs.plugins.guide")


def begin(config: MkDocsConfig) -> None:
    """A fork's templates win over ours, and its rules come after ours."""
    templates = Path(config.theme.custom_dir or "") / LOCAL
    if config.theme.custom_dir and templates.is_dir():
        config.theme.dirs.insert(0, str(templates))
    if (Path(config.docs_dir) / LOCAL / STYLE_SHEET).is_file():
        config.extra_css.append(STYLE_SHEET)


def lay(files: Files, config: MkDocsConfig, now: Session) -> None:
    """Put local pages where they belong, in the menu too, and take hidden ones away."""
    assert now.guide  # noqa: S101  (the build has begun with one)
    own = dict(_moved(files, config))
    gone = list(_hidden(files, config, now.guide.site))
    for file in gone:
        file.inclusion = InclusionLevel.EXCLUDED
    hidden = [file.src_uri for file in gone]
    wishes = menu.wishes([path for path in own if own[path].is_documentation_page()], now.pages)
    if config.nav:
        config.nav = menu.arranged(config.nav, wishes, hidden)
    unlisted = {path for path, wish in wishes.items() if wish.section == menu.NONE}
    if config.nav:
        unlisted = set(own) - set(menu.paths(config.nav))
    for path in unlisted:
        own[path].inclusion = InclusionLevel.NOT_IN_NAV
    _NAMES.known = frozenset(own)
    logging.getLogger("mkdocs.structure.pages").addFilter(_NAMES)


def _hidden(files: Files, config: MkDocsConfig, site: Site) -> Iterator[File]:
    for file in files:
        is_ours = file.src_dir == config.docs_dir and file.is_documentation_page()
        if is_ours and site.hides(file.src_uri):
            yield file


def _moved(files: Files, config: MkDocsConfig) -> Iterator[tuple[str, File]]:
    """The local files at their places, by these; what stood there is gone."""
    prefix = f"{LOCAL}/"
    for file in list(files):
        if file.src_dir != config.docs_dir or not file.src_uri.startswith(prefix):
            continue
        files.remove(file)
        path = file.src_uri.removeprefix(prefix)
        source = str(Path(config.docs_dir) / LOCAL)
        moved = File(path, source, config.site_dir, config.use_directory_urls)
        moved.edit_uri = file.edit_uri
        if replaced := files.get_file_from_path(path):
            files.remove(replaced)
        files.append(moved)
        yield path, moved


class _TrueNames(logging.Filter):
    """MkDocs names a page by its place in the site; its author knows the file."""

    known: frozenset[str] = frozenset()

    def filter(self, record: logging.LogRecord) -> bool:
        found = re.match(r"Doc file '([^']+)'", str(record.msg))
        if found and found[1] in self.known:
            record.msg = f"Doc file '{LOCAL}/{found[1]}'" + record.msg[found.end() :]
        return True


_NAMES = _TrueNames()


def mend_links(files: Files, config: MkDocsConfig, now: Session) -> None:
    """Our pages cannot know what a fork hides or words anew: such links go, or go nearby."""
    assert now.guide  # noqa: S101  (the build has begun with one)
    gone = list(_hidden(files, config, now.guide.site))
    local = str(Path(config.docs_dir) / LOCAL)
    for file in files.documentation_pages():
        if not file.page or not file.page.content:
            continue
        for other in gone:
            _unlink(file, file.page, other, is_own=file.src_dir == local)
        if file.src_dir != local:
            _lead_nearby(file, file.page, local)


def _unlink(file: File, page: Page, gone: File, is_own: bool) -> None:
    address = re.escape(html.escape(gone.url_relative_to(file)))
    link = rf'<a\b[^>]*\bhref="{address}(?:#[^"]*)?"[^>]*>(.*?)</a>'
    page.content, count = re.subn(link, r"\1", page.content or "", flags=re.S)
    (page.links_to_anchors or {}).pop(gone, None)
    if count and is_own:
        log.info(
            f"Doc file '{LOCAL}/{file.src_uri}' links to '{gone.src_uri}', "
            "which data/local/site.yml hides: the link became plain words"
        )


def _lead_nearby(file: File, page: Page, local: str) -> None:
    """Links to a heading that only our text of a page had lead to the start of the local one."""
    for other, anchors in (page.links_to_anchors or {}).items():
        if other.src_dir != local or not other.page:
            continue
        there = other.page.present_anchor_ids or set()
        address = html.escape(other.url_relative_to(file))
        for anchor in [anchor for anchor in anchors if anchor not in there]:
            written = f'href="{address}#{html.escape(anchor)}"'
            page.content = (page.content or "").replace(written, f'href="{address}"')
            del anchors[anchor]
            log.info(
                f"docs/{LOCAL}/{other.src_uri} has no '#{anchor}': a link in {file.src_uri} "
                "leads to its start"
            )
