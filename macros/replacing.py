"""A build writes beside the old site and takes its place only when nothing went wrong.

A failed build thus leaves the old site whole.
"""

import logging
import shutil
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from macros import policy, swapping
from macros.session import Session

log = logging.getLogger("mkdocs.plugins.guide")


def begin(config: MkDocsConfig, now: Session) -> None:
    now.site = Path(config.site_dir).resolve()
    if now.site.is_mount():
        raise PluginError(f"{now.site} is a mount point: build into a folder inside it (-d)")
    config.site_dir = str(swapping.begin(now.site))


def refuse_early(config: MkDocsConfig, files: Files) -> None:
    """Documents take minutes: what strict mode is about to refuse is told before they are made.

    Of all that MkDocs warns of, only links to headings come later.
    """
    if not config.strict:
        return
    level = config.validation.links.anchors
    for file in files.documentation_pages() if level >= logging.WARNING else ():
        if file.page:
            file.page.validate_anchor_links(files=files, log_level=level)
    if counts := _warnings():
        told = ", ".join(f"{count} {level.lower()}s" for level, count in counts)
        raise Abort(f"Aborted with {told} in strict mode, before any document was made!")


def end(config: MkDocsConfig, now: Session) -> None:
    """Swap the new site in, unless strict mode is about to refuse it."""
    new, site = Path(config.site_dir), now.site
    if not site or new == site:
        return
    config.site_dir = str(site)
    if config.strict and _warnings():
        shutil.rmtree(new)
        if site.exists():
            log.info(f"The site in {site.name}/ stays as it was.")
        return
    policy.write_headers(new, now.inline)
    swapping.swap(new, site)


def _warnings() -> list[Any]:
    handlers = logging.getLogger("mkdocs").handlers
    return [count for h in handlers if isinstance(h, CountHandler) for count in h.get_counts()]
