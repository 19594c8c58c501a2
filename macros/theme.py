"""The theme's side of a build: what it is told of the guide, and what it brings for nothing.

Templates take words and icons from Material; its scripts and style sheets serve no page of ours.
"""

import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from macros import palette, sheets
from macros.editions import LOCAL
from macros.fingerprints import fingerprint
from macros.guide import Guide
from macros.history.feed import PAGE
from macros.local_pages import standing
from macros.model import Site
from macros.pages import shortened
from macros.policy import FEED
from macros.problems import Problem
from macros.prose import to_text

log = logging.getLogger("mkdocs.plugins.guide")
FOR_PAPER = "documents/"
PROMISES = ("safety.md", "privacy.md", "accessibility.md")
"""The pages that every footer leads to, where a guide has them."""


class _Loader(FileSystemLoader):
    """Lists no hidden files: MkDocs copies none, and Material has thousands of icons there."""

    def list_templates(self) -> list[str]:
        found = (path for top in map(Path, self.searchpath) for path in _shown(top))
        return sorted(set(found))


def _shown(top: Path) -> Iterator[str]:
    for inside, folders, files in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        shown = Path(inside).relative_to(top)
        yield from ((shown / name).as_posix() for name in files if not name.startswith("."))


class _QuicklyListed(Theme):
    def __init__(self, theme: Theme) -> None:
        vars(self).update(vars(theme))

    def get_env(self) -> Environment:
        env = super().get_env()
        env.loader = _Loader(self.dirs)
        return env


def brand(config: MkDocsConfig, guide: Guide, serving: bool) -> None:
    """Templates print these unescaped; escaped text passes an own `| e` unchanged."""
    config.theme = _QuicklyListed(config.theme)
    site = guide.site
    config.site_name = escape(site.name)
    config.site_description = escape(shortened(to_text(site.summary)))
    config.theme["logo"] = site.logo or config.theme.get("logo")
    config.theme["language"] = _language(config, site.languages[0])
    # Drawn like the sitemap.
    config.theme.static_templates.add(FEED)
    if site.website and not serving:
        config.site_url = site.website.rstrip("/") + "/"
    elif guide.edition.is_staff:
        # The one in mkdocs.yml is that of the public edition.
        config.site_url = None


def _language(config: MkDocsConfig, language: str) -> str:
    """The language in which Material can speak, nearest to the guide's."""
    for code in (language, language.split("-")[0]):
        if any((Path(d) / f"partials/languages/{code}.html").is_file() for d in config.theme.dirs):
            return code
    return "en"


def colours(site: Site, config: MkDocsConfig) -> Mapping[str, palette.Colours]:
    """The guide's own colours; those that were worked out are told."""
    found = palette.palette(site, standing(Path(config.docs_dir), palette.STYLE_SHEET))
    for line in palette.worked_out(site, found):
        log.info(line)
    return found


def look(config: MkDocsConfig) -> str:
    """Changes with our templates, and with a fork's; Material's come with its release."""
    folder = Path(config.theme.custom_dir or "")
    paths = sorted(folder.rglob("*.*")) if config.theme.custom_dir else []
    return fingerprint(path.read_bytes() for path in paths if path.is_file())


def promises(files: Files) -> list[Page]:
    found = map(files.get_file_from_path, PROMISES)
    return [file.page for file in found if file and file.page]


def feed_of(files: Files, config: MkDocsConfig, guide: Guide) -> str:
    """The feed's place in the site; nothing where it could not say where the guide stands.

    What staff read is asked for by no program.
    """
    page = files.get_file_from_path(PAGE)
    is_there = page and page.inclusion is not InclusionLevel.EXCLUDED and guide.releases
    is_public = config.site_url and not guide.edition.is_staff
    if is_there and is_public:
        return FEED
    config.theme.static_templates.discard(FEED)
    return ""


def leave_out_unused(files: Files, config: MkDocsConfig) -> None:
    """Call it once MkDocs has added the theme's files."""
    named = {str(path) for path in (*config.extra_css, *config.extra_javascript)}
    named |= {config.theme.get("logo") or "", config.theme.get("favicon") or ""}
    for file in list(files):
        if file.src_uri not in named and _is_unused(file, config):
            files.remove(file)


def extras_that_do_not_work(files: Files, config: MkDocsConfig) -> Iterator[str | Problem]:
    """The policy lets no page load a script or style sheet of another site."""
    for setting in ("extra_css", "extra_javascript"):
        for path in map(str, config[setting]):
            if urlsplit(path).netloc:
                yield f"mkdocs.yml: {setting}: '{path}' is not loaded: keep a copy in docs/assets/"
            elif not files.get_file_from_path(path.partition("?")[0]):
                yield f"mkdocs.yml: {setting}: '{path}' is not there"
    for path in map(str, config.extra_css):
        if file := files.get_file_from_path(path.partition("?")[0]):
            yield from _elsewhere(file, Path(config.config_file_path).parent)


def _elsewhere(file: File, root: Path) -> Iterator[Problem]:
    path = Path(file.abs_src_path or file.src_uri)
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else file.src_uri
    return sheets.elsewhere(shown, file.content_bytes.decode("utf-8", "replace"))


def _is_unused(file: File, config: MkDocsConfig) -> bool:
    """Whether it is Material's, or only what PDF and Word files are made with."""
    if file.src_dir not in config.theme.dirs:
        return False
    ours = Path(file.src_dir).is_relative_to(config.theme.custom_dir or "")
    return not ours or file.src_uri.startswith((FOR_PAPER, f"{LOCAL}/"))
