"""Writes Word files."""

import io
import zipfile

from docx import Document
from docx.document import Document as WordDocument

from macros.documents.word.blocks import Blocks, Place
from macros.documents.word.elements import Element, clean, w
from macros.documents.word.references import References
from macros.documents.word.sheet import Sheet
from macros.documents.word.source import Source
from macros.documents.word.styles import lists, styles

START_OF_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can give: the same words make the same bytes, any day."""
NOT_NEEDED = (
    *("stylesWithEffects", "webSettings", "fontTable", "theme", "customXml"),
    *("extended-properties", "thumbnail"),
)
"""Parts of python-docx's own first document."""
OFFICE_2013 = 15
"""Without it, Word opens the file in a mode for old files."""


def write(html: str, paper: str = "letter") -> bytes:
    """The document `html` as a Word file; `paper` is `letter` or `a4`."""
    source = Source.of(html)
    sheet = Sheet.of(paper, source.is_wide)
    document = _empty(source, sheet)
    blocks = Blocks(References(document.part, source.root), source.root, sheet.line)
    for block in blocks.inside(source.body, Place()):
        document.element.body.insert(-1, block)
    document.part.numbering_part.element.extend(blocks.lists)
    _describe(document, source)
    sheet.put(document.sections[0], source)
    return _packed(document)


def _empty(source: Source, sheet: Sheet) -> WordDocument:
    document = Document()
    for relations in (document.part.rels, document.part.package.rels):
        for relation in list(relations.values()):
            if relation.reltype.rpartition("/")[2] in NOT_NEEDED:
                del relations[relation.rId]
    document.styles.element[:] = list(styles(source.language, sheet.line, source.brand))
    document.part.numbering_part.element[:] = list(lists())
    document.settings.element[:] = _settings(source.language)
    return document


def _settings(language: str) -> list[Element]:
    mode = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=OFFICE_2013,
    )
    return [
        w("zoom", percent=100),
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", mode),
        w("themeFontLang", val=language),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    ]


def _describe(document: WordDocument, source: Source) -> None:
    """Without a date: a file is as old as its words, not as the build."""
    properties = document.core_properties
    properties._element[:] = []
    properties.title = _short(source.title)
    properties.author = _short(source.meta("author"))
    properties.subject = _short(source.meta("description"))
    properties.language = source.language


def _short(words: str) -> str:
    """As long as python-docx lets a property be."""
    return " ".join(clean(words).split())[:255]


def _packed(document: WordDocument) -> bytes:
    """The same bytes for the same document."""
    dated, undated = io.BytesIO(), io.BytesIO()
    document.save(dated)
    with zipfile.ZipFile(dated) as old, zipfile.ZipFile(undated, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, START_OF_TIME)
            # What is noted here would else differ between systems.
            entry.create_system = 3
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED, 9)
    return undated.getvalue()
