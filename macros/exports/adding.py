"""Adds what others may take to a build of MkDocs: the public one alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from macros import collecting
from macros.drawing import OPEN_DATA
from macros.exports.formats import FOLDER, Exports, Offers, offers, sizes
from macros.exports.packing import Files
from macros.fingerprints import fingerprint
from macros.guide import Guide
from macros.session import Session


@dataclass(frozen=True)
class ExportFiles:
    """A lot."""

    guide: Guide
    make: Callable[[], Files]

    @cached_property
    def files(self) -> Files:
        """All records as others may take them: not worked out where nothing has changed."""
        return self.make()

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
    lot = ExportFiles(now.guide, Exports(now.guide).of_site)
    now.lots.append(lot)
    noted = now.notes.get(lot.made_of(), {})
    return offers({path: size for path, (size, _) in noted.items()} or sizes(lot.files))


def placed(content: str, url: str, now: Session) -> str:
    """`content` of the page at `url`, with the list of files where it belongs."""
    assert now.drawing  # noqa: S101  (on_config made it)
    if OPEN_DATA not in content:
        return content
    return content.replace(OPEN_DATA, now.drawing.open_data_list(url, now.offers), 1)
