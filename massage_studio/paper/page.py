"""The A4 document: title, language, author, page numbers, and no font that is not embedded."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.utils import ImageReader

from massage_studio.paper.embedding import FontEmbeddings
from massage_studio.paper.fonts import Weight
from massage_studio.paper.illustrations import illustration, operators
from massage_studio.paper.palette import colour
from massage_studio.paper.reportlab_internals import PaperCanvas
from massage_studio.paper.shaping import clean
from massage_studio.paper.text import Align, Paragraph, Style, paragraph, text_operators

A4_WIDTH, A4_HEIGHT = 595.28, 841.89
MARGIN = 36.0
FOOTER = 54.0


class DrawnPage:
    """One page being drawn; (0, 0) is the lower left corner, sizes are in points."""

    def __init__(self, canvas: PaperCanvas, fonts: FontEmbeddings, width: float, height: float) -> None:
        self._canvas = canvas
        self._fonts = fonts
        self.width = width
        self.height = height

    def text(self, block: Paragraph, x: float, top: float) -> None:
        """Draw a paragraph downwards from `top`."""
        if block.lines:
            self._canvas.add_operators(text_operators(block, self._fonts, x, top))

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
    ) -> None:
        """Draw a rectangle with its lower left corner at (x, y), with round corners if `radius`."""
        if fill:
            self._canvas.setFillColorRGB(*_rgb(fill))
        if stroke:
            self._canvas.setStrokeColorRGB(*_rgb(stroke))
            self._canvas.setLineWidth(line_width)
        if radius:
            self._canvas.roundRect(x, y, width, height, radius, stroke=bool(stroke), fill=bool(fill))
        else:
            self._canvas.rect(x, y, width, height, stroke=bool(stroke), fill=bool(fill))

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str, line_width: float = 0.75) -> None:
        """Draw a straight line."""
        self._canvas.setStrokeColorRGB(*_rgb(stroke))
        self._canvas.setLineWidth(line_width)
        self._canvas.line(x1, y1, x2, y2)

    def picture(self, png: bytes, right: float, top: float, width: float, height: float) -> None:
        """Draw a picture with its upper right corner at (right, top), as large as fits."""
        picture = ImageReader(io.BytesIO(png))
        pixels_wide, pixels_high = picture.getSize()
        scale = min(width / pixels_wide, height / pixels_high)
        wide, high = pixels_wide * scale, pixels_high * scale
        self._canvas.drawImage(picture, right - wide, top - high, wide, high, mask="auto")

    def drawing(self, drawing: Drawing, x: float, y: float) -> None:
        """Draw a chart with its lower left corner at (x, y)."""
        canvas = self._canvas
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
                canvas.setFillColorRGB(*_rgb(_hex(shape.fillColor)))
                canvas.circle(shape.cx, shape.cy, shape.r, stroke=0, fill=1)
            elif isinstance(shape, String):
                self._string(shape)
        canvas.restoreState()

    def illustration(self, code: str, x: float, top: float, width: float, height: float) -> None:
        """Draw an illustration in the middle of a box that goes down from `top`, as large as fits."""
        shown = illustration(code)
        scale = min(width / shown.width, height / shown.height)
        left, upper = x + (width - scale * shown.width) / 2, top - (height - scale * shown.height) / 2
        placed = f"q {scale:.4f} 0 0 {-scale:.4f} {left:.2f} {upper:.2f} cm"
        self._canvas.add_operators(f"{placed}\n{operators(code)}\nQ")

    def _string(self, string: String) -> None:
        size = float(string.fontSize)
        style = Style(size=size, leading=0, weight=Weight(string.fontName), colour=_hex(string.fillColor))
        block = paragraph(string.text, style, A4_HEIGHT)
        shift = {"start": 0.0, "middle": block.natural_width / 2, "end": block.natural_width}[
            string.textAnchor
        ]
        # With no leading the middle of the letters stands at the top: lift the baseline back to y.
        self.text(block, string.x - shift, string.y + 0.36 * size)


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page: what draws it and the words at the left of its footer."""

    draw: Callable[[DrawnPage], None]
    footer: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; all pages are A4, upright or `landscape`."""

    title: str
    author: str
    pages: Sequence[PaperPage]
    subject: str = ""
    landscape: bool = False


def pdf(document: Document) -> bytes:
    """Return the document as PDF bytes with everything embedded, its title shown and its language set."""
    width, height = (A4_HEIGHT, A4_WIDTH) if document.landscape else (A4_WIDTH, A4_HEIGHT)
    total = len(document.pages)

    def footed(page: PaperPage, number: int) -> Callable[[DrawnPage], None]:
        def draw(sheet: DrawnPage) -> None:
            page.draw(sheet)
            _footer(sheet, page.footer, f"Page {number} of {total}")

        return draw

    draws = [footed(page, number) for number, page in enumerate(document.pages, 1)]
    return _write(draws, width, height, document)


def drawing_pdf(drawing: Drawing) -> bytes:
    """Return a page of exactly the size of one drawing, for showing a chart on screen."""
    size = max(1.0, drawing.width), max(1.0, drawing.height)
    return _write([lambda sheet: sheet.drawing(drawing, 0, 0)], *size, Document("", "", ()))


def _write(
    draws: Sequence[Callable[[DrawnPage], None]], width: float, height: float, document: Document
) -> bytes:
    buffer = io.BytesIO()
    canvas = PaperCanvas(buffer, width, height)
    canvas.setTitle(clean(document.title))
    canvas.setAuthor(clean(document.author))
    canvas.setSubject(clean(document.subject))
    canvas.setCreator("Massage Studio")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    fonts = FontEmbeddings(canvas.add_font)
    for draw in draws:
        draw(DrawnPage(canvas, fonts, width, height))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _footer(sheet: DrawnPage, words: str, number: str) -> None:
    muted = colour("muted_strong")
    sheet.line(MARGIN, FOOTER, sheet.width - MARGIN, FOOTER, colour("line"))
    small = Style(size=8, leading=10.5, colour=muted)
    right = paragraph(number, Style(size=8.5, leading=12, colour=muted, align=Align.RIGHT), 80)
    room = sheet.width - 2 * MARGIN - 90
    left = paragraph(words, Style(size=8.5, leading=12, colour=muted), room)
    if len(left.lines) > 1:
        left = paragraph(words, Style(size=7.5, leading=9.5, colour=small.colour, max_lines=3), room)
    sheet.text(left, MARGIN, FOOTER - 7)
    sheet.text(right, sheet.width - MARGIN - 80, FOOTER - 7)


def _rgb(hex_colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(rl_colour: Any) -> str:
    return f"#{rl_colour.hexval()[2:].upper()}"
