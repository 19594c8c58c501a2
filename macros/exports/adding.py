"""Adds what others may take to a build of MkDocs: the public one alone."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.drawing import OPEN_DATA
from macros.exports.formats import Exports, Offers, offers
from macros.session import Session


def add(now: Session, config: MkDocsConfig, files: Files) -> Offers:
    """What a page can list; nothing while serving, where each save would wait for it."""
    assert now.guide  # noqa: S101  (on_config made it)
    if now.serving or now.edition.is_staff:
        return {}
    made = Exports(now.guide).of_site()
    for path, data in made.items():
        files.append(File.generated(config, path, content=data))
    return offers(made)


def placed(content: str, url: str, now: Session) -> str:
    """`content` of the page at `url`, with the list of files where it belongs."""
    assert now.drawing  # noqa: S101  (on_config made it)
    if OPEN_DATA not in content:
        return content
    return content.replace(OPEN_DATA, now.drawing.open_data_list(url, now.offers), 1)
