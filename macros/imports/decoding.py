"""Bytes of a text file → rows of text, whatever program wrote them."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO

from charset_normalizer import from_bytes

from macros.imports.files import Source
from macros.imports.incoming import Unreadable

CHUNK = 1 << 20
SAMPLE = 1 << 16
LONGEST_CELL = 1_000_000
WIDEST = 500
"""Columns of a table that people can have meant."""
DELIMITERS = (",", ";", "\t", "|")
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
OLD_CODES = ["cp1252", "mac_roman"]
"""What spreadsheets of English and Spanish were written in before UTF-8."""
NOT_TEXT = {
    b"\xd0\xcf\x11\xe0": "is an old Excel file: open it and save it as .xlsx",
    b"%PDF": "is a PDF: a table in it cannot be read; ask for the spreadsheet",
    b"PK\x03\x04": "is an archive or a workbook inside of another file: unpack it first",
    b"\x1f\x8b": "is packed with gzip: unpack it first",
    b"Rar!": "is packed with RAR: unpack it first",
    b"7z\xbc\xaf": "is packed with 7-Zip: unpack it first",
}
WEB_PAGE = re.compile(rb"(?i)(\xef\xbb\xbf)?\s*<(!doctype|html|head|meta|table|\?xml)\b")
"""What other programs write and call .xls."""
GARBLED = re.compile("\ufffd|Ã[\x80-\xbf\u2018-\u203a©¡-¿]|â€|ΓÇ|GÇ[ÖÿªôöÜ¥]")
"""Traces of a text that was once read in the wrong encoding."""


def encoding_of(source: Source) -> str:
    """How the text of a file is encoded: what its bytes allow, UTF-8 first."""
    start = source.start(SAMPLE)
    refuse_other_kinds(source, start)
    marked = next((name for mark, name in MARKS.items() if start.startswith(mark)), "")
    if marked:
        return marked
    if b"\x00" in start:
        return _without_mark(source, start)
    foreign = _first_foreign(source)
    return _old_code(source, foreign) if foreign else "utf-8"


def refuse_other_kinds(source: Source, start: bytes) -> None:
    for signature, complaint in NOT_TEXT.items():
        if start.startswith(signature):
            raise Unreadable(f"{source.name} {complaint}")
    if WEB_PAGE.match(start):
        raise Unreadable(
            f"{source.name} is a web page or XML: open it in a spreadsheet and save it as .xlsx"
        )


def _without_mark(source: Source, start: bytes) -> str:
    """UTF-16 has a zero in every other byte of a western text; other zeros are no text."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) < len(start) // 4 or min(even, odd) > len(start) // 50:
        raise Unreadable(f"{source.name} is not text: it holds bytes that no text has")
    return "utf-16-be" if even > odd else "utf-16-le"


def _first_foreign(source: Source) -> bytes:
    """The piece of the file that is not UTF-8, or nothing."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source.open() as file:
        while chunk := file.read(CHUNK):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return chunk[max(error.start - SAMPLE // 2, 0) : error.start + SAMPLE // 2]
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return source.start(SAMPLE)
    return b""


def _old_code(source: Source, sample: bytes) -> str:
    best = from_bytes(sample, cp_isolation=OLD_CODES).best()
    if not best:
        raise Unreadable(
            f"{source.name} is in no encoding that is known here: save it as CSV UTF-8"
        )
    return best.encoding


def text_of(source: Source, encoding: str) -> IO[str]:
    return io.TextIOWrapper(source.open(), encoding, newline="")


def rows_of(source: Source, encoding: str) -> Iterator[list[str]]:
    """The rows of a delimited text, line ends inside of cells normalised."""
    csv.field_size_limit(LONGEST_CELL)
    with text_of(source, encoding) as text:
        delimiter = delimiter_of(_head(text))
        text.seek(0)
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            for row in reader:
                check_width(row, f"{source.name}, line {reader.line_num}")
                yield [plain(cell) for cell in row]
        except csv.Error as error:
            raise Unreadable(_csv_complaint(source, reader.line_num, str(error))) from None
        except UnicodeError:
            raise Unreadable(
                f"{source.name} is damaged near line {reader.line_num + 1}: "
                f"what stands there is no text ({encoding})"
            ) from None


def check_width(cells: Sequence[str], place: str) -> None:
    if len(cells) > WIDEST and any(cells[WIDEST:]):
        raise Unreadable(
            f"{place}: something stands in column {len(cells):,}; at most {WIDEST} columns can be "
            "read. Take out what stands beside the table"
        )


def _head(text: IO[str]) -> str:
    try:
        return text.read(SAMPLE)
    except UnicodeError:
        return ""


def plain(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def _csv_complaint(source: Source, line: int, message: str) -> str:
    if "field larger" in message:
        return f"{source.name}, line {line}: a cell holds more than {LONGEST_CELL:,} characters"
    return f'{source.name}, line {line}: a quote (") opens or closes in the wrong place'


def delimiter_of(head: str) -> str:
    """What stands between the cells: what cuts the first lines into the same number, or most."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(head, delimiter))


def _evenness(head: str, delimiter: str) -> tuple[float, int]:
    """The share of rows that are equally wide, and how wide; rows of one cell are not cut."""
    try:
        rows = csv.reader(io.StringIO(head[:20_000]), delimiter=delimiter)
        widths = Counter(len(row) for row in rows if row)
    except csv.Error:
        return 0, 0
    width, count = max(
        widths.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]), default=(0, 0)
    )
    return (count / widths.total(), width) if width > 1 else (0, width)
