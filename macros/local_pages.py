"""The folder of pages with a fork's own laid over it: `local/PATH` stands in place of `PATH`."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from macros.editions import LOCAL
from macros.guide import PAGED
from macros.loading import Loaded
from macros.problems import Problem, meant, quoted

STYLE_SHEET = "assets/local.css"
"""A fork's own rules, if it has any; they come after ours."""
KEPT = {
    "index": "it is the home page",
    "find": "the header leads there",
    "safety": "it tells readers how to stay safe here",
    "privacy": "it tells readers what is kept of them",
    "accessibility": "it tells readers whom to ask for help",
    "resources/index": "the page for wrong addresses leads there",
    "partners/index": "the page for wrong addresses leads there",
    "terms/index": "the page for wrong addresses leads there",
}
"""The pages that every guide has, by their path without an ending."""


def place(path: Path, docs: Path) -> str:
    """Where in the site a file below `docs` stands."""
    parts = path.relative_to(docs).parts
    return "/".join(parts[1:] if parts[0] == LOCAL else parts)


def is_local(path: Path, docs: Path) -> bool:
    return path.relative_to(docs).parts[0] == LOCAL


def laid_over(paths: Iterable[Path], docs: Path) -> dict[str, Path]:
    """The files by their place, without those whose place a local one takes."""
    found: dict[str, Path] = {}
    for path in sorted(paths, key=lambda path: is_local(path, docs)):
        found[place(path, docs)] = path
    return dict(sorted(found.items()))


def standing(docs: Path, place: str) -> Path:
    """The file that stands at `place`: the local one, if there is one."""
    own = docs / LOCAL / place
    return own if own.is_file() else docs / place


def address(place: str) -> str:
    """What two pages must not share; a `README` stands for its folder, as an `index` does."""
    path = PurePosixPath(place).with_suffix("")
    return (path.parent if path.name in ("index", "README") else path).as_posix()


def hidden(loaded: Loaded, pages: Mapping[str, Path], docs: Path) -> frozenset[str]:
    """Which of the `pages` this guide does without."""
    ours = _ours(pages, docs) if loaded.site else ()
    return frozenset(place for place in ours if loaded.site and loaded.site.hides(place))


def _ours(pages: Mapping[str, Path], docs: Path) -> list[str]:
    return [place for place, path in pages.items() if not is_local(path, docs)]


def check_hidden(loaded: Loaded, pages: Mapping[str, Path], docs: Path) -> Iterator[Problem]:
    """What is wrong with `hidden_pages`."""
    if not loaded.site or not loaded.site_tree:
        return
    ours = _ours(pages, docs)
    kinds = {entry.record.kind for entry in loaded.entries}
    for number, name in enumerate(loaded.site.hidden_pages):
        find = _folder_complaint if name.endswith("/") else _complaint
        if complaint := find(name, pages, ours, kinds):
            message = f"hidden_pages: {quoted(name)} {complaint}"
            yield loaded.site_tree.at(("hidden_pages", number), message)


def _complaint(
    name: str, pages: Collection[str], ours: Collection[str], kinds: Collection[str]
) -> str:
    if name not in pages:
        return f"is no page{meant(name, ours) or '; write its path, such as chapters/vetting.md'}"
    if name not in ours:
        return f"is a page of your own: delete docs/{LOCAL}/{name} instead"
    if why := _why_kept(PurePosixPath(name).with_suffix("").as_posix(), kinds):
        return f"cannot be hidden: {why}; docs/{LOCAL}/{name} can say it in your words"
    return ""


def _folder_complaint(
    name: str, pages: Collection[str], ours: Collection[str], kinds: Collection[str]
) -> str:
    inside = [place for place in ours if place.startswith(name)]
    if not inside:
        folders = {f"{parent}/" for place in ours for parent in PurePosixPath(place).parents}
        return f"is no folder of pages{meant(name, folders - {'./'})}"
    return next(
        (
            f"holds {place}, which {complaint}"
            for place in inside
            if (complaint := _complaint(place, pages, ours, kinds))
        ),
        "",
    )


def _why_kept(place: str, kinds: Collection[str]) -> str:
    kind = place.removesuffix("/index")
    if place in KEPT:
        return KEPT[place]
    if kind == "sources" and kind in kinds:
        return "notes lead there"
    return f"the pages of {kind} lead there" if kind in PAGED and kind in kinds else ""


def shared_addresses(pages: Mapping[str, Path], docs: Path, root: Path) -> Iterator[Problem]:
    """Local pages that would stand at the address of another page under another name."""
    ours = {address(place): path for place, path in pages.items() if not is_local(path, docs)}
    for at, path in pages.items():
        other = ours.get(address(at))
        if other and is_local(path, docs):
            shown = other.relative_to(docs).as_posix()
            message = (
                f"has the address of docs/{shown}: to take its place, name it docs/{LOCAL}/{shown}"
            )
            yield Problem(path.relative_to(root).as_posix(), 1, 1, message)
