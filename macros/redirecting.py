"""Adds to a build of MkDocs what leads readers from an old address to the new one."""

from collections.abc import Callable

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from macros import redirects
from macros.model import Redirect
from macros.session import Session

TEMPLATE = "redirect.html"


def add(
    now: Session,
    env: Environment,
    config: MkDocsConfig,
    files: Files,
    finished: Callable[[str], str],
) -> None:
    """A page at each old address, for hosts that know no better, and a file for those that do."""
    assert now.guide  # noqa: S101  (on_config made it)
    moved = now.guide.site.redirects
    for redirect in moved:
        html = finished(_page(env, config, redirect))
        files.append(File.generated(config, redirects.file_of(redirect.old), content=html))
    if moved:
        text = "".join(redirects.lines(moved))
        if own := files.get_file_from_path(redirects.FILE):
            files.remove(own)
            text += own.content_string
        files.append(File.generated(config, redirects.FILE, content=text))


def _page(env: Environment, config: MkDocsConfig, redirect: Redirect) -> str:
    place = redirects.file_of(redirect.old)
    is_inside = redirects.is_inside(redirect.new)
    new = get_relative_url(redirect.new, place) if is_inside else redirect.new
    base = get_relative_url(".", place)
    template = env.get_template(TEMPLATE)
    return template.render(config=config, page=None, nav=None, base_url=base, new=new)
