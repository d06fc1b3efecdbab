"""Makes the TrueType outlines that a PDF document embeds out of the OpenType fonts of the window, when those change."""

from __future__ import annotations

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

from scorecard.paths import resource

_LIMITS = (
    "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
    "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
    "maxCompositeContours", "maxComponentDepth",
)  # fmt: skip


def main() -> None:
    """Write both weights into resources/fonts/truetype."""
    for weight in ("Regular", "SemiBold"):
        font = TTFont(resource("fonts") / f"Inter-{weight}.otf")
        _keep_letters(font)
        _draw_as_truetype(font)
        font.save(resource("fonts") / "truetype" / f"Inter-{weight}.ttf")


def _keep_letters(font: TTFont) -> None:
    """Leave out what only typographic features reach, since a PDF document has none of them."""
    options = Options()
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap().keys())
    subsetter.subset(font)


def _draw_as_truetype(font: TTFont) -> None:
    """Curves of the third degree as those of the second, within a unit of the em."""
    letters = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(letters)
        letters[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        outlines[name] = pen.glyph()
    for table in ("CFF ", "GSUB", "GPOS", "GDEF", "STAT", "VORG"):
        if table in font:
            del font[table]
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = outlines
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for name in _LIMITS:
        setattr(maxp, name, 0)
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\000\001\000\000"


if __name__ == "__main__":
    main()
