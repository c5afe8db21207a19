"""A page being drawn: text, shapes, drawings and pictures, each with what it is to who hears it."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from itertools import groupby
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.utils import ImageReader

from massage_studio.paper.embedding import FontEmbeddings
from massage_studio.paper.fonts import Weight
from massage_studio.paper.illustrations import illustration, operators
from massage_studio.paper.reportlab_internals import PaperCanvas
from massage_studio.paper.shaping import clean, reads_otherwise
from massage_studio.paper.tagging import PageTags, Role, StructureTree
from massage_studio.paper.text import Paragraph, Style, colour_operator, paragraph, text_operators

A4_WIDTH, A4_HEIGHT = 595.28, 841.89
MARGIN = 36.0
FOOTER = 54.0


class DrawnPage:
    """One page being drawn; (0, 0) is the lower left corner, sizes are in points.

    Text is read out in the order in which it is drawn, each paragraph in the role of its style; lines,
    rectangles and circles are decoration unless a figure is drawn of them.
    """

    def __init__(
        self, canvas: PaperCanvas, fonts: FontEmbeddings, tree: StructureTree, width: float, height: float
    ) -> None:
        self._canvas = canvas
        self._fonts = fonts
        self._tags = PageTags(tree, canvas.add_operators)
        self.width = width
        self.height = height

    def tagged(self, role: Role, *, continued: bool = False) -> AbstractContextManager[None]:
        """Let what is drawn meanwhile be parts of a list, a table, a row; `continued` from a page before."""
        return self._tags.part(role, continued=continued)

    def figure(
        self, alt: str, x: float, y: float, width: float, height: float
    ) -> AbstractContextManager[None]:
        """Let all that is drawn meanwhile be one figure that `alt` tells in words; "" for decoration."""
        return self._tags.figure(clean(alt), (x, y, x + width, y + height))

    def artifact(self, *, when: bool = True) -> AbstractContextManager[None]:
        """Let all that is drawn meanwhile, text too, be decoration that is read out to nobody."""
        return self._tags.artifact() if when else nullcontext()

    def end(self) -> None:
        """Say that nothing more is drawn here."""
        self._tags.end()

    def text(self, block: Paragraph, x: float, top: float) -> None:
        """Draw a paragraph downwards from `top`."""
        if block.lines:
            actual = block.text if reads_otherwise(block.text) else ""
            operators = text_operators(block, self._fonts, x, top)
            self._tags.text(operators, block.style.role, block.text, actual, top)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        radius: float = 0,
        line_width: float = 1,
        dashed: bool = False,
    ) -> None:
        """Draw a rectangle with its lower left corner at (x, y), with round corners if `radius`."""
        self._tags.decoration()
        operators = []
        if fill:
            operators.append(colour_operator(fill, "rg"))
        if stroke:
            operators.append(f"{colour_operator(stroke, 'RG')} {line_width:g} w")
        operators.append(_outline(x, y, width, height, radius))
        operators.append("B" if fill and stroke else "f" if fill else "S")
        if dashed:
            operators = ["[5 4] 0 d", *operators, "[] 0 d"]
        self._canvas.add_operators(" ".join(operators))

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str, line_width: float = 0.75) -> None:
        """Draw a straight line."""
        self._tags.decoration()
        self._canvas.add_operators(
            f"{colour_operator(stroke, 'RG')} {line_width:g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S"
        )

    def picture(self, png: bytes, alt: str, right: float, top: float, width: float, height: float) -> None:
        """Draw a picture with its upper right corner at (right, top), as large as fits."""
        picture = ImageReader(io.BytesIO(png))
        pixels_wide, pixels_high = picture.getSize()
        scale = min(width / pixels_wide, height / pixels_high)
        wide, high = pixels_wide * scale, pixels_high * scale
        x, y = right - wide, top - high
        with self.figure(alt, x, y, wide, high):
            self._canvas.drawImage(picture, x, y, wide, high, mask="auto")

    def drawing(self, drawing: Drawing, x: float, y: float) -> None:
        """Draw shapes with their lower left corner at (x, y)."""
        canvas = self._canvas
        self._tags.decoration()
        canvas.saveState()
        canvas.translate(x, y)
        for shape in drawing.contents:
            if isinstance(shape, Rect):
                self.rect(
                    shape.x,
                    shape.y,
                    shape.width,
                    shape.height,
                    fill=_hex(shape.fillColor),
                    radius=shape.rx or 0,
                )
            elif isinstance(shape, Line):
                self.line(shape.x1, shape.y1, shape.x2, shape.y2, _hex(shape.strokeColor), shape.strokeWidth)
            elif isinstance(shape, Circle):
                r = shape.r
                self.rect(shape.cx - r, shape.cy - r, 2 * r, 2 * r, fill=_hex(shape.fillColor), radius=r)
            elif isinstance(shape, String):
                self._string(shape)
        canvas.restoreState()

    def illustration(
        self, code: str, x: float, top: float, width: float, height: float, *, plain: bool = False
    ) -> None:
        """Draw an illustration in the middle of a box that goes down from `top`, as large as fits.

        A `plain` one is in ink alone, without tints.
        """
        self._tags.decoration()
        shown = illustration(code)
        scale = min(width / shown.width, height / shown.height)
        left, upper = x + (width - scale * shown.width) / 2, top - (height - scale * shown.height) / 2
        placed = f"q {scale:.4f} 0 0 {-scale:.4f} {left:.2f} {upper:.2f} cm"
        self._canvas.add_operators(f"{placed}\n{operators(code, plain=plain)}\nQ")

    def squares(self, rows: tuple[tuple[bool, ...], ...], x: float, top: float, side: float) -> None:
        """Draw a pattern of black squares `side` points wide, such as a QR code, downwards from (x, top)."""
        self._tags.decoration()
        each = side / len(rows)
        placed = f"q {each:.4f} 0 0 {-each:.4f} {x:.2f} {top:.2f} cm"
        self._canvas.add_operators(f"{placed} {colour_operator('#000000', 'rg')} {_squares(rows)} f Q")

    def _string(self, string: String) -> None:
        size = float(string.fontSize)
        style = Style(size=size, leading=0, weight=Weight(string.fontName), colour=_hex(string.fillColor))
        block = paragraph(string.text, style, A4_HEIGHT)
        shift = {"start": 0.0, "middle": block.natural_width / 2, "end": block.natural_width}[
            string.textAnchor
        ]
        # With no leading the middle of the letters stands at the top: lift the baseline back to y.
        self.text(block, string.x - shift, string.y + 0.36 * size)


@lru_cache(maxsize=64)
def _squares(rows: tuple[tuple[bool, ...], ...]) -> str:
    """Return the dark squares of a pattern, each 1 wide and high, downwards and to the right from (0, 0)."""
    found = []
    for number, row in enumerate(rows):
        start = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                found.append(f"{start} {number} {length} 1 re")
            start += length
    return " ".join(found)


# How far from its corner the middle points of a curve stand that comes nearest to a quarter of a circle.
_CORNER = 1 - 0.5523


def _outline(x: float, y: float, width: float, height: float, radius: float) -> str:
    """Return the operators of a rectangle's outline."""
    if not radius:
        return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
    r, c = radius, radius * _CORNER
    right, top = x + width, y + height
    # Every side, and the curve that follows it.
    ways = (
        ((right - r, y), (right - c, y, right, y + c, right, y + r)),
        ((right, top - r), (right, top - c, right - c, top, right - r, top)),
        ((x + r, top), (x + c, top, x, top - c, x, top - r)),
        ((x, y + r), (x, y + c, x + c, y, x + r, y)),
    )
    side = "{:.2f} {:.2f} l {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} c".format
    return f"{x + r:.2f} {y:.2f} m {' '.join(side(*end, *curve) for end, curve in ways)} h"


def _hex(rl_colour: Any) -> str:
    return f"#{rl_colour.hexval()[2:].upper()}"
