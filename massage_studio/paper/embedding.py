"""Puts the used glyphs of one face into one PDF document, each with the text it stands for."""

from __future__ import annotations

from collections.abc import Callable

import uharfbuzz as hb

from massage_studio.paper.fonts import Face
from massage_studio.paper.reportlab_internals import PdfObjects, array, dictionary, utf16_hex

_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{entries}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""

# The layout tables steer shaping, which is over when the document is written.
_NOT_FOR_PAPER = (
    "GSUB",
    "GPOS",
    "GDEF",
    "cmap",
    "name",
    "post",
    "OS/2",
    "kern",
    "STAT",
    "gasp",
    "DSIG",
    "meta",
)


class _CharCodes(dict[str, str]):
    """Four hexadecimal digits for every character drawn letter by letter."""

    def __init__(self, embedding: Embedding) -> None:
        super().__init__()
        self._embedding = embedding

    def __missing__(self, char: str) -> str:
        embedding = self._embedding
        code = self[char] = embedding.code(embedding.face.glyph(char) or 0, char)
        return code


class Embedding:
    """One face in one document: codes are made per pair of glyph and text, so that text reads back."""

    def __init__(self, face: Face, number: int) -> None:
        self.face = face
        self.resource = f"T{number}"
        self.chars = _CharCodes(self)
        self._codes: dict[tuple[int, str], str] = {}

    def code(self, glyph: int, text: str) -> str:
        """Return the four hexadecimal digits that draw `glyph` and read as `text`."""
        key = (glyph, text)
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = f"{len(self._codes) + 1:04X}"
        return code

    def write(self, objects: PdfObjects) -> None:
        """Write the subset, its widths and its text map into the document."""
        glyphs = [glyph for glyph, _ in self._codes]
        subset, places = self._subset(glyphs)
        name = f"{_tag(self.resource)}+{self.face.name}"
        # Spelt out here: ReportLab takes its time over hundreds of numbers.
        widths = " ".join(f"{self.face.glyph_width(glyph):.2f}" for glyph in glyphs)
        extents = self.face.hb_font.get_font_extents("ltr")
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": f"/{name}",
            "Flags": 4,
            "FontBBox": array([-1000, -500, 3000, 1200]),
            "ItalicAngle": 0,
            "Ascent": round(extents.ascender * self.face.scale),
            "Descent": round(extents.descender * self.face.scale),
            "CapHeight": 714,
            "StemV": 80,
            "FontFile2": objects.stream("file", subset, Length1=len(subset)),
        }
        gids = b"\0\0" + b"".join(places[glyph].to_bytes(2, "big") for glyph in glyphs)
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": f"/{name}",
            "CIDSystemInfo": dictionary({"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}),
            "FontDescriptor": objects.refer("descriptor", descriptor),
            "DW": 0,
            "W": f"[1 [{widths}]]",
            "CIDToGIDMap": objects.stream("gids", gids),
        }
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{name}",
            "Encoding": "/Identity-H",
            "DescendantFonts": array([objects.refer("cid", descendant)]),
            "ToUnicode": objects.stream("text", self._text_map()),
        }
        objects.add_font(objects.refer("font", font))

    def _subset(self, glyphs: list[int]) -> tuple[bytes, dict[int, int]]:
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.glyph_set.update(glyphs)
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _NOT_FOR_PAPER)
        plan = hb.SubsetPlan(self.face.hb_face, wanted)
        return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)

    def _text_map(self) -> bytes:
        lines = [f"<{code}> <{utf16_hex(text)}>" for (_, text), code in self._codes.items()]
        blocks = [
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar"
            for block in (lines[at : at + 100] for at in range(0, len(lines), 100))
        ]
        return _TO_UNICODE.format(entries="\n".join(blocks)).encode("ascii")


class FontEmbeddings:
    """The embeddings of one document, made when a face is first drawn and handed to `add`."""

    def __init__(self, add: Callable[[Embedding], None]) -> None:
        self._add = add
        self._embeddings: dict[Face, Embedding] = {}

    def of(self, face: Face) -> Embedding:
        """Return the embedding of a face in this document."""
        found = self._embeddings.get(face)
        if found is None:
            found = self._embeddings[face] = Embedding(face, len(self._embeddings) + 1)
            self._add(found)
        return found


def _tag(resource: str) -> str:
    """Return the six letters that mark a subset, different for each face of a document."""
    number = int(resource[1:])
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))
