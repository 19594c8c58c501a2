"""The edge to MkDocs: its events, translated for the core.

A build writes beside the old site and takes its place only when nothing went wrong, so a failed
build leaves the old site whole. While serving, bad data never ends the server: the last good
guide stays, under a banner that says what is wrong.
"""

import atexit
import logging
import shutil
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from macros import session
from macros.drawing import Drawing
from macros.pages import pages
from macros.problems import report
from macros.project import Reading, read
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
    root = Path(config.config_file_path).parent
    now = session.begin(root)
    _take(read(root, Path(config.docs_dir)), now)
    assert now.guide  # noqa: S101  (_take raises unless there is one)
    now.drawing = Drawing(now.guide, _renderer(config))
    _brand(config, now)
    if not (now.serving or now.dirty):
        _build_beside(config, now)
    return config


def _renderer(config: MkDocsConfig) -> Renderer:
    renderer = Renderer(config.theme.dirs)
    if problems := renderer.check():
        raise PluginError(report(problems))
    return renderer


def _take(reading: Reading, now: session.Session) -> None:
    """Keep what is sound; without a sound guide there is nothing to build."""
    if reading.problems and not (now.serving and (now.guide or reading.guide)):
        raise PluginError(report(reading.problems))
    now.problems = reading.problems
    now.guide = reading.guide or now.guide
    now.pages.update(reading.pages)
    now.broken = {problem.path for problem in reading.problems}
    for problem in reading.problems:
        log.error(problem)


def _brand(config: MkDocsConfig, now: session.Session) -> None:
    """Material prints these unescaped; escaped text passes its own `| e` unchanged."""
    assert now.guide  # noqa: S101
    site = now.guide.site
    config.site_name = escape(site.name)
    config.site_description = escape(site.summary)
    config.theme["language"] = site.languages[0]
    if site.website and not now.serving:
        config.site_url = site.website.rstrip("/") + "/"


def _build_beside(config: MkDocsConfig, now: session.Session) -> None:
    now.site = Path(config.site_dir)
    beside = now.site.with_name(f".{now.site.name}.building")
    shutil.rmtree(beside, ignore_errors=True)
    config.site_dir = str(beside)
    atexit.register(shutil.rmtree, beside, ignore_errors=True)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    now = session.current
    assert now.guide  # noqa: S101  (on_config made it)
    now.generated = {page.path: page for page in pages(now.guide)}
    for page in now.generated.values():
        file = File.generated(
            config, page.path, content=page.markdown, inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.edit_uri = None
        files.append(file)
    return files


@event_priority(FIRST)
def _last_good(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """While serving, a page with a wrong call shows as it last was right."""
    source = Path(page.file.abs_src_path or "")
    root = session.current.root or source
    if not source.is_relative_to(root) or page.file.generated_by:
        return None
    if source.relative_to(root).as_posix() not in session.current.broken:
        return None
    known = session.current.pages.get(page.file.src_uri, UNREADABLE)
    return known.split("\n---\n", 1)[-1] if known.startswith("---\n") else known


@event_priority(LAST)
def _leave_out_known(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """While serving, what a page said before need not be converted again."""
    now = session.current
    now.known = now.converted.get((page.file.src_uri, markdown)) if now.serving else None
    return "" if now.known and page.file.generated_by else None


on_page_markdown = CombinedEvent(_last_good, _leave_out_known)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """Titles come last: mkdocs-macros would read braces in an earlier title as a template."""
    now = session.current
    generated = now.generated.get(page.file.src_uri)
    if not generated:
        return None
    page.meta["title"] = escape(generated.title)
    page.meta["description"] = escape(generated.description)
    if now.known:
        html, page.toc = now.known
    elif now.serving and page.markdown:
        now.converted[page.file.src_uri, page.markdown] = (html, page.toc)
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """What the theme's own templates need; fragments they show come drawn, hence escaped."""
    now = session.current
    assert now.guide and now.drawing  # noqa: S101  (on_config made both)
    env.globals |= {"guide": now.guide, "problems": now.problems}
    env.globals["hotlines"] = Markup(now.drawing.hotlines())  # noqa: S704
    return env


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
    _swap(new, site)


def _warnings() -> list[Any]:
    handlers = logging.getLogger("mkdocs").handlers
    return [count for h in handlers if isinstance(h, CountHandler) for count in h.get_counts()]


def _swap(new: Path, site: Path) -> None:
    old = site.with_name(f".{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
