"""From plain text to glyphs: graphemes, fonts, joining, stacking and both directions of writing."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import uharfbuzz as hb
from bidi import algorithm as bidi

from massage_studio.paper.fonts import Face, Weight, face_for, is_ignorable, primary

_STRIPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\uffff\ud800-\udfff]"
    # Joiners and selectors with nothing before them to join or select.
    "|(?:^|(?<=\\s))[\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e0fff]+"
    "|[" + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17)) + "]"
)
_SPACES = re.compile(r"\s+")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BREAKABLE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]"
)


def clean(text: str) -> str:
    """Return `text` ready to print: NFC, one line, no controls, lone surrogates or bidi overrides."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _STRIPPED.sub("", text)))


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph with what it reads as; advance and offsets in thousandths of the type size."""

    index: int
    text: str
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one face; `glyphs` is None where every character is drawn by itself.

    `actual` is the text to carry in /ActualText where glyphs alone would not read back as written.
    """

    face: Face
    text: str
    width: float
    glyphs: tuple[Glyph, ...] | None = None
    actual: str | None = None


def is_right_to_left(text: str) -> bool:
    """Say whether any letter of `text` is written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def reads_otherwise(text: str) -> bool:
    """Say whether glyphs from left to right do not give `text` back: it turns round, or has rare letters."""
    return not text.isascii() and (is_right_to_left(text) or not _bmp(text))


def breaks_anywhere(text: str) -> bool:
    """Say whether `text` has letters of a script that is written without spaces between words."""
    return _BREAKABLE.search(text) is not None


def _extends(char: str) -> bool:
    return (
        is_ignorable(char) or unicodedata.category(char)[0] == "M" or 0x1F3FB <= ord(char) <= 0x1F3FF
    ) and not char.isspace()


def clusters(text: str) -> Iterator[str]:
    """Yield user-perceived characters: a base with its marks, selectors, joiners; flags as pairs."""
    current = ""
    for char in text:
        joined = current.endswith("\u200d") and ord(char) > 0x2000
        flag = len(current) == 1 and all(0x1F1E6 <= ord(c) <= 0x1F1FF for c in (current, char))
        if current and not (joined or flag or _extends(char)):
            yield current
            current = ""
        current += char
    if current:
        yield current


@functools.lru_cache(maxsize=2048)
def shape(text: str, weight: Weight, backwards: bool = False) -> tuple[Piece, ...]:
    """Return `text` as pieces in the order in which they stand on paper, left to right."""
    face = primary(weight)
    if not backwards and face.simple.issuperset(text):
        return (Piece(face, text, sum(map(face.advances.__getitem__, text))),)
    chosen = [(cluster, *face_for(cluster, weight)) for cluster in clusters(text)]
    pieces: list[Piece] = []
    for (_, whole), group in groupby(chosen, key=lambda c: (c[1], c[0] == c[2])):
        run = list(group)
        if whole:
            pieces.append(_shaped(run[0][1], "".join(c[0] for c in run), backwards))
        else:
            pieces.extend(_renamed(_shaped(used, drawn, backwards), cluster) for cluster, used, drawn in run)
    return tuple(reversed(pieces)) if backwards else tuple(pieces)


def _renamed(piece: Piece, text: str) -> Piece:
    """Let the one cluster of `piece` read as `text`, of which only a part could be drawn."""
    if piece.glyphs is None:
        glyph = piece.face.glyph(piece.text[0]) or 0
        return Piece(piece.face, text, piece.width, (Glyph(glyph, text, piece.width, 0, 0),))
    if not piece.glyphs:
        return Piece(piece.face, text, 0, ())
    first, *rest = piece.glyphs
    glyphs = (Glyph(first.index, text, first.advance, first.dx, first.dy), *rest)
    return Piece(piece.face, text, piece.width, glyphs, text if rest and _bmp(text) else None)


def _shaped(face: Face, text: str, backwards: bool) -> Piece:
    if not backwards and face.simple.issuperset(text):
        return Piece(face, text, sum(map(face.advances.__getitem__, text)))
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES | hb.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if backwards else "ltr"
    hb.shape(face.hb_font, buffer, {})
    infos, positions, scale = buffer.glyph_infos, buffer.glyph_positions, face.scale
    starts = sorted({info.cluster for info in infos} | {0})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    glyphs: list[Glyph] = []
    one_to_one = bool(infos)
    previous = -1
    for info, position in zip(infos, positions, strict=True):
        reads = text[info.cluster : ends[info.cluster]]
        if info.cluster == previous:
            one_to_one, reads = False, reads[:1]
        previous = info.cluster
        advance, dx, dy = (v * scale for v in (position.x_advance, position.x_offset, position.y_offset))
        if advance == 0 or dy:
            one_to_one = False
        # Readers of PDF take letters as they stand on the page and turn right-to-left words round, letter by
        # letter: a ligature of such a word has to be written in the same visual order.
        glyphs.append(Glyph(info.codepoint, reads[::-1] if backwards else reads, advance, dx, dy))
    width = sum(glyph.advance for glyph in glyphs)
    return Piece(face, text, width, tuple(glyphs), None if one_to_one or not _bmp(text) else text)


def shape_backwards(text: str, weight: Weight, inside_english: bool) -> tuple[Piece, ...]:
    """Return a right-to-left run as pieces from left to right.

    Readers of PDF turn round each right-to-left word, but keep the words of an English line in the order of
    the page's instructions. Within one English line the words of a name are therefore drawn in reading
    order, each at its place, if one face has them all.
    """
    words = text.split(" ")
    if not inside_english or len(words) < 2 or not all(words):
        return shape(text, weight, True)
    shaped = [shape(word, weight, True) for word in words]
    faces = {piece.face for pieces in shaped for piece in pieces}
    face = shaped[0][0].face
    space = face.glyph(" ")
    if (
        len(faces) > 1
        or space is None
        or any(len(p) != 1 or p[0].glyphs is None or p[0].actual for p in shaped)
    ):
        return shape(text, weight, True)
    gap = Glyph(space, " ", face.glyph_width(space), 0, 0)
    parts = [shaped[0][0].glyphs or ()]
    for pieces in shaped[1:]:
        parts += [(gap,), pieces[0].glyphs or ()]
    width = sum(glyph.advance for part in parts for glyph in part)
    glyphs: list[Glyph] = []
    pen, left = 0.0, width
    for part in parts:
        left -= sum(glyph.advance for glyph in part)
        jump = left - pen
        first, *rest = part
        glyphs += [replace(first, advance=first.advance + jump, dx=first.dx + jump), *rest]
        pen = left + sum(glyph.advance for glyph in part)
    last = glyphs[-1]
    glyphs[-1] = replace(last, advance=last.advance + width - pen)
    return (Piece(face, text, width, tuple(glyphs)),)


def followed_by_space(piece: Piece) -> Piece:
    """Return a piece with a space at its end that takes no room, if its face has one."""
    space = piece.face.glyph(" ")
    if space is None:
        return piece
    glyphs = None if piece.glyphs is None else (*piece.glyphs, Glyph(space, " ", 0, 0, 0))
    actual = None if piece.actual is None else f"{piece.actual} "
    return Piece(piece.face, f"{piece.text} ", piece.width, glyphs, actual)


def _bmp(text: str) -> bool:
    return all(char < "\uffff" for char in text)


def visual_runs(text: str) -> list[tuple[int, int, bool]]:
    """Return (start, end, written from right to left) of one line's stretches in the order on paper.

    Lines are of an English document: the base direction is left to right unless no letter is.
    """
    levels = _levels(text)
    runs = [
        [level, start, end]
        for level, start, end in (
            (level, items[0], items[-1] + 1)
            for level, items in (
                (k, [i for i, _ in g]) for k, g in groupby(enumerate(levels), key=lambda p: p[1])
            )
        )
    ]
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(runs):
            until = at
            while until < len(runs) and runs[until][0] >= level:
                until += 1
            if until > at:
                runs[at:until] = reversed(runs[at:until])
            at = until + 1
    return [(start, end, level % 2 == 1) for level, start, end in runs]


def _levels(text: str) -> list[int]:
    """Return the embedding level of every character by the Unicode bidirectional algorithm."""
    kept = [i for i, char in enumerate(text) if unicodedata.bidirectional(char) not in ("BN", "")]
    letters = {unicodedata.bidirectional(text[i]) for i in kept}
    storage = bidi.get_empty_storage()
    storage["base_level"] = 0 if "L" in letters else 1
    storage["base_dir"] = "L" if "L" in letters else "R"
    bidi.get_embedding_levels("".join(text[i] for i in kept), storage)
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    levels = [storage["base_level"]] * len(text)
    for i, char in zip(kept, storage["chars"], strict=True):
        levels[i] = char["level"]
    for i in range(1, len(text)):
        if unicodedata.bidirectional(text[i]) in ("BN", ""):
            levels[i] = levels[i - 1]
    return levels
