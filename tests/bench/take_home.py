"""One personal two-page take-home against a plain ReportLab script that sets the same words and drawings.

Both are warm and take turns; the plain script prints the lines that our paper carries, in paragraphs with the
same fonts on two A4 pages, draws the same paths, and has ReportLab's own QR code. It tags nothing and tries
no second setting. The last line is the ratio of the medians.
"""

import io
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate

from massage_studio import paths
from massage_studio.bookings.class_queries import sessions
from massage_studio.demo import make_demo
from massage_studio.handouts import take_home
from massage_studio.handouts.queries import take_home_views
from massage_studio.handouts.views import TakeHome
from massage_studio.handouts.wording import page_address
from massage_studio.paper.illustrations import PAINTS, Shape, illustration
from massage_studio.paper.palette import colour
from massage_studio.store.opening import open_studio

TURNS = 40


def a_view() -> TakeHome:
    """Return the take-home of a baby of the demo studio with the most to tell."""
    with tempfile.TemporaryDirectory() as folder:
        make_demo(Path(folder) / "studio", today=date(2026, 11, 19))
        store = open_studio(Path(folder) / "studio")
        with store.read() as session:
            held = next(row for row in sessions(session) if row.status == "finished")
            views = take_home_views(session, session_id=held.id)
        store.close()
    return max(views, key=lambda view: len(view.engaging) + len(view.disengaging))


def lines_of(paper: bytes) -> list[list[str]]:
    """Return the lines of text of each page."""
    document = pypdfium2.PdfDocument(paper)
    return [page.get_textpage().get_text_range().splitlines() for page in document]


class Drawn(Flowable):
    """Drawings beside each other, path by path."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__()
        self.codes = codes
        self.width, self.height = 450, 60

    def draw(self) -> None:
        for place, code in enumerate(self.codes):
            shown = illustration(code)
            self.canv.saveState()
            self.canv.translate(place * 70, self.height)
            self.canv.scale(60 / shown.height, -60 / shown.height)
            for shape in shown.shapes:
                self._draw(shape)
            self.canv.restoreState()

    def _draw(self, shape: Shape) -> None:
        paint, path = PAINTS[shape.kind], self.canv.beginPath()
        for command, points in shape.segments:
            numbers = [number for point in points for number in point]
            {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}[command](*numbers)
        if paint.fill:
            self.canv.setFillColor(HexColor(colour(paint.fill)))
        if paint.line:
            self.canv.setStrokeColor(HexColor(colour(paint.line)))
            self.canv.setLineWidth(paint.width)
        self.canv.drawPath(path, stroke=bool(paint.line), fill=bool(paint.fill))


@cache
def qr_code(address: str) -> Drawing:
    """Return ReportLab's own QR code, made once as ours is."""
    widget = QrCodeWidget(address, barWidth=63, barHeight=63)
    made = Drawing(63, 63)
    made.add(widget.draw())
    return made


def plain(pages: list[list[str]], drawings: list[list[str]], address: str) -> bytes:
    """Set the same words and drawings with ReportLab alone."""
    body = ParagraphStyle("body", fontName="Body", fontSize=9, leading=11.5)
    story: list[object] = []
    for lines, codes in zip(pages, drawings, strict=True):
        story += [Paragraph(escape(line), body) for line in lines]
        story += [Drawn(codes), PageBreak()]
    story.insert(-1, qr_code(address))
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4, topMargin=30, bottomMargin=30, title="x").build(story)
    return target.getvalue()


def main() -> None:
    """Take turns."""
    fonts = paths.resources() / "fonts"
    pdfmetrics.registerFont(TTFont("Body", str(fonts / "NotoSans-Regular.ttf")))
    view = a_view()
    pages = lines_of(take_home.build(view))
    drawings = [
        [step.picture.code for step in view.home_steps if step.picture],
        [stroke.picture.code for stroke in view.strokes if stroke.picture][:4],
    ]
    address = page_address(view)
    assert len(lines_of(plain(pages, drawings, address))) == 2, "the plain script must fill two pages as well"
    ours, theirs = [], []
    for _ in range(TURNS):
        start = time.perf_counter()
        take_home.build(view)
        middle = time.perf_counter()
        plain(pages, drawings, address)
        ours.append(middle - start)
        theirs.append(time.perf_counter() - middle)
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(f"take-home {mine * 1000:.1f} ms, plain script {other * 1000:.1f} ms")
    print(mine / other)


if __name__ == "__main__":
    main()
