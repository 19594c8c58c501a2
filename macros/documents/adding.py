"""Adds PDF and Word files to a build of MkDocs."""

import logging
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from macros.documents import publishing
from macros.documents.catalog import Download
from macros.documents.compiling import MOST, PARTS, Compiler
from macros.documents.excerpts import Excerpt
from macros.replacing import refusing
from macros.session import Session
from macros.writing import telling

log = logging.getLogger("mkdocs.plugins.guide")


def is_wanted() -> bool:
    with _refusing():
        return publishing.is_wanted(log.info)


def add(now: Session, config: MkDocsConfig, files: Files) -> Mapping[str, Sequence[Download]]:
    """What can be fetched, by the key of its document."""
    assert now.guide and now.renderer and now.root  # noqa: S101  (on_config made them)
    with refusing():
        excerpts = _excerpts(now.order, files) | dict(_records(now))
    compiler = Compiler(now.guide, now.renderer, excerpts)
    store = now.root / now.edition.store
    with _refusing(), style_folder(config) as styles:
        made = publishing.publish(compiler.documents(), styles, store, log.info)
    for path, kept in made.files.items():
        files.append(File.generated(config, path, abs_src_path=str(kept)))
    return made.downloads


@contextmanager
def _refusing() -> Iterator[None]:
    """What is required and cannot be had ends the build in one line."""
    try:
        yield
    except publishing.RefusedError as error:
        raise PluginError(str(error)) from None


def _excerpts(order: Sequence[str], files: Files) -> dict[str, Excerpt]:
    """Every page by its address, those of the nav first and in its order."""
    place_of = {path: number for number, path in enumerate(order)}
    pages = [file.page for file in files.documentation_pages() if file.page]
    pages.sort(key=lambda page: place_of.get(page.file.src_uri, len(place_of)))
    return {
        page.url: Excerpt(page.url, unescape(str(page.title)), page.content or "") for page in pages
    }


def _records(now: Session) -> Iterator[tuple[str, Excerpt]]:
    """The pages of records that MkDocs does not convert, as far as a document holds them."""
    assert now.guide and now.drawing  # noqa: S101  (on_config made them)
    for page in now.shelled:
        if page.kind in PARTS and len(now.guide.records[page.kind]) <= MOST:
            with telling(page.path):
                prose, _ = now.drawing.page(page)
            yield page.url, Excerpt(page.url, page.title, prose)


@contextmanager
def style_folder(config: MkDocsConfig) -> Iterator[Path]:
    """Where the documents' style sheet and fonts stand: ours, with a fork's own over them."""
    found = [Path(folder) / "documents" for folder in config.theme.dirs]
    folders = [folder for folder in found if folder.is_dir()]
    if len(folders) == 1:
        yield folders[0]
        return
    with TemporaryDirectory() as together:
        for folder in reversed(folders):
            shutil.copytree(folder, together, dirs_exist_ok=True)
        yield Path(together)
