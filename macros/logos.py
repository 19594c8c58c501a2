"""A guide's logo: a small picture of its own, in the header and on documents."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from macros import svg
from macros.editions import LOCAL
from macros.local_pages import standing
from macros.model import Site
from macros.problems import Problem, quoted
from macros.tree import Tree

LIMIT = 100_000
KINDS = {".svg": "image/svg+xml", ".png": "image/png"}
PNG = b"\x89PNG\r\n\x1a\n"


def check_logo(site: Site, tree: Tree, docs: Path) -> Iterator[Problem]:
    if site.logo and (complaint := _complaint(site.logo, docs)):
        yield tree.at(("logo",), f"logo: {quoted(site.logo)} {complaint}")


def _complaint(name: str, docs: Path) -> str:
    path = standing(docs, name)
    if path.suffix not in KINDS:
        return "is no picture that can be used: save it as .svg or .png"
    if not path.resolve().is_relative_to(docs.resolve()) or not path.is_file():
        near = f"put it into docs/{LOCAL}/assets/ and write assets/{Path(name).name} here"
        return f"is not there: {near}"
    if path.stat().st_size > LIMIT:
        shown = round(path.stat().st_size / 1000)
        return f"has {shown} kB, and every page brings it along: make it smaller than 100 kB"
    data = path.read_bytes()
    if path.suffix == ".png":
        return "" if data.startswith(PNG) else "is no PNG picture, though its name says so"
    return svg.complaint(data)


def data_uri(site: Site, docs: Path) -> str:
    """The logo as an address that holds it: documents read no files."""
    if not site.logo:
        return ""
    path = standing(docs, site.logo)
    return f"data:{KINDS[path.suffix]};base64,{b64encode(path.read_bytes()).decode()}"
