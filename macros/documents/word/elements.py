"""Elements of WordprocessingML, the language inside a Word file."""

import re

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml.etree import _Element

Element = _Element

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def w(tag: str, *children: Element | None, **attributes: object) -> Element:
    """`w("pStyle", val="Title")` is `<w:pStyle w:val="Title"/>`; other prefixes are written out."""
    element: Element = OxmlElement(_prefixed(tag))
    for key, value in attributes.items():
        element.set(qn(_prefixed(key)), clean(str(value)))
    element.extend([child for child in children if child is not None])
    return element


def name(element: Element) -> str:
    """Its name without the namespace."""
    return str(element.tag).rpartition("}")[2]


def clean(words: str) -> str:
    """`words` without what no XML file can hold: control characters, halves of characters."""
    return _NOT_IN_XML.sub(" ", words)


def text(words: str) -> Element:
    element = w("t", **{"xml:space": "preserve"})
    element.text = clean(words)
    return element


def field(code: str, shown: str) -> Element:
    """What Word works out itself, such as a page number; `shown` stands there until it does."""
    return w("fldSimple", w("r", text(shown)), instr=code)


def field_mark(kind: str) -> Element:
    """A run that begins, parts or ends a field that holds more than words."""
    return w("r", w("fldChar", fldCharType=kind))


def _prefixed(name: str) -> str:
    return name if ":" in name else f"w:{name}"
