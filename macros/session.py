"""What lasts from one build of `mkdocs serve` to the next, and what hooks hand to macros.

MkDocs runs `hooks.py` anew for every build, and whatever stands in its configuration ends up in
the macros plugin's variables; so the state of a build has a place of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.answering import Answering
from macros.compiled import Compiled, store
from macros.documents.catalog import Download
from macros.drawing import Drawing
from macros.editions import Edition
from macros.finder.sections import Section
from macros.guide import Guide
from macros.known import Known
from macros.loading import Loaded
from macros.lots import Lot
from macros.pages import MadePage
from macros.policy import Inline
from macros.problems import Problem
from macros.rendering import Renderer
from macros.unchanged import Notes


@dataclass(frozen=True)
class Converted:
    """What a page became; its contents and anchors are MkDocs' own."""

    markdown: str
    html: str
    title: str | None
    """Its first heading."""
    toc: Any
    anchors: Any
    links: Mapping[str, Mapping[str, str]]
    """The anchors that it links to, by the path of their page."""


@dataclass
class Session:
    """The guide that is being built; while serving, the last good one and what is wrong now."""

    root: Path | None = None
    edition: Edition = Edition.PUBLIC
    """For whom this build is; `of_edition` alone makes it another."""
    serving: bool = False
    guide: Guide | None = None
    drawing: Drawing | None = None
    renderer: Renderer | None = None
    generated: dict[str, MadePage] = field(default_factory=dict)
    """The pages that the data makes and MkDocs converts, by their path."""
    shelled: list[MadePage] = field(default_factory=list)
    """Those that share a shell."""
    nav: Any = None
    """The menu, as MkDocs knows it."""
    sections: dict[str, list[Section]] = field(default_factory=dict)
    """What can be found on hand-written pages, by their path."""
    read: dict[str, tuple[str, list[Section]]] = field(default_factory=dict)
    """While serving: that of earlier builds, with a fingerprint of what it was read from."""
    documents: bool = False
    """Whether this build makes PDF and Word."""
    order: list[str] = field(default_factory=list)
    """The paths of the pages of the nav, in its order."""
    downloads: Mapping[str, Sequence[Download]] = field(default_factory=dict)
    """What can be fetched, by the key of its document."""
    unlisted: dict[str, str] = field(default_factory=dict)
    """The pages, by their files in the site, that are to list what others may take of the data."""
    problems: tuple[Problem, ...] = ()
    pages: dict[str, str] = field(default_factory=dict)
    """The hand-written pages that were checked with the guide, by their path."""
    converted: dict[str, Converted] = field(default_factory=dict)
    """While serving: what pages became, by their path."""
    conversion: str = ""
    """The settings with which they were converted."""
    is_pure: bool = False
    """Whether a page becomes the same again as long as it says the same."""
    known: Converted | None = None
    """What the current page became in an earlier build."""
    inline: Inline = frozenset()
    """What the templates of this build hold inline."""
    site: Path | None = None
    """Where the finished site goes; MkDocs writes beside it first."""
    look: str = ""
    """Changes with the templates."""
    notes: Notes = field(default_factory=dict)
    """What the last build of this site wrote."""
    lots: list[Lot] = field(default_factory=list)
    """The files of this build that MkDocs knows nothing of."""
    compiled: Compiled = field(default_factory=lambda: Compiled(store("theme")))
    """The theme's templates."""
    loaded: Loaded | None = None
    """What was read last, sound or not."""
    taught: Known | None = None
    """What editors were told last."""
    beside: Executor = field(default_factory=lambda: ThreadPoolExecutor(1))
    """Does what no page waits for."""
    answering: Answering = field(default_factory=Answering)
    """While serving: who draws them."""

    def remember(self, conversion: str) -> None:
        """Forget what other settings have converted."""
        if conversion != self.conversion:
            self.converted.clear()
            self.conversion = conversion


current = Session()


def begin(root: Path) -> Session:
    """The session of the project in `root`; another project starts from nothing."""
    global current
    if current.root != root:
        current = Session(root, serving=current.serving)
    return current


@contextmanager
def of_edition(root: Path, edition: Edition) -> Iterator[None]:
    """Builds of the project in `root` make this edition, until the block ends."""
    global current
    current = Session(root, edition)
    try:
        yield
    finally:
        current = Session()
