"""The A4 document: title, language, author, page numbers, and no font that is not embedded."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.utils import ImageReader

from massage_studio.paper.embedding import FontEmbeddings
from massage_studio.paper.fonts import Weight
from massage_studio.paper.illustrations import illustration, operators
from massage_studio.paper.page_format import PageFormat
from massage_studio.paper.palette import colour
from massage_studio.paper.reportlab_internals import PaperCanvas
from massage_studio.paper.shaping import clean, reads_otherwise
from massage_studio.paper.tagging import PageTags, Role, StructureTree
from massage_studio.paper.text import Align, Paragraph, Style, colour_operator, paragraph, text_operators

A4_WIDTH, A4_HEIGHT = 595.28, 841.89
MARGIN = 36.0
FOOTER = 54.0
NARROW = PageFormat(A4_WIDTH, A4_HEIGHT, MARGIN)
"""A4 as the instructor's own papers need it, with narrow margins."""
FOOT_BOTTOM = 25.0
FOOT_LEADING = 1.36


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


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


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page: what draws it and the words at the left of its footer, where "\\n" begins a line."""

    draw: Callable[[DrawnPage], None]
    footer: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; all pages have one format, upright or `landscape`.

    `foot` is the type size of the footer; without one it is small print.
    """

    title: str
    author: str
    pages: Sequence[PaperPage]
    subject: str = ""
    landscape: bool = False
    page: PageFormat = NARROW
    foot: float = 0


def pdf(document: Document) -> bytes:
    """Return the document as PDF bytes with everything embedded, its title shown and its language set."""
    page_format = document.page
    width, height = page_format.width, page_format.height
    if document.landscape:
        width, height = height, width
    total = len(document.pages)

    def footed(page: PaperPage, number: int) -> Callable[[DrawnPage], None]:
        repeated = any(page.footer == before.footer for before in document.pages[: number - 1])

        def draw(sheet: DrawnPage) -> None:
            page.draw(sheet)
            words = f"Page {number} of {total}"
            if document.foot:
                _large_footer(sheet, page.footer, words, document, repeated=repeated)
            else:
                _footer(sheet, page.footer, words, repeated=repeated)

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
    canvas.set_metadata(_metadata(clean(document.title), clean(document.author)))
    fonts = FontEmbeddings(canvas.write_at_the_end)
    tree = StructureTree()
    canvas.write_at_the_end(tree)
    for number, draw in enumerate(draws):
        sheet = DrawnPage(canvas, fonts, tree, width, height)
        draw(sheet)
        sheet.end()
        for mark in tree.bookmarks:
            if mark.page == number and (len(draws) > 1 or not mark.level):
                key = f"{number} {mark.top} {mark.title}"
                canvas.bookmarkPage(key, "XYZ", left=0, top=mark.top)
                canvas.addOutlineEntry(mark.title, key, mark.level)
        canvas.end_page(number)
    canvas.save()
    return buffer.getvalue()


def _metadata(title: str, author: str) -> str:
    """Return what the document says of itself in XMP: its title, its author and that it is tagged."""
    return _XMP.format(title=escape(title), author=escape(author))


def _footer(sheet: DrawnPage, words: str, number: str, *, repeated: bool) -> None:
    """Draw the foot of a page; its words are read out once in a document, the number of a page never."""
    muted = colour("muted_strong")
    sheet.line(MARGIN, FOOTER, sheet.width - MARGIN, FOOTER, colour("line"))
    style = Style(size=8.5, leading=12, colour=muted)
    right = paragraph(number, replace(style, align=Align.RIGHT), 80)
    room = sheet.width - 2 * MARGIN - 90
    left = paragraph(words, style, room)
    if len(left.lines) > 1:
        left = paragraph(words, Style(size=8, leading=10, colour=muted, max_lines=3), room)
    with sheet.artifact(when=repeated):
        sheet.text(left, MARGIN, FOOTER - 7)
    with sheet.artifact():
        sheet.text(right, sheet.width - MARGIN - 80, FOOTER - 7)


def _large_footer(sheet: DrawnPage, words: str, number: str, document: Document, *, repeated: bool) -> None:
    """Draw the foot of a family's page, at most two lines, in a size that everybody can read."""
    margin = document.page.margin
    style = Style(document.foot, FOOT_LEADING * document.foot, colour=colour("muted_strong"))
    inner = sheet.width - 2 * margin
    right = paragraph(number, replace(style, align=Align.RIGHT), 5.6 * document.foot)
    *above, last = words.split("\n")
    # The last line shares its height with the number of the page.
    lines = [paragraph(line, replace(style, max_lines=1), inner) for line in above]
    lines.append(paragraph(last, replace(style, max_lines=2 - len(above)), inner - right.width - 12))
    bottom = FOOT_BOTTOM + style.leading
    top = bottom + sum(block.height for block in lines) - style.leading
    with sheet.artifact(when=repeated):
        for block in lines:
            sheet.text(block, margin, top)
            top -= block.height
    with sheet.artifact():
        sheet.text(right, sheet.width - margin - right.width, bottom)


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
