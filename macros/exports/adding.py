"""Adds what others may take to a build of MkDocs: the public one alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from secrets import token_hex

from macros.drawing import OPEN_DATA
from macros.exports.formats import FOLDER, Exports, offers
from macros.exports.packing import Files
from macros.fingerprints import fingerprint
from macros.guide import Guide
from macros.lots import Whole
from macros.session import Session
from macros.unchanged import Stamp

SLOT = f"<!-- {token_hex()} -->"
"""Stands in a page until the files that it lists are made; nobody can write it."""


@dataclass(frozen=True)
class ExportFiles(Whole):
    """A lot."""

    guide: Guide
    make: Callable[[], Files]
    folder = f"{FOLDER}/"

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


def add(now: Session) -> None:
    """Nothing while serving, where each save would wait for it, and nothing for staff."""
    assert now.guide  # noqa: S101  (on_config made it)
    if not now.serving and not now.edition.is_staff:
        now.lots.append(ExportFiles(now.guide, Exports(now.guide).of_site))


def placed(content: str, url: str, path: str, now: Session) -> str:
    """`content` of the page at `url`, which `path` holds, with a place for the list of files."""
    assert now.drawing  # noqa: S101  (on_config made it)
    if OPEN_DATA not in content:
        return content
    if any(isinstance(lot, ExportFiles) for lot in now.lots):
        now.unlisted[path] = url
        return content.replace(OPEN_DATA, SLOT, 1)
    return content.replace(OPEN_DATA, now.drawing.open_data_list(url, {}), 1)


def fill(now: Session, site: Path, files: Mapping[str, Stamp]) -> None:
    """List `files` on the pages of `site` that wait for it: now their sizes are known."""
    listed = offers({path: size for path, (size, _) in files.items()})
    for path, url in now.unlisted.items():
        assert now.drawing  # noqa: S101  (on_config made it)
        html = now.drawing.outbound(now.drawing.open_data_list(url, listed))
        page = site / path
        page.write_bytes(page.read_bytes().replace(SLOT.encode(), html.encode(), 1))
