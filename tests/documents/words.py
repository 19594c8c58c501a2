"""Word files made for tests, and what Microsoft's own validator holds against them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element as Element

from macros.documents import word
from tests.checkers import node_modules
from tests.finder.scripts import in_node

PREFIXES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "dc": "http://purl.org/dc/elements/1.1/",
}
W = f"{{{PREFIXES['w']}}}"


@dataclass(frozen=True)
class Field:
    """A content control."""

    name: str
    title: str
    kind: Literal["tick", "line", "text"]


@dataclass(frozen=True)
class Paragraph:
    style: str
    text: str
    element: Element = field(repr=False, compare=False)


@dataclass(frozen=True)
class WordFile:
    content: bytes = field(repr=False)

    @property
    def names(self) -> list[str]:
        return ZipFile(BytesIO(self.content)).namelist()

    def part_bytes(self, name: str) -> bytes:
        return ZipFile(BytesIO(self.content)).read(name)

    def part(self, name: str) -> Element:
        return etree.fromstring(self.part_bytes(name))

    @cached_property
    def document(self) -> Element:
        return self.part("word/document.xml")

    @property
    def fields(self) -> list[Field]:
        return [_field(properties) for properties in self.all("//w:sdtPr[w:tag]")]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Those that say something."""
        found = (Paragraph(_style(p), _text(p), p) for p in self.all("//w:p"))
        return [paragraph for paragraph in found if paragraph.text.strip()]

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def links(self) -> list[str]:
        """Where it links to, outside and inside."""
        relations = self.part("word/_rels/document.xml.rels")
        outside = {r.get("Id"): r.get("Target", "") for r in relations}
        links = self.all("//w:hyperlink")
        return [
            outside.get(link.get(f"{{{PREFIXES['r']}}}id"), "") or val(link, "anchor")
            for link in links
        ]

    def all(self, path: str, root: Element | None = None) -> list[Element]:
        start = self.document if root is None else root
        found = start.xpath(path, namespaces=PREFIXES)
        assert isinstance(found, list)
        return [element for element in found if isinstance(element, etree._Element)]

    def with_part(self, name: str, old: str, new: str) -> "WordFile":
        """A copy with other words in one of its parts: for faults that a test plants."""
        changed = BytesIO()
        with ZipFile(BytesIO(self.content)) as before, ZipFile(changed, "w") as after:
            for each in before.namelist():
                text = before.read(each)
                if each == name:
                    assert old.encode() in text
                    text = text.replace(old.encode(), new.encode())
                after.writestr(each, text)
        return WordFile(changed.getvalue())


@cache
def made(html: str, paper: str = "letter") -> WordFile:
    return WordFile(word.write(html, paper))


def page(body: str, head: str = "<title>Trial</title>", language: str = "en") -> str:
    """A document of our own words."""
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'


def val(element: Element | None, name: str = "val") -> str:
    """An attribute of Word's; empty without the element or the attribute."""
    return "" if element is None else element.get(W + name, "")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _field(properties: Element) -> Field:
    written = properties.find(f"{W}text")
    kind: Literal["tick", "line", "text"] = "tick"
    if written is not None:
        kind = "text" if val(written, "multiLine") == "1" else "line"
    title, name = (val(properties.find(W + part)) for part in ("alias", "tag"))
    return Field(name, title, kind)


def _style(paragraph: Element) -> str:
    return val(paragraph.find(f"{W}pPr/{W}pStyle"))


def _text(paragraph: Element) -> str:
    """What it says, without boxes and what only shows where to write."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    inside = "ancestor::w:sdt[w:sdtPr/w:tag]"
    found = paragraph.xpath(f".//*[not({inside})]", namespaces=PREFIXES)
    assert isinstance(found, list)
    texts = (e for e in found if isinstance(e, etree._Element))
    return "".join(signs.get(str(e.tag), e.text or "" if e.tag == f"{W}t" else "") for e in texts)


# --- the validator ---


def errors(files: Mapping[str, WordFile], folder: Path) -> dict[str, list[str]]:
    """What Microsoft's Open XML SDK says against each file, as Word 2019 would read it."""
    folder.mkdir(parents=True)
    for number, each in enumerate(files.values()):
        (folder / f"{number}.docx").write_bytes(each.content)
    program = folder / "validate.mjs"
    validator = node_modules() / "@ooxml-tools/validate/dist/npm/index.js"
    program.write_text(_PROGRAM % (json.dumps(validator.as_uri()), len(files)), "utf-8")
    done = in_node(str(program), str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    found: list[list[str]] = json.loads((folder / "errors.json").read_text("utf-8"))
    return {name: found[number] for number, name in enumerate(files)}


_PROGRAM = """
import { readFileSync, writeFileSync } from "node:fs";
import validate from %s;
const folder = process.argv[2];
const found = [];
for (let number = 0; number < %d; number++) {
  const file = readFileSync(`${folder}/${number}.docx`);
  const errors = await validate(file, "docx", "Office2019");
  found.push(errors.map((e) => `${e.path.partUri}${e.path.xpath}: ${e.description}`));
}
writeFileSync(`${folder}/errors.json`, JSON.stringify(found));
process.exit(0);
"""
