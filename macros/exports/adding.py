"""Adds what others may take to a build of MkDocs: the public one alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from macros import collecting
from macros.drawing import OPEN_DATA
from macros.exports.formats import FOLDER, Exports, Offers, offers
from macros.exports.packing import Files
from macros.fingerprints import fingerprint
from macros.guide import Guide
from macros.session import Session


@dataclass(frozen=True)
class ExportFiles:
    """A lot."""

    guide: Guide
    files: Files

    def made_of(self) -> str:
        return fingerprint([FOLDER, self.guide.fingerprint])

    def paths(self) -> Sequence[str]:
        return list(self.files)

    def draw(self, path: str) -> bytes | None:
        if path not in self.files:
            return None
        return self.files[path]


@collecting.held()
def add(now: Session) -> Offers:
    """What a page can list; nothing while serving, where each save would wait for it."""
    assert now.guide  # noqa: S101  (on_config made it)
    if now.serving or now.edition.is_staff:
        return {}
    made = Exports(now.guide).of_site()
    lot = ExportFiles(now.guide, made)
    now.lots.append(lot)
    noted = now.notes.get(lot.made_of(), {})
    return offers(made, {path: size for path, (size, _) in noted.items()})


def placed(content: str, url: str, now: Session) -> str:
    """`content` of the page at `url`, with the list of files where it belongs."""
    assert now.drawing  # noqa: S101  (on_config made it)
    if OPEN_DATA not in content:
        return content
    return content.replace(OPEN_DATA, now.drawing.open_data_list(url, now.offers), 1)
