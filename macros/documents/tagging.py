"""Tags of a PDF: what WeasyPrint leaves open is mended for people who listen to it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf

MARKED = re.compile(rb"/\w+\s<</MCID (\d+)>>\sBDC")
"""Starts a piece of text that the tree of tags can name by its number."""

PRINT = 4
"""The flag of what is printed."""

Place = tuple[tuple[int, int], int]
"""A piece of text: its page, and its number there."""


def mend(pdf: Pdf) -> None:
    """Put tables and lists in order, and take the margins out of the reading."""
    ids: dict[str, Object] = {}
    read: set[Place] = set()
    for element in list(_elements(pdf.Root.StructTreeRoot)):
        if element.S == "/Table":
            _head(element)
        elif element.S == "/L":
            _pair(element)
        elif element.S == "/LI":
            _fill(pdf, element)
        if Name.ID in element:
            ids[str(element.ID)] = element
        read |= set(_texts(element))
    _register(pdf, ids)
    _silence_margins(pdf, read)
    _print_links(pdf)


def _elements(parent: Object) -> Iterator[Object]:
    """All tags below `parent`, in the order of reading."""
    for child in kids(parent):
        yield child
        yield from _elements(child)


def kids(element: Object) -> list[Object]:
    """The tags right below `element`."""
    return [kid for kid in _content(element) if isinstance(kid, Dictionary) and Name.S in kid]


def _content(element: Object) -> list[Any]:
    content = element.get(Name.K, ())
    return list(content) if isinstance(content, Array) else [content]


def _texts(element: Object) -> Iterator[Place]:
    for kid in _content(element):
        if isinstance(kid, int | Decimal):
            yield element.Pg.objgen, int(kid)


# --- tables ---


def _head(table: Object) -> None:
    """Each header says what it heads: its column, its row, or the group of rows below it."""
    for part in kids(table):
        group: Object | None = None
        for row in [part] if part.S == "/TR" else kids(part):
            cells = kids(row)
            headers = [cell for cell in cells if cell.S == "/TH"]
            above = part.S == "/THead" or (len(headers) == len(cells) > 1)
            for header in headers:
                header.A.Scope = Name.Column if above else Name.Row
            if len(headers) == len(cells) == 1:
                group = headers[0]
            elif group:
                _join(group, cells)


def _join(group: Object, cells: list[Object]) -> None:
    """Cells of a row belong to the group that the row is in."""
    for cell in cells:
        if cell.S == "/TD" and Name.Headers in cell.A:
            cell.A.Headers.insert(0, group.ID)


def _register(pdf: Pdf, ids: dict[str, Object]) -> None:
    """A reader finds the headers of a cell by their ids here."""
    if ids:
        names = [part for id, element in sorted(ids.items()) for part in (id, element)]
        pdf.Root.StructTreeRoot.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))


# --- lists ---


def _pair(entries: Object) -> None:
    """Groups of `dt` and `dd` become items: the word is the label, what it means the body."""
    for group in kids(entries):
        if group.S == "/Div":
            group.S = Name.LI
            parts = [part for entry in kids(group) for part in kids(entry)]
            group.K = Array(parts)
            for part in parts:
                part.P = group
            if len(parts) > 1:
                parts[0].S = Name.Lbl


def _fill(pdf: Pdf, item: Object) -> None:
    """Whatever an item holds is its label or in its body."""
    parts = kids(item)
    rest = [part for part in parts if part.S not in ("/Lbl", "/LBody")]
    if not rest:
        return
    bodies = [part for part in parts if part.S == "/LBody"] or [_body(pdf, item)]
    for part in rest:
        part.P = bodies[-1]
        bodies[-1].K.append(part)
    item.K = Array([part for part in parts if part.S == "/Lbl"] + bodies)


def _body(pdf: Pdf, item: Object) -> Object:
    body = Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, Pg=item.Pg, K=Array())
    return pdf.make_indirect(body)


# --- margins ---


def _silence_margins(pdf: Pdf, read: set[Place]) -> None:
    """Running heads and page numbers are no part of the text: without this, both are read out."""
    numbers = _content_numbers(pdf)
    for page in pdf.pages:
        place = page.obj.objgen

        def marked(match: re.Match[bytes], place: tuple[int, int] = place) -> bytes:
            inside = (place, int(match[1])) in read
            return match[0] if inside else b"/Artifact\n<</Type /Pagination>>\nBDC"

        page.Contents.write(MARKED.sub(marked, page.Contents.read_bytes()))
        texts = numbers[int(page.StructParents)]
        for number in range(len(texts)):
            if (place, number) not in read:
                texts[number] = None


def _content_numbers(pdf: Pdf) -> dict[int, Object]:
    """What the pages' pieces of text belong to, by the number of the page."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


def _print_links(pdf: Pdf) -> None:
    """A link that is on the screen is on paper, too."""
    for page in pdf.pages:
        for annotation in page.obj.get(Name.Annots, ()):
            if annotation.Subtype == "/Link":
                annotation.F = PRINT
