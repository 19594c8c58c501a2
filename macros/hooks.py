"""The edge to MkDocs: its events, translated for the core."""

import logging
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
from mkdocs_macros import context

from macros import (
    keeping,
    laying,
    logos,
    policy,
    redirecting,
    replacing,
    serving,
    session,
    shelling,
    theme,
)
from macros.blocked import blocked
from macros.documents import adding as documents
from macros.drawing import Drawing
from macros.editions import NOTICE
from macros.exports import adding as exports
from macros.finder import adding as finder
from macros.heads import Page as HandWritten
from macros.pages import MadePage, is_shelled, markdown, pages
from macros.placing import place
from macros.problems import report
from macros.project import read
from macros.rendering import Renderer

log = logging.getLogger("mkdocs.plugins.guide")
FIRST, LAST = 100, -100
NO_DAY = "1980-01-01"


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    session.current.serving = command == "serve"
    if dirty and command != "serve":
        raise PluginError("--dirty would leave parts of the old site behind: leave it out")
    # It lists every variable and macro at each build.
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.WARNING)
    # It would start git twelve times, for what no page may say.
    context.get_git_info = dict


@event_priority(FIRST)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if config.strict and not logging.getLogger("mkdocs").isEnabledFor(logging.WARNING):
        raise PluginError("-q hides the warnings that --strict counts: leave one of them out")
    if not config.use_directory_urls:
        raise PluginError("'use_directory_urls' must stay true: records are reached by folders")
    root = Path(config.config_file_path).absolute().parent
    now = session.begin(root)
    now.answering.begin()
    serving.take(read(root, Path(config.docs_dir), edition=now.edition), now)
    assert now.guide  # noqa: S101  (it raises unless there is one)
    if not now.serving:
        keeping.forget()
    laying.begin(config)
    now.renderer = _renderer(config)
    now.renderer.environment.globals["logo"] = logos.data_uri(now.guide.site, Path(config.docs_dir))
    now.drawing = Drawing(now.guide, now.renderer)
    theme.brand(config, now.guide, now.serving)
    # Each save would wait for them.
    now.documents = not now.serving and documents.is_wanted()
    if not now.serving:
        replacing.begin(config, now)
    return config


def _renderer(config: MkDocsConfig) -> Renderer:
    renderer = Renderer(config.theme.dirs)
    if problems := renderer.check():
        raise PluginError(report(problems))
    return renderer


def on_files(files: Files, config: MkDocsConfig) -> Files:
    now = session.current
    assert now.guide and now.renderer  # noqa: S101  (on_config made both)
    now.sections, now.inline, now.lots, now.unlisted = {}, frozenset(), [], {}
    laying.lay(files, config, now)
    feed = theme.feed_of(files, config, now.guide)
    now.renderer.environment.globals["feed"] = feed
    made = list(pages(now.guide))
    now.shelled = [page for page in made if is_shelled(page)]
    now.generated = {page.path: page for page in made if not is_shelled(page)}
    for page in now.generated.values():
        file = File.generated(
            config, page.path, content=markdown(page), inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.edit_uri = None
        files.append(file)
    if now.edition.is_staff:
        notice = now.renderer.draw("edition_notice")
        files.append(File.generated(config, NOTICE, content=notice))
    theme.leave_out_unused(files, config)
    for complaint in theme.extras_that_do_not_work(files, config):
        log.warning(complaint)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    session.current.nav = nav
    serving.settle(files, config, session.current)
    session.current.order = [page.file.src_uri for page in nav.pages]
    return nav


@event_priority(FIRST)
def _last_good(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    return serving.last_good(page, session.current)


@event_priority(LAST)
def _leave_out_known(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    return serving.leave_out_known(markdown, page, session.current)


on_page_markdown = CombinedEvent(_last_good, _leave_out_known)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give the page its title, and what it became in an earlier build."""
    now = session.current
    assert now.guide  # noqa: S101  (on_config made it)
    html = serving.recall(html, page, files, now)
    # MkDocs takes the day of the build for it, and writes that into the packed sitemap.
    page.update_date = NO_DAY
    if not page.file.generated_by:
        now.sections[page.file.src_uri] = finder.sections_of(page, html, now)
        _warn_of_blocked(html, page.file)
    _name(page, now.generated.get(page.file.src_uri))
    return html


def _warn_of_blocked(html: str, file: File) -> None:
    now = session.current
    assert now.root  # noqa: S101  (on_config made it)
    path = Path(file.abs_src_path or file.src_uri).relative_to(now.root).as_posix()
    text = now.pages.get(file.src_uri, "")
    for problem in blocked(html, HandWritten.of(path, text)):
        log.warning(problem)


def _name(page: Page, generated: MadePage | None) -> None:
    """Titles come this late: mkdocs-macros would read braces in an earlier one as a template.

    Templates print descriptions as they are, in attributes, too.
    """
    if generated:
        page.meta.update(title=generated.title, description=generated.description)
    for name in ("title", "description"):
        if name in page.meta:
            page.meta[name] = escape(str(page.meta[name]))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """What the theme's templates need; now every page has its text, and files are copied next."""
    now = session.current
    assert now.guide and now.drawing and now.renderer  # noqa: S101  (on_config made them)
    env.bytecode_cache = now.compiled
    env.globals |= {
        "guide": now.guide,
        "problems": now.problems,
        "policy": policy.SLOT,
        "palette": theme.colours(now.guide.site, config),
        "promises": theme.promises(files),
        "imprint": Markup(now.renderer.draw("imprint", site=now.guide.site)),  # noqa: S704
        # Comes drawn, hence escaped.
        "hotlines": Markup(now.drawing.hotlines()),  # noqa: S704
        "change_feed": now.drawing.feed(config.site_url or "") if _has_feed(now) else None,
    }
    laying.mend_links(files, config, now)
    if now.documents:
        replacing.refuse_early(config, files)
    now.look = theme.look(config)
    # What takes longest is begun first.
    exports.add(now)
    finder.add(now)
    now.downloads = documents.add(now, config, files) if now.documents else {}
    redirecting.add(now, env, config, files, _finished)
    shelling.add(now, env, config, files)
    return env


def _has_feed(now: session.Session) -> bool:
    return bool(now.renderer and now.renderer.environment.globals["feed"])


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Now it is known what can be fetched, and how large it is."""
    now = session.current
    assert now.drawing  # noqa: S101  (on_config made it)
    key = unquote(page.url.rstrip("/"))
    prose = place(page.content or "", page.url, key, now.downloads, now.drawing)
    page.content = policy.enclosed(exports.placed(prose, page.url, page.file.dest_uri, now))
    return context


@event_priority(LAST)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _finished(output)


@event_priority(LAST)
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    return _finished(output) if template_name.endswith(".html") else output


def _finished(html: str) -> str:
    """The policy in its place, and links to other sites marked."""
    now = session.current
    assert now.drawing  # noqa: S101  (on_config made it)
    signed, inline = policy.signed(html, now.serving)
    now.inline |= inline
    return now.drawing.outbound(signed)


@event_priority(LAST)
def on_post_build(config: MkDocsConfig) -> None:
    now = session.current
    assert now.renderer  # noqa: S101  (on_config made it)
    now.renderer.keep()
    now.compiled.keep()
    if now.serving:
        serving.end(config, now)
    else:
        replacing.end(config, now)


def on_build_error(error: Exception) -> None:
    replacing.give_up(session.current)


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> None:
    serving.answer(server, session.current)
