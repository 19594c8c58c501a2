"""A project folder: its data and its pages, read and checked as a whole."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from macros import (
    calls,
    checks,
    collecting,
    hiding,
    keeping,
    local_pages,
    logos,
    menu,
    page_reviews,
    palette,
    resting,
    review_advice,
)
from macros.differences import differences
from macros.drawing import macros
from macros.editions import LOCAL, PRIVATE, Edition, leads_into
from macros.exposed import exposed
from macros.former_ids import FormerIds, former_addresses
from macros.guide import PAGED, Guide
from macros.heads import Page
from macros.history import files as history
from macros.links import files as link_files
from macros.loading import Loaded, load
from macros.model import Site
from macros.pages import page_at, pages
from macros.parsing import decode
from macros.problems import Problem
from macros.redirect_checks import check_redirects
from macros.site_checks import check_site

TEMPLATES = "overrides"
PAGE_ENDINGS = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
READY_MADE = (".html", ".htm", ".xhtml")


@dataclass(frozen=True)
class Reading:
    """What a project holds: a guide, if the data is sound, and every problem."""

    guide: Guide | None
    problems: tuple[Problem, ...]
    pages: dict[str, str] = field(default_factory=dict)
    """The hand-written pages that are sound: place in the site → text."""
    files: dict[str, str] = field(default_factory=dict)
    """Where each of them stands, as messages name it."""
    loaded: Loaded = field(default_factory=Loaded)
    """The records that are sound, with their places in files."""

    @property
    def hand_written(self) -> list[Page]:
        return [Page.of(self.files[place], text) for place, text in self.pages.items()]


@collecting.held()
def read(
    root: Path,
    docs: Path | None = None,
    today: date | None = None,
    edition: Edition = Edition.PUBLIC,
) -> Reading:
    """Read and check the project in `root` for an edition; `docs` is its folder of pages."""
    docs = docs or root / "docs"
    day = today or date.today()
    kept = keeping.kept(root, edition)
    loaded = load(root / "data", root, edition.overlays(root / "data"), kept)
    ids = checks.Ids(loaded.entries, loaded.unreadable, hiding.places(loaded))
    problems = [*loaded.problems, *checks.check(loaded.entries, ids, day)]
    if loaded.site and loaded.site_tree:
        style_sheet = local_pages.standing(docs, palette.STYLE_SHEET)
        problems += logos.check_logo(loaded.site, loaded.site_tree, docs)
        problems += check_site(loaded.site, loaded.site_tree, loaded.entries, style_sheet, day)
        former = FormerIds(ids.entries, loaded.site, loaded.site_tree).check()
        problems += former.problems
        loaded.advice += former.advice
    site = _site(loaded, edition)
    pruned = hiding.prune(loaded)
    hidden = hiding.hidden_records(loaded)
    guide = Guide.of(site, pruned.entries, edition, hidden) if site and not problems else None
    if guide and edition.is_staff and ((root / "data" / LOCAL).is_dir() or (docs / LOCAL).is_dir()):
        guide = replace(guide, local=differences(loaded, root, docs))
    addresses = link_files.gone(root, edition)
    loaded.advice += addresses.advice
    told = history.read(root, loaded.site.languages if loaded.site else ("en",)).without(hidden)
    problems += told.problems
    guide = replace(guide, gone=addresses.statuses, releases=told.releases) if guide else None
    problems += exposed(root)
    texts: dict[str, str] = {}
    every = local_pages.laid_over(_page_files(docs), docs)
    problems += local_pages.check_hidden(loaded, every, docs)
    there = _shown(every, local_pages.hidden(loaded, every, docs))
    for folder in (docs, root / TEMPLATES):
        problems += _leaks(folder, root)
    problems += _ready_made(docs, root)
    problems += local_pages.shared_addresses(there, docs, root)
    for place, path in there.items():
        problems += _page_problems(place, path, root, ids, texts)
    files = {place: _named(path, root) for place, path in there.items() if place in texts}
    hand_written = [Page.of(file, texts[place]) for place, file in files.items()]
    problems += hiding.problems(loaded, pruned, hand_written)
    for page in hand_written:
        problems += page_reviews.problems(page, day)
    if not problems:
        loaded.advice += review_advice.advise(loaded, hand_written)
    own = [place for place in texts if local_pages.is_local(there[place], docs)]
    local = {place: Page.of(files[place], texts[place]) for place in own}
    problems += menu.check(local, menu.of_project(root))
    if guide and not problems:
        by_place = dict(zip(texts, hand_written, strict=True))
        facts, naming = page_reviews.reviewed(by_place), resting.naming(by_place)
        guide = replace(guide, reviewed_pages=facts, naming_pages=naming)
    if guide:
        problems += _collisions(guide, there, root)
        problems += _missing_pages(guide, there, docs, root)
        gone = _gone(guide, every, there)
        if guide.site.redirects:
            problems += _dead_redirects(guide, loaded, there, gone | former_addresses(guide))
            guide = replace(guide, site=hiding.without_dead_ends(guide, gone))
    kept.settle()
    return Reading(guide, tuple(sorted(set(problems))), texts, files, loaded)


def _shown(pages: Mapping[str, Path], hidden: Collection[str]) -> dict[str, Path]:
    return {place: path for place, path in pages.items() if place not in hidden}


def _named(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _site(loaded: Loaded, edition: Edition) -> Site | None:
    """A staff edition stands elsewhere than the public one; its own `site.yml` may say where."""
    if edition is Edition.PUBLIC or not loaded.site or not loaded.site_tree:
        return loaded.site
    tree, _ = loaded.site_tree.origin(("website",))
    is_own = Path(tree.path).parent.name == PRIVATE
    return loaded.site if is_own else loaded.site.model_copy(update={"website": None})


def _page_files(docs: Path, endings: tuple[str, ...] = PAGE_ENDINGS) -> list[Path]:
    """What MkDocs takes for pages: five endings, links followed, nothing hidden."""
    found = []
    for folder, folders, files in os.walk(docs, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        names = [name for name in (*files, *folders) if Path(name).suffix in endings]
        found += [Path(folder) / name for name in names if not name.startswith(".")]
    return sorted(found)


def _page_problems(
    place: str, path: Path, root: Path, ids: checks.Ids, texts: dict[str, str]
) -> Iterator[Problem]:
    shown = _named(path, root)
    text = _text(path, shown)
    if isinstance(text, Problem):
        yield text
        return
    problems = calls.check_page(Page.of(shown, text), macros(), ids.seen_from(shown))
    if not problems:
        texts[place] = text
    yield from problems


def _ready_made(docs: Path, root: Path) -> Iterator[Problem]:
    """MkDocs copies such files as they are."""
    for path in _page_files(docs, READY_MADE):
        page = path.with_suffix(".md").name
        message = (
            f"has no quick exit, and nothing keeps its scripts from running: write it as {page}"
        )
        yield Problem(path.relative_to(root).as_posix(), 1, 1, message)


def _leaks(folder: Path, root: Path) -> Iterator[Problem]:
    """MkDocs follows links and publishes what they lead to."""
    private = root / "data" / PRIVATE
    for inside, folders, files in os.walk(folder, followlinks=True):
        found = [Path(inside) / name for name in (*files, *folders)]
        leaks = [path for path in found if path.is_symlink() and leads_into(path, private)]
        folders[:] = [name for name in folders if Path(inside) / name not in leaks]
        for path in leaks:
            message = f"leads into data/{PRIVATE}/: all that stands in {folder.name}/ is published"
            yield Problem(path.relative_to(root).as_posix(), 1, 1, message)


def _text(path: Path, shown: str) -> str | Problem:
    if path.is_dir():
        return Problem(shown, 1, 1, "is a folder; a page is a file")
    try:
        return decode(path.read_bytes(), shown)
    except OSError as error:
        return Problem(shown, 1, 1, f"cannot be read ({error.strerror})")


def _collisions(guide: Guide, there: Mapping[str, Path], root: Path) -> Iterator[Problem]:
    for place, path in there.items():
        if made := page_at(f"{local_pages.address(place)}.md", guide):
            message = f"stands where {made.data_file} makes a page; rename one of the two"
            yield Problem(_named(path, root), 1, 1, message)


def _gone(guide: Guide, every: Iterable[str], there: Iterable[str]) -> set[str]:
    """The addresses of what this guide does without, and has no page of its own for."""
    records = {record.path for record in guide.hidden.values()}
    return (records | _addresses(every)) - _addresses(there)


def _addresses(places: Iterable[str]) -> set[str]:
    return {f"{local_pages.address(place)}/" for place in places}


def _dead_redirects(
    guide: Guide, loaded: Loaded, there: Iterable[str], gone: Collection[str]
) -> Iterator[Problem]:
    addresses = _addresses([*there, *(page.path for page in pages(guide))])
    if loaded.site_tree:
        yield from check_redirects(guide.site, loaded.site_tree, addresses, gone)


def _missing_pages(
    guide: Guide, pages: Mapping[str, Path], docs: Path, root: Path
) -> Iterator[Problem]:
    """The pages that drawn records lead to: MkDocs does not see links in their HTML."""
    needed = {"index": "the home page", "find": "the header leads here; it holds {{ finder() }}"}
    if guide.sources:
        needed["sources"] = "notes lead here; it holds {{ sources() }}"
    for kind in PAGED:
        if guide.records[kind]:
            needed[f"{kind}/index"] = f"the pages of {kind} lead here"
    there = {Path(place).with_suffix("").as_posix() for place in pages}
    for place, why in needed.items():
        if place not in there and f"{place}/index" not in there:
            shown = (docs / f"{place}.md").relative_to(root).as_posix()
            yield Problem(shown, 1, 1, f"is missing: {why}")
