"""Adds to a build of MkDocs what readers find at old addresses: where to go, or that it is gone."""

from collections.abc import Callable
from datetime import date

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from macros import former_ids, redirects
from macros.history.gone import taken_out
from macros.history.releases import kind_of
from macros.model import Redirect
from macros.rendering import long_date
from macros.session import Session

MOVED, REMOVED = "redirect.html", "removed.html"


def add(
    now: Session,
    env: Environment,
    config: MkDocsConfig,
    files: Files,
    finished: Callable[[str], str],
) -> None:
    """A page at each old address, for hosts that know no better, and a file for those that do."""
    assert now.guide  # noqa: S101  (on_config made it)
    moved = former_ids.redirects(now.guide)
    for redirect in moved:
        html = finished(_moved(env, config, redirect))
        files.append(File.generated(config, redirects.file_of(redirect.old), content=html))
    for old, day in taken_out(now.guide).items():
        if not files.get_file_from_path(f"{old.rstrip('/')}.md"):
            html = finished(_removed(env, config, old, day, now.nav))
            files.append(File.generated(config, redirects.file_of(old), content=html))
    if moved:
        text = "".join(redirects.lines(moved))
        if own := files.get_file_from_path(redirects.FILE):
            files.remove(own)
            text += own.content_string
        files.append(File.generated(config, redirects.FILE, content=text))


def _moved(env: Environment, config: MkDocsConfig, redirect: Redirect) -> str:
    is_inside = redirects.is_inside(redirect.new)
    place = redirects.file_of(redirect.old)
    new = get_relative_url(redirect.new, place) if is_inside else redirect.new
    return _page(env, MOVED, config, redirect.old, nav=None, new=new)


def _removed(env: Environment, config: MkDocsConfig, old: str, day: date, nav: object) -> str:
    return _page(env, REMOVED, config, old, nav=nav, day=long_date(day), kind=kind_of(old))


def _page(env: Environment, name: str, config: MkDocsConfig, old: str, **context: object) -> str:
    base = get_relative_url(".", redirects.file_of(old))
    template = env.get_template(name)
    return template.render(config=config, page=None, base_url=base, **context)
