"""A build writes beside the old site and takes its place only when nothing went wrong.

A failed build thus leaves the old site whole.
"""

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from macros import policy, swapping, unchanged
from macros.exports import adding as exports
from macros.session import Session
from macros.spreading import LostError, take_turns
from macros.writing import Drawn, Writing, WritingError, Written

log = logging.getLogger("mkdocs.plugins.guide")
LONG = 1_000
"""So many files take longer to write than anyone waits without a word."""


def begin(config: MkDocsConfig, now: Session) -> None:
    now.site = Path(config.site_dir).resolve()
    if os.path.ismount(now.site):
        raise PluginError(f"{now.site} is a mount point: build into a folder inside it (-d)")
    if now.site.is_file():
        raise PluginError(f"{now.site.name} is a file: name a folder for the site (-d)")
    try:
        config.site_dir = str(swapping.begin(now.site))
    except swapping.BusyError:
        told = f"another build into {now.site.name}/ is under way: wait until it has ended"
        raise PluginError(told) from None
    except OSError as error:
        told = f"the site cannot stand in {now.site.parent}: {error.strerror}"
        raise PluginError(told) from error
    now.notes = _notes(now)


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
        swapping.leave(site)
        if site.exists():
            log.info(f"The site in {site.name}/ stays as it was.")
        return
    with refusing():
        writing = Writing.of(now.lots, new, site, now.notes)
        written = _written(writing, now)
        has_changed = written.complete()
    if has_changed:
        swapping.swap(new, site)
    else:
        log.info(f"Nothing has changed: the site in {site.name}/ stays as it was.")
    if writing.things and (store := _store(now)):
        unchanged.write(store, site, written.notes)
    swapping.leave(site)


def _store(now: Session) -> Path | None:
    """None for a staff edition: the paths of its pages may say what is private."""
    return None if now.edition.is_staff or not now.root else now.root / unchanged.STORE


def _notes(now: Session) -> unchanged.Notes:
    store = _store(now)
    return unchanged.read(store, now.site) if store and now.site else {}


def give_up(now: Session) -> None:
    if now.site:
        swapping.leave(now.site)


def _written(writing: Writing, now: Session) -> Written:
    """Draw the lots, and what hangs on all of them."""

    def draw(things: Iterable[str]) -> tuple[Drawn, policy.Inline]:
        return writing.draw(things), now.inline

    things = list(writing.things)
    shown = _shown if _is_watched(len(things)) else None
    drawn, inline = zip(*take_turns(draw, things, shown), strict=True)
    written = writing.written(list(chain.from_iterable(drawn)))
    policy.write_headers(writing.new, frozenset[tuple[str, str]]().union(*inline), written.files)
    exports.fill(now, writing.new, written.files)
    return written


@contextmanager
def refusing() -> Iterator[None]:
    """What cannot be made ends the build in a line of its own."""
    try:
        yield
    except (WritingError, LostError) as error:
        raise PluginError(str(error)) from error


def _is_watched(count: int) -> bool:
    """Whether somebody sits before a terminal and waits."""
    return count >= LONG and sys.stderr.isatty() and log.isEnabledFor(logging.INFO)


def _shown(turns: Iterable[int], count: int) -> Iterable[int]:
    """A bar shows how far all processes are together."""
    # Few builds are long enough to load it for.
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Writing pages", total=count)
        for turn in turns:
            bar.update(task, completed=turn)
            yield turn


def _warnings() -> list[Any]:
    handlers = logging.getLogger("mkdocs").handlers
    return [count for h in handlers if isinstance(h, CountHandler) for count in h.get_counts()]
