"""What a logo may hold: each picture here would run or fetch something, or could."""

import pytest

from macros.svg import complaint

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'
ENTITY = f'<!DOCTYPE svg [<!ENTITY x "<script/>">]>{HEAD}>&x;</svg>'


def drawn(body: str, attributes: str = "") -> bytes:
    return f"{HEAD} {attributes}>{body}</svg>".encode()


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (f'<?xml version="1.0" encoding="UTF-16"?>{ENTITY}'.encode("utf-16"), "not written in UTF"),
        (f'<?xml version="1.0" encoding="UTF-16LE"?>{ENTITY}'.encode("utf-16-le"), "not written"),
        (f'<?xml version="1.0" encoding="iso-8859-1"?>{HEAD}/>'.encode(), "not written in UTF-8"),
        (ENTITY.encode(), "definitions of its own (DOCTYPE)"),
        (b'<!DOCTYPE svg SYSTEM "https://example.org/a.dtd">' + drawn(""), "(DOCTYPE)"),
        (b'<?xml-stylesheet href="https://example.org/a.css"?>' + drawn(""), "<?xml-stylesheet>"),
        (drawn("") + b'<?xml-stylesheet type="text/xsl" href="#s"?>', "<?xml-stylesheet>"),
        (drawn('<h:img src="https://example.org/a.png"/>', HTML), "<img> in line 1"),
        (drawn('<h:script>alert("!")</h:script>', HTML), "<script>"),
        (drawn('<h:link rel="stylesheet" href="https://example.org/a.css"/>', HTML), "<link>"),
        (drawn('<h:meta http-equiv="refresh" content="0;url=https://example.org/"/>', HTML), "<m"),
        (drawn('<h:object data="data:text/html,x"/>', HTML), "<object>"),
        (drawn('<h:video poster="https://example.org/a"/>', HTML), "<video>"),
        (drawn("\n<script>1</script>"), "<script> in line 2"),
        (drawn("<style>rect { fill: red }</style>"), "<style>"),
        (drawn("<foreignObject/>"), "<foreignObject>"),
        (drawn('<image href="#a"/>'), "<image>"),
        (drawn('<a href="#a"/>'), "<a>"),
        (drawn('<set attributeName="href" to="https://example.org/"/>'), "<set>"),
        (drawn('<g onclick="1"/>'), "'onclick'"),
        (drawn('<rect srcset="https://example.org/a 1x"/>'), "'srcset'"),
        (drawn('<g xml:base="https://example.org/"/>'), "'base'"),
        (drawn('<use href="https://example.org/a.svg#a"/>'), "'href'"),
        (drawn('<use xlink:href="javascript:1"/>'), "'href'"),
        (drawn('<rect fill="URL(https://example.org/a)"/>'), "'fill'"),
        (drawn('<rect style="background:url(#a), Url(//example.org)"/>'), "'style'"),
        (drawn(r'<rect style="fill:u\72l(https://example.org/a)"/>'), "'style'"),
        (drawn("<rect style=\"cursor:image-set('a' 1x)\"/>"), "'style'"),
        (drawn('<rect style="fill:u/**/rl(a.svg)"/>'), "'style'"),
        (drawn("<rect style=\"fill:src('a.svg')\"/>"), "'style'"),
    ],
)
def test_nothing_comes_along_with_a_drawing(picture: bytes, said: str) -> None:
    assert said in complaint(picture)


@pytest.mark.parametrize(
    "body",
    [
        '<g id="a"/><use xlink:href="#a"/><use href="#a" fill="url(#b)"/>',
        '<linearGradient id="b"><stop offset="0" stop-color="#fff"/></linearGradient>',
        '<path d="M0 0h9v9z" style="fill:url(\'#b\');stroke:rgb(1, 2, 3);-inkscape-stroke:none"/>',
        '<g transform="matrix(1 0 0 1 0 0) translateX(3)" clip-path="url( #c )"><title>A</title>'
        '<text xml:space="preserve" font-family="serif">A: <tspan x="1">jobs</tspan></text></g>',
        "<!-- Drawn by hand -->",
    ],
)
def test_a_drawing_may_be_one(body: str) -> None:
    whole = drawn(body, 'viewBox="0 0 9 9" role="img" aria-label="Lake"')
    assert complaint(whole) == complaint(b'\xef\xbb\xbf<?xml version="1.0"?>' + whole) == ""
