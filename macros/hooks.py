"""The edge to MkDocs: its events, translated for the core.

A build writes beside the old site and takes its place only when nothing went wrong, so a failed
build leaves the old site whole. While serving, bad data never ends the server: the last good
guide stays, under a banner that says what is wrong.
"""

import logging
import shutil
from html import unescape
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from macros import session, swapping
from macros.documents import publishing
from macros.documents.compiling import Compiler
from macros.documents.excerpts import Excerpt
from macros.drawing import Drawing
from macros.finder.sections import Section, sections
from macros.finder.writing import files as finder_files
from macros.pages import GeneratedPage, ListPage, pages, shortened
from macros.placing import place
from macros.problems import report
from macros.project import Reading, read
from macros.prose import to_text
from macros.rendering import Renderer

log = logging.getLogger("mkdocs.plugins.guide")
FIRST, LAST = 100, -100
UNREADABLE = "# This page cannot be shown\n\nThe banner above says what to mend in its file.\n"


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    session.current.serving = command == "serve"
    session.current.dirty = dirty
    # It lists every variable and macro at each build.
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.WARNING)


@event_priority(FIRST)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if config.strict and not logging.getLogger("mkdocs").isEnabledFor(logging.WARNING):
        raise PluginError("-q hides the warnings that --strict counts: leave one of them out")
    if not config.use_directory_urls:
        raise PluginError("'use_directory_urls' must stay true: records are reached by folders")
    root = Path(config.config_file_path).parent
    now = session.begin(root)
    _take(read(root, Path(config.docs_dir)), now)
    assert now.guide  # noqa: S101  (_take raises unless there is one)
    now.renderer = _renderer(config)
    now.drawing = Drawing(now.guide, now.renderer)
    now.remember(repr((config.markdown_extensions, config.mdx_configs)))
    _brand(config, now)
    now.documents = not (now.serving or now.dirty) and _documents_wanted()
    if not (now.serving or now.dirty):
        _build_beside(config, now)
    return config


def _renderer(config: MkDocsConfig) -> Renderer:
    renderer = Renderer(config.theme.dirs)
    if problems := renderer.check():
        raise PluginError(report(problems))
    return renderer


def _take(reading: Reading, now: session.Session) -> None:
    """Take a sound guide with its pages, or keep the last sound pair, checked together.

    A server that starts on wrong pages shows the others.
    """
    if reading.problems and not (now.serving and (now.guide or reading.guide)):
        raise PluginError(report(reading.problems))
    if not reading.problems or not now.guide:
        now.guide, now.pages = reading.guide, reading.pages
    now.problems = reading.problems
    for problem in reading.problems:
        # As an error it would end `serve --strict`.
        log.info(problem)


def _brand(config: MkDocsConfig, now: session.Session) -> None:
    """Material prints these unescaped; escaped text passes its own `| e` unchanged."""
    assert now.guide  # noqa: S101
    site = now.guide.site
    config.site_name = escape(site.name)
    config.site_description = escape(shortened(to_text(site.summary)))
    config.theme["language"] = _theme_language(config, site.languages[0])
    if site.website and not now.serving:
        config.site_url = site.website.rstrip("/") + "/"


def _theme_language(config: MkDocsConfig, language: str) -> str:
    """The language in which Material can speak, nearest to the guide's."""
    for code in (language, language.split("-")[0]):
        if any((Path(d) / f"partials/languages/{code}.html").is_file() for d in config.theme.dirs):
            return code
    return "en"


def _build_beside(config: MkDocsConfig, now: session.Session) -> None:
    now.site = Path(config.site_dir).resolve()
    if now.site.is_mount():
        raise PluginError(f"{now.site} is a mount point: build into a folder inside it (-d)")
    config.site_dir = str(swapping.begin(now.site))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    now = session.current
    assert now.guide  # noqa: S101  (on_config made it)
    now.sections = {}
    now.generated = {page.path: page for page in pages(now.guide)}
    for page in now.generated.values():
        file = File.generated(
            config, page.path, content=page.markdown, inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.edit_uri = None
        files.append(file)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    session.current.order = [page.file.src_uri for page in nav.pages]
    return nav


@event_priority(FIRST)
def _last_good(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """While something is wrong, each page shows as it was when all was right."""
    if not session.current.problems or page.file.generated_by:
        return None
    known = session.current.pages.get(page.file.src_uri, UNREADABLE)
    return known.split("\n---\n", 1)[-1] if known.startswith("---\n") else known


@event_priority(LAST)
def _leave_out_known(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """While serving, what a page said before need not be converted again."""
    now = session.current
    known = now.converted.get(page.file.src_uri) if now.serving else None
    now.known = known if known and known.markdown == markdown else None
    return "" if now.known else None


on_page_markdown = CombinedEvent(_last_good, _leave_out_known)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """Give the page its title, and what it became in an earlier build."""
    now = session.current
    if not page.file.generated_by:
        now.sections[page.file.src_uri] = _sections(html, page)
    _name(page, now.generated.get(page.file.src_uri))
    if now.known:
        page.toc, page.present_anchor_ids = now.known.toc, now.known.anchors
        return now.known.html
    if now.serving and page.file.generated_by:
        now.converted[page.file.src_uri] = session.Converted(
            page.markdown or "", html, page.toc, page.present_anchor_ids
        )
    return None


def _sections(html: str, page: Page) -> list[Section]:
    """What of a hand-written page can be found; a page may leave itself out."""
    search = page.meta.get("search")
    if isinstance(search, dict) and search.get("exclude"):
        return []
    path = Path(page.file.src_uri).with_suffix("").as_posix()
    return sections(html, path, unescape(str(page.title)), page.url, _topics(page))


def _topics(page: Page) -> list[str]:
    """While serving, the head may name what only the next sound guide has."""
    assert session.current.guide  # noqa: S101  (on_config made it)
    given = page.meta.get("topics")
    known = session.current.guide.terms
    return [topic for topic in given if topic in known] if isinstance(given, list) else []


def _name(page: Page, generated: GeneratedPage | ListPage | None) -> None:
    """Titles come this late: mkdocs-macros would read braces in an earlier one as a template.

    Material prints titles and descriptions as they are, in attributes, too.
    """
    if generated:
        page.meta.update(title=generated.title, description=generated.description)
    for name in ("title", "description"):
        if name in page.meta:
            page.meta[name] = escape(str(page.meta[name]))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """What the theme's own templates need; fragments they show come drawn, hence escaped."""
    now = session.current
    assert now.guide and now.drawing  # noqa: S101  (on_config made both)
    env.globals |= {"guide": now.guide, "problems": now.problems}
    env.globals["hotlines"] = Markup(now.drawing.hotlines())  # noqa: S704
    _add_finder(now, config, files)
    _add_documents(now, config, files)
    return env


def _add_finder(now: session.Session, config: MkDocsConfig, files: Files) -> None:
    """Now every page has its text; MkDocs copies files after this."""
    assert now.guide and now.drawing  # noqa: S101  (on_config made both)
    found = [section for path in sorted(now.sections) for section in now.sections[path]]
    drawing = now.drawing
    written = finder_files(now.guide, found, drawing.finding, drawing.finder_rest)
    for path, text in written.items():
        files.append(File.generated(config, path, content=text))


def _add_documents(now: session.Session, config: MkDocsConfig, files: Files) -> None:
    """PDF and Word files."""
    assert now.guide and now.renderer and now.root  # noqa: S101  (on_config made them)
    now.downloads = {}
    if not now.documents:
        return
    compiler = Compiler(now.guide, now.renderer, _excerpts(now, files))
    try:
        made = publishing.publish(compiler.documents(), _styles(config), now.root, log.info)
    except publishing.RefusedError as error:
        raise PluginError(str(error)) from None
    for path, kept in made.files.items():
        files.append(File.generated(config, path, abs_src_path=str(kept)))
    now.downloads = made.downloads


def _documents_wanted() -> bool:
    try:
        return publishing.is_wanted(log.info)
    except publishing.RefusedError as error:
        raise PluginError(str(error)) from None


def _excerpts(now: session.Session, files: Files) -> dict[str, Excerpt]:
    """Every page by its address, those of the nav first and in its order."""
    place_of = {path: number for number, path in enumerate(now.order)}
    pages = [file.page for file in files.documentation_pages() if file.page]
    pages.sort(key=lambda page: place_of.get(page.file.src_uri, len(place_of)))
    return {
        page.url: Excerpt(page.url, unescape(str(page.title)), page.content or "") for page in pages
    }


def _styles(config: MkDocsConfig) -> Path:
    """Where the documents' style sheet and fonts stand, the first folder of the theme first."""
    folders = [Path(folder) / "documents" for folder in config.theme.dirs]
    return next(folder for folder in folders if (folder / "document.css").is_file())


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Now it is known what can be fetched, and how large it is."""
    now = session.current
    assert now.drawing  # noqa: S101  (on_config made it)
    key = unquote(page.url.rstrip("/"))
    page.content = place(page.content or "", page.url, key, now.downloads, now.drawing)
    return context


@event_priority(LAST)
def on_post_build(config: MkDocsConfig) -> None:
    """Swap the new site in, unless strict mode is about to refuse it."""
    new, site = Path(config.site_dir), session.current.site
    if not site or new == site or session.current.serving:
        return
    config.site_dir = str(site)
    if config.strict and _warnings():
        shutil.rmtree(new)
        if site.exists():
            log.info(f"The site in {site.name}/ stays as it was.")
        return
    swapping.swap(new, site)


def _warnings() -> list[Any]:
    handlers = logging.getLogger("mkdocs").handlers
    return [count for h in handlers if isinstance(h, CountHandler) for count in h.get_counts()]
