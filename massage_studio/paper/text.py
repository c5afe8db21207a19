"""Text on paper without any markup: parts with a weight go in, lines of embedded glyphs come out.

Nothing in a text is ever read as an instruction: `<b>`, `&amp;` and quotes are printed as typed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, chain, zip_longest
from typing import Literal

from massage_studio.paper.embedding import Embedding, FontEmbeddings
from massage_studio.paper.fonts import Face, Weight, primary
from massage_studio.paper.reportlab_internals import text_string
from massage_studio.paper.shaping import (
    Piece,
    breaks_anywhere,
    clean,
    clusters,
    followed_by_space,
    is_right_to_left,
    shape,
    shape_backwards,
    visual_runs,
)
from massage_studio.paper.tagging import Role

ELLIPSIS = "…"
# A line with no more words than these has none to spare for a lonely one below it.
_FEW_WORDS = 2
# Groups of digits, as in the number of a helpline, and a number with its degrees stay together.
_WORD = re.compile(r"[^ ]+(?:(?<=\d) (?=[\d°])[^ ]+){0,3}")


class Align(StrEnum):
    """Where a line stands in its column."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks and what it is: sizes in points, colour as "#RRGGBB".

    Text past `max_lines` ends in "…".
    """

    size: float = 10.5
    leading: float = 15.5
    weight: Weight = Weight.BODY
    colour: str = "#22383B"
    align: Align = Align.LEFT
    max_lines: int | None = None
    role: Role = Role.PARAGRAPH

    def scaled(self, factor: float) -> Style:
        """Return the same style smaller or larger."""
        return replace(self, size=self.size * factor, leading=self.leading * factor)


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a paragraph with a weight or a colour of its own."""

    text: str
    weight: Weight | None = None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """Pieces from left to right, each with its colour; the width is in thousandths of the type size."""

    pieces: tuple[tuple[Piece, str], ...]
    width: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines broken for one width, ready to be drawn, and the text that they show."""

    lines: tuple[TextLine, ...]
    style: Style
    width: float
    text: str

    @property
    def height(self) -> float:
        """Height in points."""
        return len(self.lines) * self.style.leading

    @property
    def natural_width(self) -> float:
        """Width of the longest line in points."""
        return max((line.width for line in self.lines), default=0.0) * self.style.size / 1000


def paragraph(parts: str | Sequence[str | Run], style: Style, width: float) -> Paragraph:
    """Break parts into lines of at most `width` points."""
    return _set((parts,) if isinstance(parts, str) else tuple(parts), style, width)


# A page is tried in several settings, and families of one class read much the same.
@functools.lru_cache(maxsize=512)
def _set(parts: tuple[str | Run, ...], style: Style, width: float) -> Paragraph:
    runs = [part if isinstance(part, Run) else Run(part) for part in parts]
    spans = [(clean(run.text), run.weight or style.weight, run.colour or style.colour) for run in runs]
    room = width * 1000 / style.size
    if len(spans) == 1 and primary(spans[0][1]).simple.issuperset(spans[0][0]):
        lines = _simple_lines(spans[0][0], primary(spans[0][1]), spans[0][2], room)
    else:
        lines = _lines(spans, room)
    if style.max_lines is not None and len(lines) > style.max_lines:
        spans = _cut(spans, room, style.max_lines)
        lines = _lines(spans, room)
    return Paragraph(tuple(lines), style, width, "".join(span[0] for span in spans))


def _simple_lines(text: str, face: Face, colour: str, room: float) -> list[TextLine]:
    """Break text that needs no shaping: widths of letters are added up and words filled in."""
    advance = face.advances.__getitem__
    space = advance(" ")
    lines: list[TextLine] = []
    rows: list[list[str]] = []

    def measured(words: Sequence[str]) -> float:
        return sum(sum(map(advance, word)) + space for word in words) - space

    def flush(*, ended: bool) -> None:
        for number, words in enumerate(rows, 1):
            last = ended and number == len(rows)
            width = measured(words)
            lines.append(
                TextLine(((Piece(face, " ".join(words) + ("" if last else " "), width), colour),), width)
            )
        rows.clear()

    used = 0.0
    for word in _WORD.findall(text):
        width = sum(map(advance, word))
        while width > room and len(word) > 1:
            flush(ended=False)
            head, word = _head(word, advance, room)
            lines.append(TextLine(((Piece(face, head, room), colour),), room))
            width = sum(map(advance, word))
        if rows and used + space + width <= room:
            rows[-1].append(word)
            used += space + width
        else:
            rows.append([word])
            used = width
    if _is_lonely(rows) and measured((rows[-2][-1], *rows[-1])) <= room:
        rows[-1].insert(0, rows[-2].pop())
    flush(ended=True)
    return lines


def _is_lonely(rows: Sequence[Sequence[object]]) -> bool:
    """Tell whether a last word stands alone below a line that has words to spare."""
    return len(rows) > 1 and len(rows[-1]) == 1 and len(rows[-2]) > _FEW_WORDS


def _head(word: str, advance: Callable[[str], float], room: float) -> tuple[str, str]:
    """Split an overlong word after the last hyphen, slash or space that fits, else where the room ends."""
    used, at, kind = 0.0, 0, 0
    for char in word:
        used += advance(char)
        if used > room and at:
            break
        at += 1
        kind = at if char in "-/ " else kind
    at = kind if 0 < kind < len(word) else at
    return word[:at], word[at:]


_Span = tuple[str, Weight, str]


def _tokens(text: str) -> list[tuple[int, int]]:
    """Return where the unbreakable parts of a text start and end, spaces left out."""
    words = [match.span() for match in _WORD.finditer(text)]
    if not breaks_anywhere(text):
        return words
    tokens: list[tuple[int, int]] = []
    for start, end in words:
        if not breaks_anywhere(text[start:end]):
            tokens.append((start, end))
            continue
        for cluster in clusters(text[start:end]):
            tokens.append((start, start + len(cluster)))
            start += len(cluster)
    return tokens


_Measure = Callable[[int, int], float]
"""The width of the text from one character to another, in thousandths of the type size."""


def _measure(spans: Sequence[_Span]) -> _Measure:
    """Return how wide parts of a text are: added up where no letter needs shaping, else shaped."""
    if all(primary(weight).simple.issuperset(text) for text, weight, _ in spans):
        widths = (map(primary(weight).advances.__getitem__, text) for text, weight, _ in spans)
        ends = list(accumulate(chain.from_iterable(widths), initial=0.0))
        return lambda start, end: ends[end] - ends[start]
    return lambda start, end: sum(
        piece.width for text, weight, _ in _between(spans, start, end) for piece in shape(text, weight)
    )


def _between(spans: Sequence[_Span], start: int, end: int) -> list[_Span]:
    """Return the parts of the spans from character `start` to `end` of the whole text."""
    found: list[_Span] = []
    at = 0
    for text, weight, colour in spans:
        part = text[max(0, start - at) : max(0, end - at)]
        if part:
            found.append((part, weight, colour))
        at += len(text)
    return found


def _lines(spans: Sequence[_Span], room: float) -> list[TextLine]:
    """Break text of any script; words are measured alone, finished lines shaped whole."""
    text = "".join(span[0] for span in spans)
    width = _measure(spans)
    rows: list[list[tuple[int, int]]] = []
    for token in _fitting(text, width, room):
        if rows and width(rows[-1][0][0], token[1]) <= room:
            rows[-1].append(token)
        else:
            rows.append([token])
    if _is_lonely(rows):
        *_, (_, before), moved = rows[-2]
        [(start, end)] = rows[-1]
        # Only words are kept company, not what was parted within a word.
        if before < moved[0] and moved[1] < start and width(moved[0], end) <= room:
            rows[-1].insert(0, rows[-2].pop())
    nexts = [row[0][0] for row in rows[1:]]
    return [
        _line(spans, row[0][0], row[-1][1], spaced=after is not None and after > row[-1][1])
        for row, after in zip_longest(rows, nexts)
    ]


def _fitting(text: str, width: _Measure, room: float) -> list[tuple[int, int]]:
    """Cut tokens that are wider than a line after hyphens and slashes, else between graphemes."""
    fitting: list[tuple[int, int]] = []
    for start, end in _tokens(text):
        if width(start, end) <= room:
            fitting.append((start, end))
            continue
        for part in re.split("(?<=[-/ ])", text[start:end]):
            if width(start, start + len(part)) <= room:
                fitting.append((start, start + len(part)))
                start += len(part)
                continue
            for cluster in clusters(part):
                fitting.append((start, start + len(cluster)))
                start += len(cluster)
    return [(start, end) for start, end in fitting if end > start]


def _line(spans: Sequence[_Span], start: int, end: int, *, spaced: bool = False) -> TextLine:
    """Set one line; a space that the line break stands for is there for whoever reads the text alone."""
    text = "".join(part for part, _, _ in _between(spans, start, end))
    order = visual_runs(text) if is_right_to_left(text) else [(0, len(text), False)]
    pieces: list[tuple[Piece, str]] = []
    mixed = len(order) > 1
    for run_start, run_end, backwards in order:
        parts = _between(spans, start + run_start, start + run_end)
        for part, weight, colour in reversed(parts) if backwards else parts:
            drawn = shape_backwards(part, weight, mixed) if backwards else shape(part, weight)
            pieces.extend((piece, colour) for piece in drawn)
    width = sum(piece.width for piece, _ in pieces)
    if spaced:
        last, colour = pieces[-1]
        pieces[-1] = (followed_by_space(last), colour)
    return TextLine(tuple(pieces), width)


def _cut(spans: Sequence[_Span], room: float, max_lines: int) -> list[_Span]:
    """Return as much as fits into `max_lines` lines, with an ellipsis at its end."""
    text = "".join(span[0] for span in spans)
    ends = [0]
    for cluster in clusters(text):
        ends.append(ends[-1] + len(cluster))
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if len(_lines(_shortened(spans, ends[middle]), room)) <= max_lines:
            low = middle
        else:
            high = middle - 1
    return _shortened(spans, ends[low])


def _shortened(spans: Sequence[_Span], end: int) -> list[_Span]:
    kept = _between(spans, 0, end) or [("", *spans[0][1:])]
    text, weight, colour = kept[-1]
    return [*kept[:-1], (text.rstrip() + ELLIPSIS, weight, colour)]


def text_operators(block: Paragraph, fonts: FontEmbeddings, x: float, top: float) -> str:
    """Return the PDF operators that draw a paragraph with its upper left corner at (x, top) in points."""
    style = block.style
    size = style.size
    # The optical middle of Latin letters, half their cap height, stands in the middle of the line.
    baseline = top - style.leading / 2 - 0.36 * size
    ops = ["BT"]
    font = colour = ""
    for line in block.lines:
        width = line.width * size / 1000
        left = x
        if style.align is not Align.LEFT:
            left += (block.width - width) / (2 if style.align is Align.CENTRE else 1)
        ops.append(f"1 0 0 1 {left:.2f} {baseline:.2f} Tm")
        for piece, wanted in line.pieces:
            embedding = fonts.of(piece.face)
            if embedding.resource != font:
                font = embedding.resource
                ops.append(f"/{font} {size:g} Tf")
            if wanted != colour:
                colour = wanted
                ops.append(colour_operator(colour, "rg"))
            if piece.glyphs is None:
                ops.append(f"<{''.join(map(embedding.chars.__getitem__, piece.text))}> Tj")
            else:
                ops.append(_glyph_operators(piece, embedding, size))
        baseline -= style.leading
    ops.append("ET")
    return " ".join(ops)


@functools.cache
def colour_operator(colour: str, operator: Literal["rg", "RG"]) -> str:
    """Return the operator that fills ("rg") or draws lines ("RG") with "#RRGGBB"."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return f"{red:.3g} {green:.3g} {blue:.3g} {operator}"


def _glyph_operators(piece: Piece, embedding: Embedding, size: float) -> str:
    ops: list[str] = []
    row: list[str] = []
    rise = pending = 0.0

    def flush() -> None:
        if row:
            ops.append(f"[{' '.join(row)}] TJ")
            row.clear()

    for glyph in piece.glyphs or ():
        if glyph.dy != rise:
            flush()
            rise = glyph.dy
            ops.append(f"{rise * size / 1000:.2f} Ts")
        move = pending - glyph.dx
        if abs(move) > 0.01:
            row.append(f"{move:.2f}")
        row.append(f"<{embedding.code(glyph.index, glyph.text)}>")
        pending = piece.face.glyph_width(glyph.index) - glyph.advance + glyph.dx
    if abs(pending) > 0.01:
        row.append(f"{pending:.2f}")
    flush()
    if rise:
        ops.append("0 Ts")
    if piece.actual is None:
        return " ".join(ops)
    return f"/Span <</ActualText {text_string(piece.actual)}>> BDC {' '.join(ops)} EMC"
