"""A project folder: its data and its pages, read and checked as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from macros import calls, checks
from macros.drawing import macros
from macros.guide import Guide
from macros.loading import load
from macros.pages import pages
from macros.parsing import decode
from macros.problems import Problem


@dataclass(frozen=True)
class Reading:
    """What a project holds: a guide, if the data is sound, and every problem."""

    guide: Guide | None
    problems: tuple[Problem, ...]
    pages: dict[str, str] = field(default_factory=dict)
    """The hand-written pages that are sound: path below the folder of pages → text."""


def read(root: Path, docs: Path | None = None, today: date | None = None) -> Reading:
    """Read and check the project in `root`; `docs` is its folder of pages."""
    docs = docs or root / "docs"
    day = today or date.today()
    loaded = load(root / "data", root)
    ids = checks.Ids(loaded.entries, loaded.unreadable)
    problems = [*loaded.problems, *checks.check(loaded.entries, ids, day)]
    if loaded.site and loaded.site_tree:
        problems += checks.check_site(loaded.site, loaded.site_tree, day)
    guide = Guide.of(loaded.site, loaded.entries) if loaded.site and not problems else None
    texts: dict[str, str] = {}
    for path in sorted(docs.rglob("*.md")):
        problems += _page_problems(path, root, ids, texts, docs)
    if guide:
        problems += _collisions(guide, texts, docs, root)
    return Reading(guide, tuple(sorted(set(problems))), texts)


def _page_problems(
    path: Path, root: Path, ids: checks.Ids, texts: dict[str, str], docs: Path
) -> Iterator[Problem]:
    shown = path.relative_to(root).as_posix()
    text = _text(path, shown)
    if isinstance(text, Problem):
        yield text
        return
    problems = calls.check_page(calls.Page.of(shown, text), macros(), ids)
    if not problems:
        texts[path.relative_to(docs).as_posix()] = text
    yield from problems


def _text(path: Path, shown: str) -> str | Problem:
    if path.is_dir():
        return Problem(shown, 1, 1, "is a folder; a page is a file")
    try:
        return decode(path.read_bytes(), shown)
    except OSError as error:
        return Problem(shown, 1, 1, f"cannot be read ({error.strerror})")


def _collisions(guide: Guide, texts: dict[str, str], docs: Path, root: Path) -> Iterator[Problem]:
    for page in pages(guide):
        if page.path in texts:
            shown = (docs / page.path).relative_to(root).as_posix()
            message = f"stands where {page.data_file} makes a page; rename one of the two"
            yield Problem(shown, 1, 1, message)
