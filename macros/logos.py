"""A guide's logo: a small picture of its own, in the header and on documents."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from macros.editions import LOCAL
from macros.local_pages import standing
from macros.model import Site
from macros.problems import Problem, quoted
from macros.tree import Tree

LIMIT = 100_000
KINDS = {".svg": "image/svg+xml", ".png": "image/png"}
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
RUNNING = ("script", "foreignObject", "iframe", "handler", "listener", "set", "animate")
"""What could do something, or bring something along, once the picture is opened by itself."""


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
    return _svg_complaint(data)


def _svg_complaint(data: bytes) -> str:
    if b"<!ENTITY" in data:
        return "holds definitions of its own (ENTITY): save it as plain SVG"
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return f"cannot be read as SVG (line {error.lineno}): save it anew"
    if root.tag != f"{SVG}svg":
        return "is no SVG picture, though its name says so"
    found = next(filter(None, map(_running, root.iter())), "")
    return f"holds {found}: a logo is a picture and nothing else; save it as plain SVG" * bool(
        found
    )


def _running(element: etree._Element) -> str:
    """What of `element` is more than a drawing, or nothing."""
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element).localname
    if name in RUNNING:
        return f"<{name}>"
    if name == "style" and any(word in (element.text or "") for word in ("@", "url(")):
        return "styles from elsewhere"
    for attribute, value in element.attrib.items():
        short = etree.QName(attribute).localname
        elsewhere = short == "href" and not str(value).startswith("#")
        if short.startswith("on") or elsewhere or "url(" in str(value).replace("url(#", ""):
            return f"'{short}'"
    return ""


def data_uri(site: Site, docs: Path) -> str:
    """The logo as an address that holds it: documents read no files."""
    if not site.logo:
        return ""
    path = standing(docs, site.logo)
    return f"data:{KINDS[path.suffix]};base64,{b64encode(path.read_bytes()).decode()}"
