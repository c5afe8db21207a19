"""Which embedded TrueType face prints which character; a file is opened when a character first needs it."""

from __future__ import annotations

import functools
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import uharfbuzz as hb

from massage_studio import paths

REPLACEMENT = "\ufffd"


class Weight(StrEnum):
    """What a text on paper is set as."""

    BODY = "body"
    BOLD = "bold"
    HEADING = "heading"
    SUBHEADING = "subheading"


@functools.cache
def font_folder() -> Path:
    """Return the folder of the fonts that came with the program."""
    return paths.resources() / "fonts"


class Face:
    """One TrueType file; widths are in thousandths of the type size."""

    def __init__(self, name: str, *, kerned: bool = False) -> None:
        self.name = name
        self.kerned = kerned
        self.hb_face = hb.Face(hb.Blob.from_file_path(str(font_folder() / f"{name}.ttf")))
        self.hb_font = hb.Font(self.hb_face)
        self.scale = 1000 / self.hb_face.upem
        self.advances = _Advances(self)
        self.simple: frozenset[str] = frozenset() if kerned else frozenset(_simple(self.hb_face.unicodes))

    def glyph(self, char: str) -> int | None:
        """Return the glyph index of one character, None where the file has none.

        Quicksand has a handful of Greek letters for formulas: no word is pieced together from them.
        """
        if self.kerned and "\u0370" <= char < "\u1e00":
            return None
        glyph: int | None = self.hb_font.get_nominal_glyph(ord(char))
        return glyph or None

    def glyph_width(self, glyph: int) -> float:
        """Return the nominal advance of a glyph in thousandths."""
        return float(self.hb_font.get_glyph_h_advance(glyph) * self.scale)

    def covers(self, text: str) -> bool:
        """Say whether every visible character of `text` has a glyph here."""
        return all(self.glyph(char) is not None for char in text if not is_ignorable(char))


class _Advances(dict[str, float]):
    """Widths of single characters, looked up once."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> float:
        width = self[char] = self._face.glyph_width(self._face.glyph(char) or 0)
        return width


def _simple(codepoints: Iterable[int]) -> Iterator[str]:
    """Yield what may be set letter by letter: no joining, no stacking, left to right."""
    for code in codepoints:
        char = chr(code)
        letter_by_letter = code < 0x300 or (0x370 <= code < 0x2E80 and _plain(char))
        if letter_by_letter and char.isprintable() and code != 0xAD:
            yield char


def _plain(char: str) -> bool:
    return unicodedata.category(char)[0] not in "MCZ" and unicodedata.bidirectional(char) not in (
        "R",
        "AL",
        "AN",
        "NSM",
    )


def is_ignorable(char: str) -> bool:
    """Say whether a character shapes its neighbours but shows nothing itself (joiners, selectors, tags)."""
    code = ord(char)
    return code in (0x200C, 0x200D) or 0xFE00 <= code <= 0xFE0F or 0xE0000 <= code <= 0xE0FFF


@functools.cache
def face(name: str) -> Face:
    """Open one face by the stem of its file."""
    return Face(name, kerned=name.startswith("Quicksand"))


_STACKS: dict[Weight, tuple[str, ...]] = {
    Weight.BODY: ("NotoSans-Regular",),
    Weight.BOLD: ("NotoSans-Bold",),
    Weight.HEADING: ("Quicksand-Bold", "NotoSans-Bold"),
    Weight.SUBHEADING: ("Quicksand-SemiBold", "NotoSans-Bold"),
}

# First and last code point and the family that prints the block.
_BLOCKS: tuple[tuple[int, int, str], ...] = (
    (0x0530, 0x058F, "NotoSansArmenian"),
    (0x0590, 0x05FF, "NotoSansHebrew"),
    (0x0600, 0x06FF, "NotoSansArabic"),
    (0x0700, 0x074F, "NotoSansSyriac"),
    (0x0750, 0x077F, "NotoSansArabic"),
    (0x0780, 0x07BF, "NotoSansThaana"),
    (0x07C0, 0x07FF, "NotoSansNKo"),
    (0x0860, 0x086F, "NotoSansSyriac"),
    (0x0870, 0x08FF, "NotoSansArabic"),
    (0x0900, 0x097F, "NotoSansDevanagari"),
    (0x0980, 0x09FF, "NotoSansBengali"),
    (0x0A00, 0x0A7F, "NotoSansGurmukhi"),
    (0x0A80, 0x0AFF, "NotoSansGujarati"),
    (0x0B00, 0x0B7F, "NotoSansOriya"),
    (0x0B80, 0x0BFF, "NotoSansTamil"),
    (0x0C00, 0x0C7F, "NotoSansTelugu"),
    (0x0C80, 0x0CFF, "NotoSansKannada"),
    (0x0D00, 0x0D7F, "NotoSansMalayalam"),
    (0x0D80, 0x0DFF, "NotoSansSinhala"),
    (0x0E00, 0x0E7F, "NotoSansThai"),
    (0x0E80, 0x0EFF, "NotoSansLao"),
    (0x0F00, 0x0FFF, "NotoSerifTibetan"),
    (0x1000, 0x109F, "NotoSansMyanmar"),
    (0x10A0, 0x10FF, "NotoSansGeorgian"),
    (0x1100, 0x11FF, "NanumGothic"),
    (0x1200, 0x139F, "NotoSansEthiopic"),
    (0x13A0, 0x13FF, "NotoSansCherokee"),
    (0x1780, 0x17FF, "NotoSansKhmer"),
    (0x19E0, 0x19FF, "NotoSansKhmer"),
    (0x1C90, 0x1CBF, "NotoSansGeorgian"),
    (0x1CD0, 0x1CFF, "NotoSansDevanagari"),
    (0x2D00, 0x2D2F, "NotoSansGeorgian"),
    (0x2D30, 0x2D7F, "NotoSansTifinagh"),
    (0x2D80, 0x2DDF, "NotoSansEthiopic"),
    (0x2E80, 0x312F, "DroidSansFallback"),
    (0x3130, 0x318F, "NanumGothic"),
    (0x3190, 0xA4CF, "DroidSansFallback"),
    (0xA8E0, 0xA8FF, "NotoSansDevanagari"),
    (0xA960, 0xA97F, "NanumGothic"),
    (0xA9E0, 0xA9FF, "NotoSansMyanmar"),
    (0xAA60, 0xAA7F, "NotoSansMyanmar"),
    (0xAB00, 0xAB2F, "NotoSansEthiopic"),
    (0xAB70, 0xABBF, "NotoSansCherokee"),
    (0xAC00, 0xD7FF, "NanumGothic"),
    (0xF900, 0xFAFF, "DroidSansFallback"),
    (0xFB13, 0xFB17, "NotoSansArmenian"),
    (0xFB1D, 0xFB4F, "NotoSansHebrew"),
    (0xFB50, 0xFDFF, "NotoSansArabic"),
    (0xFE30, 0xFE6F, "DroidSansFallback"),
    (0xFE70, 0xFEFE, "NotoSansArabic"),
    (0xFF00, 0xFFEF, "DroidSansFallback"),
)
_BLOCK_STARTS = tuple(first for first, _, _ in _BLOCKS)
_SYMBOLS = (
    "NotoEmoji-Regular",
    "NotoSansSymbols2-Regular",
    "NotoSansSymbols-Regular",
    "NotoSansMath-Regular",
)
_REST = ("DroidSansFallback", "NanumGothic")


def _script_faces(char: str, weight: Weight) -> Iterator[str]:
    index = bisect_right(_BLOCK_STARTS, ord(char)) - 1
    if index < 0 or ord(char) > _BLOCKS[index][1]:
        return
    family = _BLOCKS[index][2]
    names = (family,) if family in _REST else (f"{family}-Bold", f"{family}-Regular")
    if weight is Weight.BODY:
        names = names[-1:]
    for name in names:
        if (font_folder() / f"{name}.ttf").is_file():
            yield name


def _candidates(char: str, weight: Weight, emoji: bool) -> Iterator[str]:
    if emoji:
        yield _SYMBOLS[0]
    yield from _STACKS[weight]
    yield from _script_faces(char, weight)
    yield from _SYMBOLS
    yield from _REST


def primary(weight: Weight) -> Face:
    """Return the face that nearly all text of this weight uses."""
    return face(_STACKS[weight][0])


@functools.lru_cache(maxsize=4096)
def face_for(cluster: str, weight: Weight) -> tuple[Face, str]:
    """Choose the face for one grapheme cluster and what of it to draw.

    A mark that no face has together with its base is left out of the drawing; a base that no face has is
    drawn as U+FFFD. The text that the document carries is the cluster itself in every case.
    """
    base = cluster[0]
    emoji = "\u20e3" in cluster or 0x1F1E6 <= ord(base) <= 0x1F1FF
    fallback: Face | None = None
    for name in _candidates(base, weight, emoji):
        candidate = face(name)
        if candidate.covers(cluster):
            return candidate, cluster
        if fallback is None and candidate.glyph(base) is not None:
            fallback = candidate
    if fallback is not None:
        drawn = "".join(c for c in cluster if is_ignorable(c) or fallback.glyph(c) is not None)
        return fallback, drawn
    return face(_STACKS[Weight.BODY][0]), REPLACEMENT
