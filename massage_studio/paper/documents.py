"""The document: pages and their feet, title, language, author, and no font that is not embedded."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing

from massage_studio.paper.embedding import FontEmbeddings
from massage_studio.paper.page import A4_HEIGHT, A4_WIDTH, FOOTER, MARGIN, DrawnPage
from massage_studio.paper.page_format import PageFormat
from massage_studio.paper.palette import colour
from massage_studio.paper.reportlab_internals import PaperCanvas
from massage_studio.paper.shaping import clean
from massage_studio.paper.tagging import StructureTree
from massage_studio.paper.text import Align, Paragraph, Style, paragraph

NARROW = PageFormat(A4_WIDTH, A4_HEIGHT, MARGIN)
"""A4 as the instructor's own papers need it, with narrow margins."""
# 12 mm.
_FOOT_BOTTOM = 12 * 72 / 25.4
_FOOT_LEADING = 1.36
# The room for the number of a page in a large foot, as a multiple of its type size.
_NUMBER = 5.6
_NUMBER_OF_MANY = 6.8

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
    file = _File(*_size(document), document)
    draws = _draws(document)
    for draw in draws:
        file.add(draw, headings=len(draws) > 1)
    return file.written()


def joined_pdf(title: str, author: str, documents: Iterable[tuple[str, Document]]) -> bytes:
    """Return upright A4 documents as one PDF for both sides of a sheet, each by its name in the outline."""
    file = _File(A4_WIDTH, A4_HEIGHT, Document(title, author, ()))
    for name, document in documents:
        file.begin_part()
        for draw in _draws(document):
            file.add(draw, clean(name))
    return file.written()


def drawing_pdf(drawing: Drawing) -> bytes:
    """Return a page of exactly the size of one drawing, for showing a chart on screen."""
    file = _File(max(1.0, drawing.width), max(1.0, drawing.height), Document("", "", ()))
    file.add(lambda sheet: sheet.drawing(drawing, 0, 0))
    return file.written()


def _draws(document: Document) -> list[Callable[[DrawnPage], None]]:
    """Return what draws each page with its foot."""
    total = len(document.pages)

    def footed(page: PaperPage, number: int) -> Callable[[DrawnPage], None]:
        repeated = any(page.footer == before.footer for before in document.pages[: number - 1])

        def draw(sheet: DrawnPage) -> None:
            page.draw(sheet)
            words = f"Page {number} of {total}"
            if document.foot:
                _large_footer(sheet, page, words, document, repeated=repeated)
            else:
                _footer(sheet, page.footer, words, repeated=repeated)

        return draw

    return [footed(page, number) for number, page in enumerate(document.pages, 1)]


def _size(document: Document) -> tuple[float, float]:
    width, height = document.page.width, document.page.height
    return (height, width) if document.landscape else (width, height)


class _File:
    """A PDF that is written page by page, with all that is in it embedded."""

    def __init__(self, width: float, height: float, document: Document) -> None:
        self._buffer = io.BytesIO()
        self._size = width, height
        self._canvas = canvas = PaperCanvas(self._buffer, width, height)
        canvas.setTitle(clean(document.title))
        canvas.setAuthor(clean(document.author))
        canvas.setSubject(clean(document.subject))
        canvas.setCreator("Massage Studio")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.set_metadata(_metadata(clean(document.title), clean(document.author)))
        self._fonts = FontEmbeddings(canvas.write_at_the_end)
        self._tree = StructureTree()
        canvas.write_at_the_end(self._tree)

    def begin_part(self) -> None:
        """Let the next page be the front of a sheet, and all pages from there on a part of their own."""
        if len(self._tree.pages) % 2:
            self.add(lambda sheet: None)
        self._tree.begin_part()

    def add(self, draw: Callable[[DrawnPage], None], name: str = "", *, headings: bool = True) -> None:
        """Draw a page; its title is in the outline under its own words or a `name`, with the `headings`."""
        number = len(self._tree.pages)
        sheet = DrawnPage(self._canvas, self._fonts, self._tree, *self._size)
        draw(sheet)
        sheet.end()
        for mark in self._tree.bookmarks:
            if mark.page == number and (headings or not mark.level):
                title = mark.title if mark.level else name or mark.title
                key = f"{number} {mark.top} {mark.title}"
                self._canvas.bookmarkPage(key, "XYZ", left=0, top=mark.top)
                self._canvas.addOutlineEntry(title, key, mark.level)
        self._canvas.end_page(number)

    def written(self) -> bytes:
        """Return the finished file."""
        self._canvas.save()
        return self._buffer.getvalue()


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


def _large_footer(
    sheet: DrawnPage, page: PaperPage, words: str, document: Document, *, repeated: bool
) -> None:
    """Draw the foot of a page in a size that everybody can read, with the page's number in its last line."""
    margin = document.page.margin
    lines = _large_foot(page.footer, document.foot, document.page)
    style = replace(_foot_style(document.foot), align=Align.RIGHT)
    room = _NUMBER if len(document.pages) < 10 else _NUMBER_OF_MANY
    right = paragraph(words, style, room * document.foot)
    top = _FOOT_BOTTOM + max(style.leading, sum(line.height for line in lines))
    with sheet.artifact(when=repeated):
        for line in lines:
            sheet.text(line, margin, top)
            top -= line.height
    with sheet.artifact():
        sheet.text(right, sheet.width - margin - right.width, _FOOT_BOTTOM + style.leading)


def _large_foot(words: str, size: float, page_format: PageFormat) -> list[Paragraph]:
    """Return a large foot parted where "\\n" or " · " stands; beside its last line is room for a number."""
    style = _foot_style(size)
    room = page_format.inner
    beside = room - _NUMBER * size - 12
    *above, last = words.split("\n")
    lines = [line for part in above for line in _parted(part, style, room, room)]
    return lines + _parted(last, style, room, beside)


def _parted(words: str, style: Style, room: float, last: float) -> list[Paragraph]:
    """Return words parted into lines, if need be where " · " stands; the last line has less room."""
    whole = paragraph(words, style, last)
    if len(whole.lines) <= 1:
        return [whole] if words else []
    parts = words.split(" · ")
    if len(parts) == 1:
        return [whole]
    heads = [" · ".join(parts[:count]) for count in range(1, len(parts))]
    fitting = [head for head in heads if len(paragraph(head, style, room).lines) == 1]
    # Two parts keep each other company in the last line where they can.
    pairs = [
        head for head in fitting[:-1][-1:] if len(paragraph(words[len(head) + 3 :], style, last).lines) == 1
    ]
    head = [*heads[:1], *fitting[-1:], *pairs][-1]
    rest = words[len(head) + 3 :]
    return _parted(head, style, room, room) + _parted(rest, style, room, last)


def foot_height(words: str, size: float, page_format: PageFormat) -> float:
    """Return how high a large foot is, with the white above it."""
    lines = sum(len(line.lines) for line in _large_foot(words, size, page_format))
    return _FOOT_BOTTOM + max(1, lines) * _FOOT_LEADING * size + 12


def _foot_style(size: float) -> Style:
    return Style(size, _FOOT_LEADING * size, colour=colour("muted_strong"))
