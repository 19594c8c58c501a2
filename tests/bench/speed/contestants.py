"""Who takes part: what each builds from, with which commands, and where its pages stand."""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path

from tests.bench.speed import hugo, material, ours, tools
from tests.bench.speed.contents import Contents
from tests.bench.speed.running import Cost, FailedError, run

MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--strict")
QUIET = {"NO_MKDOCS_2_WARNING": "1"}
NO_DOCUMENTS = {"GUIDE_DOCUMENTS": "off"}
EACH = 97
"""Every page is there; of one in so many, the title is looked for."""


@dataclass(frozen=True)
class Contestant:
    """One way to make the pages."""

    name: str
    project: str
    """The folder it builds in; ours share one."""
    write: Callable[[Contents, Path], None]
    commands: Callable[[Path], Sequence[Sequence[str]]]
    site: str = "site"
    warm: bool = False
    """Whether the site and the caches of its last run stay."""
    once: bool = False
    """Whether one round says enough: it takes minutes."""
    variables: Mapping[str, str] = field(default_factory=dict)

    def run(self, contents: Contents, folder: Path) -> Cost:
        """Build in `folder`, and see that all is there."""
        if not self.warm:
            for left in (self.site, ".cache"):
                shutil.rmtree(folder / left, ignore_errors=True)
        costs = [run(command, folder, self.variables) for command in self.commands(folder)]
        check(folder / self.site, contents)
        written = [path.stat().st_size for path in _files(folder / self.site)]
        return replace(sum(costs[1:], costs[0]), files=len(written), size=sum(written))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def check(site: Path, contents: Contents) -> None:
    missing = [one.page for one in contents.entries if not (site / one.page).is_file()]
    if missing:
        raise FailedError(f"{site} lacks {len(missing)} pages, such as {missing[0]}")
    for entry in contents.entries[::EACH]:
        if entry.title not in unescape((site / entry.page).read_text("utf-8")):
            raise FailedError(f"{site / entry.page} lacks its title")


def _ours(name: str, settings: str, warm: bool = False) -> Contestant:
    def commands(folder: Path) -> list[list[str]]:
        return [[*MKDOCS, "--config-file", str(folder / f"{settings}.yml")]]

    return Contestant(name, "ours", ours.write, commands, warm=warm, variables=QUIET | NO_DOCUMENTS)


def _hugo(folder: Path) -> list[list[str]]:
    return [[str(tools.hugo()), "--noBuildLock"]]


def _hugo_and_pagefind(folder: Path) -> list[list[str]]:
    return [*_hugo(folder), [str(tools.pagefind()), "--site", "public"]]


OURS = _ours("ours: pages", "only_pages")
OURS_AND_INDEX = _ours("ours: pages, finder", "pages_and_index")
OURS_COMPLETE = _ours("ours: pages, finder, open data", "mkdocs")
OURS_AGAIN = _ours("ours: the same, nothing changed", "mkdocs", warm=True)
MATERIAL = Contestant(
    "MkDocs + Material", "material", material.write, lambda folder: [MKDOCS], variables=QUIET
)
MATERIAL_BARE = Contestant(
    "MkDocs + Material, no search",
    "material",
    material.write,
    lambda folder: [[*MKDOCS, "--config-file", f"{material.BARE}.yml"]],
    variables=QUIET,
)
HUGO = Contestant("Hugo", "hugo", hugo.write, _hugo, site="public")
HUGO_RELATED = replace(
    HUGO, name="Hugo, related lists as ours", once=True, variables={"HUGO_PARAMS_RELATED": "true"}
)
HUGO_AND_PAGEFIND = Contestant(
    "Hugo + Pagefind", "hugo", hugo.write, _hugo_and_pagefind, site="public"
)
ZENSICAL = Contestant(
    "Zensical", "material", material.write, lambda folder: [[str(tools.zensical()), "build"]]
)
CONTESTANTS = (
    OURS,
    OURS_AND_INDEX,
    OURS_COMPLETE,
    OURS_AGAIN,
    MATERIAL,
    MATERIAL_BARE,
    HUGO,
    HUGO_RELATED,
    HUGO_AND_PAGEFIND,
    ZENSICAL,
)
