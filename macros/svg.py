"""What an SVG picture may hold: a drawing, and nothing that runs or brings something along.

It is told by what is known to be harmless, for nobody can list all that is not.
"""

import re
from collections.abc import Iterator

from lxml import etree

NAMESPACE = "{http://www.w3.org/2000/svg}"
HREFS = {"href", "{http://www.w3.org/1999/xlink}href"}
XML = "{http://www.w3.org/XML/1998/namespace}"
DRAWN = (
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan"
    " linearGradient radialGradient stop pattern clipPath mask marker"
)
ELEMENTS = frozenset(f"{NAMESPACE}{name}" for name in DRAWN.split())
PLACES = (
    "x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy fr width height d points pathLength rotate offset"
    " viewBox preserveAspectRatio transform gradientTransform gradientUnits spreadMethod"
    " patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits"
    " markerWidth markerHeight markerUnits refX refY orient textLength lengthAdjust"
)
PAINT = (
    "style color fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap"
    " stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity stop-color"
    " stop-opacity clip-path clip-rule mask marker marker-start marker-mid marker-end display"
    " visibility overflow paint-order vector-effect shape-rendering text-rendering color-rendering"
    " image-rendering color-interpolation font font-family font-size font-size-adjust font-stretch"
    " font-style font-variant font-weight letter-spacing word-spacing text-anchor text-decoration"
    " dominant-baseline alignment-baseline baseline-shift writing-mode direction enable-background"
)
NAMES = "id class role lang version baseProfile aria-label aria-labelledby aria-hidden focusable"
ATTRIBUTES = frozenset(f"{PLACES} {PAINT} {NAMES} {XML}space {XML}lang {' '.join(HREFS)}".split())
COLOURS = {"rgb", "rgba", "hsl", "hsla"}
MOVES = {"matrix", "rotate", "scale", "scalex", "scaley", "skewx", "skewy"}
FUNCTIONS = COLOURS | MOVES | {"translate", "translatex", "translatey"}
CALL = re.compile(r"([\w-]+)\(")
OWN_PART = re.compile(r"""url\(\s*(["']?)#[\w.:-]+\1\s*\)""")
ELSEWHERE = re.compile(r"\\|//")
ADVICE = "a logo is a drawing and nothing else; save it as plain SVG, or as PNG"


def complaint(data: bytes) -> str:
    """Why `data` is no drawing alone, or nothing."""
    if not _is_utf8(data):
        return "is not written in UTF-8: save it as plain SVG, or as PNG"
    if b"<!DOCTYPE" in data:
        return f"holds definitions of its own (DOCTYPE): {ADVICE}"
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return f"cannot be read as SVG (line {error.lineno}): save it anew, or as PNG"
    if root.getroottree().docinfo.encoding.upper() != "UTF-8":
        return "is not written in UTF-8: save it as plain SVG, or as PNG"
    if root.tag != f"{NAMESPACE}svg":
        return "is no SVG picture, though its name says so"
    found = next(_more(root), "")
    return f"holds {found}: {ADVICE}" if found else ""


def _is_utf8(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _more(root: etree._Element) -> Iterator[str]:
    """What is more than a drawing, with its line."""
    for instruction in root.xpath("//processing-instruction()"):
        yield f"an instruction, <?{instruction.target}>"
    for element in root.iter(etree.Element):
        if element.tag not in ELEMENTS:
            yield f"<{_shown(element.tag)}> in line {element.sourceline}"
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES or not _is_harmless(str(name), str(value)):
                yield f"'{_shown(name)}' in line {element.sourceline}"


def _shown(name: object) -> str:
    return etree.QName(str(name)).localname


def _is_harmless(name: str, value: str) -> bool:
    """Whether it leads nowhere but to parts of the same drawing."""
    if name in HREFS:
        return value.startswith("#")
    rest = OWN_PART.sub("", value.lower())
    return not ELSEWHERE.search(rest) and FUNCTIONS.issuperset(CALL.findall(rest))
