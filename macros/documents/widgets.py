"""Fields of a PDF: made so that viewers can show what people fill in."""

from io import BytesIO

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf

ENCODING = "cp1252"
FIRST, LAST = 32, 255
FONT_NAME = Name.GuideText
TEXT_SIZE = 10
AS_FITS = 0
"""Long answers get smaller letters: what does not fit would be missing on paper."""
MULTILINE = 1 << 12
NON_SYMBOLIC = 32


def mend(pdf: Pdf) -> None:
    """Give each field a look of its own: viewers then need not invent one, nor ask to save."""
    if Name.AcroForm not in pdf.Root:
        return
    form = pdf.Root.AcroForm
    if Name.NeedAppearances in form:
        del form.NeedAppearances
    looks = Looks(pdf)
    fields = list(form.Fields)
    for box in (field for field in fields if field.FT == "/Btn"):
        box.AP.N = Dictionary(on=looks.shared(box.AP.N.on), Off=looks.empty(box))
    lines = [field for field in fields if field.FT == "/Tx"]
    if lines:
        font = pdf.make_indirect(_typing_font(form.DR.Font[_font_in(lines[0])]))
        form.DR = Dictionary(Font=Dictionary({str(FONT_NAME): font}))
        form.DA = _type(TEXT_SIZE)
    for line in lines:
        line.Ff = int(line.get(Name.Ff, 0)) | MULTILINE
        line.DA = _type(AS_FITS)
        line.AP = Dictionary(N=looks.empty(line))


class Looks:
    """What fields look like; those of one size share it, or a file would be twice as large."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._looks: dict[tuple[bytes, float, float], Object] = {}

    def shared(self, look: Object) -> Object:
        """One that looks like `look`."""
        _, _, width, height = map(float, look.BBox)
        return self._looks.setdefault((look.read_bytes(), round(width, 2), round(height, 2)), look)

    def empty(self, field: Object) -> Object:
        """An empty field: its frame is drawn on the page."""
        x1, y1, x2, y2 = map(float, field.Rect)
        look = self._pdf.make_stream(b"/Tx BMC EMC" if field.FT == "/Tx" else b"")
        look.Type, look.Subtype = Name.XObject, Name.Form
        look.BBox = Array([0, 0, abs(x2 - x1), abs(y2 - y1)])
        return self.shared(look)


def _type(size: int) -> str:
    return f"0 g {FONT_NAME} {size} Tf"


def _font_in(field: Object) -> str:
    """The name of the font in `… /NAME SIZE Tf`."""
    return str(field.DA).split()[-3]


def _typing_font(drawn: Object) -> Object:
    """The font `drawn` once more, one byte a letter: viewers cannot type with glyph numbers."""
    whole = drawn.DescendantFonts[0].FontDescriptor
    descriptor = Dictionary({key: whole[key] for key in whole.keys()})  # noqa: SIM118
    descriptor.Flags = NON_SYMBOLIC
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=drawn.BaseFont,
        Encoding=Name.WinAnsiEncoding,
        FirstChar=FIRST,
        LastChar=LAST,
        Widths=Array(_widths(whole.FontFile2.read_bytes())),
        FontDescriptor=descriptor,
    )


def _widths(font_file: bytes) -> list[int]:
    font = TTFont(BytesIO(font_file))
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    unit = 1000 / font["head"].unitsPerEm
    letters = bytes(range(FIRST, LAST + 1)).decode(ENCODING, "replace")
    return [round(glyphs[names.get(ord(c), ".notdef")].width * unit) for c in letters]
